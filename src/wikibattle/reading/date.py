"""The date reader: a cell or sentence to the dates it states, in EDTF, as written.

What each value means: nothing is converted between calendars, no day or month is supplied. Several
phases in one cell are one interval, from the earliest start to the latest end; a date that others
give is an alternative.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wikibattle.model import Era, Finding, HistoricalDate
from wikibattle.packs import Pack
from wikibattle.reading.dates.edtf import Moment, coarser, parse_edtf
from wikibattle.reading.dates.eras import era_of
from wikibattle.reading.dates.intervals import Reader, Report
from wikibattle.reading.dates.lunar import western_days
from wikibattle.reading.dates.parts import Group, Node, Point
from wikibattle.reading.dates.points import read_points
from wikibattle.reading.dates.tokens import LONGEST_TEXT, may_hold_date, tokenize
from wikibattle.reading.dates.twins import LUNAR, Interval
from wikibattle.reading.reading import Reading
from wikibattle.script.folding import fold
from wikibattle.wikitext import Inline

_HAN_DIGITS = frozenset("一二三四五六七八九十")


def read_date(cell: Inline, pack: Pack, *, years: Iterable[int] = ()) -> Reading[HistoricalDate | None]:
    """The date or interval a date cell states; None where it states none.

    `years`: Western years stated elsewhere in the article; they tell namesake eras apart, and are
    asked for only where an era is named.
    """
    words = fold(cell.text).strip().lower()
    if not words or words in pack.dates.unknown:
        return Reading(None)
    findings: list[Finding] = []
    nodes = read_points(cell, tokenize(cell, pack.dates), pack.dates, prose=False)
    stated = frozenset((*_stated_years(nodes), *(years if _names_era(nodes) else ())))
    reader = Reader(cell.text, False, pack.dates.era_country, stated, _report(cell, findings))
    intervals = reader.intervals(nodes, None)
    if len(cell.text) > LONGEST_TEXT:
        reader.report(
            "date-too-long", "too long for a date: the rest is not read", LONGEST_TEXT, len(cell.text)
        )
    whole = _whole(intervals)
    if whole is None:
        if not findings:
            reader.report("date-unreadable", "no date can be read here", 0, len(cell.text))
        return Reading(None, findings)
    whole.alternatives += _computed(whole)
    start = len(cell.text) - len(cell.text.lstrip())
    return Reading(_date(cell, whole, start, len(cell.text.rstrip()), reader), findings)


def find_dates(
    text: Inline, pack: Pack, *, carried: HistoricalDate | None = None
) -> list[tuple[int, int, HistoricalDate]]:
    """Every date a sentence mentions, in order, as (start, end, date); offsets in `text.text`.

    `carried`: the date told before it, from which year and month are taken where they are left out.
    """
    if not may_hold_date(text.text, pack.dates):
        return []
    nodes = read_points(text, tokenize(text, pack.dates, prose=True), pack.dates, prose=True)
    if not any(isinstance(node, (Point, Group)) for node in nodes):
        return []
    stated = frozenset(_stated_years(nodes))
    reader = Reader(text.text, True, pack.dates.era_country, stated, _report(text, []))
    found = reader.intervals(nodes, _known(carried) if carried is not None else None)
    found.sort(key=lambda date: date.start)  # one in brackets was read after those around it
    return [(date.start, date.end, _date(text, date, date.start, date.end, reader)) for date in found]


def _report(cell: Inline, findings: list[Finding]) -> Report:
    """What readers report to: each finding once."""
    seen: set[tuple[str, int, int]] = set()

    def report(code: str, message: str, start: int, end: int) -> None:
        if (code, start, end) in seen:
            return
        seen.add((code, start, end))
        findings.append(Finding.of(code, cell.source_span(start, end), message))

    return report


def _stated_years(nodes: Sequence[Node]) -> list[int]:
    """The Western years written anywhere in the text."""
    years: list[int] = []
    for node in nodes:
        if isinstance(node, Group):
            years += _stated_years(node.nodes)
        elif isinstance(node, Point):
            if node.moment is not None:
                years.append(node.moment.year)
            elif node.year is not None and node.era is None and (node.year_digits > 2 or node.bc is not None):
                years.append(1 - node.year if node.bc else node.year)
            for note in node.notes:
                years += _stated_years(note.nodes)
    return years


def _names_era(nodes: Sequence[Node]) -> bool:
    """Whether a year or date is counted in an era."""
    for node in nodes:
        if isinstance(node, Group):
            found = _names_era(node.nodes)
        elif isinstance(node, Point):
            found = node.era is not None or _names_era(node.notes)
        else:
            found = False
        if found:
            return True
    return False


def _known(carried: HistoricalDate) -> Point | None:
    """The date before a sentence as a point to take year and month from."""
    ends = parse_edtf(carried.start)
    if ends is None or ends[0] is None:
        return None
    moment = ends[0].moment
    year = moment.year
    era = carried.era
    lunar = carried.calendar == LUNAR
    in_han = era is None and not lunar and not _HAN_DIGITS.isdisjoint(carried.text)
    return Point(
        0,
        0,
        year=abs(year - 1) if year <= 0 else year,
        year_digits=0 if in_han else 4,
        bc=year <= 0,
        month=era.month if era is not None and lunar else moment.month,
        month_in_han=era is not None and lunar,
        carried_era=era,
        counted_in=era_of(era.name, era.year, year) if era is not None and era.name and era.year else None,
        first_unit="year",
    )


def _whole(intervals: list[Interval]) -> Interval | None:
    """One interval of all that the cell gives: from the earliest start to the latest end."""
    dates = [interval for interval in intervals if not interval.aside] or intervals
    main = [interval for interval in dates if interval.lead is None] or dates[:1]
    if not main:
        return None
    whole = main[0]
    for interval in main[1:]:
        if interval.first.moment.first_key < whole.first.moment.first_key:
            whole.first = interval.first
        if interval.last.moment.last_key > whole.last.moment.last_key:
            whole.last = interval.last
        whole.goes_on |= interval.goes_on
        whole.alternatives += interval.alternatives
    others = [interval for interval in dates if interval.lead is not None and interval is not main[0]]
    whole.alternatives += [interval.edtf for interval in others]
    return whole


def _computed(interval: Interval) -> list[str]:
    """The Western days of a lunar date, computed and so uncertain, where they can be."""
    ends = []
    for bound in (interval.first, interval.last):
        era = bound.era
        if bound.calendar != LUNAR or era is None or era.month is None:
            return []
        ends.append(western_days(bound.moment.year, era.month, era.day, leap=bound.leap))
    if ends[0] is None or ends[1] is None:
        return []
    first, last = ends[0][0].edtf, ends[1][1].edtf
    return [f"{first}?" if first == last else f"{first}?/{last}?"]


def _date(cell: Inline, interval: Interval, start: int, end: int, reader: Reader) -> HistoricalDate:
    first, last = interval.first, interval.last
    ends = (first,) if interval.goes_on else (first, last)
    precision = first.moment.precision
    for bound in ends:
        precision = coarser(precision, bound.moment.precision)
    alternatives = [*interval.alternatives, *_namesakes(interval, reader)]
    edtf = interval.edtf
    return HistoricalDate(
        text=cell.text[start:end],
        edtf=edtf,
        start=first.moment.first_text,
        end=None if interval.goes_on else last.moment.last_text,
        precision=precision,
        approximate=any(bound.approximate or bound.vague for bound in ends),
        uncertain=any(bound.uncertain or (bound.doubtful and not bound.western) for bound in ends),
        calendar=first.calendar,
        era=first.era,
        era_end=_era_end(first.era, last.era),
        alternatives=tuple(other for other in dict.fromkeys(alternatives) if other != edtf),
        span=cell.source_span(start, end),
        refs=tuple(dict.fromkeys((*cell.refs_in(start, end), *cell.refs_behind(start, end)))),
    )


def _era_end(first: Era | None, last: Era | None) -> Era | None:
    return last if last is not None and last != first else None


def _namesakes(interval: Interval, reader: Reader) -> list[str]:
    """The years of other eras of the name, where nothing in the text tells which is meant."""
    first = interval.first
    if first.western or not first.other_years:
        return []
    years = ", ".join(str(year) for year in (first.moment.year, *first.other_years))
    name = first.era.name if first.era is not None else ""
    reader.report(
        "date-era-ambiguous", f"several eras are called {name}: {years}", interval.start, interval.end
    )
    shift = interval.last.moment.year - first.moment.year
    ends = [(Moment(year).edtf, Moment(year + shift).edtf) for year in first.other_years]
    return [start if start == end else f"{start}/{end}" for start, end in ends]
