"""Where the sentences of running text end."""

from __future__ import annotations

import re
from collections.abc import Iterator

# A full stop ends a sentence before a blank and a capital, after a word longer than an abbreviation's.
_SENTENCE_END = re.compile(
    r"[。！？；]+[”」』’）\"]*|(?<![!?])[!?]++(?=\s|$)|(?<=[a-z0-9)\]]{3})\.[”\"')\]]*(?=\s+[A-Z\"“‘\[(]|\s*$)|\n",
    re.MULTILINE,
)

#: Signs; what no sign for an end parts is cut at blanks.
LONGEST_SENTENCE = 3_000


def sentences(text: str, line_start: int, line_end: int) -> Iterator[tuple[int, int]]:
    """(start, end) of each sentence of text[line_start:line_end], with the signs that end it."""
    start = line_start
    for found in (*_SENTENCE_END.finditer(text, line_start, line_end), None):
        end = found.end() if found else line_end
        while end - start > LONGEST_SENTENCE:
            cut = text.rfind(" ", start + LONGEST_SENTENCE // 2, start + LONGEST_SENTENCE)
            piece = cut if cut > 0 else start + LONGEST_SENTENCE
            yield from _trimmed(text, start, piece)
            start = piece
        yield from _trimmed(text, start, end)
        start = end


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The range without blanks at its ends, if there is more."""
    words = text[start:end]
    first = start + len(words) - len(words.lstrip())
    last = first + len(words.strip())
    if first < last:
        yield first, last
