"""The words that tell checks what an article marks or links."""

from __future__ import annotations

from functools import cached_property

from wikibattle.packs.words import Words


class CheckWords(Words):
    """The `[checks]` part of a language file, in lower case.

    `citation_needed`: templates that ask for a source, with their redirects;
    `asked_since`: their parameters for the date. `disambiguation`: what
    stands in brackets in the title of a page that lists namesakes.
    """

    citation_needed: tuple[str, ...] = ()
    asked_since: tuple[str, ...] = ("date",)
    disambiguation: tuple[str, ...] = ()

    @cached_property
    def asks_for_source(self) -> frozenset[str]:
        """The templates that ask for a source."""
        return frozenset(self.citation_needed)
