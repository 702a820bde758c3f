"""Checks of the box's date against the rest of the article: its lead, categories and timeline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from wikibattle.battle.checks.subject import Subject
from wikibattle.battle.lead import first_sentence, lead_paragraph
from wikibattle.model import Event, Finding, HistoricalDate, Kind, Phase, Precision
from wikibattle.packs import load_pack
from wikibattle.packs.alternation import alternation
from wikibattle.packs.lexicon import shadow
from wikibattle.reading.date import find_dates
from wikibattle.reading.dates.edtf import Moment, days_after, ends_of, parse_edtf
from wikibattle.reading.dates.twins import GREGORIAN, JULIAN
from wikibattle.script import fold

#: Days between the Julian and the Gregorian calendar at most, while the Julian was in use.
_STYLES = 13
_LAST_JULIAN_YEAR = 1923
#: So many days after the box's end the story may still be of the battle.
_NEAR_DAYS = 3
_LONG = frozenset({Kind.WAR, Kind.CAMPAIGN})  # their course ends in treaties and armistices
_MONTH, _YEAR = 31, 372  # days of a month and a year, to compare dates by


@dataclass(slots=True, frozen=True)
class _Span:
    """First and last day of a date, numbered; months and years are all counted full."""

    first: int
    last: int

    def meets(self, other: _Span, slack: int = 0) -> bool:
        return self.first <= other.last + slack and other.first <= self.last + slack


def _span(date: HistoricalDate) -> _Span | None:
    ends = ends_of(date)
    return None if ends is None else _Span(_number(ends[0].first_key), _number(ends[1].last_key))


def _number(key: tuple[int, int, int]) -> int:
    year, month, day = key
    return year * _YEAR + (min(max(month, 1), 12) - 1) * _MONTH + min(max(day, 1), _MONTH)


def date_against_lead(subject: Subject) -> Iterator[Finding]:
    """The lead's first sentence gives a day or month, and the box's date is another."""
    box = _solar(subject.battle.date)
    opening = lead_paragraph(subject.article.lead)
    sentence = opening.part(0, len(first_sentence(opening, subject.pack)))
    if box is None or box.alternatives or not sentence.text:
        return
    said = [
        date
        for _, _, date in find_dates(sentence, subject.pack)
        if date.precision in {Precision.DAY, Precision.MONTH} and _solar(date) is not None
    ]
    span, spans = _span(box), [_span(date) for date in said]
    if span is None or not said:
        return
    slack = _STYLES if span.first // _YEAR <= _LAST_JULIAN_YEAR else 0
    if not any(other is None or span.meets(other, slack) for other in spans):
        message = f"the lead gives {said[0].text}, the box {box.text}"
        yield Finding.of("date-lead-mismatch", said[0].span, message)


def date_against_categories(subject: Subject) -> Iterator[Finding]:
    """The categories name years, and the box's date is in none of them."""
    date = subject.battle.date
    ends = ends_of(date) if date is not None else None
    if date is None or ends is None:
        return
    slack = int(_solar(date) is None)
    pattern = _year_pattern(subject.pack.language)
    named = []
    for category in subject.battle.categories:
        found = pattern.search(fold(category.name).casefold())
        if found is not None:
            year = int(next(number for number in found.group("leading", "trailing", "alone") if number))
            before_christ = any(found.group("bc1", "bc2", "bc3", "bc4"))
            named.append((1 - year if before_christ else year, category))
    first, last = ends[0].year - slack, ends[1].year + ends[1].width - 1 + slack
    if named and not any(first <= year <= last for year, _ in named):
        _, category = named[0]
        yield Finding.of(
            "date-category-mismatch",
            category.span,
            f"the category is {category.name}, the box has {date.text}",
        )


@cache
def _year_pattern(language: str) -> re.Pattern[str]:
    """A category's name that begins or ends with a year: conflicts in 1949, 1949年…, 490 BC."""
    words = [load_pack(code) for code in {language, "en"}]
    bc = alternation([word.casefold() for pack in words for word in pack.dates.before_christ])
    after = alternation([word for pack in words for word in pack.checks.after_year])
    before = alternation([word for pack in words for word in pack.checks.before_year])
    return re.compile(
        rf"^(?P<bc1>{bc})? ?(?P<leading>\d{{1,4}})(?: (?P<bc2>{bc}))? ?{after}"
        rf"|{before} (?P<trailing>\d{{1,4}})(?: (?P<bc3>{bc}))?$"
        rf"|^(?P<alone>\d{{1,4}})(?: (?P<bc4>{bc}))?$"
    )


def date_against_timeline(subject: Subject) -> Iterator[Finding]:
    """The course of the battle tells of fighting within days after the box's end; said of the last day."""
    box = _solar(subject.battle.date)
    ends = ends_of(box) if box is not None else None
    if box is None or ends is None or ends[1].day is None or subject.battle.kind in _LONG:
        return
    near = [day for step in range(1, _NEAR_DAYS + 1) if (day := days_after(ends[1], step)) is not None]
    later = [(day, event) for event in subject.battle.timeline if (day := _day_in(event, near)) is not None]
    fighting = subject.pack.checks.fighting_pattern
    later = [(day, event) for day, event in later if fighting.search(shadow(event.text))]
    if later:
        day, event = max(later, key=lambda item: item[0].first_key)
        message = f"the battle is told to {day.edtf}; the box ends on {ends[1].edtf}"
        yield Finding.of("date-timeline-mismatch", event.span, message)


def _day_in(event: Event, days: list[Moment]) -> Moment | None:
    """The day of an event of the battle, if it is one of `days`."""
    read = parse_edtf(event.date.edtf)
    if event.phase is not Phase.BATTLE or read is None or read[0] is None:
        return None
    return read[0].moment if read[0].moment in days and _solar(event.date) is not None else None


def _solar(date: HistoricalDate | None) -> HistoricalDate | None:
    """A date of the Western calendars that is given without doubt."""
    plain = date is not None and not date.approximate and not date.uncertain
    return date if date is not None and plain and date.calendar in {GREGORIAN, JULIAN} else None
