"""The words a story tells its time with: that evening, the next day, three days later."""

from __future__ import annotations

import re
from functools import cached_property

from pydantic import Field

from wikibattle.packs.alternation import alternation
from wikibattle.packs.dates import HAN_NUMERALS, DateWords
from wikibattle.packs.words import Words


class NarrativeWords(Words):
    """The `[narrative]` part of a language file, in lower case.

    Words of days and years are told from the date before them in the text.
    """

    same_day: tuple[str, ...] = ()
    next_day: tuple[str, ...] = ()
    day_before: tuple[str, ...] = ()
    same_month: tuple[str, ...] = ()
    same_year: tuple[str, ...] = ()
    next_year: tuple[str, ...] = ()
    no_days: tuple[str, ...] = ()
    """Words that hold one of these and mean none of it: 当日军."""
    day_units: tuple[str, ...] = ()
    year_units: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    """Behind a number of days: so long after the date before."""
    earlier: tuple[str, ...] = ()
    numbers: dict[str, int] = Field(default_factory=dict)
    """Number words that can stand before `day_units`."""
    abbreviations: frozenset[str] = frozenset()
    """As written, without their full stop, which ends no sentence: Capt, St, No."""
    recurring: tuple[str, ...] = ()
    """Before a day that comes back every year: every, 每年."""
    until: tuple[str, ...] = ()
    """Words before a day at which something ends, and does not happen: until."""
    plans: tuple[str, ...] = ()
    """Words before a day that somebody means, orders or promises something for."""
    clause_joiners: tuple[str, ...] = ()
    """Words that open a new clause without a sign before them: and, while."""
    names_by: tuple[str, ...] = ()
    """Between a name and the date that is a part of it: of in the Treaty of 1839."""
    determiners: tuple[str, ...] = ()
    """Before a date that is said of the noun behind it: the 20 July plot."""
    publication: tuple[str, ...] = ()
    """Right behind a year in which something was printed: 出版."""
    attributive: tuple[str, ...] = ()
    """Right behind a year that is said of a noun: 的 in 1947年的战役."""
    open_ends: tuple[str, ...] = ()
    """Last words of a day told from what they lead to, if that follows: the day after the battle."""
    objects: tuple[str, ...] = ()
    """Behind a verb in the active: who "captured the hill" was not captured. Spaced scripts."""
    fate_tails: tuple[str, ...] = ()
    """What may follow a fate in scripts without spaces, where any other sign is an object."""

    @cached_property
    def days(self) -> re.Pattern[str]:
        """Words for a time relative to the date before, each kind in a group of its own name."""
        number = alternation(self.numbers) if self.numbers else ""
        figure = rf"\d{{1,2}}|{number}" if number else r"\d{1,2}"
        kinds = {
            "none": alternation(self.no_days),
            "next_day": alternation(self.next_day),
            "day_before": alternation(self.day_before),
            "same_day": alternation(self.same_day),
            "same_month": alternation(self.same_month),
            "next_year": alternation(self.next_year),
            "same_year": alternation(self.same_year),
            "counted": (
                rf"(?<![\d{HAN_NUMERALS}数几半余多-])(?P<number>{figure})\s?"
                rf"(?:(?P<day>{alternation(self.day_units)})|(?P<year>{alternation(self.year_units)}))\s?"
                rf"(?:(?P<later>{alternation(self.later)})|(?P<earlier>{alternation(self.earlier)}))"
            ),
        }
        return re.compile("|".join(f"(?P<{kind}>{words})" for kind, words in kinds.items()))

    @property
    def relative_words(self) -> tuple[str, ...]:
        """Words one of which every time told from another has."""
        days = (*self.same_day, *self.next_day, *self.day_before)
        return (*days, *self.same_month, *self.same_year, *self.next_year, *self.later, *self.earlier)

    @cached_property
    def plan_pattern(self) -> re.Pattern[str]:
        """A word for a plan."""
        return re.compile(alternation(self.plans))

    @cached_property
    def recurring_pattern(self) -> re.Pattern[str]:
        """A word right before a day that comes back."""
        return re.compile(rf"{alternation(self.recurring)}\s*$")

    @cached_property
    def until_pattern(self) -> re.Pattern[str]:
        """A word for an end, right before it."""
        return re.compile(rf"({alternation(self.until)})\s*$")

    @cached_property
    def names_by_pattern(self) -> re.Pattern[str]:
        """A word between a name and its date, right before the date."""
        return re.compile(rf"{alternation(self.names_by)}\s*(?:{alternation(self.determiners)}\s*)?$")

    @cached_property
    def name_link_pattern(self) -> re.Pattern[str]:
        """A word between a part and the time it is of: of in the end of May."""
        return re.compile(rf"\s*{alternation(self.names_by)}")

    @cached_property
    def determiner_pattern(self) -> re.Pattern[str]:
        """A word right before the date that says that a noun follows."""
        return re.compile(rf"{alternation(self.determiners)}\s*$")

    @cached_property
    def of_thing_pattern(self) -> re.Pattern[str]:
        """What follows a year that is said of a thing."""
        return re.compile(rf"\s*{alternation((*self.attributive, *self.publication))}")

    @cached_property
    def clause_pattern(self) -> re.Pattern[str]:
        """What parts clauses: a sign, or a word that opens the next."""
        return re.compile(
            rf"[，、；：。,;:\n]++\s*+|(?<!\s)\s++(?:[–—]\s++|(?={alternation(self.clause_joiners)}))"
        )

    @cached_property
    def object_pattern(self) -> re.Pattern[str]:
        """What follows a verb in the active."""
        return re.compile(rf"\s+{alternation(self.objects)}")

    def year_leads(self, dates: DateWords) -> re.Pattern[str] | None:
        """A word right before a bare year that says that something happened in it: in, by, early.

        None where years have a mark of their own and need no such word.
        """
        if dates.year_marks:
            return None
        leads = (*dates.lead_ins, *dates.limits, *dates.since, *dates.to, *dates.approximate, *dates.parts)
        words = [word.lower() for word in leads if word not in self.names_by]
        return re.compile(rf"{alternation(words)}\s*$")

    def era_years(self, dates: DateWords) -> re.Pattern[str] | None:
        """A year in Chinese numerals that begins a clause and is all it says of the time: 十二年，…

        None where years have no mark.
        """
        if not dates.year_marks or dates.era_country is None:
            return None
        seasons = alternation([name for season in dates.seasons for name in season])
        return re.compile(
            rf"(?:^|(?<=[，。；：\n]))(?P<number>[{HAN_NUMERALS}]{{1,3}})"
            rf"{alternation(dates.year_marks)}{seasons}?(?=[，,])"
        )

    def times_of(self, dates: DateWords) -> re.Pattern[str]:
        """A time that a date is told of, at the end: the night (of 3 May), the end (of 1815)."""
        times = (*dates.times, *dates.parts, *(name for season in dates.seasons for name in season))
        words = [word.lower() for word in (*times, *self.day_units)]
        return re.compile(rf"{alternation(words)}\s*$")
