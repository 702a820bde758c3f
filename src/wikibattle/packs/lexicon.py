"""Finding the words of a language in a text: many words, one pass.

Words are looked up at the start of every word, or at every sign in scripts that write no spaces;
the longest word wins and hits never overlap.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from wikibattle.script import fold

T = TypeVar("T")

#: Scripts written without spaces: Han, kana, Hangul (endings are glued on to names), Thai, Lao, Burmese.
UNSPACED = (
    "\u3005\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
    "\u3040-\u30ff\uac00-\ud7af\u0e00-\u0eff\u1000-\u109f"
)

_TOKEN = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+")
_IS_UNSPACED = re.compile(rf"[{UNSPACED}]")

# One dash and one apostrophe, so that a word is written one way only.
_SIGNS = dict.fromkeys(map(ord, "‐‑‒–−﹣"), "-") | dict.fromkeys(map(ord, "’ʼ‘ʻ`´"), "'")

_VARIANT_SIGNS = re.compile(f"[{''.join(map(re.escape, map(chr, _SIGNS)))}]")


def _one_sign(found: re.Match[str]) -> str:
    return _SIGNS[ord(found[0])]


def shadow(text: str) -> str:
    """`text` to match words on: folded, lower case, one dash, one apostrophe; of the same length."""
    folded = _VARIANT_SIGNS.sub(_one_sign, fold(text))
    lower = folded.lower()
    if len(lower) == len(folded):
        return lower
    return "".join(low if len(low := char.lower()) == 1 else char for char in folded)


def is_unspaced(char: str) -> bool:
    """Whether the sign belongs to a script that writes no spaces between words."""
    return _IS_UNSPACED.match(char) is not None


def tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """(start, end) of every word of text[start:end], of every sign where no spaces are written."""
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        yield match.span()


@dataclass(slots=True, frozen=True)
class Hit(Generic[T]):
    """A word of the lexicon at text[start:end]."""

    start: int
    end: int
    value: T


class Lexicon(Generic[T]):
    """Words and what each means."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        """`entries`: words as `shadow` writes them; of two equal ones the last counts."""
        first: dict[str, dict[str, T]] = {}
        for word, value in entries:
            token = _TOKEN.search(word)
            if token is not None and token.start() == 0:
                first.setdefault(token[0], {})[word] = value
        self._by_first = {
            token: sorted(words.items(), key=lambda item: -len(item[0])) for token, words in first.items()
        }
        signs = "".join(re.escape(token) for token in first if is_unspaced(token[0]))
        run_on = f"[{signs}]|" if signs else ""
        self._start = re.compile(rf"{run_on}[^\W_{UNSPACED}]+")

    def scan(self, text: str, start: int = 0, end: int | None = None) -> list[Hit[T]]:
        """Every word found in text[start:end] (a text as `shadow` writes it), from left to right."""
        stop = len(text) if end is None else end
        hits: list[Hit[T]] = []
        at = start
        for match in self._start.finditer(text, start, stop):
            if match.start() >= at:
                hit = self._at(text, match.start(), match[0], stop)
                if hit is not None:
                    hits.append(hit)
                    at = hit.end
        return hits

    def _at(self, text: str, at: int, token: str, stop: int) -> Hit[T] | None:
        for word, value in self._by_first.get(token, ()):
            end = at + len(word)
            if end <= stop and text.startswith(word, at) and self._ends(text, end):
                return Hit(at, end, value)
        if token.endswith("s") and len(token) > 4:  # a plural, or a possessive without its apostrophe
            for word, value in self._by_first.get(token[:-1], ()):
                if word == token[:-1]:
                    return Hit(at, at + len(token), value)
        return None

    @staticmethod
    def _ends(text: str, end: int) -> bool:
        """Whether a word can end here: no letter of a spaced script goes on."""
        if end >= len(text) or is_unspaced(text[end - 1]):
            return True
        return not text[end].isalnum() or is_unspaced(text[end])
