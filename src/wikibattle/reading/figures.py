"""Figures: numbers that count something, with their bounds, range and counter.

Tells them from numbers that count nothing: numbered units (47军, No. 3), dates, measures, ratios,
fractions, types (T-34) and so many a piece (74 guns each). Those stay as blanks, with their place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from wikibattle.model import Unit
from wikibattle.packs.lexicon import is_unspaced
from wikibattle.reading.figure_tokens import FigureWords, Kind, Token
from wikibattle.reading.numerals import largest_scale, read_amount, read_decimal_comma

_DASHES = frozenset("-–—―‒−‑~〜～∼")
_ABOUT_SIGNS = frozenset("~∼≈±≃〜")
_OVER_SIGNS, _UNDER_SIGNS = frozenset(">≥+"), frozenset("<≤")
_LIST_SIGNS = frozenset("、,，/&~-–—")
_CURRENCIES = frozenset("$£€¥₤₽₹")
_NO_COUNT_SIGNS = frozenset("%‰°′″")
_BOUNDARIES = frozenset(";。.、,，:()[]{}\n\t")
_LETTERS = re.compile(r"[^\W\d_]+")
_LONGEST_ASIDE = 16  # tokens
_LOOK = 3  # words to look for "each" in


@dataclass(slots=True)
class Number:
    """A number as written, without what stands around it: tokens up to `next`."""

    low: float
    high: float | None
    start: int
    end: int
    next: int
    digits: str = ""  # its Western digits, if it has any
    scale: float = 1
    bare: bool = False
    in_words: bool = False
    round_scale: bool = False  # a scale with a number before it: 三千, two hundred


@dataclass(slots=True)
class Figure:
    """A number that counts, with what stands right at it."""

    low: float | None
    high: float | None
    start: int
    end: int
    number_start: int
    number_end: int
    approximate: bool = False
    counter: Unit | None = None  # what its counter says it counts
    weak: Unit | None = None  # what it counts if no noun says so
    counter_range: tuple[int, int] | None = None
    year: bool = False  # could be a year
    after_year_lead: bool = False
    needs_noun: bool = False  # counts only if something says what
    bounded: bool = False

    @property
    def size(self) -> float:
        """Its greatest named value."""
        return self.high if self.high is not None else self.low or 0


@dataclass(slots=True)
class Item:
    """A token, a figure, or a number that counts nothing (`blank`), in order of the text."""

    start: int
    end: int
    token: Token | None = None
    figure: Figure | None = None
    blank: bool = False
    date: bool = False

    def has(self, *kinds: Kind) -> bool:
        """Whether it is a word that can be one of these."""
        return self.token is not None and self.token.has(*kinds)

    def sign(self) -> str:
        """The sign it is, or nothing."""
        return self.token.text if self.token is not None and self.token.kind == "sign" else ""


def read_figures(words: FigureWords, tokens: Sequence[Token], text: str) -> list[Item]:
    """The tokens of one line, with its numbers read. `text`: the folded text they stand in."""
    return _FigureReader(words, tokens, text).read()


class _FigureReader:
    """Walks over the tokens of one line."""

    def __init__(self, words: FigureWords, tokens: Sequence[Token], text: str) -> None:
        self.words = words
        self.tokens = tokens
        self.text = text
        self.items: list[Item] = []
        self._no_chain_before = 0  # no row of numbers that starts before this token names a unit

    def read(self) -> list[Item]:
        at = 0
        while at < len(self.tokens):
            token = self.tokens[at]
            if token.kind in {"amount", "fraction"} or token.has(Kind.NUMBER):
                at = self._number_at(at)
            elif token.kind == "code":
                at = self._blank(at, at + 1)
            elif token.has(Kind.DESIGNATOR) and (end := self._designated(at)):
                at = self._blank(at, end)
            else:
                if token.text != "." or self._ends_sentence(token):
                    self.items.append(Item(token.start, token.end, token))
                at += 1
        return self.items

    # --- looking around

    def _token(self, at: int, after: int | None = None) -> Token | None:
        """The token at an index if nothing but blanks stands between it and the offset `after`."""
        if not 0 <= at < len(self.tokens):
            return None
        token = self.tokens[at]
        if after is not None and token.start > after and self.text[after : token.start].strip():
            return None
        return token

    def _last(self, before: int, skip: int = 0) -> Item | None:
        """The last item if nothing but blanks stands between it and the offset `before`."""
        if len(self.items) <= skip:
            return None
        item = self.items[-1 - skip]
        end = before if not skip else self.items[-skip].start
        return None if self.text[item.end : end].strip(" .") else item

    def _ends_sentence(self, point: Token) -> bool:
        """Whether a point ends more than an abbreviation: not in c. 500, Nov. 5, U.S. troops."""
        last = self.items[-1] if self.items else None
        if last is not None and last.end == point.start:
            if last.has(Kind.ABOUT, Kind.OVER, Kind.UNDER, Kind.MONTH, Kind.DESIGNATOR, Kind.PART):
                return False
        before = self.text[max(0, point.start - 3) : point.start]
        after = self.text[point.end : point.end + 1]
        return not after.strip() and (before.isalnum() or not before[-1:].isalpha() or is_unspaced(before[-1:]))

    def _blank(self, start: int, end: int, *, date: bool = False) -> int:
        """Puts the tokens by as a number that counts nothing."""
        self.items.append(
            Item(self.tokens[start].start, self.tokens[end - 1].end, blank=True, date=date, token=self.tokens[start])
        )
        return end

    # --- numbers that name

    def _designated(self, at: int) -> int:
        """The end of a designation that starts at a designator: 第3军, 第601、602团, No. 303."""
        token = self.tokens[at]
        following = self._token(at + 1, token.end)
        skip = at + 1
        if following is not None and following.text == "." and following.start == token.end:
            skip, following = at + 2, self._token(at + 2, following.end)
        if following is None or (following.kind != "amount" and not following.has(Kind.NUMBER)):
            return 0
        if "," in following.text and not is_unspaced(token.text[-1]):
            return 0  # class: 1,200
        return self._named_chain(skip) or self._with_numbered_noun(skip + 1)

    def _with_numbered_noun(self, end: int) -> int:
        """Past the noun that a number before it names."""
        noun = self._token(end, self.tokens[end - 1].end)
        return end + 1 if noun is not None and noun.sense is not None and noun.sense.numbered else end

    def _named_chain(self, at: int) -> int:
        """The end of numbers in a row of which the last names a unit (10、24、57师); 0 if none does.

        Only where words run on: in spaced scripts "57 divisions" is a count and an ordinal names.
        """
        if at < self._no_chain_before:
            return 0
        end = at
        while (amount := self._token(end)) is not None and amount.kind == "amount" and len(amount.text) <= 9:
            noun = self._token(end + 1)
            if noun is None or noun.start != amount.end:
                break
            if noun.sense is not None and noun.sense.numbered and is_unspaced(noun.text[0]):
                read = read_amount(amount.text)
                several = end > at and "," in amount.text
                return end + 2 if several or (read is not None and read.high and read.high < 1000) else 0
            if not (noun.text in _LIST_SIGNS or noun.has(Kind.AND, Kind.OR, Kind.TO)):
                break
            end += 2
        self._no_chain_before = end
        return 0

    # --- numbers

    def _number_at(self, at: int) -> int:
        """Reads the number that starts at a token; gives the index to go on from."""
        token = self.tokens[at]
        last = self._last(token.start)
        counted = last is not None and last.has(Kind.ABOUT, Kind.OVER, Kind.UNDER, Kind.TOTAL)
        if not counted and (end := self._named_chain(at)):
            return self._blank(at, end)
        number = self._number(at)
        if number is None:
            return self._blank(at, at + 1)
        if self._names_or_measures_before(token):
            return self._blank(at, number.next)
        glued = self._glued(number)
        if glued is not None:
            return glued
        if self._falls(number):
            return self._blank(at, number.next + 2, date=number.low > 100)
        return self._figure(at, number)

    def _falls(self, number: Number) -> bool:
        """A smaller number follows: a ratio (3 to 1) or the end of a span of years (1939–45)."""
        link = self._token(number.next, number.end)
        second = self._token(number.next + 1, link.end) if link is not None else None
        if link is None or second is None or not (number.digits.isdecimal() and second.text.isdecimal()):
            return False
        if link.has(Kind.TO):
            return 10 * int(second.text[:4]) < 1000 > 10 * number.low > 10 * int(second.text[:4])
        return link.text in _DASHES and len(number.digits) == 4 and len(second.text) == 2 and number.low < 2100

    def _names_or_measures_before(self, token: Token) -> bool:
        """Whether what stands right before a number makes it no count: letters, money, '44."""
        before = self.text[token.start - 1 : token.start]
        if before in _CURRENCIES and before:
            return True
        if before == "'" and len(token.text) == 2:
            return True
        return token.kind == "amount" and token.text[0].isascii() and before.isalpha() and not is_unspaced(before)

    def _number(self, at: int) -> Number | None:
        token = self.tokens[at]
        if token.has(Kind.NUMBER):
            return self._number_in_words(at)
        if token.kind == "fraction":
            number = self._scaled(Number(token.fraction(), token.fraction(), token.start, token.end, at + 1))
            return number if number.scale > 1 else None
        amount = read_amount(token.text)
        digits = token.text if token.text[0].isdecimal() else ""
        if amount is None:
            value = read_decimal_comma(token.text)
            if value is None:
                return None
            number = self._scaled(Number(value, value, token.start, token.end, at + 1, digits))
            return number if number.scale > 1 else None
        number = Number(amount.low, amount.high, token.start, token.end, at + 1, digits, bare=amount.bare)
        number.round_scale = amount.low >= 100 and not amount.bare
        number.scale = largest_scale(token.text)
        return number if number.scale > 1 else self._scaled(self._mixed(number))

    def _mixed(self, number: Number) -> Number:
        """Adds the fraction of a mixed number: 3⅔, 3 1/2."""
        following = self._token(number.next, number.end)
        if following is None or number.high is None:
            return number
        if following.kind == "fraction":
            part, end = following.fraction(), number.next + 1
        elif following.kind == "amount" and (slash := self._token(number.next + 1, following.end)) is not None:
            below = self._token(number.next + 2, slash.end)
            if slash.text not in {"/", "⁄"} or below is None or not (following.text + below.text).isdecimal():
                return number
            above, under = int(following.text[:3]), int(below.text[:3])
            if not 0 < above < under <= 16:
                return number
            part, end = round(above / under, 2), number.next + 3
        else:
            return number
        number.low, number.high = number.low + part, number.high + part
        number.next, number.end = end, self.tokens[end - 1].end
        return number

    def _scaled(self, number: Number) -> Number:
        """Times the scales that follow: 2.5 million, 20k."""
        while (token := self._token(number.next, number.end)) is not None and token.has(Kind.SCALE):
            self._scale(number, token.sense.number if token.sense else 1, token.end)
            number.next += 1
        glued = _LETTERS.match(self.text, number.end)
        if glued and number.digits and (sense := self.words.sense(glued[0])) and Kind.SCALE in sense.kinds:
            self._scale(number, sense.number, glued.end())
            if (token := self._token(number.next)) is not None and token.start < number.end:
                number.next += 1
        return number

    @staticmethod
    def _scale(number: Number, scale: float, end: int) -> None:
        number.low *= scale
        number.high = None if number.high is None else number.high * scale
        number.scale *= scale
        number.end = end
        number.round_scale = True

    def _number_in_words(self, at: int) -> Number:
        """Number words in a row: twenty-five, two hundred and fifty thousand."""
        first = self.tokens[at]
        total = group = 0.0
        end, offset = at, first.end
        scale = False
        while (token := self._token(end, offset)) is not None or self._hyphen(end):
            if token is None or token.text == "-" or (token.has(Kind.AND) and group >= 100):
                following = self._token(end + 1)
                if following is None or not following.has(Kind.NUMBER) or not end > at:
                    break
                end += 1
                token = following
            value = token.sense.number if token.sense else 0
            if token.has(Kind.NUMBER):
                if group and value >= 100:
                    break
                group += value
            elif token.has(Kind.SCALE):
                scale = True
                if value == 100:
                    group = max(group, 1) * 100
                else:
                    total, group = total + max(group, 1) * value, 0
            else:
                break
            end, offset = end + 1, token.end
        value = total + group
        number = Number(value, value, first.start, offset, end, in_words=True)
        number.round_scale = scale or value >= 100
        return number

    def _hyphen(self, at: int) -> bool:
        token = self._token(at)
        return token is not None and token.text == "-"

    # --- what makes a number no count

    def _glued(self, number: Number) -> int | None:
        """Deals with a number that runs into what follows; None if it does not."""
        after = self.text[number.end : number.end + 1]
        letters = _LETTERS.match(self.text, number.end)
        if letters and not is_unspaced(after):
            return self._glued_word(number, letters)
        following = self._token(number.next)
        if following is None or following.start != number.end:
            return None
        if after in _NO_COUNT_SIGNS:
            return self._blank_number(number, number.next + 1)
        beyond = self._token(number.next + 1)
        touching = beyond is not None and beyond.start == following.end
        if after == "-" and (word := _LETTERS.match(self.text, following.end)) and not is_unspaced(word[0][0]):
            return self._hyphenated(number, word)
        if touching and beyond is not None and beyond.kind == "amount" and len(beyond.text) <= 3:
            small = number.low < 100 and number.high == number.low
            if (after == ":" and small) or (after in {"/", "⁄"} and small and len(beyond.text) <= 2):
                return self._blank_number(number, number.next + 2, date=True)
        return None

    def _glued_word(self, number: Number, letters: re.Match[str]) -> int | None:
        sense = self.words.sense(letters[0])
        counts = sense is not None and sense.unit is not None and Kind.MEASURE not in sense.kinds
        if counts and letters[0].casefold() not in self.words.ordinals and number.digits:
            end = self._figure(number.next - 1, number)
            figure = self.items[-1].figure
            if figure is not None and figure.end == number.end and sense is not None:
                figure.counter, figure.counter_range = sense.unit, letters.span()
                figure.end = self.items[-1].end = letters.end()
            return end
        if not number.digits:
            return None
        return self._blank_to(number, letters.end())

    def _hyphenated(self, number: Number, word: re.Match[str]) -> int:
        """A number tied to a word: a 500-man force counts people, a 74-gun ship nothing."""
        sense = self.words.sense(word[0])
        end = self._blank_to(number, word.end())
        if sense is not None and Kind.STRONG in sense.kinds and number.high is not None:
            figure = Figure(number.low, number.high, number.start, word.end(), number.start, number.end)
            figure.counter, figure.counter_range = Unit.PEOPLE, word.span()
            self.items[-1] = Item(figure.start, figure.end, figure=figure)
        return end

    def _blank_to(self, number: Number, end: int) -> int:
        """Puts by a number and all tokens up to an offset."""
        self.items.append(Item(number.start, end, blank=True))
        at = number.next
        while (token := self._token(at)) is not None and token.start < end:
            at += 1
        return at

    def _blank_number(self, number: Number, upto: int, *, date: bool = False) -> int:
        self.items.append(Item(number.start, self.tokens[upto - 1].end, blank=True, date=date))
        return upto

    # --- figures

    def _figure(self, at: int, number: Number) -> int:
        """Reads bounds, counter and range around a number, and adds the figure or a blank."""
        figure = Figure(number.low, number.high, number.start, number.end, number.start, number.end)
        figure.bounded = number.high is None
        end = self._behind(figure, number.next)
        second = self._range(figure, number, end)
        if second is not None:
            end = second
        self._before(figure, number)
        if (blank := self._no_count(figure, number, end)) is not None:
            is_date, end = blank
            self.items.append(Item(figure.number_start, self.tokens[end - 1].end, blank=True, date=is_date))
            return end
        token = self.tokens[at]
        figure.year = self._could_be_year(figure, token, number)
        lead = self._last(figure.start)
        figure.after_year_lead = figure.year and lead is not None and lead.has(Kind.YEAR_LEAD)
        figure.needs_noun = number.in_words and not number.round_scale
        self.items.append(Item(figure.start, figure.end, figure=figure))
        return end

    def _behind(self, figure: Figure, at: int) -> int:
        """Takes in bounds and the counter behind the number."""
        while (token := self._token(at, figure.end)) is not None:
            if token.has(Kind.OVER_AFTER) or token.text == "+":
                figure.high = None
            elif token.has(Kind.UNDER_AFTER):
                figure.low = None
            elif token.has(Kind.ABOUT_AFTER) or token.text == "?":
                figure.approximate = True
            elif token.has(Kind.COUNTER, Kind.WEAK_COUNTER) and figure.counter_range is None:
                self._count_by(figure, token)
                at += 1
                continue
            elif token.has(Kind.HALF_AFTER) and figure.weak is not None and figure.low == figure.high:
                figure.low = figure.high = (figure.low or 0) + 0.5
            else:
                break
            following = self._token(at + 1, token.end)
            if following is not None and following.kind == "amount" and token.kind == "word":
                if not is_unspaced(token.text[0]):
                    break  # "500 killed, at least 300 …": it belongs to what follows
            figure.end = token.end
            figure.bounded = True
            at += 1
        return at

    @staticmethod
    def _count_by(figure: Figure, token: Token) -> None:
        if token.sense is not None:
            if token.has(Kind.COUNTER):
                figure.counter = token.sense.counter
            else:
                figure.weak = token.sense.counter
        figure.counter_range = (token.start, token.end)
        figure.end = token.end

    def _range(self, figure: Figure, first: Number, at: int) -> int | None:
        """Makes the figure a range if a second number follows; gives the index behind it."""
        link = self._token(at, figure.end)
        noun = False
        if link is not None and link.has(Kind.NOUN) and not link.has(Kind.TO):
            beyond = self._token(at + 1, link.end)
            noun = beyond is not None and self._links(beyond, figure, first, noun=True)
            link, at = (beyond, at + 1) if noun else (link, at)
        if link is not None and link.text == "(":
            at = self._past_aside(at)
            link = self._token(at)
            if link is None or not link.has(Kind.TO):
                return None
        if link is None or not self._links(link, figure, first, noun=noun):
            return None
        start = at + 1
        after = link.end
        while (token := self._token(start, after)) is not None and (token.has(Kind.ABOUT) or token.text in _ABOUT_SIGNS):
            start, after = start + 1, token.end
        token = self._token(start, after)
        if token is None or not (token.kind == "amount" or token.has(Kind.NUMBER)):
            return None
        second = self._number(start)
        if second is None or self._runs_on(second):
            return None
        ends = _range_ends(first, second)
        if ends is None:
            return None
        if link.has(Kind.OR) and link.text not in _DASHES and (figure.counter_range or figure.bounded):
            return None
        low_open = figure.low is None
        figure.low, figure.high = ends
        figure.end = figure.number_end = second.end
        figure.counter_range = None
        end = self._behind(figure, second.next)
        if low_open:
            figure.low = None
        return end

    def _past_aside(self, at: int) -> int:
        """The index behind a bracket that counts nothing: 12,000 (outnumbered 4:3) to 36,000."""
        for end in range(at + 1, min(at + _LONGEST_ASIDE, len(self.tokens))):
            token = self.tokens[end]
            if token.text == ")":
                return end + 1
            if token.kind == "amount" and len(token.text) > 2:
                break
        return len(self.tokens)

    def _links(self, token: Token, figure: Figure, first: Number, *, noun: bool) -> bool:
        """Whether a token can stand between the two ends of a range."""
        if token.text in _DASHES:
            return not noun or token.text != "-"
        if token.has(Kind.TO):
            return True
        if token.has(Kind.OR):
            return not noun
        last = self._last(first.start)
        return token.has(Kind.AND) and last is not None and last.has(Kind.BETWEEN) and figure.low is not None

    def _runs_on(self, number: Number) -> bool:
        """Whether letters follow that make a number no count: 5–7th."""
        letters = _LETTERS.match(self.text, number.end)
        if letters is None or is_unspaced(letters[0][0]) or not number.digits:
            return False
        sense = self.words.sense(letters[0])
        return sense is None or sense.unit is None

    def _before(self, figure: Figure, number: Number) -> None:
        """Takes in the bounds before the number."""
        while (item := self._last(figure.start)) is not None:
            sign = item.sign()
            if item.blank:
                break
            if item.has(Kind.OVER) or sign in _OVER_SIGNS or (number.bare and item.has(Kind.OVER_BARE)):
                figure.high = None
                figure.low = number.low if figure.low is None else figure.low
            elif item.has(Kind.UNDER) or sign in _UNDER_SIGNS:
                figure.low = None
                figure.high = number.low if figure.high is None else figure.high
            elif item.has(Kind.ABOUT) or sign in _ABOUT_SIGNS:
                figure.approximate = True
            elif not item.has(Kind.BETWEEN):
                break
            figure.start = item.start
            figure.bounded = True
            self.items.pop()

    def _no_count(self, figure: Figure, number: Number, end: int) -> tuple[bool, int] | None:
        """Whether the number counts nothing: (is it a date, index behind what makes it so)."""
        token = self._token(end, figure.end)
        if token is not None:
            if token.has(Kind.MEASURE) and not token.has(Kind.WEAK_COUNTER) and figure.counter_range is None:
                return token.has(Kind.DATE_MARK), end + 1
            if token.has(Kind.FRACTION) or token.text in _NO_COUNT_SIGNS:
                return False, end + 1
            if token.has(Kind.ERA) and not is_unspaced(token.text[0]):
                return True, end + 1
            if token.text == "-" and (then := self._token(end + 1, token.end)) and then.has(Kind.FRACTION):
                return False, end + 2
            if token.has(Kind.MONTH) and not token.text.islower() and "," not in number.digits:
                return True, end + 1
        if self._follows_date(figure, number):
            return True, end
        if self._each(figure, end) or not self._counts_in_numerals(figure, number, token):
            return False, end
        return None

    def _follows_date(self, figure: Figure, number: Number) -> bool:
        """The day after a month (May 5), the year after a day (May 5, 1862)."""
        if not number.digits.isdecimal() or len(number.digits) > 4 or figure.counter_range:
            return False
        last = self._last(figure.start)
        if last is not None and last.sign() == ",":
            last = self._last(figure.start, skip=1)
            return last is not None and last.date and len(number.digits) == 4
        if last is None or figure.bounded:
            return False
        return (last.has(Kind.MONTH) and last.token is not None and not last.token.text.islower()) or (
            last.date and len(number.digits) == 4
        )

    def _each(self, figure: Figure, end: int) -> bool:
        """Whether the number is one of several like it: 74 guns each, 每师一万人."""
        offset = figure.end
        for at in range(end, min(end + _LOOK, len(self.tokens))):
            token = self.tokens[at]
            if token.kind != "word" or len(self.text[offset : token.start]) > 20:
                break
            if token.has(Kind.EACH) and not is_unspaced(token.text[0]):
                return True
            offset = token.end
        for item in self.items[: -_LOOK - 1 : -1]:
            if item.figure is not None or item.sign() in _BOUNDARIES and item.sign():
                break
            if item.has(Kind.EACH) and not item.has(Kind.CLAIM_LEAD):
                return True
        return False

    def _counts_in_numerals(self, figure: Figure, number: Number, token: Token | None) -> bool:
        """Whether a number in Chinese numerals counts: they also stand in names (三国, 九江)."""
        if number.digits or number.in_words:
            return True
        if figure.counter_range is not None:
            figure.needs_noun = False
            return True
        if number.bare:
            return figure.bounded
        if number.round_scale or figure.bounded:
            return True
        sense = token.sense if token is not None and token.start == figure.end else None
        return sense is not None and sense.unit in {Unit.SHIP, Unit.AIRCRAFT} and not sense.numbered

    def _could_be_year(self, figure: Figure, token: Token, number: Number) -> bool:
        if figure.counter_range or figure.bounded or not number.digits.isdecimal() or len(number.digits) != 4:
            return False
        if token.kind != "amount" or not 1000 <= number.low <= 2100:
            return False
        return figure.high is not None and figure.high <= 2100


def _range_ends(first: Number, second: Number) -> tuple[float, float | None] | None:
    """The ends of "first to second"; the first may leave out a scale: 15-20万, 20–25,000."""
    low, high = first.low, second.high
    limit = second.low
    if first.scale == 1 and second.scale > 1 and low * second.scale <= limit:
        low *= second.scale
    elif first.digits.isdecimal() and second.digits and low * 1000 <= limit:
        low *= 1000
    if low > limit:
        return None
    return low, high
