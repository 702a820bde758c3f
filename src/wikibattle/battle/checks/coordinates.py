"""Checks of coordinates: unreadable, off the globe, or at its zero point."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from wikibattle.battle.checks.subject import Subject
from wikibattle.model import Finding
from wikibattle.reading.cells import roles_of
from wikibattle.reading.coordinates import (
    are_off_globe,
    is_coordinate_field,
    read_coordinate_fields,
    read_coordinates,
)
from wikibattle.wikitext.calls import argument_value
from wikibattle.wikitext.roles import RoleKind

_OFF_GLOBE = "latitude is at most 90 degrees, longitude at most 180"
_ZERO = (0.0, 0.0)
_ITEM = re.compile(r"Q\d+")  # a Wikidata item, which has the numbers


def coordinates(subject: Subject) -> Iterator[Finding]:
    """The coordinate templates of the page, and the degree fields of the box."""
    roles = roles_of(subject.pack)
    for call in subject.document.templates:
        role = roles.get(call.name)
        if role is None or role.kind is not RoleKind.COORDINATES or not call.arguments:
            continue
        arguments = {key: argument_value(subject.text, each) for key, each in call.arguments.items()}
        if any(_ITEM.fullmatch(value.strip()) for value in arguments.values()):
            continue
        yield from _judged(arguments, read_coordinates(arguments), (call.node.start, call.node.end))
    fields = [cell for cell in subject.cells.extra if is_coordinate_field(cell.key)] if subject.cells else []
    if len(fields) > 1:
        values = {cell.key: argument_value(subject.text, cell) for cell in fields}
        span = (min(cell.start for cell in fields), max(cell.end for cell in fields))
        yield from _judged(values, read_coordinate_fields(values), span)


def _judged(
    arguments: Mapping[str, str], found: tuple[float, float] | None, span: tuple[int, int]
) -> Iterator[Finding]:
    if found == _ZERO:
        message = "0° north, 0° east lies in the Gulf of Guinea: most often the numbers are missing"
        yield Finding.of("coordinates-zero", span, message)
    elif found is None and are_off_globe(arguments):
        yield Finding.of("coordinates-off-globe", span, f"coordinates off the globe: {_OFF_GLOBE}")
    elif found is None:
        yield Finding.of("coordinates-unreadable", span, "coordinates no rule can read")
