"""Battles as linked data: what a JSON-LD processor makes of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld
from tests.conftest import fixture_files

import wikibattle
from wikibattle.output.jsonld import CONTEXT, event
from wikibattle.output.writer import open_writer

TEXT = """{{Infobox military conflict|conflict=Battle of A|partof=[[War of B]]|combatant1=[[B]]<br>[[C]]
|combatant2=[[D]]|commander1=[[Jan Smit]]|place=[[Aachen]]|coordinates={{coord|50|N|6|E}}
|date=DATE|result=[[D]] victory}}"""
PAGE = wikibattle.Page(url="https://en.wikipedia.org/wiki/Battle_of_A")
SCHEMA, WIKIDATA = "https://schema.org/", "http://www.wikidata.org/prop/direct/"


def read(date: str) -> dict[str, Any]:
    battle = wikibattle.parse(TEXT.replace("DATE", date), title="Battle of A", lang="en", page=PAGE)
    (node,) = jsonld.expand({"@context": CONTEXT, "@graph": [event(battle)]})
    found: dict[str, Any] = node
    return found


def values(node: dict[str, Any], name: str) -> list[Any]:
    return [value.get("@value", value.get("@id")) for value in node.get(name, [])]


def test_a_processor_reads_the_event() -> None:
    node = read("3–5 May 1802")
    assert node["@id"] == PAGE.url
    assert node["@type"] == [f"{SCHEMA}Event"]
    assert values(node, f"{SCHEMA}startDate") == ["1802-05-03"]
    assert values(node, f"{SCHEMA}endDate") == ["1802-05-05"]
    assert values(node, f"{SCHEMA}temporalCoverage") == ["1802-05-03/1802-05-05"]
    (war,) = node[f"{WIKIDATA}P361"]
    assert values(war, f"{SCHEMA}sameAs") == ["https://en.wikipedia.org/wiki/War_of_B"]


def test_sides_are_kept_and_the_winner_is_one_of_them() -> None:
    node = read("3 May 1802")
    first, second = node[f"{WIKIDATA}P710"]
    assert [values(party, f"{SCHEMA}name") for party in first[f"{SCHEMA}member"]] == [["B"], ["C"]]
    (led_by,) = first[f"{WIKIDATA}P4791"]
    assert led_by["@type"] == [f"{SCHEMA}Person"]
    assert values(led_by, f"{SCHEMA}sameAs") == ["https://en.wikipedia.org/wiki/Jan_Smit"]
    assert values(node, f"{WIKIDATA}P1346") == [second["@id"]] == [f"{PAGE.url}#side-2"]


def test_without_an_address_the_winner_is_still_a_side() -> None:
    battle = wikibattle.parse(TEXT.replace("DATE", "1802"), title="Battle of A", lang="en")
    (node,) = jsonld.expand({"@context": CONTEXT, "@graph": [event(battle)]})
    assert "@id" not in node
    assert values(node, f"{WIKIDATA}P1346") == [node[f"{WIKIDATA}P710"][1]["@id"]]
    assert values(node, f"{WIKIDATA}P1346")[0].startswith("_:")


DATES = {
    "approximate": ("c. 1802", []),
    "uncertain": ("1802?", []),
    "a season": ("Spring 1802", []),
    "a month": ("May 1802", ["1802-05"]),
    "before Christ": ("216 BC", ["-0215"]),
}


@pytest.mark.parametrize(("date", "start"), DATES.values(), ids=DATES)
def test_only_what_iso_8601_can_say_is_a_date(date: str, start: list[str]) -> None:
    node = read(date)
    assert values(node, f"{SCHEMA}startDate") == start
    assert values(node, f"{SCHEMA}temporalCoverage")


def test_a_day_of_another_calendar_is_no_iso_date() -> None:
    battle = wikibattle.parse(TEXT.replace("DATE", "3 May 1402"), lang="en", page=PAGE)
    assert battle.date is not None
    julian = battle.model_copy(update={"date": battle.date.model_copy(update={"calendar": "julian"})})
    assert "startDate" not in event(julian)
    assert "temporalCoverage" in event(julian)


def test_the_fixtures_are_linked_data_without_a_word_outside_the_context(tmp_path: Path) -> None:
    with open_writer(tmp_path / "b.jsonld") as writer:
        for path in fixture_files():
            page = wikibattle.Page(url=f"https://w.test/wiki/{path.stem}")
            text = path.read_text(encoding="utf-8")
            writer.write(wikibattle.parse(text, title=path.stem, lang=path.parent.name, page=page))
    document = json.loads((tmp_path / "b.jsonld").read_text(encoding="utf-8"))
    nodes = jsonld.expand(document)
    assert len(nodes) == len(fixture_files())
    triples = jsonld.to_rdf(document, {"format": "application/n-quads"})
    predicates = {line.split(" ")[1] for line in triples.splitlines()}
    assert all(word.startswith((f"<{SCHEMA}", f"<{WIKIDATA}", "<http://www.w3.org/")) for word in predicates)
