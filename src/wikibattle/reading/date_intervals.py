"""Ranges of points as moments of the calendar: eras counted out, twin dates brought together.

A day may be given twice: by era and by the Western year (光緒二十年八月十八日（1894年9月17日）), Old
and New Style (14 October [O.S. 2 October] 1806). Of an era and a Western date the Western one
counts and the era is kept beside it; of two styles the one written first counts and the other is
an alternative. An era or lunar date alone gives its year and no more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from wikibattle.model import Era, Severity
from wikibattle.reading.date_chunks import Chunk, complete, find_chunks
from wikibattle.reading.date_points import Group, Node, Point
from wikibattle.reading.date_tokens import Kind, Token
from wikibattle.reading.edtf import OPEN, Moment, century, decade, is_in_calendar
from wikibattle.reading.eras import western_year

GREGORIAN, JULIAN, LUNAR = "gregorian", "julian", "chinese-lunar"

#: From here on a month in Chinese numerals after a Western year is a Western month.
_CIVIL_CALENDAR = 1912
_JULIAN_DAYS = range(8, 15)  # between the Julian and the Gregorian name of one day, since 1300
_LUNAR_DAYS = range(16, 61)  # by which a lunar month and day fall short of the Western ones

Report = Callable[[str, Severity, str, int, int], None]


@dataclass(slots=True, frozen=True)
class Bound:
    """One end of an interval. `western`: the text gives it in the Western calendar."""

    moment: Moment
    western: bool = True
    approximate: bool = False
    vague: bool = False
    uncertain: bool = False
    calendar: str = GREGORIAN
    era: Era | None = None
    other_years: tuple[int, ...] = ()

    @property
    def edtf(self) -> str:
        """The moment with its signs of doubt."""
        sign = "%" if self.approximate and self.uncertain else "~" if self.approximate else "?" if self.uncertain else ""
        return self.moment.edtf + sign


@dataclass(slots=True)
class Interval:
    """A date or range of text[start:end], with the other dates the text gives for it."""

    first: Bound
    last: Bound
    start: int
    end: int
    goes_on: bool = False
    lead: Kind | None = None
    aside: bool = False
    year_carried: bool = False
    alternatives: list[str] = field(default_factory=list)

    @property
    def is_range(self) -> bool:
        """Whether its two ends differ."""
        return self.first != self.last

    @property
    def edtf(self) -> str:
        """The interval in EDTF."""
        if self.goes_on:
            return f"{self.first.edtf}/{OPEN}"
        if self.first.edtf == self.last.edtf:
            return self.first.edtf
        if self.first.moment.width > 1 and "/" in self.first.moment.edtf:
            return f"{self.first.moment.first_text}/{self.last.moment.last_text}"
        return f"{self.first.edtf}/{self.last.edtf}"


@dataclass(slots=True, frozen=True)
class Reader:
    """What reading points into intervals needs to know: text, country of the language, reports."""

    text: str
    prose: bool
    country: str | None
    stated: frozenset[int]
    report: Report

    def intervals(self, nodes: Sequence[Node], known: Point | None) -> list[Interval]:
        """Every date and range among the nodes, in order. `known`: the date before them."""
        chunks = find_chunks(nodes, self.text, prose=self.prose)
        complete(chunks, known)
        found: list[Interval] = []
        for chunk in chunks:
            found += self._parted(chunk) if self.prose else self._from_chunk(chunk)
        return found if self.prose else _paired(found)

    def _parted(self, chunk: Chunk) -> Iterator[Interval]:
        """In a sentence, dates that "and" joins are told one by one; numbers alone are no dates."""
        at = 0
        while at < len(chunk.points):
            end = at
            while end < len(chunk.links) and chunk.links[end] is not Kind.AND:
                end += 1
            part = replace(chunk, points=chunk.points[at : end + 1], links=chunk.links[at:end])
            if any(point.anchored for point in part.points) or (at and chunk.points[at - 1].anchored):
                yield from self._from_chunk(part)
            at = end + 1

    def _from_chunk(self, chunk: Chunk) -> Iterator[Interval]:
        groups = [[bound for point in group for bound in self._bounds(point)] for group in chunk.alternatives()]
        groups = [group for group in groups if group]
        if not groups:
            return
        firsts, lasts = groups[0], groups[-1]
        first, last = firsts[0][0], lasts[0][1]
        first, last = self._in_order(first, last, chunk)
        interval = Interval(
            first, last, chunk.points[0].start, _end_of(chunk), chunk.goes_on, chunk.lead, chunk.aside,
            all(point.year_carried for point in chunk.points),
        )
        others = [(one[0], last if len(groups) > 1 else one[1]) for one in firsts[1:]]
        others += [(first, one[1]) for one in lasts[1:]] if len(groups) > 1 else []
        interval.alternatives += [Interval(*ends, 0, 0).edtf for ends in others]
        interval.alternatives += [point.other.edtf for point in chunk.points if point.other is not None]
        self._apply_notes(interval, chunk)
        yield interval

    # Points

    def _bounds(self, point: Point) -> Iterator[tuple[Bound, Bound]]:
        """The first and last moment of a point; nothing where it is no date of the calendar."""
        bound = self._span_of_era(point) if point.era is not None and point.year is None else self._bound(point)
        if bound is None:
            return
        if not isinstance(bound, tuple):
            bound = bound, bound
        yield bound

    def _span_of_era(self, point: Point) -> tuple[Bound, Bound] | None:
        assert point.era is not None
        found = western_year(point.era, 1, self.country, self.stated)
        if found is None:
            return None
        era = found.era
        base = Bound(Moment(era.first), western=False, approximate=True, calendar=LUNAR, era=Era(name=point.era.text))
        return base, replace(base, moment=Moment(era.last if era.last is not None else era.first))

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
        era = point.carried_era or Era()
        if not point.year_carried and point.carried_era is None:
            era = Era()
        era = era.model_copy(update={"month": point.month, "day": point.day})
        if not _is_lunar_date(point):
            self._report_impossible(point)
            return None
        return replace(base, moment=Moment(moment.year), western=not point.lunar and False, calendar=LUNAR, era=era)

    def _is_lunar(self, point: Point, year: int) -> bool:
        """A lunar month by its name, or Chinese numerals for it after a year in Western digits."""
        if point.lunar:
            return True
        return point.month is not None and point.month_in_han and point.year_digits > 0 and year < _CIVIL_CALENDAR

    def _moment(self, point: Point) -> Moment | None:
        if point.moment is not None:
            return point.moment
        if point.decade is not None:
            return Moment(-point.decade - 8, width=10) if point.bc else decade(point.decade)
        if point.century is not None:
            return century(point.century, before_christ=bool(point.bc))
        if point.year is None:
            if point.month is not None or point.day is not None:
                self.report(
                    "date-without-year", Severity.INFO, "a day or month whose year is not stated", point.start, point.end
                )
            return None
        year = 1 - point.year if point.bc else point.year
        return Moment(year, point.month, point.day if point.month is not None else None, point.season)

    def _era_bound(self, point: Point) -> Bound | None:
        assert point.era is not None
        assert point.year is not None
        found = western_year(point.era, point.year, self.country, self.stated)
        if found is None:
            self.report(
                "era-year-unknown", Severity.WARNING, f"no era {point.era.text} had a year {point.year}", point.start, point.end
            )
            return None
        era = Era(name=point.era.text, year=point.year, month=point.month, day=point.day)
        solar = found.era.solar_in(found.year) and not point.lunar
        moment = Moment(found.year, point.month, point.day, point.season) if solar else Moment(found.year)
        if not (self._exists(moment, point) if solar else _is_lunar_date(point)):
            if not solar:
                self._report_impossible(point)
            return None
        return Bound(
            moment,
            western=False,
            approximate=point.approximate,
            vague=point.part,
            uncertain=point.uncertain,
            calendar=GREGORIAN if solar else LUNAR,
            era=era,
            other_years=found.others,
        )

    def _exists(self, moment: Moment, point: Point) -> bool:
        if is_in_calendar(moment) and moment.year < 10000:
            return True
        self._report_impossible(point)
        return False

    def _report_impossible(self, point: Point) -> None:
        words = self.text[point.start : point.end]
        self.report("date-impossible", Severity.WARNING, f"no such day or month: {words}", point.start, point.end)

    def _in_order(self, first: Bound, last: Bound, chunk: Chunk) -> tuple[Bound, Bound]:
        """A range that ends before it starts runs over the end of a year, if only one year is stated."""
        if first.moment.first_key <= last.moment.last_key or len(chunk.points) == 1:
            return first, last
        if chunk.points[-1].year_carried and last.moment.year == first.moment.year:
            return first, _in_year(last, last.moment.year + 1)
        if chunk.points[0].year_carried and last.moment.year == first.moment.year:
            return _in_year(first, first.moment.year - 1), last
        words = self.text[chunk.points[0].start : chunk.points[-1].end]
        self.report(
            "date-end-before-start", Severity.WARNING, f"ends before it starts: {words}",
            chunk.points[0].start, chunk.points[-1].end,
        )  # fmt: skip
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
        notes = self.intervals(group.nodes, _host(interval, point, ends))
        if not notes:
            _apply_signs(interval, kinds, ends)
            return
        note = notes[0]
        if Kind.ALTERNATIVE_LEAD in kinds or note.lead is Kind.ALTERNATIVE_LEAD or Kind.OR in kinds:
            interval.alternatives += [other.edtf for other in notes]
            return
        self._bring_together(interval, note, ends, plain=Kind.WORD not in kinds)
        interval.alternatives += [other.edtf for other in notes[1:] if other.lead is Kind.ALTERNATIVE_LEAD]

    def _bring_together(self, host: Interval, note: Interval, ends: tuple[bool, bool], *, plain: bool) -> None:
        """Two dates for one time: which of them is which, and what each adds."""
        _, last = ends
        here, there = host.last if last else host.first, note.first
        if not here.western and there.western:
            self._check_years(host, note)
            _give_western(host, note, ends)
        elif here.western and not there.western:
            self._check_years(note, host)
            _give_era(host, note, ends)
        elif here.western and there.western:
            self._two_western(host, note, ends, plain=plain)

    def _two_western(self, host: Interval, note: Interval, ends: tuple[bool, bool], *, plain: bool) -> None:
        here = host.last if ends[1] else host.first
        lag = _days_between(here.moment, note.first.moment)
        if self.country and here.moment.year < _CIVIL_CALENDAR and lag is not None and abs(lag) in _LUNAR_DAYS:
            if lag > 0:
                _make_lunar(host)
                _give_western(host, note, ends)
            else:
                _make_lunar(note)
                _give_era(host, note, ends)
        elif note.first.calendar != here.calendar or (lag is not None and abs(lag) in _JULIAN_DAYS):
            _give_style(host, note, ends, lag or 0)
        elif plain and not host.is_range and _refines(here.moment, note):
            host.first, host.last = note.first, note.last

    def _check_years(self, era: Interval, western: Interval) -> None:
        counted, stated = era.first.moment.year, western.first.moment.year
        known = {counted, *era.first.other_years}
        if era.first.era is None or era.first.era.year is None or any(abs(year - stated) <= 1 for year in known):
            return
        self.report(
            "date-era-mismatch", Severity.WARNING,
            f"{era.first.era.name} {era.first.era.year} was {counted}, the text says {stated}", era.start, era.end,
        )  # fmt: skip


def _end_of(chunk: Chunk) -> int:
    last = chunk.points[-1]
    return max(last.end, *(note.end for note in last.notes), 0) if last.notes else last.end


def _is_lunar_date(point: Point) -> bool:
    return (point.month is None or 1 <= point.month <= 12) and (point.day is None or 1 <= point.day <= 30)


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


def _apply_signs(interval: Interval, kinds: set[Kind], ends: tuple[bool, bool]) -> None:
    """Brackets without a date: (O.S.), (?), (ongoing), (approximate)."""
    if Kind.ONGOING in kinds:
        interval.goes_on = True
    change: dict[str, object] = {}
    if Kind.JULIAN in kinds or Kind.GREGORIAN in kinds:
        change["calendar"] = JULIAN if Kind.JULIAN in kinds else GREGORIAN
    if Kind.DOUBT in kinds or Kind.UNCERTAIN in kinds:
        change["uncertain"] = True
    if Kind.APPROXIMATE in kinds or Kind.APPROXIMATE_AFTER in kinds:
        change["approximate"] = True
    if change:
        _change(interval, ends, **change)


def _change(interval: Interval, ends: tuple[bool, bool], **change: object) -> None:
    if ends[0]:
        interval.first = replace(interval.first, **change)  # type: ignore[arg-type]
    if ends[1]:
        interval.last = replace(interval.last, **change)  # type: ignore[arg-type]


def _give_western(host: Interval, note: Interval, ends: tuple[bool, bool]) -> None:
    """Puts the Western date of a note in place of the era's year; a single day is that of the end."""
    year_only = note.first.moment.month is None and note.first.moment.season is None
    first, last = ends
    if host.is_range and first and last and not note.is_range:
        first = year_only and host.first.moment.year == host.last.moment.year
        if year_only and not first:  # 建安十三年十二月至十四年（208年）: the year it began in
            first, last = True, False
    if first:
        host.first = _as_western(host.first, note.first)
    if last:
        host.last = _as_western(host.last, note.last)
    host.end = max(host.end, note.end)


def _as_western(host: Bound, note: Bound) -> Bound:
    monthly = host.era is not None and (host.era.month is not None or host.era.day is not None)
    year_only = note.moment.month is None and note.moment.season is None
    return replace(
        note,
        calendar=LUNAR if monthly and year_only else note.calendar,
        era=host.era,
        approximate=host.approximate or note.approximate,
        uncertain=host.uncertain or note.uncertain,
    )


def _give_era(host: Interval, note: Interval, ends: tuple[bool, bool]) -> None:
    monthly = note.first.era is not None and note.first.era.month is not None
    for at, (wanted, bound, other) in enumerate(
        zip(ends, (host.first, host.last), (note.first, note.last), strict=True)
    ):
        if not wanted or (at == 1 and host.is_range and not note.is_range and ends[0]):
            continue
        year_only = bound.moment.month is None and bound.moment.season is None
        changed = replace(bound, era=other.era, calendar=LUNAR if monthly and year_only else bound.calendar)
        if at == 0:
            host.first = changed
        else:
            host.last = changed
    host.end = max(host.end, note.end)


def _give_style(host: Interval, note: Interval, ends: tuple[bool, bool], lag: int) -> None:
    """Old and New Style: the date written first stays, the other is an alternative."""
    if note.first.calendar == JULIAN or lag < 0:
        other = GREGORIAN
    else:
        other = JULIAN
    _change(host, ends, calendar=other)
    host.alternatives.append(note.edtf)


def _make_lunar(interval: Interval) -> None:
    def lunar(bound: Bound) -> Bound:
        era = bound.era or Era()
        era = era.model_copy(update={"month": bound.moment.month, "day": bound.moment.day})
        return replace(bound, moment=Moment(bound.moment.year), western=False, calendar=LUNAR, era=era)

    interval.first, interval.last = lunar(interval.first), lunar(interval.last)


def _refines(host: Moment, note: Interval) -> bool:
    """Whether a bracket gives the days of the year or month before it: 1863年（7月1日－3日）."""
    finer = note.first.moment.precision != host.precision
    return finer and host.contains(note.first.moment) and host.contains(note.last.moment)


def _days_between(one: Moment, other: Moment) -> int | None:
    """Roughly how many days lie between two days; None if either is not a day."""
    if one.day is None or other.day is None or one.month is None or other.month is None:
        return None
    days = 365.25 * (other.year - one.year) + 30.44 * (other.month - one.month) + other.day - one.day
    return round(days)


def _paired(intervals: list[Interval]) -> list[Interval]:
    """Brings together neighbours that give one time by era and by Western year, in either order."""
    paired: list[Interval] = []
    for interval in intervals:
        host = paired[-1] if paired else None
        if host is not None and interval.lead is None and _are_twins(host, interval):
            if host.first.western:
                _give_era(host, interval, (True, True))
            else:
                start, alternatives = host.start, host.alternatives
                _give_western(host, interval, (True, True))
                host.start, host.alternatives = start, alternatives + interval.alternatives
        elif host is not None and _are_styles(host, interval):
            host.alternatives.append(interval.edtf)
            host.end = interval.end
        elif host is not None and interval.year_carried and not host.is_range and _refines(host.first.moment, interval):
            interval.start = host.start  # 1812, June 24 – December 14
            paired[-1] = interval
        else:
            paired.append(interval)
    return paired


def _are_twins(one: Interval, other: Interval) -> bool:
    era, western = (other, one) if one.first.western else (one, other)
    if era.first.western or not western.first.western or western.first.era is not None:
        return False
    years = {era.first.moment.year, *era.first.other_years}
    return any(abs(year - western.first.moment.year) <= 1 for year in years)


def _are_styles(one: Interval, other: Interval) -> bool:
    lag = _days_between(one.first.moment, other.first.moment)
    return one.first.calendar != other.first.calendar and lag is not None and abs(lag) in _JULIAN_DAYS
