"""One battle in the terminal, as a person reads it: sides beside each other as in the box."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text as Line

from wikibattle.model import (
    Battle,
    Belligerent,
    Commander,
    Finding,
    Formation,
    HistoricalDate,
    Quantity,
    Result,
    Side,
)


def show(battle: Battle, stream: TextIO) -> None:
    """Prints `battle` to `stream`, in colour where that is a terminal."""
    console = Console(file=stream, highlight=False, soft_wrap=False)
    console.rule(Line(battle.name.text.replace("\n", " · "), style="bold"))
    console.print(_facts(battle))
    if battle.sides:
        console.print(_sides(battle))
    for part in _joint(battle), _timeline(battle), _notes(battle), _findings(battle):
        if part is not None:
            console.print(part)


def _facts(battle: Battle) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    rows = {
        "part of": ", ".join(link.text for link in battle.part_of),
        "date": _date(battle.date),
        "place": " · ".join(name.text for name in battle.place.names) if battle.place else "",
        "at": _coordinates(battle),
        "result": _result(battle.result, battle.sides),
        "status": battle.status.text if battle.status else "",
        "territory": battle.territory.text if battle.territory else "",
    }
    for label, words in rows.items():
        if words:
            table.add_row(label, Line(words))
    return table


def _date(date: HistoricalDate | None) -> str:
    if date is None:
        return ""
    signs = "".join(sign for sign, said in (("~", date.approximate), ("?", date.uncertain)) if said)
    return f"{date.edtf}{signs}  ({date.text})"


def _coordinates(battle: Battle) -> str:
    at = battle.place.coordinates if battle.place else None
    return f"{at.latitude:.4f}, {at.longitude:.4f} ({at.source})" if at else ""


def _result(result: Result | None, sides: tuple[Side, ...]) -> str:
    if result is None:
        return ""
    words = [*result.qualifiers, result.outcome]
    winners = [f"side {number}" for number in result.victors if number <= len(sides)]
    return " ".join(words) + (f", {' and '.join(winners)}" if winners else "") + f"  ({result.text})"


def _sides(battle: Battle) -> RenderableType:
    table = Table(expand=True, show_lines=True, show_header=True)
    for side in battle.sides:
        table.add_column(f"side {side.index}", overflow="fold", ratio=1)
    rows: tuple[list[str], ...] = (
        [_lines(map(_belligerent, side.belligerents)) for side in battle.sides],
        [_lines(map(_commander, side.commanders)) for side in battle.sides],
        [_lines(_formations(side.units)) for side in battle.sides],
        [_lines(map(_quantity, side.strength)) for side in battle.sides],
        [_lines(map(_quantity, side.losses)) for side in battle.sides],
    )
    for row in rows:
        if any(row):
            table.add_row(*map(Line, row))
    return table


def _lines(words: Iterable[str]) -> str:
    return "\n".join(words)


def _belligerent(party: Belligerent) -> str:
    words = party.name + (" (supporting)" if party.supporting else "")
    return _lines((words, *("  " + line for line in _formations(party.formations))))


def _commander(person: Commander) -> str:
    fates = f" [{', '.join(person.fates)}]" if person.fates else ""
    role = f" ({', '.join(filter(None, (person.rank, person.role)))})" if person.rank or person.role else ""
    return person.name + role + fates


def _formations(units: tuple[Formation, ...]) -> list[str]:
    found: list[str] = []
    for unit in units:
        found.append(unit.name + (f" ×{unit.count}" if unit.count else ""))
        found += ["  " + line for line in _formations(unit.formations)]
    return found


def _quantity(figure: Quantity) -> str:
    if figure.low == figure.high:
        words = f"{figure.low:,}"
    elif figure.high is None:
        words = f"≥ {figure.low:,}"
    elif figure.low is None:
        words = f"≤ {figure.high:,}"
    else:
        words = f"{figure.low:,}–{figure.high:,}"
    about = "~" if figure.approximate else ""
    claim = f" — {figure.attributed_to}" if figure.attributed_to else ""
    indent = "  " if figure.part_of is not None else ""
    return f"{indent}{about}{words} {figure.label or figure.unit} {', '.join(figure.classes)}{claim}".rstrip()


def _joint(battle: Battle) -> RenderableType | None:
    joint = battle.joint
    figures = [*map(_quantity, joint.strength), *map(_quantity, joint.losses)]
    words = [*map(_commander, joint.commanders), *_formations(joint.units), *figures]
    return Group(Line("all sides", style="bold"), *map(Line, words)) if words else None


def _timeline(battle: Battle) -> RenderableType | None:
    if not battle.timeline:
        return None
    table = Table.grid(padding=(0, 2))
    table.add_column(style="cyan", no_wrap=True)
    table.add_column(overflow="fold")
    for event in battle.timeline:
        table.add_row(event.date.edtf, Line(event.text))
    return Group(Line("\ntimeline", style="bold"), table)


def _notes(battle: Battle) -> RenderableType | None:
    if not battle.references:
        return None
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for reference in battle.references:
        uses = f" (used {len(reference.uses)} times)" if len(reference.uses) > 1 else ""
        table.add_row(reference.id, Line((reference.text or f"[{reference.name}: no text]") + uses))
    return Group(Line("\nnotes", style="bold"), table)


def _findings(battle: Battle) -> RenderableType | None:
    if not battle.findings:
        return None
    return Group(Line("\nfindings", style="bold"), *map(_finding, battle.findings))


def _finding(finding: Finding) -> Line:
    colour = {"error": "red", "warning": "yellow", "info": "dim"}[finding.severity]
    return Line(f"{finding.severity}: {finding.message} [{finding.code} at {finding.span[0]}]", style=colour)
