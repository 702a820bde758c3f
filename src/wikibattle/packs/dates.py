"""The words of a language for dates."""

from typing import Literal

from wikibattle.packs.words import Words


class DateWords(Words):
    """The `[dates]` part of a language file.

    A word is matched without regard to case; in scripts that part words by spaces, only as a whole
    word, and with or without a full stop after it. Marks stand beside a number: 年 in 1937年 is a
    year mark, "tháng" in "tháng 10" a month lead.
    """

    # The parts of a date.
    months: tuple[tuple[str, ...], ...] = ()
    """The names of each month, January first."""
    seasons: tuple[tuple[str, ...], ...] = ()
    """The names of spring, summer, autumn and winter."""
    weekdays: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    """Early, middle, late; the first, second and third ten days of a month."""
    year_marks: tuple[str, ...] = ()
    year_leads: tuple[str, ...] = ()
    month_marks: tuple[str, ...] = ()
    month_leads: tuple[str, ...] = ()
    day_marks: tuple[str, ...] = ()
    day_leads: tuple[str, ...] = ()
    weak_day_marks: tuple[str, ...] = ()
    """Marks of a day only after a month, for they number other things too (号)."""
    ordinals: tuple[str, ...] = ()
    """What a day's number may end in: st, nd, rd, th; "." where that is the custom."""
    decade_marks: tuple[str, ...] = ()
    decade_suffixes: tuple[str, ...] = ()
    century_marks: tuple[str, ...] = ()
    joiners: tuple[str, ...] = ()
    """Words between the parts of one date: of, the."""
    numeric_order: Literal["dmy", "mdy", "ymd"] = "dmy"
    """How 3/4/1815 is read when both could be the month."""

    # Eras and calendars.
    era_country: str | None = None
    """The country (CN, JP, KR, VN) whose era names come first."""
    first_year: tuple[str, ...] = ()
    """What stands for the number of an era's first year: 元."""
    era_spans: tuple[str, ...] = ()
    """After an era's name: some time in it (年间)."""
    before_christ: tuple[str, ...] = ()
    anno_domini: tuple[str, ...] = ()
    gregorian: tuple[str, ...] = ()
    julian: tuple[str, ...] = ()
    lunar: tuple[str, ...] = ()
    lunar_months: dict[str, int] = {}
    """Months only the lunisolar calendar has a name for: 正月, 腊月."""
    lunar_day_leads: tuple[str, ...] = ()
    leap_leads: tuple[str, ...] = ()

    # How dates are put together.
    to: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    conjunctions: tuple[str, ...] = ()
    """And: two dates both meant. "to" after `between`."""
    alternatives: tuple[str, ...] = ()
    """Or: one of two dates meant."""
    alternative_leads: tuple[str, ...] = ()
    """Before a date that others give: 一说."""
    since: tuple[str, ...] = ()
    ongoing: tuple[str, ...] = ()
    next_year: tuple[str, ...] = ()
    same_year: tuple[str, ...] = ()
    approximate: tuple[str, ...] = ()
    approximate_after: tuple[str, ...] = ()
    uncertain: tuple[str, ...] = ()

    # What is no date.
    unknown: tuple[str, ...] = ()
    """A whole cell that says there is no date to give."""
    times: tuple[str, ...] = ()
    """Times of day: dawn, noon, a.m."""
    time_marks: tuple[str, ...] = ()
    """After the number of an hour or minute: 时."""
    durations: tuple[str, ...] = ()
    """After a number, how long something took: months, 个月."""
    duration_leads: tuple[str, ...] = ()
    duration_tails: tuple[str, ...] = ()
    """After the number of days, when it tells how long and not which day: 3日后."""
    number_leads: tuple[str, ...] = ()
    """Before a number that counts something else: 第, phase."""
    aftermath: tuple[str, ...] = ()
    """What a line tells of that came after the fighting: the treaty, its ratification."""
    lead_ins: tuple[str, ...] = ()
    """Before a bare year or month in running text: in, on, by."""
