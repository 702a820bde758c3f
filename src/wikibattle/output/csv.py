"""Battles as a folder of CSV files (RFC 4180 quoting, UTF-8, LF), one a table.

Null is an empty cell, a list is a JSON array, a boolean is true or false.
"""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path
from typing import Any

from wikibattle.model import Battle
from wikibattle.output.columns import TABLES
from wikibattle.output.resume import load_state, save_state
from wikibattle.output.tables import rows
from wikibattle.output.writer import BaseWriter


def open_output(path: Path, *, resume: bool) -> CsvWriter:
    """What `open_writer` calls."""
    return CsvWriter(path, resume=resume)


class CsvWriter(BaseWriter):
    """Appends rows; resuming cuts each file back to its length at the last checkpoint."""

    def __init__(self, folder: Path, *, resume: bool = False) -> None:
        """Opens a file a table; see `open_writer`."""
        super().__init__(folder)
        self._state = folder / ".wikibattle.state"
        lengths: dict[str, int] = {}
        if resume:
            state = load_state(self._state, folder)
            self.mark, lengths = state["mark"], state["lengths"]
        folder.mkdir(exist_ok=True)
        self._streams = {}
        self._tables = {}
        for table in TABLES:
            # A text stream cannot be cut by bytes: cut first, then append.
            path = folder / f"{table.name}.csv"
            if resume:
                os.truncate(path, lengths[table.name])
            stream = path.open("a" if resume else "w", encoding="utf-8", newline="")
            self._streams[table.name] = stream
            self._tables[table.name] = csv.writer(stream, lineterminator="\n")
            if not resume:
                self._tables[table.name].writerow([column.name for column in table.columns])
        if not resume:
            self._checkpoint(None)

    def _write(self, battle: Battle) -> None:
        for name, found in rows(battle).items():
            self._tables[name].writerows([_cell(value) for value in row] for row in found)

    def _checkpoint(self, mark: str | None) -> bool:
        lengths = {}
        for name, stream in self._streams.items():
            stream.flush()
            os.fsync(stream.fileno())
            lengths[name] = os.fstat(stream.fileno()).st_size
        save_state(self._state, {"mark": mark, "lengths": lengths})
        return True

    def _close(self, finished: bool) -> None:
        for stream in self._streams.values():
            stream.close()
        if finished:
            self._state.unlink(missing_ok=True)


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return "true" if value else "false"
    return value
