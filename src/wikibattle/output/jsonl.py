"""Battles as JSON Lines: the whole contract, one battle a line, appended to."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TextIO

from wikibattle.model import Battle
from wikibattle.output.json import to_json
from wikibattle.output.resume import load_state, save_state
from wikibattle.output.writer import BaseWriter, OutputError, reported


def open_output(path: Path, *, resume: bool) -> JsonlWriter:
    """What `open_writer` calls."""
    return JsonlWriter(path, resume=resume)


class JsonlWriter(BaseWriter):
    """Appends lines; resuming cuts the file back to its length at the last checkpoint."""

    def __init__(self, path: Path, *, resume: bool = False) -> None:
        """Opens the file; see `open_writer`."""
        super().__init__(path)
        self._state = path.with_name(path.name + ".state")
        length = 0
        if resume:
            state = load_state(self._state, path)
            self.mark, length = state["mark"], state["length"]
        self._stream = path.open("r+b" if resume else "wb")
        self._stream.truncate(length)
        self._stream.seek(length)
        if not resume:
            self._checkpoint(None)

    def write_json(self, line: bytes) -> None:
        """Takes one battle as its line will be. Raises `OutputError`."""
        with reported(self.path):
            self._stream.write(line + b"\n")

    def _write(self, battle: Battle) -> None:
        self._stream.write(to_json(battle).encode() + b"\n")

    def _checkpoint(self, mark: str | None) -> bool:
        self._stream.flush()
        os.fsync(self._stream.fileno())
        save_state(self._state, {"mark": mark, "length": self._stream.tell()})
        return True

    def _close(self, finished: bool) -> None:
        self._stream.close()
        if finished:
            self._state.unlink(missing_ok=True)


class LinePrinter(BaseWriter):
    """Lines to an open stream, each as soon as it is there. What is printed cannot be resumed."""

    def __init__(self, stream: TextIO) -> None:
        """`stream`: stays open."""
        super().__init__(Path("-"))
        self._stream = stream

    def write_json(self, line: bytes) -> None:
        """Prints one battle. Raises `OutputError`; `BrokenPipeError` where the reader has gone."""
        try:
            self._stream.write(line.decode() + "\n")
            self._stream.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise OutputError(f"standard output: {error.strerror or error}") from error

    def _write(self, battle: Battle) -> None:
        self.write_json(to_json(battle).encode())

    def _checkpoint(self, mark: str) -> bool:  # noqa: ARG002 (of the writers' protocol)
        return False

    def _close(self, finished: bool) -> None: ...
