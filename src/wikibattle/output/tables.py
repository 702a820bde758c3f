"""A battle as rows of the tables: pure, no file is touched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from itertools import count
from typing import Any

from wikibattle.model import Battle, Formation, Model
from wikibattle.output.columns import BATTLES, TABLES, Column, Table, Type

Row = tuple[Any, ...]

#: What a column of whole numbers holds: beyond it a cell is null, its words stay in `text`.
_LEAST, _MOST = -(2**63), 2**63 - 1


@dataclass(frozen=True, slots=True)
class _Entry:
    """What one row is made of: the paths of the columns start here."""

    battle: Battle
    item: Model | None = None
    position: int | None = None
    side: int | None = None
    kind: str | None = None
    event: int | None = None
    uses: int | None = None
    parent: int | None = None


def rows(battle: Battle) -> dict[str, list[Row]]:
    """The rows of every table, by table name; values in the order of the table's columns.

    A list is a Python list; null is None; enums are their values. Whole numbers that do not fit
    into 64 bits are None (in a column of figures they are the nearest float where need be).
    """
    entries = {
        "battles": [_Entry(battle)],
        "sides": [_Entry(battle, side) for side in battle.sides],
        "belligerents": [
            entry for side in battle.sides for entry in _listed(battle, side.belligerents, side.index)
        ],
        "commanders": list(_commanders(battle)),
        "figures": list(_figures(battle)),
        "formations": list(_formations(battle)),
        "events": list(_listed(battle, battle.timeline)),
        "references": [
            _Entry(battle, reference, uses=len(reference.uses)) for reference in battle.references
        ],
        "bibliography": list(_listed(battle, battle.bibliography)),
        "findings": list(_listed(battle, battle.findings)),
    }
    return {table.name: [_row(table, entry) for entry in entries[table.name]] for table in TABLES}


def battle_row(battle: Battle) -> Row:
    """The row of the table `battles` alone."""
    return _row(BATTLES, _Entry(battle))


def _listed(
    battle: Battle, items: Iterable[Model], side: int | None = None, kind: str | None = None
) -> Iterator[_Entry]:
    for position, item in enumerate(items):
        yield _Entry(battle, item, position, side, kind)


def _commanders(battle: Battle) -> Iterator[_Entry]:
    for side in battle.sides:
        yield from _listed(battle, side.commanders, side.index)
    yield from _listed(battle, battle.joint.commanders)


def _figures(battle: Battle) -> Iterator[_Entry]:
    for side in battle.sides:
        yield from _listed(battle, side.strength, side.index, "strength")
        yield from _listed(battle, side.losses, side.index, "loss")
    yield from _listed(battle, battle.joint.strength, kind="strength")
    yield from _listed(battle, battle.joint.losses, kind="loss")
    for number, event in enumerate(battle.timeline):
        for position, quantity in enumerate(event.quantities):
            yield _Entry(battle, quantity, position, kind="event", event=number)


def _formations(battle: Battle) -> Iterator[_Entry]:
    """Every formation, those under it behind it; numbered through the article."""
    numbers = count()
    for side in battle.sides:
        for belligerent in side.belligerents:
            yield from _tree(battle, belligerent.formations, numbers, "belligerents", side.index)
        yield from _tree(battle, side.units, numbers, "units", side.index)
    yield from _tree(battle, battle.joint.units, numbers, "units", None)
    for order in battle.order_of_battle:
        yield from _tree(battle, order.formations, numbers, "order of battle", order.side)


def _tree(
    battle: Battle, formations: tuple[Formation, ...], numbers: Iterator[int], kind: str, side: int | None
) -> Iterator[_Entry]:
    waiting: list[tuple[Formation, int | None]] = [(formation, None) for formation in reversed(formations)]
    while waiting:
        formation, parent = waiting.pop()
        position = next(numbers)
        yield _Entry(battle, formation, position, side, kind, parent=parent)
        waiting += [(under, position) for under in reversed(formation.formations)]


def _row(table: Table, entry: _Entry) -> Row:
    return tuple(_cell(column, entry) for column in table.columns)


def _cell(column: Column, entry: _Entry) -> Any:
    value = _follow(entry, _steps(column.path))
    if column.type.is_list:
        return [_plain(member, column.type) for member in value or ()]
    return _plain(value, column.type)


@cache
def _steps(path: str) -> tuple[str, ...]:
    return tuple(path.split("."))


def _follow(value: Any, steps: tuple[str, ...]) -> Any:
    """The value at the end of a path; over the members of a list, a list."""
    for at, step in enumerate(steps):
        if value is None:
            return None
        if isinstance(value, tuple) and step in {"start", "end"}:  # of a span
            value = value[step == "end"]
        elif isinstance(value, tuple):
            return [_follow(member, steps[at:]) for member in value]
        else:
            value = getattr(value, step)
    return value


def _plain(value: Any, kind: Type) -> Any:
    if isinstance(value, Enum):
        return value.value
    if not isinstance(value, int) or isinstance(value, bool) or _LEAST <= value <= _MOST:
        return value
    return float(value) if kind is Type.NUMBER else None
