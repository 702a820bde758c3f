"""Months and days of the Chinese calendar in Western days, by the optional package lunar-python.

What it gives is computed, not stated: the calendars in force at a time differed (rival states,
reforms), so that a result is one more alternative, marked uncertain, and never the date itself.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from wikibattle.reading.dates.edtf import Moment


@cache
def _library() -> Any:
    """lunar-python, or None where it is not installed (extra `lunar`)."""
    try:
        import lunar_python  # here, since it is slow and hardly ever needed
    except ImportError:
        return None
    return lunar_python


@lru_cache(maxsize=1024)  # the library takes milliseconds a day, and a page names the same one often
def western_days(
    year: int, month: int, day: int | None, *, leap: bool = False
) -> tuple[Moment, Moment] | None:
    """The first and last Western day of a lunar day or month; Julian before October 1582.

    `year`: the Western year most of the lunar year lies in. None where there is no such day, or
    where lunar-python is not installed.
    """
    library = _library()
    if library is None or not 0 < year < 10000:
        return None
    number = -month if leap else month
    try:
        last = day or library.LunarMonth.fromYm(year, number).getDayCount()
        days = [library.Lunar.fromYmd(year, number, at).getSolar() for at in (day or 1, last)]
    except Exception:  # noqa: BLE001 - the library raises bare Exception for a day there never was
        return None
    first, end = (Moment(solar.getYear(), solar.getMonth(), solar.getDay()) for solar in days)
    return first, end
