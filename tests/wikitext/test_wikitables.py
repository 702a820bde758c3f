"""Wikitables: rows, cells and what they span."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wikibattle.packs import load_pack
from wikibattle.reading.cells import page_renderer
from wikibattle.wikitext.document import read_document
from wikibattle.wikitext.tables import cell_text, read_tables


def grids(text: str) -> list[list[list[str]]]:
    pack = load_pack("en")
    document = read_document(text, pack.site.site("en"))
    renderer = page_renderer(document, pack, None)
    return [
        [[cell_text(renderer, cell).text.strip() for cell in row] for row in table.grid()]
        for table in read_tables(renderer, 0, len(text))
    ]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("{|\n! A !! B\n|-\n| 1 || 2\n|}", [["A", "B"], ["1", "2"]]),
        ("{| class=x\n|+ Caption\n|-\n| a\n| b\n|-\n| c\n| d\n|}", [["a", "b"], ["c", "d"]]),
        ('{|\n| rowspan="2" | a || b\n|-\n| c\n|}', [["a", "b"], ["a", "c"]]),
        ("{|\n| colspan=2 | a\n|-\n| b || c\n|}", [["a", "a"], ["b", "c"]]),
        ("{|\n| style='x' | [[a|b]] || {{nowrap|c|d=e}}\n|}", [["b", "c"]]),
        ("{|\n|\n* one\n* two\n| next\n|}", [["one\ntwo", "next"]]),
        ("{|\n| a\n{|\n| inner\n|}\n| b\n|}", [["a", "b"]]),
        ("{|\n| a || b", [["a", "b"]]),
        ("{|\n| rowspan=0 | a\n|-\n| b\n|}", [["a"], ["b"]]),
        ("{|\n| a<ref>x || y</ref> || b\n|}", [["a", "b"]]),
    ],
    ids=[
        "header", "line-each", "rowspan", "colspan", "markup", "list", "nested", "unclosed", "zero", "note",
    ],
)  # fmt: skip
def test_rows(text: str, rows: list[list[str]]) -> None:
    (grid,) = grids(text)
    assert [row for row in grid if row] == rows


def test_two_tables_and_text_around_them() -> None:
    assert grids("x\n{|\n| a\n|}\ny\n{|\n| b\n|}\nz") == [[["a"]], [["b"]]]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["{|", "|}", "|-", "| a", "|| b", "! h", "|", "\n", "rowspan=9 |", "x"])))
def test_any_text_is_read_within_its_bounds(parts: list[str]) -> None:
    text = "".join(parts)
    pack = load_pack("en")
    renderer = page_renderer(read_document(text, pack.site.site("en")), pack, None)
    for table in read_tables(renderer, 0, len(text)):
        assert 0 <= table.start <= table.end <= len(text)
        for row in table.rows:
            for cell in row:
                assert table.start <= cell.start <= cell.end <= len(text)
