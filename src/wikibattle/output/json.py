"""A battle as JSON, and the schema that the JSON follows."""

from __future__ import annotations

import json
from types import TracebackType
from typing import Any, Self, TextIO

from wikibattle.model import SCHEMA_VERSION, Battle


def to_json(battle: Battle, *, pretty: bool = False) -> str:
    """The JSON of the contract: on one line, or indented by two blanks."""
    return battle.model_dump_json(indent=2 if pretty else None)


class JsonWriter:
    """Writes battles to a stream as they come: one object, an array of them, or a line each.

    A context manager: what was written before an error or Ctrl-C is closed to valid JSON.
    """

    def __init__(
        self, stream: TextIO, *, lines: bool = False, array: bool = False, pretty: bool = False
    ) -> None:
        """`array`: several battles make one JSON array; `lines`: each is a line of its own."""
        self._stream = stream
        self._array = array and not lines
        self._pretty = pretty
        self._count = 0

    def __enter__(self) -> Self:
        """Opens the array."""
        if self._array:
            self._stream.write("[")
        return self

    def write(self, battle: Battle) -> None:
        """Writes one battle."""
        if self._array:
            self._stream.write(",\n" if self._count else "\n")
        self._stream.write(to_json(battle, pretty=self._pretty))
        if not self._array:
            self._stream.write("\n")
        self._count += 1
        self._stream.flush()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Closes the array, unless the reader of the stream has gone."""
        if self._array and kind is not BrokenPipeError:
            self._stream.write("\n]\n")


def battle_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a `Battle`, as published in the repository."""
    schema = Battle.model_json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"wikibattle Battle, schema version {SCHEMA_VERSION}",
        **{key: value for key, value in schema.items() if key != "title"},
    }


def schema_text() -> str:
    """The schema as the text of the file `schema/battle.schema.json`."""
    return json.dumps(battle_schema(), ensure_ascii=False, indent=2) + "\n"
