"""One JSON document that is a list of battles between a beginning and an end, written as they come."""

from __future__ import annotations

import json
import os
from abc import abstractmethod
from pathlib import Path
from typing import Any

from wikibattle.model import Battle
from wikibattle.output.resume import load_state, save_state
from wikibattle.output.writer import BaseWriter


class EnvelopeWriter(BaseWriter):
    """A line a battle; the document is whole once it is closed.

    Resuming cuts the file back to its length at the last checkpoint.
    """

    #: What stands before the first battle and behind the last.
    head: bytes
    tail = b"\n]}\n"

    def __init__(self, path: Path, *, resume: bool = False) -> None:
        """Opens the file; see `open_writer`."""
        super().__init__(path)
        self._state = path.with_name(path.name + ".state")
        length, self._count = 0, 0
        if resume:
            state = load_state(self._state, path)
            self.mark, length, self._count = state["mark"], state["length"], state["count"]
        self._stream = path.open("r+b" if resume else "wb")
        self._stream.truncate(length)
        self._stream.seek(length)
        if not resume:
            self._stream.write(self.head)
            self._checkpoint(None)

    @abstractmethod
    def entry(self, battle: Battle) -> dict[str, Any] | None:
        """What is written of a battle; None: nothing."""

    def _write(self, battle: Battle) -> None:
        entry = self.entry(battle)
        if entry is not None:
            line = json.dumps(entry, ensure_ascii=False, separators=(",", ":"))
            self._stream.write((b",\n" if self._count else b"\n") + line.encode())
            self._count += 1

    def _checkpoint(self, mark: str | None) -> bool:
        self._stream.flush()
        os.fsync(self._stream.fileno())
        save_state(self._state, {"mark": mark, "length": self._stream.tell(), "count": self._count})
        return True

    def _close(self, finished: bool) -> None:
        self._stream.write(self.tail)
        self._stream.close()
        if finished:
            self._state.unlink(missing_ok=True)
