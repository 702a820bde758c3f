"""Spark on two local threads gives the rows that the command gives. Skipped without pyspark and Java."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import FIXTURES, SHARED, needs_shared
from tests.dumps import battle_pages, multistream, page_xml

from wikibattle.cli.main import main
from wikibattle.model import Battle
from wikibattle.output.columns import TABLES
from wikibattle.output.tables import rows
from wikibattle.output.writer import OutputError

NANQUAN = (FIXTURES / "zh" / "南泉战役.wikitext").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    pytest.importorskip("pyspark", reason="needs pyspark")
    if shutil.which("java") is None:
        pytest.skip("needs Java")
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    built = builder.config("spark.sql.shuffle.partitions", "2").getOrCreate()
    yield built
    built.stop()


def by_command(path: Path, out: Path, lang: str) -> dict[str, list[list[Any]]]:
    """The rows of the same dump, read in this process."""
    assert main(["dump", str(path), "--lang", lang, "-o", str(out)]) == 0
    battles = [Battle.model_validate_json(line) for line in out.read_bytes().splitlines()]
    return {
        table.name: [list(row) for battle in battles for row in rows(battle)[table.name]] for table in TABLES
    }


def by_spark(session: Any, path: Path, lang: str) -> dict[str, list[list[Any]]]:
    from wikibattle import spark

    found = spark.battles(spark.read_dump(session, str(path)), lang=lang).cache()
    return {table.name: [list(row) for row in spark.table(found, table.name).collect()] for table in TABLES}


def in_order(of: dict[str, list[list[Any]]]) -> dict[str, list[list[Any]]]:
    return {name: sorted(lines, key=repr) for name, lines in of.items()}


def numbers_alike(of: dict[str, list[list[Any]]]) -> dict[str, list[list[Any]]]:
    """A figure is a float in Arrow and whole where it can be in Python: the same number, another `repr`."""
    return {
        name: [[float(cell) if type(cell) is int else cell for cell in line] for line in lines]
        for name, lines in of.items()
    }


def check_same(session: Any, path: Path, tmp_path: Path, lang: str) -> None:
    here = in_order(numbers_alike(by_command(path, tmp_path / "here.jsonl", lang)))
    there = in_order(numbers_alike(by_spark(session, path, lang)))
    assert here["battles"]
    assert there == here


@needs_shared
def test_a_real_dump(session: Any, tmp_path: Path) -> None:
    check_same(session, SHARED / "dumps" / "enwiki-10k.xml.bz2", tmp_path, "en")


def test_a_dump_in_many_streams_and_blanks_at_both_ends(session: Any, tmp_path: Path) -> None:
    odd = page_xml("南泉战役", f"\n  {NANQUAN}  \n", number=5000)
    path = tmp_path / "d.xml.bz2"
    path.write_bytes(multistream([*battle_pages(), odd]))
    check_same(session, path, tmp_path, "zh")


def test_rows_of_wikimedias_table(session: Any) -> None:
    from wikibattle import spark

    columns = "page_id long, page_namespace int, page_title string, page_redirect_title string,"
    columns += "revision_id long, revision_timestamp string, revision_text string, wiki_db string"
    at = "2026-11-01T00:00:00Z"
    rows_of_table = [
        (1, 0, "南泉战役", "", 9, at, NANQUAN, "zhwiki"),
        (2, 0, "南泉之战", "南泉战役", 9, at, "#REDIRECT [[南泉战役]]", "zhwiki"),
        (3, 10, "Template:X", "", 9, at, NANQUAN, "zhwiki"),
        (4, 0, "空", None, 9, at, None, "zhwiki"),
    ]
    pages = spark.wikitext_pages(session.createDataFrame(rows_of_table, columns))
    (battle,) = spark.battles(pages).collect()
    assert (battle.title, battle.page_id, battle.site, battle.language) == ("南泉战役", 1, "zhwiki", "zh")


def test_title_and_text_are_enough(session: Any) -> None:
    from wikibattle import spark

    pages = session.createDataFrame([("南泉战役", NANQUAN)], "title string, text string")
    found = spark.battles(pages)
    assert found.schema == spark.spark_schema()
    assert [row.site for row in spark.table(found, "commanders").collect()]
    with pytest.raises(ValueError, match="no column text among: title"):
        spark.battles(pages.drop("text"))
    with pytest.raises(ValueError, match="no table 'x': expected one of battles, sides"):
        spark.table(found, "x")


def test_spark_asks_for_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    for module in ("wikibattle.spark", "wikibattle.bulk.spark", "pyspark.sql"):
        monkeypatch.delitem(sys.modules, module, raising=False)
    with pytest.raises(OutputError, match=r"pip install 'wikibattle\[spark\]'"):
        __import__("wikibattle.spark")
