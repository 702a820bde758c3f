"""Battles from the JSON Lines that this library wrote."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import nullcontext

from pydantic import ValidationError

from wikibattle.model import Battle
from wikibattle.sources.files import STANDARD_INPUT, SourceError


def read_battles(path: str) -> Iterator[Battle | SourceError]:
    """The battle of each line of a file, or of standard input ("-"); empty lines are passed over.

    A `SourceError` stands in the place of a line that is no battle, or of a file that cannot be read.
    """
    try:
        with nullcontext(sys.stdin.buffer) if path == STANDARD_INPUT else open(path, "rb") as stream:
            for number, line in enumerate(stream, 1):
                if line.strip():
                    yield _battle(line, f"{path}, line {number:,}")
    except OSError as error:
        yield SourceError(f"{path}: {error.strerror or error}")


def _battle(line: bytes, where: str) -> Battle | SourceError:
    try:
        return Battle.model_validate_json(line)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        at = ".".join(map(str, first["loc"]))
        return SourceError(f"{where}: not a battle as this version writes it: {at} {first['msg']}")
