"""docs/tables.md says what the tables are. `WIKIBATTLE_GOLDEN=write pytest tests/output` writes it."""

from __future__ import annotations

import os
from collections.abc import Iterator

from tests.conftest import ROOT

from wikibattle.output.columns import KEY, TABLES, TABLES_VERSION, Column

PAGE = ROOT / "docs" / "tables.md"


_HEAD = f"""# The tables

Version {TABLES_VERSION}. Parquet, CSV and SQLite hold a battle flat, in these tables. A column may be null,
but not the lists (`texts`, `integers`), which are empty instead; in CSV and SQLite a list is a JSON
array. What a value means: `wikibattle schema`, by its name. Written by
`tests/output/test_columns_page.py` from `src/wikibattle/output/columns.py`.

Every table begins with the page of its row:"""


def lines() -> Iterator[str]:
    yield _HEAD
    yield from columns(KEY)
    for table in TABLES:
        yield ""
        yield f"## {table.name}"
        yield ""
        yield f"A row is {table.row}."
        yield from columns(table.own)


def columns(of: tuple[Column, ...]) -> Iterator[str]:
    yield ""
    yield "| column | type | |"
    yield "|---|---|---|"
    for column in of:
        yield f"| {column.name} | {column.type.value} | {column.meaning} |"


def test_the_page_is_current() -> None:
    page = "\n".join(lines()) + "\n"
    if os.environ.get("WIKIBATTLE_GOLDEN") == "write":
        PAGE.write_text(page, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page
