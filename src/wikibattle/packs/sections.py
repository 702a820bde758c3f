"""The usual titles of an article's sections."""

from __future__ import annotations

import re
from functools import cached_property

from wikibattle.packs.alternation import alternation
from wikibattle.packs.lexicon import shadow
from wikibattle.packs.words import Words


class SectionWords(Words):
    """The `[sections]` part of a language file, in lower case.

    `sources`: titles of sections that list sources, notes and links and tell nothing. The others
    are words in titles: `before` of what led to the battle, `course` of its course, `after` of what
    came of it. `orders_of_battle`: of lists of the units that fought. `commander_columns`: over a column of a
    table that names who led the units beside it.
    """

    sources: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    course: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    orders_of_battle: tuple[str, ...] = ()
    commander_columns: tuple[str, ...] = ()

    @cached_property
    def order_pattern(self) -> re.Pattern[str]:
        """A word for a list of the units that fought."""
        return re.compile(alternation(self.orders_of_battle))

    def leads(self, head: str) -> bool:
        """Whether the head of a column says that it names commanders."""
        return self._commander_pattern.search(shadow(head)) is not None

    @cached_property
    def _commander_pattern(self) -> re.Pattern[str]:
        return re.compile(alternation(self.commander_columns))

    @cached_property
    def part_pattern(self) -> re.Pattern[str]:
        """Words that say what part of the story a section tells; `lastgroup` is the part."""
        parts = {"before": self.before, "after": self.after, "course": self.course}
        return re.compile("|".join(f"(?P<{part}>{alternation(words)})" for part, words in parts.items()))
