"""The tables: what the columns say is in the model, and the rows of a battle."""

from __future__ import annotations

import types
import typing
from typing import Any

import pytest
from pydantic import BaseModel
from tests.conftest import fixture_files

import wikibattle
from wikibattle.model import (
    Battle,
    Belligerent,
    Commander,
    Event,
    Finding,
    Formation,
    Joint,
    Quantity,
    Reference,
    Side,
    Source,
)
from wikibattle.output.columns import BATTLES, FIGURES, TABLES, Column, Table, Type
from wikibattle.output.tables import rows

ITEMS: dict[str, type[BaseModel]] = {
    "battles": Battle,
    "sides": Side,
    "belligerents": Belligerent,
    "commanders": Commander,
    "figures": Quantity,
    "formations": Formation,
    "events": Event,
    "references": Reference,
    "bibliography": Source,
    "findings": Finding,
}
COLUMNS = {f"{table.name}.{column.name}": (table, column) for table in TABLES for column in table.columns}
SCALARS = {Type.TEXT: str, Type.INTEGER: int, Type.BOOLEAN: bool, Type.TEXTS: str, Type.INTEGERS: int}


def members(annotation: Any) -> list[Any]:
    """The types an annotation allows, without None."""
    if isinstance(annotation, types.UnionType) or typing.get_origin(annotation) is typing.Union:
        return [kind for part in typing.get_args(annotation) for kind in members(part)]
    if typing.get_origin(annotation) is typing.Annotated:
        return members(typing.get_args(annotation)[0])
    return [] if annotation is type(None) else [annotation]


def declared(model: type[BaseModel], path: list[str]) -> tuple[list[Any], bool]:
    """The types at the end of a path through the model, and whether a list is on the way."""
    (kind, *others) = members(model.model_fields[path[0]].annotation)
    if path[1:] in (["start"], ["end"]) and typing.get_origin(kind) is tuple:
        return [int], False
    a_list = typing.get_origin(kind) is tuple
    kind = typing.get_args(kind)[0] if a_list else kind
    if not path[1:]:
        return [kind, *others], a_list
    kinds, inside = declared(kind, path[1:])
    return kinds, a_list or inside


@pytest.mark.parametrize(("table", "column"), COLUMNS.values(), ids=COLUMNS)
def test_a_column_is_what_the_model_says(table: Table, column: Column) -> None:
    start, *path = column.path.split(".")
    if start not in {"battle", "item"}:
        assert start in {"side", "position", "kind", "event", "uses", "parent"}
        return
    kinds, a_list = declared(Battle if start == "battle" else ITEMS[table.name], path)
    assert a_list == column.type.is_list
    if column.type is not Type.NUMBER:
        assert all(issubclass(kind, SCALARS[column.type]) for kind in kinds)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_names_of_columns_differ(table: Table) -> None:
    names = [column.name for column in table.columns]
    assert len(set(names)) == len(names)


TEXT = """{{Infobox military conflict
| conflict = Battle of A
| partof = [[War of B]]
| date = 3 May 1702
| result = [[Dutchy|Dutch]] victory
| combatant1 = [[Dutch Republic]]<br>[[England]]
| combatant2 = [[France]]
| commander1 = [[Jan Smit]] {{KIA}}
| commander2 = [[Paul Roux]]
| strength1 = 4,000 men
| strength2 = 5,000–6,000 men<ref name=a>Note</ref>
| casualties3 = 900 killed
| casualties2 = {{undefined|1,200 killed}}
}}
On 4 May 1702 the town fell.<ref name=a />
"""


def named(table: Table, battle: Battle) -> list[dict[str, Any]]:
    names = [column.name for column in table.columns]
    return [dict(zip(names, row, strict=True)) for row in rows(battle)[table.name]]


def test_rows_of_a_battle() -> None:
    page = wikibattle.Page(page_id=7, revision_id=8, site="enwiki")
    battle = wikibattle.parse(TEXT, title="Battle of A", lang="en", page=page)
    (row,) = named(BATTLES, battle)
    expected = {"site": "enwiki", "page_id": 7, "title": "Battle of A", "revision_id": 8, "url": None}
    expected |= {"date_edtf": "1702-05-03", "part_of": ["War of B"], "victors": [1], "latitude": None}
    assert {key: row[key] for key in expected} == expected
    figures = [
        (row["page_id"], row["kind"], row["side"], row["low"], row["refs"]) for row in named(FIGURES, battle)
    ]
    assert figures[:2] == [(7, "strength", 1, 4000, []), (7, "strength", 2, 5000, ["r1"])]
    assert (7, "loss", None, 900, []) in figures, "a joint cell has no side"


def test_a_list_keeps_its_gaps() -> None:
    battle = wikibattle.parse(TEXT.replace("[[England]]", "England"), lang="en")
    side = next(table for table in TABLES if table.name == "sides")
    row = named(side, battle)[0]
    assert row["belligerents"] == ["Dutch Republic", "England"]
    assert row["belligerent_titles"] == ["Dutch Republic", None]


def formations_in(tree: tuple[Formation, ...]) -> int:
    return len(tree) + sum(formations_in(formation.formations) for formation in tree)


def test_a_formation_knows_what_it_is_part_of() -> None:
    under = [Formation(name=name, key=name, span=(0, 1)) for name in "ABCDE"]
    corps = under[0].model_copy(update={"formations": (under[1], under[2])})
    army = under[3].model_copy(update={"formations": (corps,)})
    battle = wikibattle.parse(TEXT, lang="en")
    side = battle.sides[0].model_copy(update={"units": (army, under[4])})
    found = named(
        next(table for table in TABLES if table.name == "formations"),
        battle.model_copy(update={"sides": (side,)}),
    )
    assert [(row["name"], row["position"], row["parent"]) for row in found] == [
        ("D", 0, None),
        ("A", 1, 0),
        ("B", 2, 1),
        ("C", 3, 1),
        ("E", 4, None),
    ]


@pytest.mark.parametrize("path", fixture_files(), ids=lambda path: path.stem)
def test_nothing_of_an_article_is_left_out(path: Any) -> None:
    battle = wikibattle.parse(path.read_text(encoding="utf-8"), title=path.stem)
    found = {name: len(of) for name, of in rows(battle).items()}
    trees = [belligerent.formations for side in battle.sides for belligerent in side.belligerents]
    trees += [side.units for side in battle.sides]
    trees += [battle.joint.units, *(order.formations for order in battle.order_of_battle)]
    sides: list[Side | Joint] = [*battle.sides, battle.joint]
    assert found == {
        "battles": 1,
        "sides": len(battle.sides),
        "belligerents": sum(len(side.belligerents) for side in battle.sides),
        "commanders": sum(len(side.commanders) for side in sides),
        "figures": sum(len(side.strength) + len(side.losses) for side in sides)
        + sum(len(event.quantities) for event in battle.timeline),
        "events": len(battle.timeline),
        "references": len(battle.references),
        "bibliography": len(battle.bibliography),
        "formations": sum(map(formations_in, trees)),
        "findings": len(battle.findings),
    }
