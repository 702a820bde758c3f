"""Points put together into ranges and alternatives, with what one leaves out taken from the next.

31 May – 1 June 1916 states one year for two days, 1937年9月1-12日 one month; 建安十三年十二月至十四年
one era. What is missing comes from the same range first, then from the date before, then from the
date after.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from wikibattle.reading.dates.parts import Group, Node, Point
from wikibattle.reading.dates.tokens import Kind, Token


@dataclass(slots=True)
class Chunk:
    """Points that stand together; `links[i]` (TO, AND, OR) leads from points[i] to the next.

    `lead`: ALTERNATIVE_LEAD before a date that others give, AFTERMATH where the line tells of the
    treaty. `aside`: in brackets that follow no date.
    """

    points: list[Point]
    links: list[Kind] = field(default_factory=list)
    goes_on: bool = False
    lead: Kind | None = None
    aside: bool = False

    def alternatives(self) -> list[list[Point]]:
        """The points between each TO and AND: those that OR joins are alternatives of one."""
        groups = [[self.points[0]]]
        for link, point in zip(self.links, self.points[1:], strict=True):
            if link is Kind.OR:
                groups[-1].append(point)
            else:
                groups.append([point])
        return groups


_MOST_POINTS = 40  # no list of days is longer; what is, is no list of days
_RESETS = frozenset({Kind.WORD, Kind.NUMBER, Kind.DURATION_LEAD, Kind.NUMBER_LEAD})
_LEADS = frozenset({Kind.ALTERNATIVE_LEAD, Kind.AFTERMATH})
_CALENDARS = {Kind.GREGORIAN: "gregorian", Kind.JULIAN: "julian"}


class _Chunker:
    """Goes through the nodes of a text once and gathers its chunks."""

    def __init__(self, text: str, *, prose: bool) -> None:
        self._text = text
        self._prose = prose
        self.chunks: list[Chunk] = []
        self._current: Chunk | None = None
        self._link: Kind | None = None
        self._comma = self._at_line_start = self._broken = self._dash = False
        self._between = self._since = self._near = False
        self._lead: Kind | None = None
        self.pending_calendar: Kind | None = None

    def take(self, nodes: Sequence[Node]) -> None:
        for node in nodes:
            if isinstance(node, Point):
                self._point(node)
            elif isinstance(node, Group):
                self._group(node)
            else:
                self._sign(node)
        if not self._prose and self._link is Kind.TO and self._current and not self._broken:
            self._current.goes_on = True  # 2014年－

    def _point(self, point: Point) -> None:
        current = self._current
        if self._near:
            point.approximate, self._near = True, False
        self._calendar_of(point)
        link = self._link
        if link is None and self._comma and current and _listed(current.points[-1], point):
            link = Kind.AND
        if current and link and not self._broken and self._may_join(current, point, link):
            current.points.append(point)
            current.links.append(Kind.TO if link is Kind.AND and self._between else link)
        else:
            current = Chunk([point], goes_on=self._since and not self._prose, lead=self._lead)
            self.chunks.append(current)
            self._current = current
        self._link = None
        self._comma = self._broken = self._dash = self._since = self._at_line_start = False

    def _may_join(self, chunk: Chunk, point: Point, link: Kind) -> bool:
        """An "or" between two calendars (光緒二十年八月十八日/1894年9月17日) makes no alternatives.

        In a sentence a mere number belongs to the date before it only behind a dash: 3–5, not "3 and 5".
        """
        last = chunk.points[-1]
        if len(chunk.points) >= _MOST_POINTS:
            return False
        if self._prose and point.first_unit is None and not self._dash:
            return False
        return link is not Kind.OR or (last.era is None) == (point.era is None) or not point.has_year

    def _calendar_of(self, point: Point) -> None:
        """A calendar named some words before the date: Julian calendar: 15 July."""
        if self.pending_calendar is not None and point.calendar is None and point.era is None:
            if self.pending_calendar is Kind.LUNAR:
                point.lunar = True
            else:
                point.calendar = _CALENDARS[self.pending_calendar]
        self.pending_calendar = None

    def _group(self, group: Group) -> None:
        current = self._current
        far = self._at_line_start or (self._prose and self._broken)
        if current is not None and not far and any(point.first_unit for point in current.points):
            current.points[-1].notes.append(group)
            return
        inner = _Chunker(self._text, prose=self._prose)
        inner.take(group.nodes)
        self.pending_calendar = inner.pending_calendar or self.pending_calendar
        for chunk in inner.chunks:
            chunk.aside = True
        self.chunks += inner.chunks

    def _sign(self, token: Token) -> None:
        kind = token.kind
        if kind is Kind.LINE:
            self._at_line_start, self._comma, self._lead = True, False, None
        elif kind is Kind.COMMA:
            self._comma = True
        elif kind is Kind.TO:
            self._to(token)
        elif kind in {Kind.AND, Kind.OR}:
            figures = self._current is not None and self._current.points[-1].moment is not None
            is_interval = figures and self._text[token.start] == "/"  # 1863-07-01/1863-07-03
            self._link = self._link or (Kind.TO if is_interval else kind)
        elif kind in {Kind.ONGOING, Kind.NOW}:
            self._ongoing(token)
        elif kind in _LEADS:
            self._lead = kind
            self._break()
        elif kind is Kind.BETWEEN:
            self._between = True
        elif kind is Kind.SINCE:
            self._since = True
        elif kind in _CALENDARS or kind is Kind.LUNAR:
            self.pending_calendar = kind
        elif kind in _RESETS or kind is Kind.STOP:
            self._break()

    def _break(self) -> None:
        self._link, self._broken, self._comma, self._at_line_start = None, True, False, False
        self._between = False

    def _to(self, token: Token) -> None:
        starts_line = self._at_line_start and self._current is not None and Kind.TO in self._current.links
        if self._current is None or self._broken or starts_line:
            self._near = self._text[token.start] in "~〜～"
        else:
            self._link = Kind.TO
            self._dash = not self._text[token.start].isalpha()

    def _ongoing(self, token: Token) -> None:
        current = self._current
        if current is None or self._broken:
            return
        follows = token.start == current.points[-1].end or not self._prose
        if self._link is Kind.TO or (token.kind is Kind.ONGOING and follows):
            current.goes_on = True
            self._link = None


def _listed(one: Point, other: Point) -> bool:
    """Whether a comma between the two parts days of one list: May 15, 16 and 17, 1863."""
    return one.first_unit is None or other.first_unit is None


def find_chunks(nodes: Sequence[Node], text: str, *, prose: bool) -> list[Chunk]:
    """The ranges and single dates among the nodes, in order."""
    chunker = _Chunker(text, prose=prose)
    chunker.take(nodes)
    if prose:  # numbers alone are no dates
        return [chunk for chunk in chunker.chunks if any(point.anchored for point in chunk.points)]
    return chunker.chunks


def complete(chunks: list[Chunk], known: Point | None, *, in_note: bool) -> None:
    """Gives every point the year, era and month it leaves out. `known`: the date before them all.

    `in_note`: they stand in brackets behind that date, so that a mere number can be a day of it.
    """
    last = known
    for chunk in chunks:
        _take_year_from_notes(chunk)
        _name_bare_numbers(chunk, last, in_note=in_note)
        _drop_empty(chunk)
        _join_winter(chunk.points, chunk.links)
        _share(chunk, last)
        last = next((point for point in reversed(chunk.points) if point.has_year), last)
    chunks[:] = [chunk for chunk in chunks if chunk.points]
    following: Point | None = None
    for chunk in reversed(chunks):
        for point in reversed(chunk.points):
            if not point.has_year and following is not None:
                _take_year(point, following)
        following = next((point for point in chunk.points if point.has_year), following)


def _drop_empty(chunk: Chunk) -> None:
    """Leaves out numbers that became part of the date before, with the sign that led to them."""
    kept = [at for at, point in enumerate(chunk.points) if point.first_unit or point.era]
    chunk.links[:] = [chunk.links[at - 1] for at in kept[1:]]
    chunk.points[:] = [chunk.points[at] for at in kept]


_WINTER = 4


def _join_winter(points: list[Point], links: list[Kind]) -> None:
    """The winter of 1939–40, 1917－1918年冬: two years, but one season."""
    for at in range(len(points) - 1, 0, -1):
        point, before = points[at], points[at - 1]
        bare_years = point.month is None and before.month is None and point.era is None and before.era is None
        if not bare_years or point.year is None or before.year is None:
            continue
        if point.year - before.year == 1 and {point.season, before.season} == {_WINTER, None}:
            before.season = _WINTER
            del points[at], links[at - 1]


def _take_year_from_notes(chunk: Chunk) -> None:
    """农历七月初八（1592年8月14日）: the bracket has the year of the day before it."""
    if any(point.has_year for point in chunk.points):
        return
    for point in chunk.points:
        for note in point.notes:
            source = next((node for node in note.nodes if isinstance(node, Point) and node.has_year), None)
            if source is not None and source.era is None:
                _take_year(point, source)
                return


def _name_bare_numbers(chunk: Chunk, known: Point | None, *, in_note: bool) -> None:
    """Says of each number without a mark whether it is a day, a month or a year."""
    points = chunk.points
    for at in range(len(points) - 1, -1, -1):
        point = points[at]
        if point.bare is None:
            continue
        before = points[at - 1] if at else known if point.anchored or in_note else None
        after = points[at + 1] if at + 1 < len(points) else None
        unit = after.first_unit if after is not None else None
        if unit is None and before is not None:
            unit = _unit_after(before, point)
        if unit == "year" and at and _abbreviates(points[at - 1], point):
            continue
        if unit == "month" and point.month is not None:
            unit = "day"
        _set_unit(point, unit)


def _unit_after(before: Point, point: Point) -> str | None:
    if point.year is not None or before.day is not None or before.month is not None:
        return "day"
    if before.first_unit in {"century", "decade"}:
        return before.first_unit
    return "year" if before.year is not None else None


def _abbreviates(before: Point, point: Point) -> bool:
    """1914–18: the last digits of a year after a whole one. 1942-06 is a month of it."""
    if before.year is None or point.bare is None:
        return False
    width = 10**point.bare_digits
    year = before.year - before.year % width + point.bare
    later = year < before.year if before.bc or point.bc else year > before.year
    if before.year < width or not point.bare_digits:
        return False
    if later:
        point.year, point.year_digits, point.bare = year, before.year_digits, None
        point.see("year")
        return True
    if point.bare_digits == 2 and 1 <= point.bare <= 12 and before.month is None and not point.part:
        before.month, point.bare = point.bare, None
        return True
    return False


def _set_unit(point: Point, unit: str | None) -> None:
    if unit == "date":
        unit = "day"
    if unit in {"day", "month", "century"} and getattr(point, unit) is None:
        setattr(point, unit, point.bare)
        point.first_unit = unit
        point.month_in_han = unit == "month" and point.bare_digits == 0
    elif unit == "year" and point.year is None and point.bare:
        point.year, point.year_digits = point.bare, point.bare_digits
        point.first_unit = unit
    elif unit == "decade" and point.bare is not None:
        point.decade, point.first_unit = point.bare, unit
    point.bare = None


def _share(chunk: Chunk, known: Point | None) -> None:
    points = chunk.points
    for at, point in enumerate(points):
        earlier, later = list(reversed(points[:at])), points[at + 1 :]
        if point.month is None and point.season is None and point.day is not None:
            _take_month(point, _beside(earlier, later) or known)
        if not point.has_year and point.has_parts:
            source = next((other for other in (*earlier, *later) if other.has_year), None)
            if source is not None:
                _take_year(point, source)
            elif known is not None:
                _take_year(point, known, later=True)
        _share_era(point, points[at - 1] if at else known)
        _share_calendar(point, points[at - 1] if at else None)
    _share_sign_of_years(points)


def _beside(earlier: Sequence[Point], later: Sequence[Point]) -> Point | None:
    """The date whose month a mere day shares: 3–5 June has it behind, June 3–5 before."""
    if later and later[0].first_unit == "day" and later[0].month is not None and not later[0].month_carried:
        return later[0]
    return next((other for other in (*earlier, *later) if other.month is not None), None)


def _take_month(point: Point, source: Point | None) -> None:
    if source is None or source.month is None:
        return
    point.month, point.month_in_han, point.month_carried = source.month, source.month_in_han, True
    point.lunar = point.lunar or source.lunar


def _take_year(point: Point, source: Point, *, later: bool = False) -> None:
    """The year of another date. `later`: told after it, so that January follows December."""
    ahead = point.relative_year or 0
    if later and not ahead and source.month is not None and point.month is not None:
        ahead = int(source.month >= 11 and point.month <= 2)
    point.year_digits, point.year_carried = source.year_digits, True
    point.bc = source.bc
    point.era = point.era or source.era
    if source.year is not None:
        point.year = source.year - ahead if source.bc else source.year + ahead
    elif source.moment is not None:
        point.year = abs(source.moment.year - 1) if source.moment.year <= 0 else source.moment.year
        point.bc = source.moment.year <= 0
        point.year += -ahead if point.bc else ahead
    elif source.decade is None and source.century is None:
        point.year = None
    point.counted_in = source.counted_in
    if source.carried_era is not None and source.carried_era.year is not None:
        point.carried_era = source.carried_era.model_copy(
            update={"year": source.carried_era.year + ahead, "month": None, "day": None}
        )


def _share_era(point: Point, before: Point | None) -> None:
    """建安十三年十二月至十四年: a small year after an era's goes on in it."""
    if before is None or point.era is not None or point.year is None or point.year_carried:
        return
    era = before.era or before.counted_in
    if era is None or point.bc is not None or point.year >= 100:
        return
    if any(name.has_year(point.year) for name in era.candidates):
        point.era = era


def _share_calendar(point: Point, before: Point | None) -> None:
    """A range goes on in the calendar it begins in, until another is named."""
    if before is not None and point.calendar is None and point.year_carried:
        point.lunar = point.lunar or before.lunar
        point.calendar = before.calendar


def _share_sign_of_years(points: list[Point]) -> None:
    """218–201 BC: both are; 前218年－201年 too, for years before Christ count down."""
    for before, point in _pairs(reversed(points)):
        if (
            point.bc
            and before.bc is None
            and before.has_year
            and before.era is None
            and before.moment is None
        ):
            before.bc = True
    for point, before in _pairs(points):
        counted = point.year is not None and before.year is not None and point.era is None
        if point.bc is None and before.bc and counted:
            point.bc = (point.year or 0) <= (before.year or 0)


def _pairs(points: Iterator[Point] | Sequence[Point]) -> Iterator[tuple[Point, Point]]:
    """Each point with the one that came before it in the order given, that one last."""
    last: Point | None = None
    for point in points:
        if last is not None:
            yield point, last
        last = point
