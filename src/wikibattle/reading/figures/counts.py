"""Figures: numbers that count something, with their bounds, range and counter.

Tells them from numbers that count nothing: numbered units (47军, No. 3), dates, measures, ratios,
fractions, types (T-34) and so many a piece (74 guns each). Those stay as blanks, with their place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from wikibattle.model import Unit
from wikibattle.packs.lexicon import is_unspaced
from wikibattle.reading.figures.items import Figure, Item
from wikibattle.reading.figures.numbers import LETTERS, Number, Tokens, range_ends
from wikibattle.reading.figures.tokens import FigureWords, Kind, Sense, Token
from wikibattle.reading.figures.unit_names import YEARS, Names

_DASHES = frozenset("-–—―‒−‑~〜～∼")
_ABOUT_SIGNS = frozenset("~∼≈±≃〜")
_OVER_SIGNS, _UNDER_SIGNS = frozenset(">≥+"), frozenset("<≤")
_CURRENCIES = frozenset("$£€¥₤₽₹")
_NO_COUNT_SIGNS = frozenset("%‰°′″")
_RATIO_SIGNS, _SLASHES = frozenset(":/⁄"), frozenset("/⁄")
_ENUMERATOR_SIGNS = frozenset("、.)")
_BOUNDARIES = frozenset(";。.、,，:()[]{}\n\t")
_MODEL = frozenset("〇零一二三四五六七八九")  # signs of the year a weapon is called by
_LARGE = 100
_LONGEST_ASIDE = 16  # tokens
_EACH_WITHIN = 3  # words

#: Before a round number of which only a part is meant: 3/4 of a million.
_FRACTION_OF = re.compile(r"(?:\d[/⁄]\d|[¼½¾⅓⅔⅛⅜⅝⅞])\s+[^\W\d]{2,3}\s+$")


def read_figures(words: FigureWords, tokens: Sequence[Token], text: str) -> list[Item]:
    """The tokens of one line, with its numbers read. `text`: the folded text they stand in."""
    return _FigureReader(Tokens(words, tokens, text), text).read()


class _FigureReader:
    """Walks over the tokens of one line."""

    def __init__(self, tokens: Tokens, text: str) -> None:
        self.tokens = tokens
        self.words = tokens.words
        self.text = text
        self.items: list[Item] = []
        self.names = Names(tokens)

    def read(self) -> list[Item]:
        at = 0
        while at < len(self.tokens):
            token = self.tokens[at]
            if token.kind in {"amount", "fraction"} or token.has(Kind.NUMBER):
                at = self._number_at(at)
            elif token.kind == "code":
                at = self._blank(at, at + 1)
            elif token.has(Kind.DESIGNATOR) and (end := self.names.designated(at)):
                at = self._blank(at, end)
            else:
                if token.text != "." or self._ends_sentence(token):
                    self.items.append(Item(token.start, token.end, token))
                at += 1
        return self.items

    # --- looking around

    def _last(self, before: int, skip: int = 0) -> Item | None:
        """The last item (or one before it) if nothing but blanks stands behind it."""
        if len(self.items) <= skip:
            return None
        item = self.items[-1 - skip]
        end = self.items[-skip].start if skip else before
        return None if self.text[item.end : end].strip(" .") else item

    def _ends_sentence(self, point: Token) -> bool:
        """Whether a point ends more than an abbreviation: not in c. 500, Nov. 5, U.S. troops."""
        last = self.items[-1] if self.items else None
        abbreviated = (Kind.ABOUT, Kind.OVER, Kind.UNDER, Kind.MONTH, Kind.DESIGNATOR, Kind.PART)
        if last is not None and last.end == point.start and last.has(*abbreviated):
            return False
        before = self.text[max(0, point.start - 3) : point.start]
        ends = before.isalnum() or not before[-1:].isalpha() or is_unspaced(before[-1:])
        return ends and not self.text[point.end : point.end + 1].strip()

    def _blank(self, start: int, end: int, *, date: bool = False, unread: bool = False) -> int:
        """Puts tokens by as a number that counts nothing; gives the index behind them."""
        token = self.tokens[start]
        span = (token.start, self.tokens[end - 1].end)
        self.items.append(Item(*span, token, blank=True, date=date, unread=unread))
        return end

    def _blank_to(self, number: Number, end: int) -> int:
        """Puts by a number and all tokens up to an offset."""
        self.items.append(Item(number.start, end, blank=True))
        at = number.next
        while (token := self.tokens.next(at)) is not None and token.start < end:
            at += 1
        return at

    # --- numbers that may count

    def _number_at(self, at: int) -> int:
        """Reads the number that starts at a token; gives the index to go on from."""
        token = self.tokens[at]
        last = self._last(token.start)
        counted = last is not None and last.has(Kind.ABOUT, Kind.OVER, Kind.UNDER, Kind.TOTAL)
        if not counted and (end := self.names.numbered(at)):
            return self._blank(at, end)
        number = self.tokens.number(at)
        if number is None:
            return self._blank(at, at + 1, unread=token.kind == "amount" and token.text[0].isdecimal())
        if self._is_no_count_by_what_precedes(token):
            return self._blank(at, number.next)
        if self._is_whole(number):
            self.items.pop()
            return self._blank(at, number.next)
        glued = self._glued(number)
        if glued is not None:
            return glued
        if self._falls(number):
            return self._blank(at, number.next + 2, date=number.low in YEARS)
        return self._figure(number)

    def _is_no_count_by_what_precedes(self, token: Token) -> bool:
        """Letters that run into a number, a type (歼-5), money, the year '44."""
        before = self.text[token.start - 1 : token.start]
        if (
            before == "-"
            and len(token.text) <= 2
            and is_unspaced(self.text[token.start - 2 : token.start - 1])
        ):
            return True
        if before in _CURRENCIES or (before == "'" and len(token.text) == 2):
            return True
        return token.text[0].isdecimal() and before.isalpha() and not is_unspaced(before)

    def _is_whole(self, number: Number) -> bool:
        """Whether the figure before is a part of this number: 2 of 3 cruisers."""
        last, part = self._last(number.start), self._last(number.start, skip=1)
        if last is None or part is None or not last.has(Kind.WHOLE) or part.figure is None:
            return False
        return part.figure.end == part.end and 0 < part.figure.size <= number.low

    def _falls(self, number: Number) -> bool:
        """A smaller number follows: a ratio (3 to 1) or the end of a span of years (1939–45)."""
        link = self.tokens.next(number.next, number.end)
        second = self.tokens.next(number.next + 1, link.end) if link is not None else None
        if link is None or second is None or not number.is_short or not second.text.isdecimal():
            return False
        if link.has(Kind.TO):
            return int(second.text[:4]) < number.low < 100
        return link.text in _DASHES and number.low in YEARS and len(second.text) == 2

    # --- numbers that run into what follows

    def _glued(self, number: Number) -> int | None:
        """Deals with a number that runs into what follows it; None if it does not."""
        letters = LETTERS.match(self.text, number.end)
        if letters and not is_unspaced(letters[0][0]):
            return self._glued_word(number, letters)
        sign = self.tokens.next(number.next)
        if sign is None or sign.start != number.end:
            return None
        if sign.text in _NO_COUNT_SIGNS:
            return self._blank_to(number, sign.end)
        word = LETTERS.match(self.text, sign.end)
        if sign.text == "-" and word and not is_unspaced(word[0][0]):
            return self._hyphenated(number, word)
        beyond = self.tokens.next(number.next + 1)
        if sign.text in _RATIO_SIGNS and beyond is not None and beyond.start == sign.end:
            return self._ratio(number, sign, beyond)
        return None

    def _glued_word(self, number: Number, letters: re.Match[str]) -> int | None:
        """An ordinal, a measure (155mm), or a noun that lacks its space (500men)."""
        if not number.digits:
            return None
        sense = self.words.sense(letters[0])
        is_noun = sense is not None and sense.unit is not None and Kind.MEASURE not in sense.kinds
        end = self._blank_to(number, letters.end())
        if sense is not None and is_noun and letters[0].casefold() not in self.words.ordinals:
            self._people_or_things(number, sense.unit, letters)
        return end

    def _hyphenated(self, number: Number, word: re.Match[str]) -> int:
        """A number tied to a word: a 500-man force counts people, a 74-gun ship nothing."""
        sense = self.words.sense(word[0])
        end = self._blank_to(number, word.end())
        if sense is not None and Kind.CALIBRE in sense.kinds:
            self._blank_listed()
        if sense is not None and Kind.STRONG in sense.kinds:
            self._people_or_things(number, Unit.PEOPLE, word)
        return end

    def _blank_listed(self) -> None:
        """Makes bare numbers listed before a calibre calibres too: 32, 24 and 18-pounders."""
        at = len(self.items) - 2
        while at > 0:
            joined = self.items[at].sign == "," or self.items[at].has(Kind.AND, Kind.OR)
            before = self.items[at - 1]
            if not joined or before.figure is None or before.figure.size >= _LARGE:
                break
            if self.text[before.end : self.items[at].start].strip() or before.figure.counter_range:
                break
            before.figure, before.blank = None, True
            at -= 2

    def _people_or_things(self, number: Number, unit: Unit | None, word: re.Match[str]) -> None:
        """Makes the blank just added a figure that counts a unit."""
        figure = Figure(number.low, number.high, number.start, word.end(), number.start, number.end)
        figure.counter, figure.counter_range = unit, word.span()
        self.items[-1] = Item(figure.start, figure.end, figure=figure)

    def _ratio(self, number: Number, sign: Token, beyond: Token) -> int | None:
        """4:3, a time of day, 14/15 Nov, 1/3."""
        longest = 2 if sign.text in _SLASHES else 3
        if beyond.kind == "amount" and len(beyond.text) <= longest and number.is_short and number.low < 100:
            return self._blank(number.next - 1, number.next + 2, date=True)
        return None

    # --- figures

    def _figure(self, number: Number) -> int:
        """Reads bounds, counter and range around a number, and adds the figure or a blank."""
        figure = Figure(number.low, number.high, number.start, number.end, number.start, number.end)
        figure.bounded = number.high is None
        end = self._behind(figure, number.next)
        end = self._range(figure, number, end) or end
        self._before(figure, number)
        blank = self._no_count(figure, number, end)
        if blank is not None:
            end, is_date = blank
            last = self._last(figure.number_start)
            in_date = is_date and last is not None and last.has(Kind.MONTH)
            start = last.start if in_date and last is not None else figure.number_start
            self.items.append(Item(start, self.tokens[end - 1].end, blank=True, date=is_date))
            return end
        figure.year = number.low in YEARS and number.is_short and _is_plain(figure)
        lead = self._last(figure.start)
        figure.after_year_lead = figure.year and lead is not None and lead.has(Kind.YEAR_LEAD)
        figure.needs_noun = number.in_words and not number.is_large
        self.items.append(Item(figure.start, figure.end, figure=figure))
        return end

    def _behind(self, figure: Figure, at: int) -> int:
        """Takes in bounds and the counter behind the number."""
        while (token := self.tokens.next(at, figure.end)) is not None:
            if token.has(Kind.COUNTER, Kind.WEAK_COUNTER) and figure.counter_range is None:
                _count_by(figure, token)
            elif _bounds_behind(figure, token) and not self._belongs_to_next(at):
                _apply_behind(figure, token)
                figure.end = token.end
                figure.bounded = True
            else:
                break
            at += 1
        return at

    def _belongs_to_next(self, at: int) -> bool:
        """Whether a word stands before another number: 500 killed at least 300 …"""
        token = self.tokens[at]
        following = self.tokens.next(at + 1, token.end)
        numbered = following is not None and following.kind == "amount" and token.kind == "word"
        return numbered and not token.runs_on()

    def _range(self, figure: Figure, first: Number, at: int) -> int | None:
        """Makes the figure a range if a second number follows; gives the index behind it."""
        at = self._link(figure, first, at)
        if at < 0:
            return None
        link = self.tokens[at]
        start, after = at + 1, link.end
        while (token := self.tokens.next(start, after)) is not None:
            if not token.has(Kind.ABOUT) and token.text not in _ABOUT_SIGNS:
                break
            start, after = start + 1, token.end
        if token is None or not (token.kind == "amount" or token.has(Kind.NUMBER)):
            return None
        second = self.tokens.number(start)
        ends = range_ends(first, second) if second is not None and not self._is_ordinal(second) else None
        if second is None or ends is None or (link.text == "、" and not _are_neighbours(first, second)):
            return None
        below = figure.low is None
        figure.low, figure.high = ends
        figure.end = figure.number_end = second.end
        figure.counter_range = None
        end = self._behind(figure, second.next)
        figure.low = None if below else figure.low
        return end

    def _link(self, figure: Figure, first: Number, at: int) -> int:
        """The index of what links a number to the second of a range; -1 if nothing does."""
        link = self.tokens.next(at, figure.end)
        if link is None:
            return -1
        if link.text == "(":
            at = self._past_aside(at)
            beyond = self.tokens.next(at)
            return at if beyond is not None and beyond.has(Kind.TO) else -1
        noun = link.has(Kind.NOUN) and not link.has(Kind.TO)
        if noun:
            at += 1
            beyond = self.tokens.next(at, link.end)
            if beyond is None or beyond.text == "-":
                return -1
            link = beyond
        if link.has(Kind.TO) or link.text in _DASHES:
            return at
        if link.text == "、":  # 四、五万
            return at if not noun and first.low < 10 and not figure.counter_range else -1
        if link.has(Kind.OR):
            return at if not noun and not figure.counter_range and not figure.bounded else -1
        last = self._last(first.start)
        return at if link.has(Kind.AND) and last is not None and last.has(Kind.BETWEEN) else -1

    def _past_aside(self, at: int) -> int:
        """The index behind a bracket that counts nothing: 12,000 (outnumbered 4:3) to 36,000."""
        for end in range(at + 1, min(at + _LONGEST_ASIDE, len(self.tokens))):
            token = self.tokens[end]
            if token.text == ")":
                return end + 1
            if token.kind == "amount" and len(token.text) > 2:
                break
        return len(self.tokens)

    def _is_ordinal(self, number: Number) -> bool:
        """Whether letters follow that make a number no count: 5–7th."""
        letters = LETTERS.match(self.text, number.end)
        if letters is None or is_unspaced(letters[0][0]) or not number.digits:
            return False
        sense = self.words.sense(letters[0])
        return sense is None or sense.unit is None

    def _before(self, figure: Figure, number: Number) -> None:
        """Takes in the bounds before the number."""
        while (item := self._last(figure.start)) is not None and not item.blank:
            if item.sign == "+" and item.end < figure.start:
                break  # 6,500 regulars + 3,000 militia
            if item.has(Kind.OVER) or item.sign in _OVER_SIGNS or (number.bare and item.has(Kind.OVER_BARE)):
                figure.low, figure.high = number.low if figure.low is None else figure.low, None
            elif item.has(Kind.UNDER) or item.sign in _UNDER_SIGNS:
                figure.low, figure.high = None, number.low if figure.high is None else figure.high
            elif item.has(Kind.ABOUT) or item.sign in _ABOUT_SIGNS:
                figure.approximate = True
            elif not item.has(Kind.BETWEEN):
                break
            figure.start = item.start
            figure.bounded = True
            self.items.pop()

    # --- what makes a number no count

    def _no_count(self, figure: Figure, number: Number, end: int) -> tuple[int, bool] | None:
        """(index behind what makes it so, whether it is a date) of a number that counts nothing."""
        token = self.tokens.next(end, figure.end)
        taken = self._measured(figure, number, token, end) if token is not None else None
        if taken is not None and token is not None:
            return taken, token.has(Kind.DATE_MARK, Kind.ERA, Kind.MONTH)
        if self._follows_date(figure, number):
            return end, True
        if number.in_words and _FRACTION_OF.search(self.text[max(0, figure.start - 12) : figure.start]):
            return end, False
        if self._numbers_a_line(figure, number, token) or self._is_calibre(number, token, end):
            return end, False
        if self._each(figure, end) or not self._counts_in_numerals(figure, number, token):
            return end, False
        return None

    def _numbers_a_line(self, figure: Figure, number: Number, token: Token | None) -> bool:
        """Whether a number is that of an item in a list: 1. 500 men."""
        if self.items or figure.bounded or not number.is_short or number.low >= _LARGE or token is None:
            return False
        return token.text in _ENUMERATOR_SIGNS and token.start == figure.end

    def _is_calibre(self, number: Number, token: Token | None, end: int) -> bool:
        """Whether a weapon with a number of its own follows at once: 105榴弹炮24门, 九七舰攻27架."""
        if token is None or token.start != number.end or not token.runs_on() or token.sense is None:
            return False
        following = self.tokens.next(end + 1, token.end)
        is_type = token.sense.unit is Unit.GUN if number.digits else self._is_model(number, token.sense)
        return is_type and following is not None and following.kind == "amount"

    def _is_model(self, number: Number, noun: Sense) -> bool:
        """Whether numerals without a scale before a weapon say of which year it is: 九七舰攻27架."""
        written = self.text[number.start : number.end]
        of_weapons = noun.unit in {Unit.AIRCRAFT, Unit.TANK, Unit.GUN}
        return of_weapons and len(written) > 1 and _MODEL.issuperset(written)

    def _measured(self, figure: Figure, number: Number, token: Token, end: int) -> int | None:
        """The index behind a measure, a fraction word, an era or a month that follows the number."""
        if token.has(Kind.MEASURE) and not token.has(Kind.WEAK_COUNTER) and figure.counter_range is None:
            return end + 1
        if token.has(Kind.FRACTION) or token.text in _NO_COUNT_SIGNS:
            return end + 1
        if token.has(Kind.ERA) and not token.runs_on():
            return end + 1
        if token.text == "-":
            following = self.tokens.next(end + 1, token.end)
            return end + 2 if following is not None and following.has(Kind.FRACTION) else None
        is_month = token.has(Kind.MONTH) and not token.text.islower()
        return end + 1 if is_month and "," not in number.digits else None

    def _follows_date(self, figure: Figure, number: Number) -> bool:
        """The day after a month (May 5), the year after a day (May 5, 1862)."""
        last = self._last(figure.start)
        if last is None or not number.is_short or figure.counter_range:
            return False
        is_year = number.low in YEARS
        if last.sign == ",":
            last = self._last(figure.start, skip=1)
            return last is not None and last.date and is_year
        is_month = last.has(Kind.MONTH) and last.token is not None and not last.token.text.islower()
        return not figure.bounded and (is_month or (last.date and is_year))

    def _each(self, figure: Figure, end: int) -> bool:
        """Whether the number is one of several like it: 74 guns each, 每师一万人."""
        offset = figure.end
        for at in range(end, min(end + _EACH_WITHIN, len(self.tokens))):
            token = self.tokens[at]
            if token.kind != "word" or token.start - offset > 20:
                break
            if token.has(Kind.EACH) and not token.runs_on():
                return True
            if token.has(Kind.BREAK, Kind.CLASS):  # 500 on each side
                break
            offset = token.end
        for item in self.items[: -_EACH_WITHIN - 1 : -1]:
            if item.figure is not None or item.sign in _BOUNDARIES:
                break
            if item.has(Kind.EACH) and not item.has(Kind.CLAIM_LEAD):
                return True
        return False

    def _counts_in_numerals(self, figure: Figure, number: Number, token: Token | None) -> bool:
        """Whether a number in Chinese numerals counts: they also stand in names (三国, 九江)."""
        if number.digits or number.in_words or figure.counter_range is not None:
            return True
        if figure.bounded or (figure.size >= _LARGE and not number.bare):
            return True
        if number.bare:
            last = self._last(figure.start)
            named = last is not None and last.has(Kind.CLAIM, Kind.CLASS, Kind.NOUN, Kind.TOTAL)
            return named and (token is None or bool(token.sense is None))
        sense = token.sense if token is not None and token.start == figure.end else None
        return sense is not None and sense.unit in {Unit.SHIP, Unit.AIRCRAFT} and not sense.numbered


def _are_neighbours(first: Number, second: Number) -> bool:
    """Whether two digits before one scale leave open which it is: 四、五万."""
    return first.low + 1 == second.low / second.scale


def _is_plain(figure: Figure) -> bool:
    """Whether no bound and no counter shows that a number counts; a span of years is plain too."""
    return not figure.counter_range and not figure.bounded and figure.size in YEARS


def _count_by(figure: Figure, token: Token) -> None:
    """Takes in a counter."""
    if token.sense is not None:
        if token.has(Kind.COUNTER):
            figure.counter = token.sense.counter
        else:
            figure.weak = token.sense.counter
    figure.counter_range = (token.start, token.end)
    figure.end = token.end


def _bounds_behind(figure: Figure, token: Token) -> bool:
    """Whether a token is a bound behind the number, or a half behind its counter."""
    if token.has(Kind.OVER_AFTER, Kind.UNDER_AFTER, Kind.ABOUT_AFTER) or token.text in {"+", "?"}:
        return True
    counted = figure.weak is not None or not token.runs_on()
    return token.has(Kind.HALF_AFTER) and counted and figure.low is not None and figure.low == figure.high


def _apply_behind(figure: Figure, token: Token) -> None:
    if token.has(Kind.OVER_AFTER) or token.text == "+":
        figure.high = None
    elif token.has(Kind.UNDER_AFTER):
        figure.low = None
    elif token.has(Kind.HALF_AFTER):
        figure.low = figure.high = (figure.low or 0) + 0.5
    else:
        figure.approximate = True
