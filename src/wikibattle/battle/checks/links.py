"""Checks of links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from wikibattle.battle.checks.subject import Subject
from wikibattle.model import Finding
from wikibattle.packs import Pack, load_pack
from wikibattle.packs.alternation import alternation
from wikibattle.script import fold


def disambiguation_links(subject: Subject) -> Iterator[Finding]:
    """Links to a page that lists namesakes, behind other words.

    A link that shows the whole title means the list itself, as hatnotes do.
    """
    pattern = _listing(subject.pack.language)
    for link in subject.battle.links:
        found = pattern.search(fold(link.target).casefold()) if link.namespace is None else None
        if found and not pattern.search(fold(link.text).casefold()):
            message = f"a link to a list of namesakes: {link.target}"
            yield Finding.of("link-disambiguation", link.span, message, "link the page that is meant")


@cache
def _listing(language: str) -> re.Pattern[str]:
    """The bracket at the end of a title that says it lists namesakes."""
    words = {word for pack in _packs(language) for word in pack.checks.disambiguation}
    return re.compile(rf"[(（]{alternation(sorted(words))}[)）]$")


def _packs(language: str) -> tuple[Pack, Pack]:
    return load_pack(language), load_pack("en")
