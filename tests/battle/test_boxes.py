"""Whole boxes of all periods against what a careful reader takes from them; see `boxes/README.md`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.written import figure

import wikibattle
from wikibattle.model import Battle, Commander

BOXES = sorted((Path(__file__).parent / "boxes").glob("*/*.wikitext"))


def expected_figure(written: str) -> str:
    bounds, unit, *classes = written.split()
    return " ".join((bounds, unit, *("+".join(sorted(each.split("+"))) for each in classes)))


def person(commander: Commander) -> str:
    shown = commander.name
    name = shown if commander.target in {None, shown} else f"{commander.target}|{shown}"
    return f"{name}:{'+'.join(commander.fates)}" if commander.fates else name


def said(battle: Battle) -> dict[str, Any]:
    """A battle in the form of the expectations."""
    date, place, result = battle.date, battle.place, battle.result
    at = place.coordinates if place is not None else None
    return {
        "title": battle.title,
        "name": battle.name.text,
        "part_of": [link.target or link.text for link in battle.part_of],
        "date": [date.start, date.end, date.precision] if date is not None else None,
        "places": [link.target or link.text for link in place.names] if place is not None else [],
        "coordinates": [round(at.latitude, 4), round(at.longitude, 4)] if at is not None else None,
        "result": {
            "outcome": result.outcome,
            "victors": list(result.victors),
            "qualifiers": list(result.qualifiers),
        }
        if result is not None
        else None,
        "sides": [
            {
                "belligerents": [party.target or party.name for party in side.belligerents],
                "commanders": [person(commander) for commander in side.commanders],
                "strength": [figure(quantity) for quantity in side.strength],
                "losses": [figure(quantity) for quantity in side.losses],
            }
            for side in battle.sides
        ],
        "joint_losses": [figure(quantity) for quantity in battle.joint.losses],
    }


def _with_sorted_classes(expected: dict[str, Any]) -> dict[str, Any]:
    for side in expected["sides"]:
        side["losses"] = [expected_figure(each) for each in side["losses"]]
    expected["joint_losses"] = [expected_figure(each) for each in expected["joint_losses"]]
    return expected


@pytest.mark.parametrize("box", BOXES, ids=[f"{box.parent.name}/{box.stem}" for box in BOXES])
def test_box(box: Path) -> None:
    expected = json.loads(box.with_suffix(".json").read_text(encoding="utf-8"))
    battle = wikibattle.parse(box.read_text(encoding="utf-8"), title=expected["title"], lang=box.parent.name)
    assert said(battle) == _with_sorted_classes(expected)
