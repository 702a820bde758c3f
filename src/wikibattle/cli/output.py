"""The options of commands that write battles: where to, and as what."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wikibattle.output.json import JsonWriter
    from wikibattle.output.writer import Writer

#: The output cannot be written: the run stops.
FAILED = 1
_LINES, _ONE = "jsonl", "json"
#: Formats that go to standard output where no `-o` is given.
_STREAMED = (_ONE, _LINES)
_STORED = ("parquet", "csv", "sqlite", "geojson", "jsonld")
#: Formats that hold what a run over many pages gives.
MANY = (_LINES, *_STORED)


def add_options(command: argparse.ArgumentParser, *more: str) -> None:
    """`--output`, `--format` (with `more` formats that the command writes itself) and `--pretty`."""
    command.add_argument(
        "-o",
        "--output",
        metavar="PATH",
        help="file to write (parquet, csv: a folder); without it, standard output",
    )
    command.add_argument(
        "--format",
        choices=(*_STREAMED, *_STORED, *more),
        help="without it, by the ending of --output (.json .jsonl .parquet .csv .sqlite .geojson .jsonld),"
        " else json; several inputs: json is an array, jsonl a line each, parquet, csv and sqlite are"
        " tables, geojson has points, jsonld schema.org events",
    )
    command.add_argument("--pretty", action="store_true", help="indent the JSON (not with jsonl)")


def settle_output(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    """Sets `options.format` where it was left to the ending; wrong usage ends the program."""
    from wikibattle.output.writer import OutputError, format_of

    if options.format is None:
        options.format = _ONE
        if options.output is not None and not options.output.lower().endswith(".json"):
            try:
                options.format = format_of(options.output).value
            except OutputError as error:
                parser.error(str(error))
    if options.output is None and options.format not in _STREAMED:
        parser.error(f"--format {options.format} needs --output")
    if options.pretty and options.format != _ONE:
        parser.error(f"--pretty goes with --format json: {options.format} is never indented")


@contextmanager
def open_output(options: argparse.Namespace, *, array: bool) -> Iterator[JsonWriter | Writer]:
    """The writer that the options ask for. Raises `OutputError`."""
    from wikibattle.output.json import JsonWriter
    from wikibattle.output.writer import Format, open_writer, reported

    if options.output is not None and options.format != _ONE:
        with open_writer(options.output, Format(options.format)) as writer:
            yield writer
        return
    lines = options.format == _LINES
    if options.output is None:
        with JsonWriter(sys.stdout, lines=lines, array=array, pretty=options.pretty) as printer:
            yield printer
        return
    with (
        reported(options.output),
        open(options.output, "w", encoding="utf-8") as stream,
        JsonWriter(stream, array=array, pretty=options.pretty) as printer,
    ):
        yield printer
