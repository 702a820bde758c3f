"""Intervals of the calendar, and what is done where a text gives two dates for one time.

A day may be given by era and by the Western year (光緒二十年八月十八日（1894年9月17日）), or in Old and
New Style (14 October [O.S. 2 October] 1806). Of an era and a Western date the Western one counts
and the era is kept beside it; of two styles the one written first counts and the other is an
alternative.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from wikibattle.model import Era
from wikibattle.reading.dates.edtf import OPEN, Moment
from wikibattle.reading.dates.tokens import Kind

GREGORIAN, JULIAN, LUNAR = "gregorian", "julian", "chinese-lunar"

JULIAN_DAYS = range(8, 15)  # between the Julian and the Gregorian name of one day, since 1300
LUNAR_DAYS = range(16, 61)  # by which a lunar month and day fall short of the Western ones

_SIGNS = {(False, False): "", (True, False): "~", (False, True): "?", (True, True): "%"}


@dataclass(slots=True, frozen=True)
class Bound:
    """One end of an interval.

    western: the text gives it in the Western calendar
    vague: early, late or the like
    leap: the era's month is an intercalary one
    other_years: those of other eras of the name; doubtful: one of them is as likely
    """

    moment: Moment
    western: bool = True
    approximate: bool = False
    vague: bool = False
    uncertain: bool = False
    calendar: str = GREGORIAN
    era: Era | None = None
    leap: bool = False
    other_years: tuple[int, ...] = ()
    doubtful: bool = False

    @property
    def edtf(self) -> str:
        """The moment with its signs of doubt."""
        return self.moment.edtf + _SIGNS[self.approximate, self.uncertain]


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


def apply_signs(interval: Interval, kinds: set[Kind], ends: tuple[bool, bool]) -> None:
    """Brackets without a date: (O.S.), (农历), (?), (ongoing), (approximate)."""
    if Kind.ONGOING in kinds:
        interval.goes_on = True
    change: dict[str, object] = {}
    if Kind.JULIAN in kinds or Kind.GREGORIAN in kinds:
        change["calendar"] = JULIAN if Kind.JULIAN in kinds else GREGORIAN
    if Kind.LUNAR in kinds:
        make_lunar(interval, ends)
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


def give_western(host: Interval, note: Interval, ends: tuple[bool, bool]) -> None:
    """Puts the Western date of a note in place of the era's; of a range a single day is the end."""
    if host.first.calendar == GREGORIAN and note.first.moment.contains(host.first.moment):
        return  # 民国二十六年七月七日（1937年）: the era's months are Western ones, and it says more
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
        leap=host.leap,
        approximate=host.approximate or note.approximate,
        uncertain=host.uncertain or note.uncertain,
    )


def give_era(host: Interval, note: Interval, ends: tuple[bool, bool]) -> None:
    """Keeps the era of a note beside the Western date; of a range a single one is the start's."""
    note = _one_of_two_eras(note)
    monthly = note.first.era is not None and note.first.era.month is not None
    for at, (wanted, bound, other) in enumerate(
        zip(ends, (host.first, host.last), (note.first, note.last), strict=True)
    ):
        if not wanted or (at == 1 and host.is_range and not note.is_range and ends[0]):
            continue
        year_only = bound.moment.month is None and bound.moment.season is None
        changed = replace(
            bound, era=other.era, leap=other.leap, calendar=LUNAR if monthly and year_only else bound.calendar
        )
        if at == 0:
            host.first = changed
        else:
            host.last = changed
    host.end = max(host.end, note.end)


def _one_of_two_eras(note: Interval) -> Interval:
    """祥兴二年、至元十六年二月: one year in the eras of two states; the one that says more."""
    first, last = note.first.era, note.last.era
    if first is None or last is None or first.name == last.name:
        return note
    if note.first.moment.year != note.last.moment.year:
        return note
    fuller = note.last if first.month is None and last.month is not None else note.first
    return replace(note, first=fuller, last=fuller)


def give_era_name(host: Interval, note: Interval) -> None:
    """公元前205年（汉高祖二年）四月: a lunar month after a Western year, and the era of that year."""
    if host.first.era is None or host.first.era.name is not None or note.first.era is None:
        return
    named = {"name": note.first.era.name, "year": note.first.era.year}
    single = not host.is_range
    host.first = replace(host.first, era=host.first.era.model_copy(update=named))
    if single:
        host.last = host.first


def give_style(host: Interval, note: Interval, ends: tuple[bool, bool], lag: int) -> None:
    """Old and New Style: the date written first stays, the other is an alternative."""
    is_julian = note.first.calendar != JULIAN and lag >= 0
    _change(host, ends, calendar=JULIAN if is_julian else GREGORIAN)
    host.alternatives.append(note.edtf)


def make_lunar(interval: Interval, ends: tuple[bool, bool]) -> None:
    """Takes the months and days of its ends for those of the lunisolar calendar."""
    if ends[0]:
        interval.first = _as_lunar(interval.first)
    if ends[1]:
        interval.last = _as_lunar(interval.last)


def _as_lunar(bound: Bound) -> Bound:
    era = (bound.era or Era()).model_copy(update={"month": bound.moment.month, "day": bound.moment.day})
    return replace(bound, moment=Moment(bound.moment.year), western=False, calendar=LUNAR, era=era)


def refines(host: Moment, note: Interval) -> bool:
    """Whether a bracket gives the days of the year or month before it: 1863年（7月1日－3日）."""
    finer = note.first.moment.precision != host.precision
    return finer and host.contains(note.first.moment) and host.contains(note.last.moment)


def days_between(one: Moment, other: Moment) -> int | None:
    """Roughly how many days lie between two days; None if either is not a day."""
    if one.day is None or other.day is None or one.month is None or other.month is None:
        return None
    days = 365.25 * (other.year - one.year) + 30.44 * (other.month - one.month) + other.day - one.day
    return round(days)


def paired(intervals: list[Interval]) -> list[Interval]:
    """Brings together neighbours that give one time by era and by Western year, in either order."""
    paired: list[Interval] = []
    for interval in intervals:
        host = paired[-1] if paired else None
        if host is not None and interval.lead is None and _are_twins(host, interval):
            if host.first.western:
                give_era(host, interval, (True, True))
            else:
                start, alternatives = host.start, host.alternatives
                give_western(host, interval, (True, True))
                host.start, host.alternatives = start, alternatives + interval.alternatives
        elif host is not None and _are_styles(host, interval):
            host.alternatives.append(interval.edtf)
            host.end = interval.end
        elif host is not None and interval.year_carried and _is_spelled_out(host, interval):
            interval.start = host.start
            paired[-1] = interval
        elif host is not None and host.year_carried and _is_spelled_out(interval, host):
            host.end = interval.end
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
    lag = days_between(one.first.moment, other.first.moment)
    return one.first.calendar != other.first.calendar and lag is not None and abs(lag) in JULIAN_DAYS


def _is_spelled_out(year: Interval, days: Interval) -> bool:
    """1812, June 24 – December 14: the year alone, and its days."""
    return not year.is_range and refines(year.first.moment, days)
