"""The timeline: dated sentences and list items of the article's body, in order."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from wikibattle.battle.page import inline_links
from wikibattle.model import Event, HistoricalDate
from wikibattle.packs import Pack, load_pack
from wikibattle.packs.alternation import alternation
from wikibattle.reading.date import find_dates
from wikibattle.reading.numerals import NUMERAL_SIGNS
from wikibattle.script import fold
from wikibattle.wikitext import Inline, Mark
from wikibattle.wikitext.sections import Body

# A full stop ends a sentence before a blank and a capital, after a word longer than an abbreviation's.
_SENTENCE_END = re.compile(
    r"[。！？；]+[”」』’）\"]*|[!?]+(?=\s|$)|(?<=[a-z0-9)\]]{3})\.[”\"')\]]*(?=\s+[A-Z\"“‘\[(]|\s*$)|\n",
    re.MULTILINE,
)


def read_timeline(bodies: Sequence[Body], pack: Pack, date: HistoricalDate | None) -> tuple[Event, ...]:
    """The dated sentences of the body, but for sections that list sources.

    Year and month are carried over from the date before, at first from the box's.
    """
    events: list[Event] = []
    carried = date
    may_tell_date = _date_hint(pack.language)
    for body in bodies:
        if any(fold(title).casefold() in pack.sections.sources for title in body.path):
            continue
        shadow = fold(body.text.text)
        sources = [mark for mark in body.text.marks if mark.role == "citation"]
        for start, end in _sentences(body.text):
            if not may_tell_date.search(shadow, start, end):
                continue
            sentence = body.text.part(start, end)
            found = find_dates(sentence, pack, carried=carried)
            if not found:
                continue
            carried = found[-1][2]
            if not _overlaps(sources, start, end):
                events.append(_event(sentence, found[0][2], body.path))
    return tuple(events)


def _overlaps(marks: Sequence[Mark], start: int, end: int) -> bool:
    """Whether one of the marks, which are in order and apart, reaches into a range."""
    before_end = bisect_left(marks, end, key=lambda mark: mark.start)
    return before_end > 0 and marks[before_end - 1].end > start


@cache
def _date_hint(language: str) -> re.Pattern[str]:
    """Matches in any text that can tell a date: a digit, a month's name, a numeral before a mark."""
    words = load_pack(language).dates
    names = [name for month in (*words.months, *words.seasons, *words.lunar_months) for name in month]
    marks = alternation((*words.year_marks, *words.month_marks, *words.day_marks))
    return re.compile(rf"\d|{alternation(names)}|[{NUMERAL_SIGNS}元]{marks}", re.IGNORECASE)


def _sentences(text: Inline) -> Iterator[tuple[int, int]]:
    """(start, end) of each sentence, with the signs that end it."""
    start = 0
    for found in (*_SENTENCE_END.finditer(text.text), None):
        end = found.end() if found else len(text.text)
        words = text.text[start:end]
        first = start + len(words) - len(words.lstrip())
        last = first + len(words.strip())
        if first < last:
            yield first, last
        start = end


def _event(sentence: Inline, date: HistoricalDate, path: tuple[str, ...]) -> Event:
    end = len(sentence.text)
    span = sentence.source_span(0, end)
    return Event(
        date=date,
        text=sentence.text,
        section=path,
        links=inline_links(sentence),
        span=span,
        refs=sentence.refs_in(0, end),
    )
