"""The battle's box: which template it is, and which cell belongs to which side.

The rules are those of Module:Infobox military conflict: the combatants alone make sides, at least
two and at most five; the cell numbered one past the last side spans all sides; of status and
result the reader sees the status.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from wikibattle.battle.keys import BoxKey, fold_key, read_key
from wikibattle.model import Finding
from wikibattle.packs import Pack, load_pack
from wikibattle.packs.infobox import SIDE_FIELDS, BoxField
from wikibattle.wikitext.calls import Call, CallArgument, CallKind
from wikibattle.wikitext.document import Document

#: The module draws at most five columns; the sixth can only be a joint one.
MAX_SIDES = 5

#: A template is taken for a battle box by its keys alone if it has this many that are known.
_ENOUGH_KEYS = 4

IsBoxName = Callable[[str], bool]


@dataclass(slots=True)
class Box:
    """A battle box: its template, its cells, and where it stands."""

    template: str
    span: tuple[int, int]
    cells: list[CallArgument]
    recovered: bool = False  # read by its lines, for its braces are not closed where it ends


@dataclass(slots=True)
class SideCells:
    """The cells of one column, each field's rows in order."""

    cells: dict[BoxField, list[CallArgument]] = field(default_factory=dict)


@dataclass(slots=True)
class BoxCells:
    """The cells of a box by what they hold."""

    fields: dict[BoxField, CallArgument]
    sides: list[SideCells]
    joint: SideCells
    extra: list[CallArgument]
    findings: list[Finding]


def box_stems(pack: Pack) -> dict[str, tuple[BoxField, int | None]]:
    """The stems of a language over those of English, which are understood everywhere."""
    return _box_stems(pack.language)


@cache
def _box_stems(language: str) -> dict[str, tuple[BoxField, int | None]]:
    stems = load_pack(language).infobox.stems
    return {**load_pack("en").infobox.stems, **{fold_key(stem): known for stem, known in stems.items()}}


def box_name_test(pack: Pack) -> IsBoxName:
    """Tells whether a template's name is one of the battle box's, in this language or English."""
    return _box_name_test(pack.infobox.names)


@cache
def _box_name_test(own_names: tuple[str, ...]) -> IsBoxName:
    names = {fold_key(name) for name in (*own_names, *load_pack("en").infobox.names)}
    exact = frozenset(name for name in names if not name.endswith("*"))
    prefixes = tuple(name[:-1].rstrip() for name in names if name.endswith("*"))

    def is_box_name(name: str) -> bool:
        folded = fold_key(name)
        return folded in exact or folded.startswith(prefixes)

    return is_box_name


def box_test(pack: Pack) -> Callable[[Call], bool]:
    """Tells whether a call is a battle box, by its name or else by its keys."""
    is_box_name = box_name_test(pack)
    stems = box_stems(pack)

    def is_box(call: Call) -> bool:
        return call.kind is CallKind.TEMPLATE and (is_box_name(call.name) or has_battle_keys(call, stems))

    return is_box


def find_boxes(document: Document, pack: Pack) -> Iterator[Box]:
    """The battle boxes of a page, by name or else by keys, in source order, none within another."""
    is_box = box_test(pack)
    end = -1
    for call in document.templates:
        if call.node.start < end:
            continue
        if is_box(call):
            end = call.node.end
            yield Box(call.name, (call.node.start, end), list(call.arguments.values()))


def has_battle_keys(call: Call, stems: dict[str, tuple[BoxField, int | None]]) -> bool:
    """Whether a template looks like a battle box: combatants, and enough other known keys."""
    if len(call.node.bars) < _ENOUGH_KEYS:
        return False
    known = [read_key(key, stems) for key in call.arguments]
    fields = {key.field for key in known if key is not None}
    numbered = any(key.field == "combatants" and key.side for key in known if key is not None)
    return numbered and len(fields) >= _ENOUGH_KEYS


def sort_cells(box: Box, pack: Pack, text: str) -> BoxCells:
    """Gives every cell of a box to its field and side. Blank cells count as absent."""
    stems = box_stems(pack)
    keyed: list[tuple[BoxKey | None, CallArgument]] = [
        (read_key(cell.key, stems), cell) for cell in box.cells if text[cell.start : cell.end].strip()
    ]
    count = _number_of_sides(key for key, _ in keyed)
    sorted_cells = BoxCells({}, [SideCells() for _ in range(count)], SideCells(), [], [])
    for key, cell in sorted(keyed, key=_row_order):
        if key is None:
            sorted_cells.extra.append(cell)
        elif key.field in SIDE_FIELDS:
            _add_to_side(sorted_cells, key, cell)
        elif key.field not in sorted_cells.fields:
            sorted_cells.fields[key.field] = cell
        elif key.field != "layout":
            sorted_cells.extra.append(cell)
    sorted_cells.extra.sort(key=lambda cell: cell.start)
    return sorted_cells


def _number_of_sides(keys: Iterator[BoxKey | None]) -> int:
    """None where the box has no cell of any side: then it draws no columns at all."""
    of_sides = [key for key in keys if key and key.field in SIDE_FIELDS]
    if not of_sides:
        return 0
    numbers = [key.side for key in of_sides if key.field == "combatants" and key.side]
    return max([2, *(number for number in numbers if number <= MAX_SIDES)])


def _row_order(keyed: tuple[BoxKey | None, CallArgument]) -> tuple[str, int]:
    key, cell = keyed
    return (key.row if key else "", cell.start)


def _add_to_side(sorted_cells: BoxCells, key: BoxKey, cell: CallArgument) -> None:
    """A cell without a number spans all sides, except that it is the first side's people."""
    last = len(sorted_cells.sides)
    side = key.side or (1 if key.field in {"combatants", "commanders", "units"} else last + 1)
    if side <= last:
        holder = sorted_cells.sides[side - 1]
    elif side == last + 1:
        holder = sorted_cells.joint
    else:
        sorted_cells.extra.append(cell)
        message = f"the box has {last} sides, so a cell numbered {side} is not shown"
        sorted_cells.findings.append(
            Finding.of(
                "parameter-beyond-sides",
                (cell.start, cell.end),
                message,
                f"number it {last + 1} if it holds for all sides",
            )
        )
        return
    holder.cells.setdefault(key.field, []).append(cell)


def further_boxes(boxes: Sequence[Box]) -> list[Finding]:
    """A finding for each box after the first: the battle is read from the first alone."""
    return [
        Finding.of(
            "box-further",
            box.span,
            f"a further battle box ({box.template}); the battle is read from the first one",
        )
        for box in boxes[1:]
    ]
