"""Dates as a story tells them: those it states, and days told from the one before (the next day).

Not every date in a sentence says when the sentence happened. Dates in brackets, quotations, titles
of works and longer names are of something else, and so is a year that only tells which thing is
meant: the Treaty of 1839, the 1815 campaign, 1947年的战役.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from wikibattle.model import Era, HistoricalDate, Precision
from wikibattle.packs import Pack, load_pack
from wikibattle.packs.alternation import alternation
from wikibattle.packs.lexicon import shadow
from wikibattle.packs.narrative import NarrativeWords
from wikibattle.reading.date import find_dates
from wikibattle.reading.dates.edtf import Moment, days_after, parse_edtf
from wikibattle.reading.dates.eras import era_of, western_year
from wikibattle.reading.dates.tokens import LONGEST_TEXT
from wikibattle.reading.dates.twins import LUNAR
from wikibattle.reading.numerals import read_integer
from wikibattle.wikitext import Inline

_QUOTED = re.compile(r"[《〈][^《》〈〉\n]*[》〉]|“[^“”\n]*”|「[^「」\n]*」|『[^『』\n]*』|\"[^\"\n]*\"")
_BRACKETS = re.compile(r"[()\[\]]")
_TITLE_MARKS = frozenset({"italic", "citation", "strike"})
_GLOSS = re.compile(r"\s*[(,，]\s*")
_LAST_WORD = re.compile(r"[^\W_]+\W*$")
_OF_YEARS = frozenset({Precision.YEAR, Precision.DECADE, Precision.CENTURY})
_SHORTEST_LUNAR_MONTH = 29
_WINDOW = 60  # signs before a date in which the words that lead to it stand


@dataclass(slots=True, frozen=True)
class Told:
    """A date that a sentence tells of, at text[start:end]; `counted`: out from another one."""

    start: int
    end: int
    date: HistoricalDate
    counted: bool = False


@dataclass(slots=True, frozen=True)
class _Mention:
    """Words for a time told from the one before it: so many of a unit later."""

    start: int
    end: int
    unit: str
    steps: int


def tell_dates(
    sentence: Inline,
    pack: Pack,
    *,
    carried: HistoricalDate | None,
    before: HistoricalDate | None,
    hints: Hints | None = None,
) -> list[Told]:
    """The dates a sentence or list item tells of, in order; offsets in `sentence.text`.

    Args:
        carried: where year and month come from if they are left out.
        before: the date told last, from which "the next day" counts; None: nothing was told yet.
        hints: what `DateHints` says of the sentence, where that was asked before.

    A day told from another is computed from it, in the calendar of its time; from a date that is no
    single day there is none.
    """
    if len(sentence.text) > LONGEST_TEXT:
        sentence = sentence.part(0, LONGEST_TEXT)
    hints = hints or Hints(dates=True, relative=True)
    stated = [Told(*found) for found in find_dates(sentence, pack, carried=carried)] if hints.dates else []
    in_era = hints.dates and before is not None and before.era is not None and before.era.year is not None
    if not stated and not in_era and (before is None or not hints.relative):
        return []
    text = shadow(sentence.text)
    judge = _Judge(sentence, text, pack, relative=hints.relative, in_era=in_era)
    told: list[Told] = []
    for mention, gloss in judge.mentions(stated):
        if isinstance(mention, Told):
            if judge.is_told(mention, alone=len(stated) == 1):
                told.append(mention)
        elif gloss is not None:
            told.append(Told(mention.start, gloss.end, gloss.date))
        elif judge.happens_then(mention):
            date = _counted_from(told[-1].date if told else before, mention, sentence)
            if date is not None:
                told.append(Told(mention.start, mention.end, date, counted=True))
    return told


@dataclass(slots=True, frozen=True)
class Hints:
    """Whether a text can state dates, and whether it can tell one from the date before it."""

    dates: bool
    relative: bool


class DateHints:
    """Where a long text can tell dates: looked up once, then asked sentence by sentence.

    Never wrong in saying that a sentence tells none.
    """

    def __init__(self, text: str, language: str) -> None:
        """`text`: a text as `shadow` writes it."""
        self._dates: list[int] = []
        self._relative: list[int] = []
        self._all: list[int] = []
        for match in _hint_pattern(language).finditer(text):
            self._all.append(match.start())
            (self._relative if match.lastgroup == "relative" else self._dates).append(match.start())

    def __len__(self) -> int:
        return len(self._all)

    def __getitem__(self, at: int) -> int:
        """The place of one of the words, in order."""
        return self._all[at]

    def within(self, start: int, end: int) -> Hints | None:
        """What text[start:end] can tell; None for nothing."""
        dates, relative = _any_in(self._dates, start, end), _any_in(self._relative, start, end)
        return Hints(dates, relative) if dates or relative else None


def _any_in(places: Sequence[int], start: int, end: int) -> bool:
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end


@cache
def _hint_pattern(language: str) -> re.Pattern[str]:
    pack = load_pack(language)
    relative = alternation(pack.narrative.relative_words)
    return re.compile(f"(?P<relative>{relative})|{pack.dates.vocabulary.triggers}")


@dataclass(slots=True, frozen=True)
class _Patterns:
    """`leads`: what leads to a bare year. `times`: what a date can be told of. `ordinal`: a number with
    a day's ending. `part`: the part of a month or year. `era_year`: a year of the era told before.
    """

    leads: re.Pattern[str] | None
    times: re.Pattern[str]
    ordinal: re.Pattern[str]
    part: re.Pattern[str]
    season: re.Pattern[str]
    era_year: re.Pattern[str] | None


@cache
def _patterns(language: str) -> _Patterns:
    pack = load_pack(language)
    dates, words = pack.dates, pack.narrative
    seasons = [name for season in dates.seasons for name in season]
    return _Patterns(
        words.year_leads(dates),
        words.times_of(dates),
        re.compile(rf"\d+{dates.vocabulary.ordinals}"),
        re.compile(alternation([word.lower() for word in dates.parts])),
        re.compile(alternation([word.lower() for word in seasons])),
        words.era_years(dates),
    )


_DAY_STEPS = {"same_day": 0, "next_day": 1, "day_before": -1}


def _mentions(text: str, words: NarrativeWords) -> Iterator[_Mention]:
    for match in words.days.finditer(text):
        kind = match.lastgroup
        start, end = match.span()
        if kind in _DAY_STEPS:
            yield _Mention(start, end, "day", _DAY_STEPS[kind])
        elif kind == "same_month":
            yield _Mention(start, end, "month", 0)
        elif kind in {"same_year", "next_year"}:
            yield _Mention(start, end, "year", int(kind == "next_year"))
        elif kind == "counted":
            figure = match["number"]
            steps = int(figure) if figure.isdecimal() else words.numbers[figure]
            yield _Mention(start, end, "day" if match["day"] else "year", steps if match["later"] else -steps)


def _counted_from(base: HistoricalDate | None, mention: _Mention, sentence: Inline) -> HistoricalDate | None:
    """The date that lies so far after another; None where that one is not exact enough to say."""
    ends = parse_edtf(f"{base.start}/{base.end}") if base is not None and base.end else None
    if base is None or ends is None or ends[0] is None or ends[1] is None:
        return None
    era = None
    if mention.unit == "era year":
        return _year_of_era(base, mention, sentence)
    if mention.unit == "day":
        if base.calendar == LUNAR and base.precision is not Precision.DAY:
            return _lunar_day(base, mention, sentence)
        if base.precision is not Precision.DAY or (mention.steps == 0 and base.start != base.end):
            return None
        moment = days_after((ends[1] if mention.steps > 0 else ends[0]).moment, mention.steps)
    else:
        moment = ends[1].moment
        if moment.width > 1 or (mention.unit == "month" and moment.month is None):
            return None
        moment = Moment(moment.year + mention.steps, moment.month if mention.unit == "month" else None)
    return _date(base, moment, era, mention, sentence) if moment is not None else None


def _year_of_era(base: HistoricalDate, mention: _Mention, sentence: Inline) -> HistoricalDate | None:
    """A later year of the era told before."""
    ends = parse_edtf(base.end or "")
    last = base.era_end or base.era
    if ends is None or ends[0] is None or last is None or last.name is None or last.year is None:
        return None
    era = era_of(last.name, last.year, ends[0].moment.year)
    if era is None or not last.year < mention.steps:
        return None
    found = western_year(era, mention.steps, None, ())
    if found is None:
        return None
    named = Era(name=last.name, year=mention.steps)
    return _date(base, Moment(found.year), named, mention, sentence)


def _lunar_day(base: HistoricalDate, mention: _Mention, sentence: Inline) -> HistoricalDate | None:
    """A day of the same lunar month, which has 29 days at least."""
    last = base.era_end or base.era
    if last is None or last.day is None or not 1 <= last.day + mention.steps <= _SHORTEST_LUNAR_MONTH:
        return None
    ends = parse_edtf(base.end or "")
    if ends is None or ends[0] is None:
        return None
    era = last.model_copy(update={"day": last.day + mention.steps})
    return _date(base, ends[0].moment, era, mention, sentence)


def _date(
    base: HistoricalDate, moment: Moment, era: Era | None, mention: _Mention, sentence: Inline
) -> HistoricalDate:
    return HistoricalDate(
        text=sentence.text[mention.start : mention.end],
        edtf=moment.edtf,
        start=moment.first_text,
        end=moment.last_text,
        precision=moment.precision,
        approximate=base.approximate,
        uncertain=base.uncertain,
        calendar=base.calendar,
        era=era,
        span=sentence.source_span(mention.start, mention.end),
        refs=sentence.refs_behind(mention.start, mention.end),
    )


class _Judge:
    """Tells the dates that say when a sentence happened from those that say something else."""

    def __init__(self, sentence: Inline, text: str, pack: Pack, *, relative: bool, in_era: bool) -> None:
        """`relative`: there may be words for times told from others; `in_era`: years of an era too."""
        self._relative = relative
        self._in_era = in_era
        self._sentence = sentence
        self._text = text
        self._words = pack.narrative
        self._patterns = _patterns(pack.language)
        self._quoted = _covered(text, _quotations(sentence, text))
        self._bracketed = _covered(text, _closed_brackets(text))
        self._clauses = [sign.end() for sign in pack.narrative.clause_pattern.finditer(text)]
        self._links = [(link.start, link.end) for link in sentence.links]

    def mentions(self, stated: Sequence[Told]) -> Iterator[tuple[Told | _Mention, Told | None]]:
        """Stated and relative dates in order; a relative one with the date in brackets behind it."""
        starts = [date.start for date in stated]
        glosses: set[int] = set()
        found: list[Told | _Mention] = [*stated]
        if self._relative:
            found += _mentions(self._text, self._words)
        if self._in_era:
            found += self._era_years()
        for mention in sorted(found, key=lambda each: (each.start, -each.end)):
            if isinstance(mention, Told):
                if mention.start not in glosses:
                    yield mention, None
                continue
            at = bisect_left(starts, mention.end)
            if at and stated[at - 1].end > mention.start:
                continue
            gloss = (
                stated[at]
                if at < len(stated) and _GLOSS.fullmatch(self._text, mention.end, starts[at])
                else None
            )
            if gloss is not None:
                glosses.add(gloss.start)
            yield mention, gloss

    def _era_years(self) -> Iterator[_Mention]:
        pattern = self._patterns.era_year
        for match in pattern.finditer(self._text) if pattern is not None else ():
            number = read_integer(match["number"])
            if number is not None:
                yield _Mention(*match.span(), "era year", number)

    def is_told(self, date: Told, *, alone: bool) -> bool:
        """Whether a stated date says when something happened. `alone`: it is the only one there."""
        if self._quoted[date.start] or self._in_longer_link(date):
            return False
        if self._bracketed[date.start]:
            return alone and date.date.precision is Precision.DAY and self._fills_bracket(date)
        before = self._text[max(0, date.start - _WINDOW) : date.start]
        if self._words.recurring_pattern.search(before):
            return False
        return not (self._names_thing(before, date) or self._is_of_thing(before, date))

    def _fills_bracket(self, date: Told) -> bool:
        return self._text[date.start - 1] in "([" and self._text[date.end : date.end + 1] in (")", "]")

    def _names_thing(self, before: str, date: Told) -> bool:
        """The Treaty of 1839, the Constitution of 3 May 1791; but not the night of 3 May."""
        found = self._words.names_by_pattern.search(before)
        if found is None or self._patterns.times.search(before, 0, found.start()):
            return False
        if date.date.precision in _OF_YEARS or self._patterns.ordinal.fullmatch(
            self._text, date.start, date.end
        ):
            return True
        written = self._sentence.text[date.start - len(before) : date.start][: found.start()]
        word = _LAST_WORD.search(written)
        return word is not None and word[0][0].isupper()

    def _is_of_thing(self, before: str, date: Told) -> bool:
        """The 1815 campaign, the 20 July plot, 1947年的战役, 1905年版."""
        words = self._text[date.start : date.end]
        leading = self._words.determiner_pattern.sub("", before)
        if self._patterns.ordinal.fullmatch(words):  # on the 16th, but: the fire nearly destroyed the 27th
            return self._patterns.leads is not None and not self._patterns.leads.search(leading)
        if date.date.precision in _OF_YEARS:
            if self._words.of_thing_pattern.match(self._text, date.end):
                return True
            led = (
                self._patterns.leads is None
                or self._patterns.leads.search(before)
                or not before.strip(" *•\n")
            )
            return words.isdecimal() and not led
        if self._patterns.ordinal.match(words) or not self._words.determiner_pattern.search(before):
            return False
        if self._patterns.part.match(self._text, date.start):  # the last week of May
            return False
        season = self._patterns.season.match(self._text, date.start)
        if season is not None and self._words.name_link_pattern.match(self._text, season.end(), date.end):
            return False  # the spring of 218 BC, but: the spring offensive
        follows = self._text[date.end : date.end + 2]
        return follows[:1] == " " and follows[1:].isalpha()

    def happens_then(self, mention: _Mention) -> bool:
        """Whether something happens at the time, which is not planned for it or ended by it."""
        text, start, end = self._text, mention.start, mention.end
        if self._quoted[start] or self._bracketed[start] or text.startswith("'s", end):
            return False
        leads_on = text[end : end + 1] == " " and text[end + 1 : end + 2].isalpha()
        if leads_on and text[start:end].rsplit(" ", 1)[-1] in self._words.open_ends:
            return False
        before = text[max(0, start - _WINDOW) : start]
        named = self._words.names_by_pattern.search(before)
        if named is not None and not self._patterns.times.search(before, 0, named.start()):
            return False
        at = bisect_right(self._clauses, start)
        clause = text[max(self._clauses[at - 1] if at else 0, start - _WINDOW) : start]
        if self._words.plan_pattern.search(clause):
            return False
        limit = self._words.until_pattern.search(clause)
        return limit is None or not clause[: limit.start()].strip()

    def _in_longer_link(self, date: Told) -> bool:
        """Whether the date is a part of the words of one link."""
        at = bisect_right(self._links, (date.start, len(self._text))) - 1
        if at < 0:
            return False
        start, end = self._links[at]
        return date.end <= end and end - start > date.end - date.start + 1


def _quotations(sentence: Inline, text: str) -> Iterator[tuple[int, int]]:
    yield from (match.span() for match in _QUOTED.finditer(text))
    yield from ((mark.start, mark.end) for mark in sentence.marks if mark.role in _TITLE_MARKS)


def _closed_brackets(text: str) -> Iterator[tuple[int, int]]:
    """Outermost pairs of brackets; one that is never closed is none."""
    opened: list[int] = []
    for sign in _BRACKETS.finditer(text):
        if sign[0] in "([":
            opened.append(sign.start())
        elif opened:
            yield opened.pop(), sign.start()


def _covered(text: str, ranges: Iterator[tuple[int, int]]) -> list[bool]:
    """For every sign of the text whether one of the ranges holds it."""
    steps = [0] * (len(text) + 1)
    for start, end in ranges:
        steps[start] += 1
        steps[min(end, len(text))] -= 1
    return [depth > 0 for depth in accumulate(steps)]
