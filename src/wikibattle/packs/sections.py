"""The usual titles of an article's sections."""

from __future__ import annotations

import re
from functools import cached_property

from wikibattle.packs.alternation import alternation
from wikibattle.packs.words import Words


class SectionWords(Words):
    """The `[sections]` part of a language file, in lower case.

    `sources`: titles of sections that list sources, notes and links and tell nothing. The others
    are words in titles: `before` of what led to the battle, `course` of its course, `after` of what
    came of it. `orders_of_battle`: of lists of the units that fought.
    """

    sources: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    course: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    orders_of_battle: tuple[str, ...] = ()

    @cached_property
    def part_pattern(self) -> re.Pattern[str]:
        """Words that say what part of the story a section tells; `lastgroup` is the part."""
        parts = {"before": self.before, "after": self.after, "course": self.course}
        return re.compile("|".join(f"(?P<{part}>{alternation(words)})" for part, words in parts.items()))
