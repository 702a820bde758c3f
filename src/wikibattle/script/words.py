"""Words found in a text, each with what is shown for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

#: A word of a table or of a page's rule that is longer is not looked for.
LONGEST_WORD = 100


class Words:
    """Words with what is shown for each, found in a text from the left, the longest first."""

    def __init__(self, shown: Mapping[str, str]) -> None:
        self._shown = {word: to for word, to in shown.items() if 0 < len(word) <= LONGEST_WORD}
        lengths: dict[str, set[int]] = {}
        for word in self._shown:
            lengths.setdefault(word[0], set()).add(len(word))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}

    def within(self, text: str) -> Iterator[tuple[int, int, str]]:
        """(start, end, what is shown) of each word in a text, in order."""
        at = 0
        while at < len(text):
            for length in self._lengths.get(text[at], ()):
                shown = self._shown.get(text[at : at + length])
                if shown is not None:
                    yield at, at + length, shown
                    at += length
                    break
            else:
                at += 1

    @property
    def first_signs(self) -> Iterable[str]:
        """The first characters of the words."""
        return self._lengths

    def replaced(self, text: str) -> str:
        """A text with what is shown for each word."""
        parts: list[str] = []
        at = 0
        for start, end, shown in self.within(text):
            parts += (text[at:start], shown)
            at = end
        return "".join((*parts, text[at:]))
