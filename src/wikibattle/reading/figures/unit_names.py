"""Numbers that name and count nothing: 第3军, No. 303, 115师, 10、24、57师."""

from __future__ import annotations

from wikibattle.packs.lexicon import is_unspaced
from wikibattle.reading.figures.numbers import Tokens
from wikibattle.reading.figures.tokens import Kind, Token
from wikibattle.reading.numerals import read_amount

_LIST_SIGNS = frozenset("、,，/&~-–—")
_LARGEST_NAME = 999
YEARS = range(1000, 2101)


class Names:
    """Finds the ends of numbers that name, among the tokens of a line."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._none_before = 0  # no row of numbers that starts before this token names a unit

    def designated(self, at: int) -> int:
        """The end of a designation that starts at a designator: 第3军, 第601、602团, No. 303; else 0."""
        token = self._tokens[at]
        first, following = at + 1, self._tokens.next(at + 1, token.end)
        if following is not None and following.text == "." and following.start == token.end:
            first, following = at + 2, self._tokens.next(at + 2, following.end)
        if following is None or (following.kind != "amount" and not following.has(Kind.NUMBER)):
            return 0
        if following.kind == "amount" and not is_unspaced(token.text[-1]) and not _could_name(following):
            return 0  # to the number of 5000
        return self.numbered(first) or self._with_unit(first + 1)

    def _with_unit(self, end: int) -> int:
        """Past the noun that a number before it names."""
        noun = self._tokens.next(end, self._tokens[end - 1].end)
        return end + 1 if noun is not None and noun.sense is not None and noun.sense.numbered else end

    def numbered(self, at: int) -> int:
        """The end of numbers in a row of which the last names a unit (10、24、57师); 0 if none does.

        Only where words run on: in spaced scripts "57 divisions" is a count and an ordinal names.
        """
        if at < self._none_before:
            return 0
        end = at
        while (amount := self._tokens.next(end)) is not None and amount.kind == "amount":
            noun = self._tokens.next(end + 1)
            if noun is None or noun.start != amount.end:
                break
            if noun.sense is not None and noun.sense.numbered and noun.runs_on():
                several = end > at and "," in amount.text
                return end + 2 if several or _is_small(amount) else 0
            if noun.text not in _LIST_SIGNS and not noun.has(Kind.AND, Kind.OR, Kind.TO):
                break
            end += 2
        self._none_before = end
        return 0


def _could_name(amount: Token) -> bool:
    """Whether an amount can be a number that names: a small one, or a year (Model 1877)."""
    return _is_small(amount) or (
        len(amount.text) == 4 and amount.text.isdecimal() and int(amount.text) in YEARS
    )


def _is_small(amount: Token) -> bool:
    """Whether an amount is small enough to be the number of a unit."""
    read = read_amount(amount.text)
    return read is not None and read.high is not None and read.high <= _LARGEST_NAME
