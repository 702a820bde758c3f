"""Battles as Parquet: a folder a table, with files in parts. Needs pyarrow: the extra `parquet`.

A part is written under a hidden name and renamed when it is whole, so that a reader (pyarrow, Spark,
DuckDB, polars) sees only whole parts.
"""

from __future__ import annotations

import os
from pathlib import Path

from wikibattle.model import Battle
from wikibattle.output.columns import TABLES, Table
from wikibattle.output.resume import load_state, save_state, sync_folder
from wikibattle.output.tables import Row, rows
from wikibattle.output.writer import BaseWriter, OutputError

try:
    import pyarrow.parquet as pq

    from wikibattle.output.arrow import arrow_table
except ModuleNotFoundError as error:
    raise OutputError("Parquet needs the package pyarrow: pip install 'wikibattle[parquet]'") from error

#: A part is written when so many battles wait: some tens of MB of rows.
BATTLES_A_PART = 2_000


def open_output(path: Path, *, resume: bool) -> ParquetWriter:
    """What `open_writer` calls."""
    return ParquetWriter(path, resume=resume)


class ParquetWriter(BaseWriter):
    """Collects rows and writes them in parts; resuming removes parts after the last checkpoint.

    A checkpoint while few battles wait is put off: the mark before it stays good.
    """

    def __init__(self, folder: Path, *, resume: bool = False, battles_a_part: int = BATTLES_A_PART) -> None:
        """Makes the folders; see `open_writer`. `battles_a_part`: at least 1."""
        super().__init__(folder)
        self._state = folder / ".wikibattle.state"
        self._most = battles_a_part
        self._parts = 0
        self._battles = 0
        self._rows: dict[str, list[Row]] = {table.name: [] for table in TABLES}
        if resume:
            state = load_state(self._state, folder)
            self.mark, self._parts = state["mark"], state["parts"]
            self._remove_later_parts()
        else:
            folder.mkdir(exist_ok=True)
            self._save(None)
        for table in TABLES:
            (folder / table.name).mkdir(exist_ok=True)

    def _write(self, battle: Battle) -> None:
        for name, found in rows(battle).items():
            self._rows[name] += found
        self._battles += 1
        if self._battles >= 2 * self._most:  # nobody makes checkpoints
            self._write_part()

    def _checkpoint(self, mark: str) -> bool:
        if 0 < self._battles < self._most:
            return False
        if self._battles:
            self._write_part()
        self._save(mark)
        return True

    def _save(self, mark: str | None) -> None:
        save_state(self._state, {"mark": mark, "parts": self._parts})

    def _close(self, finished: bool) -> None:
        if self._battles or not self._parts:
            self._write_part()
        if finished:
            self._state.unlink(missing_ok=True)

    def _write_part(self) -> None:
        for table in TABLES:
            self._write_table(table)
        self._parts += 1
        self._battles = 0

    def _write_table(self, table: Table) -> None:
        whole = self._path(table, self._parts)
        hidden = whole.with_name("." + whole.name)
        with hidden.open("wb") as stream:
            pq.write_table(arrow_table(table, self._rows[table.name]), stream, compression="zstd")
            stream.flush()
            os.fsync(stream.fileno())
        hidden.replace(whole)
        sync_folder(whole.parent)
        self._rows[table.name] = []

    def _path(self, table: Table, part: int) -> Path:
        return self.path / table.name / f"part-{part:05}.parquet"

    def _remove_later_parts(self) -> None:
        for table in TABLES:
            kept = {self._path(table, part) for part in range(self._parts)}
            for file in (self.path / table.name).glob("*.parquet"):
                if file not in kept:
                    file.unlink()
