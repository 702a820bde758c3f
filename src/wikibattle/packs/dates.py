"""The words of a language for dates, and the one pattern that finds them all."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from wikibattle.packs.words import Words
from wikibattle.script.folding import simplified


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
    ordinal_words: tuple[str, ...] = ()
    """First, second and so on, for centuries."""
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
    lunar_months: tuple[tuple[str, ...], ...] = ()
    """Months only the lunisolar calendar has a name for (正月, 腊月), by number."""
    other_calendars: tuple[str, ...] = ()
    """Calendars no rule reads, and their months; the numbers beside them are no Western date."""
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
    now: tuple[str, ...] = ()
    """What a range can end in; elsewhere these words say nothing of a date."""
    next_year: tuple[str, ...] = ()
    same_year: tuple[str, ...] = ()
    approximate: tuple[str, ...] = ()
    approximate_after: tuple[str, ...] = ()
    uncertain: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    """Before, after, by: the date is not stated, only on which side of another it lies."""

    day_followers: tuple[str, ...] = ()
    """Behind the 16th alone: what no unit of that number begins with."""

    # What is no date.
    unknown: tuple[str, ...] = ()
    """A whole cell that says there is no date to give."""
    times: tuple[str, ...] = ()
    """Times of day: dawn, noon, a.m."""
    nights: tuple[str, ...] = ()
    """Those of `times` that run over midnight: two days beside one are both meant."""
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

    @cached_property
    def day_follower_pattern(self) -> re.Pattern[str]:
        """Matches where a number with a day's ending alone names a day: on the 16th he …"""
        return re.compile(rf"\s+{any_of(map(_key, self.day_followers))}(?![^\W_])")

    @cached_property
    def vocabulary(self) -> DateVocabulary:
        """All these words in one pattern, with what each is. Made once."""
        return _vocabulary(self)


@dataclass(slots=True, frozen=True)
class DateVocabulary:
    """Finds the words of a language in a folded text of small letters.

    `kinds`: for every word the field it stands in, and the number of its month or season.
    `triggers`: a pattern without which a text has no date.
    """

    pattern: str
    kinds: dict[str, tuple[str, int]]
    ordinals: str
    decade_suffixes: str
    triggers: str


#: The signs of a date's number in Chinese numerals.
HAN_NUMERALS = "〇零○一二两三四五六七八九十廿卅卌百千壹贰叁肆伍陆柒捌玖拾佰仟"

#: A letter of a script that parts words by spaces: no Thai, CJK, kana or Hangul.
LETTER = r"[^\W\d_\u0e00-\u0e7f\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]"
_NOT_IN_WORD = r"(?<![^\W\d_])"
_WORD_END = r"(?![^\W\d_])\.?"

# Read in this order: a word that stands in two fields belongs to the first.
_NUMBERED_FIELDS = ("months", "lunar_months", "seasons", "ordinal_words")
_FIELDS = (
    "weekdays", "year_marks", "year_leads", "month_marks", "month_leads", "day_marks", "day_leads",
    "weak_day_marks", "decade_marks", "century_marks", "before_christ", "anno_domini", "gregorian",
    "julian", "lunar", "lunar_day_leads", "leap_leads", "first_year", "era_spans", "to", "between",
    "conjunctions", "alternatives", "alternative_leads", "since", "ongoing", "now", "next_year", "same_year",
    "parts", "approximate", "approximate_after", "uncertain", "limits", "other_calendars", "times",
    "time_marks", "durations", "duration_leads", "duration_tails", "number_leads", "aftermath",
    "joiners", "lead_ins",
)  # fmt: skip


def _vocabulary(words: DateWords) -> DateVocabulary:
    kinds: dict[str, tuple[str, int]] = {}
    for field in _NUMBERED_FIELDS:
        for number, names in enumerate(getattr(words, field), start=1):
            for name in (names,) if isinstance(names, str) else names:
                kinds.setdefault(_key(name), (field, number))
    for field in _FIELDS:
        for name in getattr(words, field):
            kinds.setdefault(_key(name), (field, 0))
    return DateVocabulary(
        pattern=_whole_words(kinds),
        kinds=kinds,
        ordinals=any_of(_key(word) for word in words.ordinals),
        decade_suffixes=any_of(_key(word) for word in words.decade_suffixes),
        triggers=_triggers(words),
    )


def _triggers(words: DateWords) -> str:
    """Names of months, numbers with a mark; where numbers have none, years, 13th and 9 BC."""
    groups = (*words.months, *words.lunar_months, words.era_spans, words.month_leads, words.year_leads)
    names = _whole_words(_key(name) for group in groups for name in group)
    marks = (
        *words.year_marks,
        *words.month_marks,
        *words.day_marks,
        *words.decade_marks,
        *words.century_marks,
    )
    if words.year_marks:
        first = "".join(map(_key, words.first_year))
        return rf"[\d{HAN_NUMERALS}{first}]\s?{any_of(map(_key, marks))}|{names}"
    signs = any_of(map(_key, (*words.before_christ, *words.anno_domini)))
    ordinals = any_of(map(_key, words.ordinals))
    return rf"(?<![\d,.])\d{{3,4}}(?!\d|,\d)|{names}|\d(?:{ordinals}|\s?{signs})|{signs}\s?\d"


def _key(word: str) -> str:
    return simplified(word).lower().rstrip(".") or word


def _whole_words(words: Iterable[str]) -> str:
    """A pattern for the words, each bounded where its script parts words by spaces."""
    lettered: list[str] = []
    others: list[str] = []
    for word in words:
        (lettered if re.match(LETTER, word) else others).append(word)
    return f"{_NOT_IN_WORD}(?:{any_of(lettered)})|(?:{any_of(others)})"


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first, that looks at each character once."""
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[""] = _WORD_END if re.match(LETTER, word[-1]) else ""
    return _branches(tree) if tree else "(?!)"


def _branches(tree: dict[str, Any]) -> str:
    ways = [re.escape(char) + _branches(rest) for char, rest in sorted(tree.items()) if char]
    if "" in tree:
        ways.append(tree[""])
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"
