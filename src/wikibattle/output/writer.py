"""What every writer of battles does, and how one is chosen."""

from __future__ import annotations

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from wikibattle.model import Battle


class OutputError(Exception):
    """An output that cannot be written; its words say which, why and what to do."""


class Format(StrEnum):
    """A format that holds many battles."""

    JSONL = "jsonl"
    PARQUET = "parquet"
    CSV = "csv"
    SQLITE = "sqlite"
    GEOJSON = "geojson"
    JSONLD = "jsonld"


_SUFFIXES = {
    ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL,
    ".parquet": Format.PARQUET,
    ".csv": Format.CSV,
    ".geojson": Format.GEOJSON,
    ".jsonld": Format.JSONLD,
    ".sqlite": Format.SQLITE,
    ".sqlite3": Format.SQLITE,
    ".db": Format.SQLITE,
}


class Writer(Protocol):
    """Takes battles one after another.

    What was written up to a `checkpoint` is on disk, whole, whatever happens to the process after
    it. Reopened with `resume`, the output is as it was at its last checkpoint and `mark` is what was
    handed to it: each battle is there exactly once if the caller goes on from that mark.
    """

    @property
    def mark(self) -> str | None:
        """What the last checkpoint of the interrupted run was given; None at the start of a new one."""

    def write(self, battle: Battle) -> None:
        """Takes one battle. Raises `OutputError` where the disk takes no more."""

    def write_json(self, line: bytes) -> None:
        """Takes one battle as the JSON of the contract, on one line. Raises `OutputError`."""

    def checkpoint(self, mark: str) -> None:
        """Makes what was written safe, with `mark`; a format in parts may put it off until a part is full."""

    def close(self, *, finished: bool = True) -> None:
        """Writes what is left. `finished`: the run is over, so what only resuming needs is removed."""

    def __enter__(self) -> Self:
        """Itself."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Closes: finished, unless an exception comes by."""


class BaseWriter(ABC):
    """The half of `Writer` that is the same for every format: errors of the disk name the output."""

    def __init__(self, path: Path) -> None:
        """`path`: the file or folder that is written."""
        self.path = path
        self.mark: str | None = None

    def write(self, battle: Battle) -> None:
        """Takes one battle. Raises `OutputError` where the disk takes no more."""
        with reported(self.path):
            self._write(battle)

    def write_json(self, line: bytes) -> None:
        """Takes one battle as the JSON of the contract, on one line. Raises `OutputError`."""
        self.write(Battle.model_validate_json(line))

    def checkpoint(self, mark: str) -> None:
        """Makes what was written safe, with `mark`. Raises `OutputError`."""
        with reported(self.path):
            if self._checkpoint(mark):
                self.mark = mark

    def close(self, *, finished: bool = True) -> None:
        """Writes what is left. Raises `OutputError`."""
        with reported(self.path):
            self._close(finished)

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Closes: finished, unless an exception comes by."""
        self.close(finished=kind is None)

    @abstractmethod
    def _write(self, battle: Battle) -> None: ...

    @abstractmethod
    def _checkpoint(self, mark: str) -> bool:
        """Whether everything written is now safe; False: put off."""

    @abstractmethod
    def _close(self, finished: bool) -> None: ...


@contextmanager
def reported(path: Path) -> Iterator[None]:
    """What the disk or the database refuses becomes an `OutputError` that names the output."""
    try:
        yield
    except OSError as error:
        raise OutputError(f"{error.filename or path}: {error.strerror or error}") from error
    except sqlite3.Error as error:
        raise OutputError(f"{path}: {error}") from error


def format_of(path: str | Path) -> Format:
    """The format that a name's ending stands for. Raises `OutputError` for an unknown ending."""
    found = _SUFFIXES.get(Path(path).suffix.lower())
    if found is None:
        known = " ".join(_SUFFIXES)
        raise OutputError(f"{path}: no format is known by this ending: give --format, or one of {known}")
    return found


def open_writer(path: str | Path, form: Format | None = None, *, resume: bool = False) -> Writer:
    """A writer to `path` (Parquet and CSV: a folder of files, one a table; the others: a file).

    `form`: without it the path's ending says. `resume`: goes on with an interrupted run. Raises
    `OutputError` where the path is taken (a new run never writes over an old one), where there is
    nothing to resume, or where the package that a format needs is not installed.
    """
    form = form or format_of(path)
    target = Path(path)
    if not resume and target.exists() and not _is_empty_folder(target):
        raise OutputError(
            f"{path}: exists already: remove it, or name another (an interrupted run is resumed)"
        )
    place = import_module(f"wikibattle.output.{form.value}")
    with reported(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        writer: Writer = place.open_output(target, resume=resume)
    return writer


def _is_empty_folder(path: Path) -> bool:
    return path.is_dir() and not any(path.iterdir())
