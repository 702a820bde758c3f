"""The timeline: what each sentence and list item of the article's body tells of a date, in order.

Year and month are carried over from the date told before, from a heading that is a date, and from
the box. In the course of the battle a year outside the battle's own is carried to the end of its
paragraph only: an aside on a memorial does not date what follows.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from operator import itemgetter

from wikibattle.battle.mentions import Mentions
from wikibattle.battle.page import inline_links
from wikibattle.model import Event, Finding, HistoricalDate, Phase, Precision, Quantity, Side
from wikibattle.packs import Pack
from wikibattle.packs.lexicon import shadow
from wikibattle.reading.date import read_date
from wikibattle.reading.dates.edtf import ends_of
from wikibattle.reading.numerals import NUMERAL_SIGNS
from wikibattle.reading.prose_figures import told_figures
from wikibattle.reading.sentences import LONGEST_SENTENCE, sentences
from wikibattle.reading.told import DateHints, Hints, Told, tell_dates
from wikibattle.script import fold
from wikibattle.wikitext import Inline, Mark
from wikibattle.wikitext.sections import Body

_MOST_HINTS = 6_000  # words that can be of dates: many times what the longest articles have
_TABLE_CELL = "\t"
_WESTERN_YEAR = re.compile(r"\d{3,4}")
_LONGEST_DATE = 60  # signs of a line that is nothing but a date
_LETTER = re.compile(r"[^\W\d_]")
_NO_WORDS = re.compile(r"[\W_]*")
_FIGURE = re.compile(rf"[\d{NUMERAL_SIGNS}]")
_ENDS_OF_CLAUSES = " \n，、,;：:；"


@dataclass(slots=True, frozen=True)
class Frame:
    """What is known of the battle before its story is read: from the box, and from the links."""

    date: HistoricalDate | None
    sides: Sequence[Side]
    shown: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(slots=True, frozen=True)
class Chapter:
    """A section that may tell of dates, and where in its text; it is read up to `end`."""

    body: Body
    hints: DateHints
    end: int


@dataclass(slots=True, frozen=True)
class Story:
    """The sections of an article that may tell of dates; `unread`: what is beyond any story's length."""

    chapters: tuple[Chapter, ...]
    unread: tuple[int, int] | None


def find_story(bodies: Sequence[Body], pack: Pack) -> Story:
    """Where the body may tell of dates; sections that list sources tell of none."""
    chapters = []
    left = _MOST_HINTS
    for body in bodies:
        if any(fold(title).casefold() in pack.sections.sources for title in body.path):
            continue
        text = body.text.text
        hints = DateHints(shadow(text), pack.language)
        if len(hints) > left:
            end = hints[left]
            chapters.append(Chapter(body, hints, end))
            return Story(tuple(chapters), body.text.source_span(end, len(text)))
        left -= len(hints)
        chapters.append(Chapter(body, hints, len(text)))
    return Story(tuple(chapters), None)


def story_findings(story: Story) -> Iterator[Finding]:
    """That the timeline does not go to the end of the page, if it does not."""
    if story.unread is not None:
        message = f"more than {_MOST_HINTS} words that can be of dates: events from here on are not read"
        yield Finding.of("timeline-too-long", story.unread, message)


def read_timeline(story: Story, pack: Pack, frame: Frame) -> tuple[Event, ...]:
    """The events the body tells of, in order of place."""
    teller = _Teller(pack, frame)
    events = [event for chapter in story.chapters for event in teller.section(chapter)]
    return tuple(sorted(events, key=lambda event: event.span))


class _Teller:
    """Goes through the sections of one article; `carried` and `before` are the dates told so far."""

    def __init__(self, pack: Pack, frame: Frame) -> None:
        self._pack = pack
        self._box = frame.date
        self._years = _years(frame.date)
        self._mentions = Mentions(frame.sides, pack, frame.shown)
        self._carried = frame.date
        self._before: HistoricalDate | None = None
        self._head: HistoricalDate | None = None  # of a line that is a date and nothing else
        self._part: Phase | None = None

    def section(self, chapter: Chapter) -> Iterator[Event]:
        """The events of one section's own text."""
        body, hints = chapter.body, chapter.hints
        self._enter(body)
        text = body.text.text
        sources = [mark for mark in body.text.marks if mark.role == "citation"]
        after_event = False
        for start, end in body.text.lines():
            if start > chapter.end:
                break
            if start == end:
                self._head = None if after_event else self._head
                continue
            told = hints.within(start, end) is not None
            if not told and self._head is None:
                continue
            paragraph = self._carried
            cell = text.find(_TABLE_CELL, start, end)
            if cell >= 0:
                yield from self._row(body, start, cell, end)
            elif told and (head := self._date_alone(body, start, end)) is not None:
                self._carried = self._before = self._head = head
                after_event = False
                continue
            else:
                events = list(self._line(chapter, sources, start, end)) if told else []
                yield from events or self._under_head(body, start, end)
            after_event = True
            if self._part is Phase.BATTLE and not self._is_own_year(self._carried):
                self._carried = paragraph

    def _line(self, chapter: Chapter, sources: Sequence[Mark], start: int, end: int) -> Iterator[Event]:
        """The events of a line or paragraph."""
        body, hints = chapter.body, chapter.hints
        for first, last in sentences(body.text.text, start, end, self._pack.narrative.abbreviations):
            hint = hints.within(first, last) if first < chapter.end else None
            if hint is not None and not _overlaps(sources, first, last):
                yield from self._sentence(body, first, last, hint)

    def _row(self, body: Body, start: int, cell: int, end: int) -> Iterator[Event]:
        """A row of a chronology: a date in its first cell, what happened in the others."""
        date = self._date_alone(body, start, cell)
        if date is not None:
            self._carried = self._before = date
            yield from self._at(date, body, cell, end)

    def _under_head(self, body: Body, start: int, end: int) -> Iterator[Event]:
        """A line without a date of its own under one that is a date: it tells of that date."""
        if self._head is not None:
            yield from self._at(self._head, body, start, end)

    def _at(self, date: HistoricalDate, body: Body, start: int, end: int) -> Iterator[Event]:
        """The event of text[start:end], which happened at a date written elsewhere."""
        text = body.text.text[start : min(end, start + LONGEST_SENTENCE)]
        first = start + len(text) - len(text.lstrip())
        if _LETTER.search(text):
            line = body.text.part(first, start + len(text.rstrip()))
            yield from self._events(body, line, [Told(0, 0, date)], 0, len(line.text))

    def _date_alone(self, body: Body, start: int, end: int) -> HistoricalDate | None:
        """The date that text[start:end] is, with no other words."""
        if end - start > _LONGEST_DATE:
            return None
        line = body.text.part(start, end)
        told = tell_dates(line, self._pack, carried=self._carried, before=self._before)
        if len(told) != 1:
            return None
        beside = line.text[: told[0].start] + line.text[told[0].end :]
        return told[0].date if _NO_WORDS.fullmatch(beside) else None

    def _enter(self, body: Body) -> None:
        part = _part_of_story(body.path, self._pack)
        if self._part is Phase.BEFORE and part is not Phase.BEFORE:
            self._before = None
        if not self._is_own_year(self._carried, near=0):
            self._carried = self._box
        self._part = part
        self._head = None
        if DateHints(shadow(body.path[-1]), self._pack.language).within(0, len(body.path[-1])):
            date = self._date_of_title(body.path[-1])
            if date is not None:
                self._carried = self._before = date

    def _date_of_title(self, title: str) -> HistoricalDate | None:
        """The date a heading is, or has."""
        inline = Inline.plain(title)
        told = tell_dates(inline, self._pack, carried=self._carried, before=None)
        if told:
            return told[0].date
        return read_date(inline, self._pack).value if title.isdecimal() else None

    def _is_own_year(self, date: HistoricalDate | None, *, near: int = 1) -> bool:
        """Whether a date lies in the years of the battle, or `near` so many beside them."""
        years = _years(date)
        if years is None or self._years is None:
            return True
        return years[0] <= self._years[1] + near and self._years[0] - near <= years[1]

    def _sentence(self, body: Body, start: int, end: int, hints: Hints) -> Iterator[Event]:
        sentence = body.text.part(start, end)
        told = tell_dates(sentence, self._pack, carried=self._carried, before=self._before, hints=hints)
        if not told:
            return
        told = self._within_box(told, sentence, hints)
        self._carried = self._before = told[-1].date
        ranges = _clauses(sentence.text, told, self._pack)
        for (first, last), group in groupby(zip(ranges, told, strict=True), key=itemgetter(0)):
            yield from self._events(body, sentence, [date for _, date in group], first, last)

    def _within_box(self, told: list[Told], sentence: Inline, hints: Hints) -> list[Told]:
        """Days without a year that are of the battle with the year of its start or end, and else not.

        Only for a battle of less than a year that went on over the end of one: in a longer war
        every day of the calendar comes more than once.
        """
        if not hints.dates or not self._over_new_year():
            return told
        if all(self._in_box(each.date) or _WESTERN_YEAR.search(each.date.text) for each in told):
            return told
        assert self._box is not None
        for carried in (self._box, self._box.model_copy(update={"start": self._box.end})):
            other = tell_dates(sentence, self._pack, carried=carried, before=self._before, hints=hints)
            if [each.start for each in other] == [each.start for each in told]:
                told = [
                    new if self._in_box(new.date) and not self._in_box(old.date) else old
                    for old, new in zip(told, other, strict=True)
                ]
        return told

    def _over_new_year(self) -> bool:
        ends = ends_of(self._box)
        if ends is None or ends[1].year != ends[0].year + 1:
            return False
        return ends[1].last_key[1:] < ends[0].first_key[1:]

    def _in_box(self, date: HistoricalDate) -> bool:
        there, here = ends_of(self._box), ends_of(date)
        if there is None or here is None:
            return True
        return here[1].last_key >= there[0].first_key and here[0].first_key <= there[1].last_key

    def _events(
        self, body: Body, sentence: Inline, told: Sequence[Told], start: int, end: int
    ) -> Iterator[Event]:
        """An event for each date that one clause, sentence.text[start:end], tells of."""
        clause = sentence.part(start, end) if (start, end) != (0, len(sentence.text)) else sentence
        named = self._mentions.within(clause)
        links = inline_links(clause)
        refs = sentence.refs_behind(start, end)
        behind = sentence.refs_behind(end, end)
        quantities = tuple(
            figure if figure.refs else figure.model_copy(update={"refs": behind})
            for figure in self._quantities(clause, told, start)
        )
        span = clause.source_span(0, len(clause.text))
        whole = sentence.source_span(0, len(sentence.text))
        for each in _apart(told):
            yield Event(
                date=each.date,
                text=clause.text,
                phase=self._phase(each.date),
                section=body.path,
                links=links,
                sides=named.sides,
                commanders=named.commanders,
                quantities=quantities,
                span=span,
                sentence=whole,
                refs=refs,
            )

    # --- phase

    def _phase(self, date: HistoricalDate) -> Phase | None:
        """By the date against the box's; where that leaves it open, by the section.

        In a section on the course of the battle dates of the battle's own years are of the battle:
        what a day the box leaves out belongs to is the author's choice.
        """
        there, here = ends_of(self._box), ends_of(date)
        if there is None or here is None:
            return self._part
        if here[1].last_key < there[0].first_key:
            phase = Phase.BEFORE
        elif here[0].first_key > there[1].last_key:
            phase = Phase.AFTER
        else:
            exact = date.precision is Precision.DAY or self._part is None
            return Phase.BATTLE if exact else self._part
        own = here[0].year <= there[1].year and there[0].year <= here[1].year
        return Phase.BATTLE if self._part is Phase.BATTLE and own else phase

    # --- figures

    def _quantities(self, clause: Inline, told: Sequence[Told], offset: int) -> tuple[Quantity, ...]:
        """Figures beside the dates that say what they count or what became of it."""
        text, at = clause.text, 0
        dates = []
        figures = False
        for each in told:
            start, end = max(at, each.start - offset), max(at, each.end - offset)
            figures = figures or _FIGURE.search(text, at, start) is not None
            dates.append(Mark(start, end, "date"))
            at = end
        if not figures and _FIGURE.search(text, at) is None:
            return ()
        return told_figures(clause.with_marks(dates), self._pack)  # the numbers of a date count nothing


def _apart(told: Sequence[Told]) -> Iterator[Told]:
    """The dates of one clause, each once: 12 days later, on 14 June; 5月12日当晚."""
    stated = {each.date.edtf for each in told if not each.counted}
    seen: set[str] = set()
    for each in told:
        date = each.date.edtf
        if date not in seen and not (each.counted and date in stated):
            seen.add(date)
            yield each


def _overlaps(marks: Sequence[Mark], start: int, end: int) -> bool:
    """Whether one of the marks, which are in order and apart, reaches into a range."""
    before_end = bisect_left(marks, end, key=lambda mark: mark.start)
    return before_end > 0 and marks[before_end - 1].end > start


def _part_of_story(path: Sequence[str], pack: Pack) -> Phase | None:
    """What part of the story a section tells, by its title or that of one above it."""
    for title in reversed(path):
        found = {match.lastgroup for match in pack.sections.part_pattern.finditer(shadow(title))}
        for phase in (Phase.AFTER, Phase.BEFORE):
            if phase in found:
                return phase
        if found:
            return Phase.BATTLE
    return None


def _years(date: HistoricalDate | None) -> tuple[int, int] | None:
    ends = ends_of(date)
    return (ends[0].year, ends[1].year) if ends is not None else None


def _clauses(text: str, told: Sequence[Told], pack: Pack) -> list[tuple[int, int]]:
    """The clause of each date: from the sign that opens it to that which opens the next date's.

    Dates with nothing told between them (on 3 and 5 May) share one clause.
    """
    starts = [0]
    words = shadow(text)
    for before, date in pairwise(told):
        opened = None
        for sign in pack.narrative.clause_pattern.finditer(words, before.end, date.start):
            if not _NO_WORDS.fullmatch(words, before.end, sign.start()):
                opened = sign.end()
        starts.append(starts[-1] if opened is None else opened)
    ends = [len(text)] * len(told)
    for at in range(len(told) - 2, -1, -1):
        ends[at] = starts[at + 1] if starts[at + 1] != starts[at] else ends[at + 1]
    return [
        (start, start + len(text[start:end].rstrip(_ENDS_OF_CLAUSES)))
        for start, end in zip(starts, ends, strict=True)
    ]
