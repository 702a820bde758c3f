"""Points of time as written: whatever of era, year, month and day stands together in a text.

The grammar is one for all languages, and takes the parts of a date in any order.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from wikibattle.packs.dates import DateWords
from wikibattle.reading.dates.numbers import NumberReader
from wikibattle.reading.dates.parts import Group, Node, Point
from wikibattle.reading.dates.tokens import Kind, Token
from wikibattle.wikitext import Inline

_MAX_DEPTH = 4
_CALENDARS = {Kind.GREGORIAN: "gregorian", Kind.JULIAN: "julian"}
_LEADS_IN = frozenset(
    {
        Kind.LEAD_IN,
        Kind.LIMIT,
        Kind.TO,
        Kind.SINCE,
        Kind.BETWEEN,
        Kind.APPROXIMATE,
        Kind.PART,
        Kind.JOINER,
        Kind.ANNO_DOMINI,
    }
)
_BEGINS_PARTS = frozenset(
    {Kind.NUMBER, Kind.DECADE, Kind.MONTH, Kind.SEASON, Kind.DATE, Kind.YEAR_LEAD, Kind.MONTH_LEAD}
)


def read_points(cell: Inline, tokens: Sequence[Token], words: DateWords, *, prose: bool) -> list[Node]:
    """The points, brackets and other words of a text, in order.

    `prose`: the text is a sentence, not a date cell, so that a bare number is hardly ever a date.
    """
    return _PointReader(cell, tokens, words, prose=prose).nodes(0, len(tokens))


class _PointReader(NumberReader):
    """Reads points off a list of tokens, each step taking the next token or leaving it."""

    def __init__(self, cell: Inline, tokens: Sequence[Token], words: DateWords, *, prose: bool) -> None:
        super().__init__(cell, tokens, prose=prose)
        self._text = cell.text
        self._followers = words.day_follower_pattern
        self._closing = _matching_brackets(tokens)
        self._groups: dict[int, Group] = {}
        self._depth = 0

    def nodes(self, at: int, stop: int) -> list[Node]:
        """The nodes of tokens[at:stop]."""
        found: list[Node] = []
        while at < stop:
            after = at + 1
            if self._tokens[at].kind in _STEPS:
                point, after = self._point(at, stop)
                if point is not None:
                    _drop_words_of_era(found, point)
                    found.append(point)
                else:
                    after = max(after, at + 1)
                    found += self._tokens[at:after]
            elif self._is_group(at, stop):
                found.append(self._group(at))
                after = self._closing[at] + 1
            else:
                found.append(self._tokens[at])
            at = after
        return found

    def _is_group(self, at: int, stop: int) -> bool:
        """Whether a bracket opens there that closes before the end; too deep ones are none."""
        return self._closing.get(at, stop) < stop and self._depth < _MAX_DEPTH

    def _group(self, at: int) -> Group:
        if at not in self._groups:
            close = self._closing[at]
            self._depth += 1
            nodes = self.nodes(at + 1, close)
            self._depth -= 1
            self._groups[at] = Group(self._tokens[at].start, self._tokens[close].end, nodes)
        return self._groups[at]

    def _point(self, at: int, stop: int) -> tuple[Point | None, int]:
        """The point that begins there, and the place after it or after the words that led to none."""
        point = Point(self._tokens[at].start, self._tokens[at].start)
        here = at
        while here < stop:
            kind = self._tokens[here].kind
            step = _STEPS.get(kind) or _BETWEEN.get(kind)
            after = step(self, point, here, stop) if step else here
            if after == here:
                break
            here = after
        if not point.has_parts:
            return None, here
        point.end = self._tokens[here - 1].end
        if point.era is not None:
            point.start = min(point.start, point.era.start)
        point.led_in = at > 0 and self._tokens[at - 1].kind in _LEADS_IN
        point.anchored = point.anchored or self._is_anchored(point, at)
        return point, here

    def _is_anchored(self, point: Point, at: int) -> bool:
        """Whether words around the number say that it is a date."""
        if (
            point.decade is not None
            or point.century is not None
            or point.bc is not None
            or point.era is not None
        ):
            return True
        if point.month is not None and (point.day is not None or point.year is not None):
            return True
        if point.season is not None:
            return point.year is not None
        if point.bare is not None and not point.has_year:
            return point.led_in and self._is_named_day(at)
        if point.month is not None:
            return point.led_in or point.approximate or point.part
        return (
            point.year_digits == 4
            and (point.led_in or point.approximate or point.part)
            and point.bare is None
        )

    def _is_named_day(self, at: int) -> bool:
        """On the 13th, … or: on the 13th they …; but not: by the 13th Division."""
        if not self._tokens[at].ordinal:
            return False
        ends = self._kind(at + 1) in {None, Kind.COMMA, Kind.STOP, Kind.CLOSE, Kind.LINE}
        return ends or self._followers.match(self._text, self._tokens[at].end) is not None

    def date(self, point: Point, at: int, _stop: int) -> int:
        token = self._tokens[at]
        if point.has_parts or token.stated is None:
            return at
        point.moment, point.other = token.stated.moment, token.other
        point.approximate |= token.stated.approximate
        point.uncertain |= token.stated.uncertain
        point.anchored = True
        point.see("date")
        return at + 1

    def month(self, point: Point, at: int, _stop: int) -> int:
        token = self._tokens[at]
        if point.month is not None or point.season is not None or point.moment is not None:
            return at
        point.month = token.value
        if point.bare is not None and point.day is None:  # 5 [17] October
            point.day, point.bare = point.bare, None
            point.see("day")
        if token.kind is Kind.LUNAR_MONTH:
            point.lunar = point.anchored = True
        point.see("month")
        return at + 1

    def season(self, point: Point, at: int, _stop: int) -> int:
        token = self._tokens[at]
        if (
            point.season is not None
            or point.month is not None
            or point.day is not None
            or point.bare is not None
        ):
            return at
        if token.end - token.start == 1 and not point.has_year:
            return at
        point.season = token.value
        point.see("season")
        return at + 1

    def part(self, point: Point, at: int, _stop: int) -> int:
        """Early, late: before a date, or right after one; after an era's name, some time in it."""
        token = self._tokens[at]
        if not point.has_parts:
            mention = self._eras.before(token.start)
            if mention is not None and len(mention.text) > 1:
                point.era = mention
            point.part = True
            return at + 1
        if token.kind is Kind.ERA_SPAN or token.start != self._tokens[at - 1].end:
            return at
        point.part = True
        return at + 1

    def leap(self, point: Point, at: int, _stop: int) -> int:
        if self._kind(at + 1) is not Kind.NUMBER or self._kind(at + 2) is not Kind.MONTH_MARK:
            return at
        after = self._marked_month(point, at + 1)
        if after == at + 1:
            return at
        point.lunar = point.leap = True
        return after

    def lunar_day(self, point: Point, at: int, stop: int) -> int:
        """初三, the 3rd; without a number it is the beginning of a month or year."""
        mark = self._kind(at + 2)
        if self._kind(at + 1) is not Kind.NUMBER or mark in {Kind.YEAR_MARK, Kind.MONTH_MARK}:
            return self.part(point, at, stop) if point.has_parts else at
        token = self._tokens[at + 1]
        if point.day is not None or token.value > 10:
            return at
        point.day, point.lunar, point.anchored = token.value, True, True
        point.see("day")
        return at + (3 if mark is Kind.DAY_MARK else 2)

    def calendar(self, point: Point, at: int, _stop: int) -> int:
        """Before a date the calendar it is given in; after one where no other date follows."""
        token = self._tokens[at]
        if point.has_parts and (self._kind(at + 1) in _STEPS or point.calendar or point.lunar):
            return at
        if token.kind is Kind.LUNAR:
            point.lunar = True
        else:
            point.calendar = _CALENDARS[token.kind]
        return at + 1

    def relative_year(self, point: Point, at: int, _stop: int) -> int:
        if point.has_parts:
            return at
        point.relative_year = 1 if self._tokens[at].kind is Kind.NEXT_YEAR else 0
        point.see("year")
        return at + 1

    def doubt_before(self, point: Point, at: int, _stop: int) -> int:
        kind = self._tokens[at].kind
        if point.has_parts:
            return at
        if kind is Kind.APPROXIMATE:
            point.approximate = True
        elif kind is Kind.UNCERTAIN or not self._prose:
            point.uncertain = True
        else:
            return at
        return at + 1

    def doubt_after(self, point: Point, at: int, _stop: int) -> int:
        if self._tokens[at].kind is Kind.DOUBT:
            point.uncertain = True
        elif not point.has_parts:
            return at
        else:
            point.approximate = True
        return at + 1

    def joiner(self, point: Point, at: int, stop: int) -> int:
        """A word or comma between the parts of one date; left where no fitting part follows."""
        comma = self._tokens[at].kind is Kind.COMMA
        after = self._after_joiners(at + 1)
        if after >= stop:
            return at
        if not point.has_parts:
            begins = self._kind(after) in _BEGINS_PARTS and not comma
            return after if begins else at
        return after if self._fits(point, after, comma=comma) else at

    def bracket(self, point: Point, at: int, stop: int) -> int:
        """A bracket within a date (1938年（昭和13年）3月) is a note on it."""
        close = self._closing.get(at, stop)
        if close + 1 >= stop or not point.has_parts or not self._is_group(at, stop):
            return at
        after = self._after_joiners(close + 1)
        if after >= stop or not self._fits(point, after, comma=self._kind(close + 1) is Kind.COMMA):
            return at
        point.notes.append(self._group(at))
        return after


_Step = Callable[[_PointReader, Point, int, int], int]

_STEPS: dict[Kind, _Step] = {
    Kind.NUMBER: _PointReader.number,
    Kind.FIRST_YEAR: _PointReader.number,
    Kind.DECADE: _PointReader.decade,
    Kind.DATE: _PointReader.date,
    Kind.MONTH: _PointReader.month,
    Kind.LUNAR_MONTH: _PointReader.month,
    Kind.SEASON: _PointReader.season,
    Kind.PART: _PointReader.part,
    Kind.ERA_SPAN: _PointReader.part,
    Kind.LEAP_LEAD: _PointReader.leap,
    Kind.LUNAR_DAY_LEAD: _PointReader.lunar_day,
    Kind.YEAR_LEAD: _PointReader.led_number,
    Kind.MONTH_LEAD: _PointReader.led_number,
    Kind.DAY_LEAD: _PointReader.led_number,
    Kind.BEFORE_CHRIST: _PointReader.sign_of_years,
    Kind.ANNO_DOMINI: _PointReader.sign_of_years,
    Kind.GREGORIAN: _PointReader.calendar,
    Kind.JULIAN: _PointReader.calendar,
    Kind.LUNAR: _PointReader.calendar,
    Kind.NEXT_YEAR: _PointReader.relative_year,
    Kind.SAME_YEAR: _PointReader.relative_year,
    Kind.APPROXIMATE: _PointReader.doubt_before,
    Kind.UNCERTAIN: _PointReader.doubt_before,
    Kind.LIMIT: _PointReader.doubt_before,
    Kind.APPROXIMATE_AFTER: _PointReader.doubt_after,
    Kind.DOUBT: _PointReader.doubt_after,
}
# Between the parts of a date, but beginning none.
_BETWEEN: dict[Kind, _Step] = {
    Kind.JOINER: _PointReader.joiner,
    Kind.LEAD_IN: _PointReader.joiner,
    Kind.WEEKDAY: _PointReader.joiner,
    Kind.COMMA: _PointReader.joiner,
    Kind.OPEN: _PointReader.bracket,
}


def _drop_words_of_era(found: list[Node], point: Point) -> None:
    """The 和 of 昭和12年 is no "and"."""
    while found and isinstance(found[-1], Token) and found[-1].start >= point.start:
        del found[-1]


def _matching_brackets(tokens: Sequence[Token]) -> dict[int, int]:
    """The place of the closing bracket for every opening one that has it."""
    closing: dict[int, int] = {}
    open_at: list[int] = []
    for at, token in enumerate(tokens):
        if token.kind is Kind.OPEN:
            open_at.append(at)
        elif token.kind is Kind.CLOSE and open_at:
            closing[open_at.pop()] = at
    return closing
