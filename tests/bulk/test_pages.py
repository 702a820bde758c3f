"""Pages in Arrow in, battles in Arrow out."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest
from tests.dumps import fixture

import wikibattle
from wikibattle.bulk.pages import battles_of_pages
from wikibattle.output.arrow import nested_schema
from wikibattle.output.columns import TABLES
from wikibattle.output.tables import rows

PAGES: list[dict[str, Any]] = [
    {"title": "南泉战役", "text": fixture("南泉战役"), "page_id": 5, "language": "zh", "site": "zhwiki"},
    {"title": "重庆", "text": "一座城市。", "page_id": 6},
    {"title": None, "text": fixture("南泉战役")},
    {"title": "空", "text": None},
    {"title": "Battle of the Fords", "text": fixture("Battle of the Fords", "en"), "language": "xx"},
]


def pages(of: list[dict[str, Any]]) -> pa.Table:
    types = {"title": pa.string(), "text": pa.string(), "page_id": pa.int64()}
    types |= {"language": pa.string(), "site": pa.string(), "base": pa.string()}
    return pa.Table.from_pylist(of, schema=pa.schema(types))


def test_a_row_a_battle_with_its_tables_in_it() -> None:
    found = battles_of_pages(pages(PAGES))
    assert found.schema == nested_schema()
    first, second = found.to_pylist()
    assert (first["title"], first["page_id"], first["language"]) == ("南泉战役", 5, "zh")
    assert (second["title"], second["language"]) == ("Battle of the Fords", "en"), (
        "no pack for xx: from the text"
    )
    page = wikibattle.Page(page_id=5, site="zhwiki")
    battle = wikibattle.parse(fixture("南泉战役"), title="南泉战役", lang="zh", page=page)
    for table in TABLES[1:]:
        names = [column.name for column in table.own]
        key = table.columns[: -len(names)]
        assert [column.name for column in key] == ["site", "language", "page_id", "title"]
        expected = [dict(zip(names, row[len(key) :], strict=True)) for row in rows(battle)[table.name]]
        assert first[table.name] == expected


def test_more_battles_than_are_held_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wikibattle.bulk.pages._AT_ONCE", 2)
    found = battles_of_pages(pages([PAGES[0] | {"page_id": number} for number in range(5)]))
    assert found["page_id"].to_pylist() == [0, 1, 2, 3, 4]


def test_no_battle_is_an_empty_table() -> None:
    assert battles_of_pages(pages(PAGES[1:2])).num_rows == 0
    assert battles_of_pages(pages([])).schema == nested_schema()


def test_the_address_comes_from_the_wiki_s() -> None:
    base = "https://zh.wikipedia.org/wiki/Wikipedia:%E9%A6%96%E9%A1%B5"
    (battle,) = battles_of_pages(pages([PAGES[0] | {"base": base}])).to_pylist()
    assert battle["url"] == "https://zh.wikipedia.org/wiki/%E5%8D%97%E6%B3%89%E6%88%98%E5%BD%B9"


def test_a_column_that_is_missing() -> None:
    with pytest.raises(ValueError, match="no column text among: title"):
        battles_of_pages(pa.table({"title": ["A"]}))
