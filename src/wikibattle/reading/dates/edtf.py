"""Moments of the calendar and how EDTF (ISO 8601-2:2019) writes them, levels 0 and 1."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from functools import lru_cache

from wikibattle.model import HistoricalDate, Precision

#: The end of something that goes on, and how EDTF writes it.
OPEN = ".."

_COARSENESS = tuple(Precision)
_SEASON_MONTHS = {1: 3, 2: 6, 3: 9, 4: 12}
_DAYS = (0, *(calendar.monthrange(2001, month)[1] for month in range(1, 13)))
_LONGEST_STEP = 400  # days
_FIRST_GREGORIAN_YEAR = 1582
_LAST_JULIAN_YEAR = 1923  # Greece was the last state to leave the Julian calendar


@dataclass(slots=True, frozen=True)
class Moment:
    """A day, month, season, year, decade or century, in astronomical years (1 BC is 0).

    A decade or century is held as its first year with `width` 10 or 100.
    """

    year: int
    month: int | None = None
    day: int | None = None
    season: int | None = None
    width: int = 1

    @property
    def precision(self) -> Precision:
        """How exactly the moment is given."""
        if self.width > 1:
            return Precision.DECADE if self.width == 10 else Precision.CENTURY
        if self.day is not None:
            return Precision.DAY
        if self.month is not None:
            return Precision.MONTH
        return Precision.SEASON if self.season is not None else Precision.YEAR

    @property
    def first_text(self) -> str:
        """Where it starts, ISO-like, at its own precision."""
        return _text(self.year, self.month, self.day, self.season)

    @property
    def last_text(self) -> str:
        """Where it ends: its own text, but for a decade or century its last year."""
        return _text(self.year + self.width - 1, self.month, self.day, self.season)

    @property
    def edtf(self) -> str:
        """Its EDTF, without signs of doubt."""
        if self.width == 1:
            return self.first_text
        digits = 1 if self.width == 10 else 2
        last = self.year + self.width - 1
        if self.year >= 0 and self.year % self.width == 0:
            return f"{self.year:04d}"[:-digits] + "X" * digits
        if last < 0 and last % self.width == 0:
            return f"-{-last:04d}"[:-digits] + "X" * digits
        return f"{self.first_text}/{self.last_text}"

    @property
    def first_key(self) -> tuple[int, int, int]:
        """Sorts moments by where they start."""
        month = self.month or (_SEASON_MONTHS[self.season] if self.season else 0)
        return self.year, month, self.day or 0

    @property
    def last_key(self) -> tuple[int, int, int]:
        """Sorts moments by where they end."""
        month = self.month or (_SEASON_MONTHS[self.season] + 2 if self.season else 99)
        return self.year + self.width - 1, month, self.day or 99

    def contains(self, other: Moment) -> bool:
        """Whether `other` lies wholly in this one."""
        return self.first_key <= other.first_key and other.last_key <= self.last_key


def _text(year: int, month: int | None, day: int | None, season: int | None) -> str:
    text = f"{year:04d}" if year >= 0 else f"-{-year:04d}"
    if season is not None:
        return f"{text}-{20 + season}"
    if month is not None:
        text += f"-{month:02d}"
    return text if day is None else f"{text}-{day:02d}"


def decade(year: int) -> Moment:
    """The decade that begins with `year`: 1990 for the 1990s."""
    return Moment(year, width=10)


def century(number: int, *, before_christ: bool = False) -> Moment:
    """The nth century as EDTF counts it: the 12th is 11XX, the 3rd BC is -02XX."""
    return Moment(-100 * number + 1 if before_christ else 100 * (number - 1), width=100)


def days_in_month(year: int | None, month: int) -> int:
    """How many days the month can have: 29 for a February that was leap in the Julian year only."""
    if month != 2:
        return _DAYS[month]
    if year is None or calendar.isleap(year) or (year < _LAST_JULIAN_YEAR and year % 4 == 0):
        return 29
    return 28


def days_after(day: Moment, days: int) -> Moment | None:
    """The day so many days after another, before it where negative.

    None for what is no day, and over a 29 February that only one of the calendars in use has.
    """
    year, month, at = day.year, day.month, day.day
    if month is None or at is None or abs(days) > _LONGEST_STEP:
        return None
    at += days
    while at < 1 or at > days_in_month(year, month):
        if at < 1:
            year, month = (year - 1, 12) if month == 1 else (year, month - 1)
            length = days_in_month(year, month)
            at += length
        else:
            length = days_in_month(year, month)
            at -= length
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        if length == 29 and not calendar.isleap(year) and year >= _FIRST_GREGORIAN_YEAR:
            return None
    return Moment(year, month, at)


def coarser(one: Precision, other: Precision) -> Precision:
    """The less exact of two precisions."""
    return max(one, other, key=_COARSENESS.index)


@dataclass(slots=True, frozen=True)
class Stated:
    """One EDTF date as read: a moment and its signs of doubt."""

    moment: Moment
    approximate: bool = False
    uncertain: bool = False


def ends_of(date: HistoricalDate | None) -> tuple[Moment, Moment] | None:
    """First and last moment of a date; of one that goes on, the first for both."""
    if date is None:
        return None
    read = parse_edtf(date.start), parse_edtf(date.end or date.start)
    if read[0] is None or read[1] is None or read[0][0] is None or read[1][0] is None:
        return None
    return read[0][0].moment, read[1][0].moment


_DATE = re.compile(
    r"(?P<sign>-?)(?P<year>\d{4}|\d{3}X|\d{2}XX)(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?(?:T[^/]*)?(?P<doubt>[~?%]?)"
)


@lru_cache(maxsize=4096)
def parse_edtf(value: str) -> tuple[Stated | None, Stated | None] | None:
    """Start and end of an EDTF date or interval; an end is None where it is open.

    None for anything that is not EDTF of level 0 or 1, or no day of the calendar.
    """
    ends = value.strip().split("/")
    if len(ends) > 2:
        return None
    read = [None if end in {"", OPEN} else _parse_date(end) for end in ends]
    if read[0] is None or any(
        end is None and text not in {"", OPEN} for end, text in zip(read, ends, strict=True)
    ):
        return None
    return read[0], read[-1]


def _parse_date(text: str) -> Stated | None:
    match = _DATE.fullmatch(text)
    if not match:
        return None
    unknown = match["year"].count("X")
    width = 10**unknown
    year = int(match["year"].replace("X", "0"))
    if match["sign"]:
        year = -year - (width - 1)
    month = int(match["month"]) if match["month"] else None
    day = int(match["day"]) if match["day"] else None
    season = None
    if month is not None and 21 <= month <= 24 and day is None:
        season, month = month - 20, None
    moment = Moment(year, month, day, season, width)
    if not is_in_calendar(moment) or (unknown and match["month"]):
        return None
    doubt = match["doubt"]
    return Stated(moment, doubt in {"~", "%"} and bool(doubt), doubt in {"?", "%"} and bool(doubt))


def is_in_calendar(moment: Moment) -> bool:
    """Whether there is such a month and day."""
    if moment.month is None:
        return moment.day is None
    if not 1 <= moment.month <= 12:
        return False
    return moment.day is None or 1 <= moment.day <= days_in_month(moment.year, moment.month)
