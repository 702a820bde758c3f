"""The words that tell checks what an article marks or links."""

from __future__ import annotations

import re
from functools import cached_property

from wikibattle.packs.alternation import alternation
from wikibattle.packs.words import Words


class CheckWords(Words):
    """The `[checks]` part of a language file, in lower case.

    `citation_needed`: templates that ask for a source, with their redirects; `asked_since`: their
    parameters for the date. `disambiguation`: what stands in brackets in the title of a page that
    lists namesakes. `boxes`: words in the name of any box's template. `after_year`, `before_year`:
    beside the year that begins or ends a category's name. `fighting`: words of a sentence that tells
    of fighting or its end.
    """

    citation_needed: tuple[str, ...] = ()
    asked_since: tuple[str, ...] = ("date",)
    disambiguation: tuple[str, ...] = ()
    boxes: tuple[str, ...] = ()
    after_year: tuple[str, ...] = ()
    before_year: tuple[str, ...] = ()
    fighting: tuple[str, ...] = ()

    @cached_property
    def fighting_pattern(self) -> re.Pattern[str]:
        """A word that tells of fighting."""
        return re.compile(alternation(self.fighting))

    @cached_property
    def asks_for_source(self) -> frozenset[str]:
        """The templates that ask for a source."""
        return frozenset(self.citation_needed)
