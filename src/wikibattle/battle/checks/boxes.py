"""Checks of the battle box itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from wikibattle.battle.checks.subject import Subject
from wikibattle.model import Finding
from wikibattle.packs import load_pack
from wikibattle.packs.alternation import alternation
from wikibattle.packs.lexicon import shadow


def transcluded_box(subject: Subject) -> Iterator[Finding]:
    """A page without a box that calls a template which seems to hold it: a box by name, without cells."""
    box = subject.battle.infobox
    if box is not None and box.parameters:
        return
    words = _box_words(subject.pack.language)
    for call in subject.document.templates:
        if not call.arguments and words.search(shadow(call.name)):
            message = f"the box seems to stand in the template {call.name!r}"
            suggestion = f"give its wikitext: parse(…, templates={{{call.name!r}: …}})"
            yield Finding.of("box-transcluded", (call.node.start, call.node.end), message, suggestion)
            return


@cache
def _box_words(language: str) -> re.Pattern[str]:
    return re.compile(alternation([*load_pack(language).checks.boxes, *load_pack("en").checks.boxes]))
