"""Checks of template parameters."""

from __future__ import annotations

from collections.abc import Iterator

from wikibattle.model import Finding
from wikibattle.wikitext.document import Document


def duplicate_parameters(document: Document) -> Iterator[Finding]:
    """A finding for each argument that a later one of its name overrides, as MediaWiki does."""
    for call in document.templates:
        if len(call.node.bars) == len(call.arguments):
            continue
        kept = {id(argument) for argument in call.arguments.values()}
        for argument in call.all_arguments:
            if id(argument) not in kept:
                message = f"{call.name} is given {argument.key!r} again further on; only the last counts"
                span = (argument.start, argument.end)
                yield Finding.of("parameter-duplicate", span, message, "keep one of them")
