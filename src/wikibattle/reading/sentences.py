"""Where the sentences of running text end."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

_SENTENCE_END = re.compile(
    r"[。！？；]+[”」』’）\"]*|(?<![!?])[!?]++(?=\s|$)|(?P<stop>\.)[”\"')\]]*+(?=\s|$)|\n", re.MULTILINE
)
_WORD_BEFORE = re.compile(r"(?<![^\W_])[^\W_]++$")
_LONGEST_WORD = 30
_OPENING = frozenset("\"“‘'[(«„")

#: Signs; what no sign for an end parts is cut at blanks.
LONGEST_SENTENCE = 3_000


def sentences(
    text: str, line_start: int, line_end: int, abbreviations: Container[str] = ()
) -> Iterator[tuple[int, int]]:
    """(start, end) of each sentence of text[line_start:line_end], with the signs that end it.

    A full stop ends one where a capital, a figure or an opening sign follows, unless it stands behind
    an initial or one of the `abbreviations` (as written, without their stop).
    """
    start = line_start
    for found in (*_SENTENCE_END.finditer(text, line_start, line_end), None):
        if found is not None and found["stop"] and not _ends(text, found, line_end, abbreviations):
            continue
        end = found.end() if found else line_end
        while end - start > LONGEST_SENTENCE:
            cut = text.rfind(" ", start + LONGEST_SENTENCE // 2, start + LONGEST_SENTENCE)
            piece = cut if cut > 0 else start + LONGEST_SENTENCE
            yield from _trimmed(text, start, piece)
            start = piece
        yield from _trimmed(text, start, end)
        start = end


def _ends(text: str, stop: re.Match[str], line_end: int, abbreviations: Container[str]) -> bool:
    """Whether a full stop ends a sentence."""
    behind = text[stop.end() : min(line_end, stop.end() + _LONGEST_WORD)].lstrip()
    if behind and not (behind[0].isupper() or behind[0].isdecimal() or behind[0] in _OPENING):
        return False
    at = stop.start()
    word = _WORD_BEFORE.search(text[max(0, at - _LONGEST_WORD) : at])
    if word is None or not behind or word[0].isdecimal():
        return True
    initial = len(word[0]) == 1 and word[0].isalpha()
    return not (initial or word[0] in abbreviations)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The range without blanks at its ends, if there is more."""
    words = text[start:end]
    first = start + len(words) - len(words.lstrip())
    last = first + len(words.strip())
    if first < last:
        yield first, last
