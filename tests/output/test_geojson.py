"""Battles as points."""

from __future__ import annotations

import json
from pathlib import Path

import wikibattle
from wikibattle.output.geojson import feature
from wikibattle.output.writer import open_writer

TEXT = """{{Infobox military conflict|conflict=Battle of A|combatant1=[[B]]<br>[[C]]|combatant2=[[D]]
|coordinates={{coord|48.5|N|2.25|W}}|date=3 May 1702}}"""


def test_longitude_comes_first_and_sides_are_kept() -> None:
    found = feature(wikibattle.parse(TEXT, title="Battle of A", lang="en"))
    assert found is not None
    assert found["geometry"] == {"type": "Point", "coordinates": [-2.25, 48.5]}
    assert found["properties"]["sides"] == [["B", "C"], ["D"]]
    assert found["properties"]["date_edtf"] == "1702-05-03"
    assert "id" not in found


def test_a_battle_without_coordinates_is_no_point(tmp_path: Path) -> None:
    bare = wikibattle.parse(TEXT.replace("coord|", "x|"), lang="en")
    page = wikibattle.Page(page_id=4)
    with open_writer(tmp_path / "b.geojson") as writer:
        writer.write(bare)
        writer.write(wikibattle.parse(TEXT, lang="en", page=page))
    found = json.loads((tmp_path / "b.geojson").read_text(encoding="utf-8"))
    assert [one["id"] for one in found["features"]] == [4]
