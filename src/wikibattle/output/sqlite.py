"""Battles as an SQLite database, a table each; lists are JSON arrays, booleans 0 and 1."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

from wikibattle.model import Battle
from wikibattle.output.columns import TABLES, TABLES_VERSION, Table, Type
from wikibattle.output.tables import rows
from wikibattle.output.writer import BaseWriter, OutputError

_TYPES = {
    Type.TEXT: "TEXT",
    Type.INTEGER: "INTEGER",
    Type.NUMBER: "NUMERIC",
    Type.BOOLEAN: "INTEGER",
    Type.TEXTS: "TEXT",
    Type.INTEGERS: "TEXT",
}


def open_output(path: Path, *, resume: bool) -> SqliteWriter:
    """What `open_writer` calls."""
    return SqliteWriter(path, resume=resume)


def ddl(table: Table) -> str:
    """The statement that creates a table. Names are quoted: some are words of SQL."""
    lines = []
    for column in table.columns:
        need = " NOT NULL" if column.type.is_list else ""
        lines.append(f'  "{column.name}" {_TYPES[column.type]}{need}')
    return f'CREATE TABLE "{table.name}" (\n' + ",\n".join(lines) + "\n)"


def _insert(table: Table) -> str:
    places = ", ".join("?" * len(table.columns))
    return f'INSERT INTO "{table.name}" VALUES ({places})'


class SqliteWriter(BaseWriter):
    """Inserts rows; a checkpoint is a commit, so resuming needs no file beside the database."""

    def __init__(self, path: Path, *, resume: bool = False) -> None:
        """Opens the database; see `open_writer`."""
        if resume and not path.exists():
            raise OutputError(f"{path}: nothing to resume (it is not there): run without --resume")
        super().__init__(path)
        self._inserts = {table.name: _insert(table) for table in TABLES}
        self._database = sqlite3.connect(path, isolation_level=None)
        try:
            self._load_mark() if resume else self._create()
        except BaseException:
            self._database.close()
            raise

    def _create(self) -> None:
        self._database.execute("BEGIN")
        for table in TABLES:
            self._database.execute(ddl(table))
            self._database.execute(f'CREATE INDEX "{table.name}_page" ON "{table.name}" ("page_id", "title")')
        self._database.execute("CREATE TABLE wikibattle (key TEXT PRIMARY KEY, value TEXT)")
        settings = [("tables_version", TABLES_VERSION), ("mark", None)]
        self._database.executemany("INSERT INTO wikibattle VALUES (?, ?)", settings)
        self._database.execute("COMMIT")
        self._database.execute("BEGIN")

    def _load_mark(self) -> None:
        found = self._database.execute("SELECT value FROM wikibattle WHERE key = 'mark'").fetchone()
        if found is None:
            raise OutputError(f"{self.path}: nothing to resume: its run was finished")
        self.mark = found[0]
        self._database.execute("BEGIN")
        if self.mark is None:  # stopped before its first checkpoint: what it left is begun anew
            for table in TABLES:
                self._database.execute(f'DELETE FROM "{table.name}"')

    def _write(self, battle: Battle) -> None:
        for name, found in rows(battle).items():
            cells = ([_cell(value) for value in row] for row in found)
            self._database.executemany(self._inserts[name], cells)

    def _checkpoint(self, mark: str) -> bool:
        self._database.execute("INSERT OR REPLACE INTO wikibattle VALUES ('mark', ?)", [mark])
        self._database.execute("COMMIT")
        self._database.execute("BEGIN")
        return True

    def _close(self, finished: bool) -> None:
        if finished:
            self._database.execute("DELETE FROM wikibattle WHERE key = 'mark'")
        rows_since_mark_stay = finished or self.mark is None
        self._database.execute("COMMIT" if rows_since_mark_stay else "ROLLBACK")
        self._database.close()


def _cell(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value
