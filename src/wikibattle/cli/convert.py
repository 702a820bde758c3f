"""`wikibattle convert`: battles from JSON Lines into another format.

Exit status: 1 where a line could not be read, or the output not written, else 0.
"""

from __future__ import annotations

import argparse
import sys

from wikibattle.cli.output import add_options as output_options

ALL_READ, SOME_FAILED = 0, 1


def add_options(command: argparse.ArgumentParser) -> None:
    """What `convert` takes."""
    command.add_argument(
        "inputs", nargs="+", metavar="FILE", help='battles as JSON Lines; "-": from standard input'
    )
    output_options(command)


def convert(options: argparse.Namespace) -> int:
    """Writes every battle of the inputs; returns the exit status."""
    from wikibattle.cli.output import open_output
    from wikibattle.output.writer import OutputError
    from wikibattle.sources.battles import read_battles
    from wikibattle.sources.files import SourceError

    status = ALL_READ
    try:
        with open_output(options, array=True) as writer:
            for path in options.inputs:
                for battle in read_battles(path):
                    if isinstance(battle, SourceError):
                        status = _report(battle)
                    else:
                        writer.write(battle)
    except OutputError as error:
        return _report(error)
    return status


def _report(error: Exception) -> int:
    print(f"wikibattle: {error}", file=sys.stderr)  # noqa: T201 (what standard error is for)
    return SOME_FAILED
