"""The numbers of a date: which is the year, the month, the day.

A number is what its mark says (年, 月, 日, century), else what its place and size say: beside a
month's name a day, with three or four digits a year, alone a number whose unit the dates around it
tell (`bare`: the 12 of 12–15 November).
"""

from __future__ import annotations

from collections.abc import Sequence

from wikibattle.reading.dates.eras import EraFinder, EraMention
from wikibattle.reading.dates.parts import Point
from wikibattle.reading.dates.tokens import Kind, Token
from wikibattle.wikitext import Inline

_CONNECTORS = frozenset({Kind.TO, Kind.AND, Kind.OR})
_SUFFIX_SIGNS = frozenset({Kind.BEFORE_CHRIST, Kind.ANNO_DOMINI})
_COUNTS_DAYS = frozenset({Kind.BEFORE_CHRIST, Kind.DURATION_TAIL, Kind.APPROXIMATE, Kind.DURATION_LEAD})


class NumberReader:
    """Reads numbers into a point. A step takes (point, place, end) and gives the place after it.

    Where it gives back the place itself, the number is no part of that point.
    """

    def __init__(self, cell: Inline, tokens: Sequence[Token], *, prose: bool) -> None:
        """`prose`: the text is a sentence, where a bare number is hardly ever a date."""
        self._eras = EraFinder(cell)
        self._tokens = tokens
        self._prose = prose
        self._in_era = False

    def _kind(self, at: int) -> Kind | None:
        return self._tokens[at].kind if at < len(self._tokens) else None

    def number(self, point: Point, at: int, _stop: int) -> int:
        """A number, by its mark or its place."""
        token, mark = self._tokens[at], self._kind(at + 1)
        if mark is Kind.YEAR_MARK:
            return self._marked_year(point, at)
        if token.kind is Kind.FIRST_YEAR:
            return at
        if mark is Kind.MONTH_MARK:
            return self._marked_month(point, at)
        if mark is Kind.DAY_MARK or (
            mark is Kind.WEAK_DAY_MARK and (point.month is not None or not self._prose)
        ):
            return self._marked_day(point, at)
        if mark is Kind.DECADE_MARK:
            return self._marked_decade(point, at)
        if mark is Kind.CENTURY_MARK:
            if point.has_parts:
                return at
            point.century = token.value
            point.see("century")
            return at + 2
        return self._unmarked(point, at)

    def _marked_year(self, point: Point, at: int) -> int:
        if point.has_year or point.month is not None or point.bare is not None:
            return at
        token = self._tokens[at]
        mention = self._eras.before(token.start)
        if mention is not None and self._is_year_of(mention, token.value):
            point.era = mention
            self._in_era = True
        elif token.kind is Kind.FIRST_YEAR or token.value == 0 or self._is_span_of_years(point, at):
            return at
        point.year, point.year_digits, point.year_marked = token.value, token.digits, True
        point.see("year")
        point.anchored = point.era is not None or token.value >= 100 or not self._prose
        return at + 2

    def _is_year_of(self, mention: EraMention, number: int) -> bool:
        """Whether the number counts years of the era: in a date cell even if no era lasted so long."""
        return any(era.has_year(number) for era in mention.candidates) or (not self._prose and number < 100)

    def _is_span_of_years(self, point: Point, at: int) -> bool:
        """近两百年: a round number in Chinese numerals is hardly ever the year of an era unnamed."""
        token = self._tokens[at]
        if self._in_era and token.value < 100:  # 大业八年、九年
            return False
        return (
            token.digits == 0
            and token.value < 1000
            and point.bc is None
            and self._kind(at + 3) is not Kind.MONTH_MARK
        )

    def _marked_month(self, point: Point, at: int) -> int:
        if point.month is not None or point.day is not None or point.season is not None:
            return at
        token = self._tokens[at]
        point.month, point.month_in_han = token.value, token.digits == 0
        point.see("month")
        point.anchored = True
        return at + 2

    def _marked_day(self, point: Point, at: int) -> int:
        if point.day is not None or (point.has_year and point.month is None):
            return at
        token = self._tokens[at]
        point.day = token.value
        counted = at > 0 and self._tokens[at - 1].kind in _COUNTS_DAYS  # 后3日: three days later
        point.anchored = point.anchored or (not counted and (token.digits > 0 or token.value > 10))
        point.see("day")
        return at + 2

    def _marked_decade(self, point: Point, at: int) -> int:
        token = self._tokens[at]
        if point.century is not None and token.value < 100:
            point.decade, point.century = (point.century - 1) * 100 + token.value, None
        elif point.has_parts or token.value < 100:
            return at
        else:
            point.decade = token.value
        point.see("decade")
        return at + 2

    def _unmarked(self, point: Point, at: int) -> int:
        token = self._tokens[at]
        if (
            self._kind(at + 1) in _SUFFIX_SIGNS
            and self._kind(at + 2) is not Kind.NUMBER
            and not point.has_year
        ):
            return self._take_year(point, at)
        if token.digits >= 3:
            return at if point.has_year or token.ordinal or not token.value else self._take_year(point, at)
        if point.month is None and point.day is None:
            return self._day_or_bare(point, at)
        if point.month is None or point.season is not None:
            return at
        if point.day is None:
            if token.value <= 31 or self._fits(point, at + 1):
                point.day = token.value
                return at + 1
            return at if point.has_year else self._take_year(point, at)
        if point.has_year or token.ordinal or self._prose or not token.digits or not token.value:
            return at
        return self._take_year(point, at)

    def _take_year(self, point: Point, at: int) -> int:
        point.year, point.year_digits = self._tokens[at].value, self._tokens[at].digits
        point.see("year")
        return at + 1

    def _day_or_bare(self, point: Point, at: int) -> int:
        """A small number with no month before it: a day if a month's name follows."""
        token = self._tokens[at]
        if self._kind(self._after_joiners(at + 1)) in {Kind.MONTH, Kind.MONTH_LEAD}:
            point.day = token.value
            point.see("day")
            return at + 1
        if point.bare is not None or (point.has_year and self._kind(at + 1) not in _CONNECTORS):
            return at
        if token.digits == 0 and self._kind(at + 1) not in _CONNECTORS:
            return at
        point.bare, point.bare_digits = token.value, token.digits
        point.anchored = False
        return at + 1

    def decade(self, point: Point, at: int, _stop: int) -> int:
        """1990s."""
        token = self._tokens[at]
        if point.has_parts or token.digits < 3 or token.value % 10:
            return at
        point.decade = token.value
        point.see("decade")
        return at + 1

    def led_number(self, point: Point, at: int, _stop: int) -> int:
        """A number behind the name of its unit: tháng 10."""
        if self._kind(at + 1) is not Kind.NUMBER:
            return at
        kind, token = self._tokens[at].kind, self._tokens[at + 1]
        if kind is Kind.YEAR_LEAD and not point.has_year:
            self._take_year(point, at + 1)
        elif kind is Kind.MONTH_LEAD and point.month is None:
            point.month = token.value
            point.see("month")
        elif kind is Kind.DAY_LEAD and point.day is None:
            point.day = token.value
            point.see("day")
        else:
            return at
        point.anchored = True
        return at + 2

    def sign_of_years(self, point: Point, at: int, _stop: int) -> int:
        """BC or AD, before its year or behind it."""
        bc = self._tokens[at].kind is Kind.BEFORE_CHRIST
        unsigned = point.bc is None and point.era is None and point.moment is None
        if self._kind(at + 1) in {Kind.NUMBER, Kind.DECADE} and not point.has_year and unsigned:
            return self._signed_year(point, at, bc=bc)
        if unsigned and (point.has_year or point.bare is not None) and not point.year_marked:
            if not point.has_year:
                point.year, point.year_digits, point.bare = point.bare, point.bare_digits, None
                point.see("year")
            point.bc = bc
            return at + 1
        return at

    def _signed_year(self, point: Point, at: int, *, bc: bool) -> int:
        """BC or AD before its number: 前260年, AD 9."""
        marks = {Kind.YEAR_MARK, Kind.CENTURY_MARK, Kind.DECADE_MARK}
        point.bc = bc
        if self._kind(at + 1) is Kind.DECADE:
            after = self.decade(point, at + 1, 0)
        elif self._kind(at + 2) in marks:
            after = self.number(point, at + 1, 0)
        elif bc and self._prose:
            after = at + 1
        elif self._kind(at + 2) in _CONNECTORS and self._tokens[at + 1].digits < 3:
            point.bare, point.bare_digits, after = (
                self._tokens[at + 1].value,
                self._tokens[at + 1].digits,
                at + 2,
            )
        else:
            after = self._take_year(point, at + 1)
        if after == at + 1:
            point.bc = None
            return at
        return after

    def _after_joiners(self, at: int) -> int:
        for _ in range(3):
            if self._kind(at) not in {Kind.JOINER, Kind.LEAD_IN, Kind.WEEKDAY, Kind.COMMA}:
                break
            at += 1
        return at

    def _fits(self, point: Point, at: int, *, comma: bool = False) -> bool:
        """Whether the token there is a part of the same date, one it does not have yet."""
        kind, mark = self._kind(at), self._kind(at + 1)
        if kind in _SUFFIX_SIGNS:
            return mark is Kind.NUMBER and not point.has_year
        if kind is Kind.MONTH:
            return point.month is None and not comma and point.season is None
        if kind in {Kind.MONTH_LEAD, Kind.LUNAR_MONTH, Kind.LEAP_LEAD}:
            return point.month is None
        if kind is Kind.SEASON:
            return point.month is None and point.season is None and not comma and point.has_year
        if kind is Kind.YEAR_LEAD:
            return not point.has_year
        if kind is not Kind.NUMBER:
            return False
        if mark is Kind.MONTH_MARK:
            return point.month is None and point.day is None and not comma
        if mark is Kind.DAY_MARK:
            return point.day is None and point.month is not None and not comma
        if mark is Kind.YEAR_MARK or point.has_year:
            return False
        dated = (
            point.month is not None
            or point.bare is not None
            or point.season is not None
            or point.day is not None
        )
        return (dated or point.part) and (self._tokens[at].digits >= 3 or mark in _SUFFIX_SIGNS)
