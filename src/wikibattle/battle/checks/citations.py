"""Checks of what the article says of its own sources."""

from __future__ import annotations

from collections.abc import Iterator

from wikibattle.battle.checks.subject import Subject
from wikibattle.model import Finding
from wikibattle.packs import load_pack
from wikibattle.wikitext.calls import argument_value


def citation_needed(subject: Subject) -> Iterator[Finding]:
    """Each template that asks for a source, with the date it was put there."""
    names = subject.pack.checks.asks_for_source | load_pack("en").checks.asks_for_source
    for call in subject.document.templates:
        if call.name.casefold() not in names:
            continue
        dates = [call.arguments[key] for key in subject.pack.checks.asked_since if key in call.arguments]
        since = argument_value(subject.text, dates[0]) if dates else ""
        message = f"a source is asked for, since {since}" if since else "a source is asked for"
        yield Finding.of("citation-needed", (call.node.start, call.node.end), message)
