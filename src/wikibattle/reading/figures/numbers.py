"""Numbers as a text writes them: digits, numerals, words, mixed numbers, and the scales behind them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from wikibattle.reading.figures.tokens import FigureWords, Kind, Token
from wikibattle.reading.numerals import largest_scale, read_amount, read_decimal_comma

_FRACTION_BARS = frozenset("/⁄")
_LARGEST_DENOMINATOR = 16
LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(slots=True)
class Number:
    """A number as written, without what stands around it: tokens up to `next`."""

    low: float
    high: float | None
    start: int
    end: int
    next: int
    digits: str = ""  # as written, where it is in Western digits
    scale: float = 1
    bare: bool = False  # a scale without a number: 千
    in_words: bool = False
    is_large: bool = False  # a hundred or more, said in full: 三千, two hundred

    @property
    def is_short(self) -> bool:
        """Whether it is up to four Western digits without any mark, as days and years are."""
        return self.digits.isdecimal() and len(self.digits) <= 4 and self.scale == 1

    def times(self, scale: float, end: int) -> None:
        """Takes in a scale word that ends at an offset."""
        self.low *= scale
        self.high = None if self.high is None else self.high * scale
        self.scale *= scale
        self.end = end
        self.is_large = True


class Tokens:
    """The tokens of a line, with a look at what stands next to an offset."""

    def __init__(self, words: FigureWords, tokens: Sequence[Token], text: str) -> None:
        self.words = words
        self.text = text
        self._tokens = tokens

    def __len__(self) -> int:
        return len(self._tokens)

    def __getitem__(self, at: int) -> Token:
        return self._tokens[at]

    def next(self, at: int, after: int | None = None) -> Token | None:
        """The token at an index, if nothing but blanks stands between it and the offset `after`."""
        if at >= len(self._tokens):
            return None
        token = self._tokens[at]
        if after is not None and token.start > after and self.text[after : token.start].strip():
            return None
        return token

    def number(self, at: int) -> Number | None:
        """The number that starts with a token; None where it is not well-formed."""
        token = self._tokens[at]
        if token.has(Kind.NUMBER):
            return self._in_words(at)
        if token.kind == "fraction":
            number = self._scaled(Number(token.fraction(), token.fraction(), token.start, token.end, at + 1))
            return number if number.scale > 1 else None
        digits = token.text if token.text[0].isdecimal() else ""
        amount = read_amount(token.text)
        if amount is None:
            return self._decimal_comma(at, digits)
        number = Number(amount.low, amount.high, token.start, token.end, at + 1, digits, bare=amount.bare)
        number.is_large = amount.low >= 100 and not amount.bare
        number.scale = largest_scale(token.text)
        return number if number.scale > 1 else self._scaled(self._mixed(number))

    def _decimal_comma(self, at: int, digits: str) -> Number | None:
        token = self._tokens[at]
        value = read_decimal_comma(token.text)
        if value is None:
            return None
        number = self._scaled(Number(value, value, token.start, token.end, at + 1, digits))
        return number if number.scale > 1 else None

    def _mixed(self, number: Number) -> Number:
        """Adds the fraction of a mixed number: 3⅔, 3 1/2."""
        following = self.next(number.next, number.end)
        if following is None or number.high is None:
            return number
        if following.kind == "fraction":
            part, end = following.fraction(), number.next + 1
        elif following.has(Kind.HALF_AFTER) and not following.runs_on():
            part, end = 0.5, number.next + 1
        else:
            part, end = self._vulgar_fraction(number.next), number.next + 3
        if part:
            number.low, number.high = number.low + part, number.high + part
            number.next, number.end = end, self._tokens[end - 1].end
        return number

    def _vulgar_fraction(self, at: int) -> float:
        """The value of "1/2" at three tokens, to two places; 0 for anything else."""
        tokens = [self.next(at + place) for place in range(3)]
        texts = [token.text for token in tokens if token is not None]
        if len(texts) < 3 or texts[1] not in _FRACTION_BARS or not (texts[0] + texts[2]).isdecimal():
            return 0
        above, below = int(texts[0][:3]), int(texts[2][:3])
        return round(above / below, 2) if 0 < above < below <= _LARGEST_DENOMINATOR else 0

    def _scaled(self, number: Number) -> Number:
        """Times the scales that follow: 2.5 million, 20k."""
        while (token := self.next(number.next, number.end)) is not None and token.has(Kind.SCALE):
            number.times(token.sense.number if token.sense else 1, token.end)
            number.next += 1
        glued = LETTERS.match(self.text, number.end) if number.digits else None
        sense = self.words.sense(glued[0]) if glued else None
        if glued and sense is not None and Kind.SCALE in sense.kinds:
            number.times(sense.number, glued.end())
            if (token := self.next(number.next)) is not None and token.start < number.end:
                number.next += 1
        return number

    def _in_words(self, at: int) -> Number:
        """Number words in a row: twenty-five, two hundred and fifty thousand."""
        first = self._tokens[at]
        total = group = 0.0
        large = False
        index, end = at, first.end
        while (token := self._next_number_word(index, end, after_hundred=group >= 100)) is not None:
            index, word = token
            value = word.sense.number if word.sense else 0
            if word.has(Kind.HALF_AFTER):
                group += 0.5
            elif word.has(Kind.NUMBER):
                if group and value >= 100:
                    break
                group += value
            elif value == 100:
                group, large = max(group, 1) * 100, True
            else:
                total, group, large = total + max(group, 1) * value, 0, True
            index, end = index + 1, word.end
        number = Number(total + group, total + group, first.start, end, index, in_words=True)
        number.is_large = large or number.low >= 100
        return number

    def _next_number_word(self, at: int, end: int, *, after_hundred: bool) -> tuple[int, Token] | None:
        """The next word of a number; a hyphen may stand before it, and "and" after a hundred."""
        token = self.next(at, end)
        if token is None:
            return None
        if token.text == "-" or (after_hundred and token.has(Kind.AND)):
            following = self.next(at + 1)
            return (at + 1, following) if following is not None and following.has(Kind.NUMBER) else None
        return (at, token) if token.has(Kind.NUMBER, Kind.SCALE, Kind.HALF_AFTER) else None


def range_ends(first: Number, second: Number) -> tuple[float, float | None] | None:
    """The ends of "first to second"; None where the second is smaller.

    The first may leave out its scale: 15-20万 and 十五至二十万 are 150000 to 200000, 20–25,000 is
    20000 to 25000.
    """
    low = first.low
    if first.scale < second.scale and low * second.scale <= second.low:
        low *= second.scale
    elif first.digits.isdecimal() and second.digits and low * 1000 <= second.low:
        low *= 1000
    return (low, second.high) if low <= second.low else None
