"""Checks of template parameters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from wikibattle.battle.box import box_name_test, box_stems
from wikibattle.battle.checks.subject import Subject
from wikibattle.battle.keys import fold_key, read_key
from wikibattle.model import Finding
from wikibattle.reading.coordinates import is_coordinate_field
from wikibattle.wikitext.calls import CallArgument

#: How alike two keys must be for one to be taken for the other (`difflib`: twice the matches ÷ length).
_ALIKE = 0.8
_LONGEST_KEY = 40
#: For so many keys the nearest one is sought: more are no misspellings.
_MAX_COMPARED = 50
_NUMBER = re.compile(r"(?<![ \d])[ \d]*[a-d]?$")


def duplicate_parameters(subject: Subject) -> Iterator[Finding]:
    """A finding for each argument that a later one of its name overrides, as MediaWiki does."""
    for call in subject.document.templates:
        if len(call.node.bars) == len(call.arguments):
            continue
        kept = {id(argument) for argument in call.arguments.values()}
        for argument in call.all_arguments:
            if id(argument) not in kept:
                message = f"{call.name} is given {argument.key!r} again further on; only the last counts"
                span = (argument.start, argument.end)
                yield Finding.of("parameter-duplicate", span, message, "keep one of them")


def unknown_parameters(subject: Subject) -> Iterator[Finding]:
    """Cells of the box whose key its template does not take: misspelt, unknown, or without a key.

    Only where the language file lists all keys of the box, and for the box's own templates. Blank
    cells harm nobody.
    """
    box, pack = subject.battle.infobox, subject.pack
    if subject.cells is None or box is None or not box_name_test(pack)(box.template):
        return
    stems = box_stems(pack)
    compared = 0
    for cell in subject.cells.extra:
        span = (cell.start, cell.end)
        if cell.positional:
            message = "text without the name of a parameter: the box does not show it"
            yield Finding.of("parameter-unnamed", span, message, "name it; write a bar in a value as {{!}}")
        elif pack.infobox.complete and not _is_known(cell, subject):
            number = _NUMBER.search(fold_key(cell.key))
            end = number.start() if number else len(cell.key)
            stem = fold_key(cell.key)[:end]
            compared += 1
            near = (
                get_close_matches(stem[:_LONGEST_KEY], [*stems, *pack.infobox.others], n=1, cutoff=_ALIKE)
                if compared <= _MAX_COMPARED
                else ()
            )
            if near:
                meant = near[0] + fold_key(cell.key)[end:]
                message = f"the box has no parameter {cell.key!r}; {meant!r} is near"
                yield Finding.of("parameter-misspelt", span, message, f"write {meant!r}")
            else:
                yield Finding.of("parameter-unknown", span, f"the box has no parameter {cell.key!r}")


def _is_known(cell: CallArgument, subject: Subject) -> bool:
    folded = fold_key(cell.key)
    return (
        read_key(cell.key, box_stems(subject.pack)) is not None
        or _NUMBER.sub("", folded) in subject.pack.infobox.others
        or is_coordinate_field(folded)
    )
