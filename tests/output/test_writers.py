"""Every format holds the same rows, and an interrupted run is resumed with each battle once."""

from __future__ import annotations

import csv
import json
import multiprocessing
import os
import resource
import signal
import sqlite3
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from geojson_pydantic import Feature, FeatureCollection, Point
from tests.conftest import fixture_files

import wikibattle
from wikibattle.model import Battle, Quantity
from wikibattle.output.columns import TABLES, Column, Type
from wikibattle.output.geojson import feature
from wikibattle.output.jsonld import event
from wikibattle.output.parquet import ParquetWriter
from wikibattle.output.tables import rows
from wikibattle.output.writer import Format, OutputError, Writer, format_of, open_writer

Rows = dict[str, list[list[Any]]]


@cache
def battles() -> tuple[Battle, ...]:
    texts = [(path, path.read_text(encoding="utf-8")) for path in fixture_files()]
    return tuple(wikibattle.parse(text, title=path.stem, lang=path.parent.name) for path, text in texts)


def expected(of: tuple[Battle, ...], form: Format = Format.JSONL) -> Rows:
    if form is Format.GEOJSON:
        found = (feature(battle) for battle in of)
        return {"features": [[one] for one in found if one is not None]}
    if form is Format.JSONLD:
        return {"@graph": [[event(battle)] for battle in of]}
    return {table.name: [list(row) for battle in of for row in rows(battle)[table.name]] for table in TABLES}


def read_jsonl(path: Path) -> Rows:
    return expected(tuple(Battle.model_validate_json(line) for line in path.read_bytes().splitlines()))


def read_sqlite(path: Path) -> Rows:
    database = sqlite3.connect(path)
    found = {}
    for table in TABLES:
        names = ", ".join(f'"{column.name}"' for column in table.columns)
        cells = database.execute(f'SELECT {names} FROM "{table.name}"').fetchall()
        found[table.name] = [list(map(_of_sqlite, row, table.columns)) for row in cells]
    database.close()
    return found


def _of_sqlite(value: Any, column: Column) -> Any:
    if column.type.is_list:
        return json.loads(value)
    return bool(value) if column.type is Type.BOOLEAN and value is not None else value


def read_csv(folder: Path) -> Rows:
    found = {}
    for table in TABLES:
        with (folder / f"{table.name}.csv").open(encoding="utf-8", newline="") as stream:
            names, *lines = csv.reader(stream)
        assert names == [column.name for column in table.columns]
        found[table.name] = [list(map(_of_csv, line, table.columns)) for line in lines]
    return found


def _of_csv(cell: str, column: Column) -> Any:
    if column.type.is_list:
        return json.loads(cell)
    if cell == "":
        return None
    of: dict[Type, Callable[[str], Any]] = {
        Type.TEXT: str,
        Type.INTEGER: int,
        Type.NUMBER: float,
        Type.BOOLEAN: {"true": True, "false": False}.get,
    }
    return of[column.type](cell)


def read_parquet(folder: Path) -> Rows:
    import pyarrow.parquet as pq

    found = {}
    for table in TABLES:
        read = pq.read_table(folder / table.name)
        assert read.column_names == [column.name for column in table.columns]
        found[table.name] = [list(row.values()) for row in read.to_pylist()]
    return found


def read_geojson(path: Path) -> Rows:
    text = path.read_text(encoding="utf-8")
    FeatureCollection[Feature[Point, dict[str, Any]]].model_validate_json(text)
    return {"features": [[one] for one in json.loads(text)["features"]]}


def read_jsonld(path: Path) -> Rows:
    return {"@graph": [[one] for one in json.loads(path.read_text(encoding="utf-8"))["@graph"]]}


READERS: dict[Format, Callable[[Path], Rows]] = {
    Format.JSONL: read_jsonl,
    Format.SQLITE: read_sqlite,
    Format.CSV: read_csv,
    Format.PARQUET: read_parquet,
    Format.GEOJSON: read_geojson,
    Format.JSONLD: read_jsonld,
}
EVERY = pytest.mark.parametrize("form", list(Format))


def empty_as_null(found: Rows) -> Rows:
    """CSV has no empty text beside null."""
    return {
        name: [[None if cell == "" else cell for cell in row] for row in of] for name, of in found.items()
    }


def check(form: Format, path: Path, of: tuple[Battle, ...]) -> None:
    assert empty_as_null(READERS[form](path)) == empty_as_null(expected(of, form))


@EVERY
def test_what_is_read_back_is_what_was_written(form: Format, tmp_path: Path) -> None:
    path = tmp_path / f"new/battles.{form.value}"
    with open_writer(path) as writer:
        for battle in battles():
            writer.write(battle)
    check(form, path, battles())
    if path.is_dir():
        assert not list(path.glob("**/.*")), "nothing of the run is left beside the tables"
    else:
        assert [file.name for file in path.parent.iterdir()] == [path.name]


@EVERY
def test_no_battle_makes_empty_tables(form: Format, tmp_path: Path) -> None:
    path = tmp_path / f"battles.{form.value}"
    with open_writer(path):
        pass
    check(form, path, ())


def small_parts(form: Format, path: Path, *, resume: bool = False) -> Writer:
    if form is Format.PARQUET:
        return ParquetWriter(path, resume=resume, battles_a_part=1)
    return open_writer(path, form, resume=resume)


def killed(form: Format, path: Path, marks: int, beyond: int) -> None:
    """A run that dies without a word: `marks` battles safe, `beyond` more begun."""
    writer = small_parts(form, path)
    for battle in battles()[:marks]:
        writer.write(battle)
        writer.checkpoint(battle.title or "")
    for battle in battles()[marks : marks + beyond]:
        writer.write(battle)
    os.kill(os.getpid(), signal.SIGKILL)


@EVERY
@pytest.mark.parametrize(("marks", "beyond"), [(0, 0), (0, 2), (2, 0), (2, 1)])
def test_a_killed_run_is_resumed(form: Format, marks: int, beyond: int, tmp_path: Path) -> None:
    path = tmp_path / f"battles.{form.value}"
    run = multiprocessing.get_context("fork").Process(target=killed, args=(form, path, marks, beyond))
    run.start()
    run.join()
    assert run.exitcode == -signal.SIGKILL
    with small_parts(form, path, resume=True) as writer:
        assert writer.mark == (battles()[marks - 1].title if marks else None)
        for battle in battles()[marks:]:
            writer.write(battle)
            writer.checkpoint(battle.title or "")
    check(form, path, battles())


@EVERY
def test_a_stopped_run_is_resumed(form: Format, tmp_path: Path) -> None:
    path = tmp_path / f"battles.{form.value}"
    writer = small_parts(form, path)
    writer.write(battles()[0])
    writer.checkpoint("one")
    writer.write(battles()[1])
    writer.close(finished=False)
    with small_parts(form, path, resume=True) as writer:
        assert writer.mark == "one"
        for battle in battles()[1:]:
            writer.write(battle)
    check(form, path, battles())


@EVERY
def test_a_run_stopped_before_any_checkpoint_leaves_what_was_read(form: Format, tmp_path: Path) -> None:
    path = tmp_path / f"battles.{form.value}"
    writer = open_writer(path)
    writer.write(battles()[0])
    writer.__exit__(KeyboardInterrupt, KeyboardInterrupt(), None)
    check(form, path, battles()[:1])
    with open_writer(path, resume=True) as writer:
        assert writer.mark is None
        writer.write(battles()[0])
    check(form, path, battles()[:1])


@EVERY
def test_a_path_that_is_taken_is_refused(form: Format, tmp_path: Path) -> None:
    path = tmp_path / f"battles.{form.value}"
    with open_writer(path) as writer:
        writer.write(battles()[0])
    with pytest.raises(OutputError, match="exists already"):
        open_writer(path)
    with pytest.raises(OutputError, match="nothing to resume"):
        open_writer(path, resume=True)
    check(form, path, battles()[:1])


@EVERY
def test_nothing_to_resume(form: Format, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="nothing to resume"):
        open_writer(tmp_path / f"battles.{form.value}", resume=True)
    assert not list(tmp_path.iterdir())


def fill(form: Format, path: Path, errors: Any) -> None:
    """A run on a disk that takes only a little a file."""
    room = (
        2_000 if form in {Format.PARQUET, Format.GEOJSON, Format.JSONLD} else 120_000
    )  # a new database is 100 kB
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    try:
        with open_writer(path, form) as writer:
            for battle in battles() * 100:
                writer.write(battle)
    except OutputError as error:
        errors.put(str(error))


@EVERY
def test_a_full_disk_is_named(form: Format, tmp_path: Path) -> None:
    path = tmp_path / f"battles.{form.value}"
    context = multiprocessing.get_context("fork")
    errors = context.Queue()
    run = context.Process(target=fill, args=(form, path, errors))
    run.start()
    said = errors.get(timeout=30)
    run.join()
    assert said.startswith(str(path))
    assert "File too large" in said or "full" in said or "I/O error" in said


def test_a_figure_beyond_64_bits(tmp_path: Path) -> None:
    low = 10**25
    quantity = Quantity(text="many", low=low, high=low + 1, span=(0, 4))
    side = battles()[0].sides[0].model_copy(update={"strength": (quantity,), "losses": ()})
    battle = battles()[0].model_copy(update={"sides": (side,), "timeline": ()})
    for form in (Format.SQLITE, Format.PARQUET, Format.CSV):
        path = tmp_path / f"battles.{form.value}"
        with open_writer(path) as writer:
            writer.write(battle)
        names = [column.name for table in TABLES if table.name == "figures" for column in table.columns]
        assert READERS[form](path)["figures"][0][names.index("low")] == float(low)


def test_parquet_asks_for_its_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    for module in ("wikibattle.output.parquet", "wikibattle.output.arrow", "pyarrow.parquet"):
        monkeypatch.delitem(sys.modules, module, raising=False)
    with pytest.raises(OutputError, match=r"pip install 'wikibattle\[parquet\]'"):
        open_writer(tmp_path / "battles.parquet")
    assert not list(tmp_path.iterdir())


def test_an_unknown_ending() -> None:
    with pytest.raises(OutputError, match=r"no format is known by this ending.*\.parquet"):
        format_of("battles.xlsx")
    assert format_of("Battles.DB") is Format.SQLITE
