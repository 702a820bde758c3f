"""Points read into intervals: eras counted out, brackets applied to the dates they stand behind.

An era or lunar date alone gives its year and no more; a month and day of it are kept beside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from wikibattle.model import Era
from wikibattle.reading.dates.chunks import Chunk, complete, find_chunks
from wikibattle.reading.dates.edtf import Moment, century, decade, is_in_calendar
from wikibattle.reading.dates.eras import western_year
from wikibattle.reading.dates.parts import Group, Node, Point
from wikibattle.reading.dates.tokens import Kind, Token
from wikibattle.reading.dates.twins import (
    GREGORIAN,
    JULIAN_DAYS,
    LUNAR,
    LUNAR_DAYS,
    Bound,
    Interval,
    apply_signs,
    days_between,
    give_era,
    give_era_name,
    give_style,
    give_western,
    make_lunar,
    paired,
    refines,
)

#: From here on a month in Chinese numerals after a Western year is a Western month.
_CIVIL_CALENDAR = 1912

#: Reports a finding: its code, what is to be said, and the range of the text.
Report = Callable[[str, str, int, int], None]


@dataclass(slots=True, frozen=True)
class Reader:
    """What reading points into intervals needs to know: text, country of the language, reports."""

    text: str
    prose: bool
    country: str | None
    stated: frozenset[int]
    report: Report

    def intervals(
        self, nodes: Sequence[Node], known: Point | None, *, in_note: bool = False
    ) -> list[Interval]:
        """Every date and range among the nodes, in order. `known`: the date before them.

        `in_note`: they stand in brackets behind it.
        """
        chunks = find_chunks(nodes, self.text, prose=self.prose)
        complete(chunks, known, in_note=in_note)
        found: list[Interval] = []
        for chunk in chunks:
            found += self._parted(chunk) if self.prose else self._from_chunk(chunk)
        return found if self.prose else paired(found)

    def _parted(self, chunk: Chunk) -> Iterator[Interval]:
        """In a sentence, dates that "and" joins are told one by one; numbers alone are no dates."""
        at = 0
        while at < len(chunk.points):
            end = at
            while end < len(chunk.links) and chunk.links[end] is not Kind.AND:
                end += 1
            part = replace(chunk, points=chunk.points[at : end + 1], links=chunk.links[at:end])
            following = chunk.points[end + 1 : end + 2]
            listed = (at and chunk.points[at - 1].anchored) or (part.points[0].led_in and following)
            if listed or any(point.anchored for point in part.points):
                yield from self._from_chunk(part)
            at = end + 1

    def _from_chunk(self, chunk: Chunk) -> Iterator[Interval]:
        """The interval of a chunk; of two ranges that OR joins, the second is an alternative."""
        main, *others = _ranges(chunk)
        interval = self._range(main)
        for other in others:
            alternative = self._range(other)
            if alternative is None:
                continue
            if interval is None:
                interval = alternative
            else:
                interval.alternatives += [alternative.edtf, *alternative.alternatives]
                interval.end = alternative.end
        if interval is not None:
            yield interval

    def _range(self, chunk: Chunk) -> Interval | None:
        groups = [
            [bound for point in group for bound in self._bounds(point)] for group in chunk.alternatives()
        ]
        groups = [group for group in groups if group]
        if not groups:
            return None
        first, last = groups[0][0][0], groups[-1][0][1]
        if first.moment.year >= 100 and last.moment.last_key < first.moment.first_key:
            kept = _without_bare_numbers(chunk)
            if kept is not chunk:
                self._report_point("date-words-unread", "a number that is no year", chunk.points[-1])
                return self._range(kept)
        first, last = self._in_order(first, last, chunk)
        interval = Interval(
            first,
            last,
            chunk.points[0].start,
            _end_of(chunk),
            chunk.goes_on,
            chunk.lead,
            chunk.aside,
            all(point.year_carried for point in chunk.points),
        )
        others = [(one[0], last if len(groups) > 1 else one[1]) for one in groups[0][1:]]
        others += [(first, one[1]) for one in groups[-1][1:]] if len(groups) > 1 else []
        interval.alternatives += [Interval(*ends, 0, 0).edtf for ends in others]
        interval.alternatives += [point.other.edtf for point in chunk.points if point.other is not None]
        self._apply_notes(interval, chunk)
        return interval

    # Points

    def _bounds(self, point: Point) -> Iterator[tuple[Bound, Bound]]:
        """The first and last moment of a point; nothing where it is no date of the calendar."""
        if point.era is not None and point.year is None:
            span = self._span_of_era(point)
            if span is not None:
                yield span
            return
        bound = self._bound(point)
        if bound is not None:
            yield bound, bound

    def _span_of_era(self, point: Point) -> tuple[Bound, Bound] | None:
        assert point.era is not None
        found = western_year(point.era, 1, self.country, self.stated)
        if found is None:
            return None
        era, name = found.era, Era(name=point.era.text)
        first = Bound(Moment(era.first), western=False, approximate=True, calendar=LUNAR, era=name)
        return first, replace(first, moment=Moment(era.last if era.last is not None else era.first))

    def _bound(self, point: Point) -> Bound | None:
        if point.era is not None:
            return self._era_bound(point)
        moment = self._moment(point)
        if moment is None:
            return None
        base = Bound(
            moment,
            approximate=point.approximate,
            vague=point.part,
            uncertain=point.uncertain,
            calendar=point.calendar or GREGORIAN,
        )
        if not self._is_lunar(point, moment.year):
            return base if self._exists(moment, point) else None
        if not self._exists_in_lunar(point):
            return None
        era = (point.carried_era or Era()).model_copy(update={"month": point.month, "day": point.day})
        return replace(
            base, moment=Moment(moment.year), western=False, calendar=LUNAR, era=era, leap=point.leap
        )

    def _is_lunar(self, point: Point, year: int) -> bool:
        """A lunar month by its name, or Chinese numerals for it after a year in Western digits."""
        if point.lunar:
            return True
        return (
            point.month is not None
            and point.month_in_han
            and point.year_digits > 0
            and year < _CIVIL_CALENDAR
        )

    def _moment(self, point: Point) -> Moment | None:
        if point.moment is not None:
            return point.moment
        if point.decade is not None:
            return Moment(-point.decade - 8, width=10) if point.bc else decade(point.decade)
        if point.century is not None:
            return century(point.century, before_christ=bool(point.bc))
        if point.year is None:
            if point.month is not None or point.day is not None:
                self._report_point("date-without-year", "the year is not stated", point)
            return None
        year = 1 - point.year if point.bc else point.year
        return Moment(year, point.month, point.day if point.month is not None else None, point.season)

    def _era_bound(self, point: Point) -> Bound | None:
        assert point.era is not None
        assert point.year is not None
        found = western_year(point.era, point.year, self.country, self.stated)
        if found is None:
            self._report_point("date-era-year-unknown", "no era of the name lasted so long", point)
            return None
        era = Era(name=point.era.text, year=point.year, month=point.month, day=point.day)
        solar = found.era.solar_in(found.year) and not point.lunar
        moment = Moment(found.year, point.month, point.day, point.season) if solar else Moment(found.year)
        if not (self._exists(moment, point) if solar else self._exists_in_lunar(point)):
            return None
        return Bound(
            moment,
            western=False,
            approximate=point.approximate,
            vague=point.part,
            uncertain=point.uncertain,
            calendar=GREGORIAN if solar else LUNAR,
            era=era,
            leap=point.leap,
            other_years=found.others,
            doubtful=found.doubtful,
        )

    def _exists(self, moment: Moment, point: Point) -> bool:
        if is_in_calendar(moment) and moment.year < 10000:
            return True
        self._report_point("date-impossible", "no such day or month", point)
        return False

    def _exists_in_lunar(self, point: Point) -> bool:
        if (point.month is None or 1 <= point.month <= 12) and (point.day is None or 1 <= point.day <= 30):
            return True
        self._report_point("date-impossible", "no such day or month of the lunar calendar", point)
        return False

    def _report_point(self, code: str, message: str, point: Point) -> None:
        words = self.text[point.start : point.end]
        self.report(code, f"{message}: {words}", point.start, point.end)

    def _in_order(self, first: Bound, last: Bound, chunk: Chunk) -> tuple[Bound, Bound]:
        """A range that ends before it starts runs over the end of a year, if only one year is stated."""
        if first.moment.first_key <= last.moment.last_key or len(chunk.points) == 1:
            return first, last
        if chunk.points[-1].year_carried and last.moment.year == first.moment.year:
            return first, _in_year(last, last.moment.year + 1)
        if chunk.points[0].year_carried and last.moment.year == first.moment.year:
            return _in_year(first, first.moment.year - 1), last
        start, end = chunk.points[0].start, chunk.points[-1].end
        self.report("date-end-before-start", f"ends before it starts: {self.text[start:end]}", start, end)
        return first, last

    # Notes in brackets

    def _apply_notes(self, interval: Interval, chunk: Chunk) -> None:
        noted = [point for point in chunk.points if point.notes]
        for point in noted:
            whole = len(chunk.points) == 1 or (point is chunk.points[-1] and len(noted) == 1)
            ends = (True, True) if whole else (point is chunk.points[0], point is chunk.points[-1])
            for group in point.notes:
                self._apply_note(interval, group, point, ends)

    def _apply_note(self, interval: Interval, group: Group, point: Point, ends: tuple[bool, bool]) -> None:
        tokens = [node for node in group.nodes if isinstance(node, Token)]
        kinds = {token.kind for token in tokens}
        notes = self.intervals(group.nodes, _host(interval, point, ends), in_note=True)
        if not notes:
            apply_signs(interval, kinds, ends)
            return
        note = notes[0]
        if note.lead is Kind.ALTERNATIVE_LEAD or (
            tokens and tokens[0] is group.nodes[0] and tokens[0].kind is Kind.OR
        ):
            interval.alternatives += [other.edtf for other in notes]
            return
        self._bring_together(interval, note, ends, plain=Kind.WORD not in kinds)
        interval.alternatives += [other.edtf for other in notes[1:] if other.lead is Kind.ALTERNATIVE_LEAD]

    def _bring_together(
        self, host: Interval, note: Interval, ends: tuple[bool, bool], *, plain: bool
    ) -> None:
        """Two dates for one time: which of them is which, and what each adds."""
        _, last = ends
        here, there = host.last if last else host.first, note.first
        if not here.western and there.western:
            self._check_years(here, there, host)
            give_western(host, note, ends)
        elif here.western and not there.western:
            self._check_years(there, here, note)
            give_era(host, note, ends)
        elif here.western:
            self._two_western(host, note, ends, plain=plain)
        else:
            give_era_name(host, note)

    def _two_western(self, host: Interval, note: Interval, ends: tuple[bool, bool], *, plain: bool) -> None:
        here = host.last if ends[1] else host.first
        lag = days_between(here.moment, note.first.moment)
        may_be_lunar = self.country is not None and here.moment.year < _CIVIL_CALENDAR
        if may_be_lunar and lag is not None and abs(lag) in LUNAR_DAYS:
            if lag > 0:
                make_lunar(host, ends)
                give_western(host, note, ends)
            else:
                make_lunar(note, (True, True))
                give_era(host, note, ends)
        elif note.first.calendar != here.calendar or (lag is not None and abs(lag) in JULIAN_DAYS):
            give_style(host, note, ends, lag or 0)
        elif plain and not host.is_range and refines(here.moment, note):
            host.first, host.last = _as_doubtful(note.first, here), _as_doubtful(note.last, here)
            host.alternatives += note.alternatives

    def _check_years(self, era: Bound, western: Bound, where: Interval) -> None:
        named, counted, stated = era.era, era.moment.year, western.moment.year
        if named is None or named.year is None:
            return
        if all(abs(year - stated) > 1 for year in (counted, *era.other_years)):
            message = f"{named.name} {named.year} was {counted}, the text says {stated}"
            self.report("date-era-mismatch", message, where.start, where.end)


def _ranges(chunk: Chunk) -> list[Chunk]:
    """20–21 July or 8–10 September: two ranges. 23 or 24 – 30 May is one."""
    ranges: list[Chunk] = []
    begin = 0
    for at, link in enumerate(chunk.links):
        if link is Kind.OR and Kind.TO in chunk.links[begin:at] and Kind.TO in chunk.links[at + 1 :]:
            ranges.append(replace(chunk, points=chunk.points[begin : at + 1], links=chunk.links[begin:at]))
            begin = at + 1
    return [*ranges, replace(chunk, points=chunk.points[begin:], links=chunk.links[begin:])]


def _without_bare_numbers(chunk: Chunk) -> Chunk:
    """1946 – 1: the day of a date whose month stands in words no rule knows, not the year 1."""
    kept = len(chunk.points)
    while kept > 1 and _is_bare_number(chunk.points[kept - 1]):
        kept -= 1
    if kept == len(chunk.points):
        return chunk
    return replace(chunk, points=chunk.points[:kept], links=chunk.links[: kept - 1])


def _is_bare_number(point: Point) -> bool:
    return (
        point.year is not None
        and point.year < 100
        and point.year_digits in {1, 2}
        and not (point.year_marked or point.bc is not None or point.era is not None)
    )


def _end_of(chunk: Chunk) -> int:
    """Where its last point ends, brackets with a date behind it included."""
    last = chunk.points[-1]
    dated = [note.end for note in last.notes if any(isinstance(node, Point) for node in note.nodes)]
    return max(last.end, *dated) if dated else last.end


def _as_doubtful(bound: Bound, other: Bound) -> Bound:
    return replace(bound, approximate=other.approximate, uncertain=other.uncertain)


def _in_year(bound: Bound, year: int) -> Bound:
    return replace(bound, moment=replace(bound.moment, year=year))


def _host(interval: Interval, point: Point, ends: tuple[bool, bool]) -> Point:
    """What a note takes its year from: the date it stands behind, in Western years."""
    bound = interval.last if ends[1] else interval.first
    year = bound.moment.year
    month = point.month
    host = Point(0, 0, year=abs(year - 1) if year <= 0 else year, year_digits=4, bc=year <= 0, month=month)
    host.first_unit = "year"
    return host
