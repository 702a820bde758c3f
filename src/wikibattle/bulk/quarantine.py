"""Pages that could not be read, kept for somebody to look at: a line each, with the reason."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path

from wikibattle.bulk.units import Quarantined
from wikibattle.output.writer import reported


class Quarantine:
    """The file of pages that could not be read, appended to; made once there is one."""

    def __init__(self, path: Path, dump: str, length: int | None) -> None:
        """`dump`: the input, named in each line; `length`: of the file at the mark a run goes on from:
        what came later is cut off, as it comes again. Raises `OutputError`."""
        self.path = path
        self._dump = dump
        with reported(path):
            self._length = path.stat().st_size if path.exists() else 0
            if length is not None and self._length > length:
                os.truncate(path, length)
                self._length = length

    def write(self, page: Quarantined) -> None:
        """Adds a page; it is safe on disk when this returns."""
        line = json.dumps({"dump": self._dump, **asdict(page)}, ensure_ascii=False).encode() + b"\n"
        with reported(self.path), self.path.open("ab") as stream:
            stream.write(line)
            stream.flush()
            os.fsync(stream.fileno())
        self._length += len(line)

    @property
    def length(self) -> int:
        """Bytes written, those of earlier runs among them."""
        return self._length
