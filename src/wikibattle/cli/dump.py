"""`wikibattle dump`: the battles of a whole wiki."""

from __future__ import annotations

import argparse
import sys

ALL_READ, SOME_LOST = 0, 1


def add_options(command: argparse.ArgumentParser) -> None:
    """What `dump` takes."""
    command.add_argument(
        "dump",
        metavar="FILE",
        help='a MediaWiki XML dump, plain or .bz2, .gz, .xz, .zst, or "-" for standard input',
    )
    command.add_argument("--lang", help="language code; without it, the dump's own")
    command.add_argument(
        "-o", "--output", metavar="FILE", required=True, help='where the battles go, a line each; "-": print'
    )


def dump(options: argparse.Namespace) -> int:
    """Writes the battles of a dump; returns the exit status."""
    from wikibattle.bulk.dump import DumpRun
    from wikibattle.output.json import JsonWriter
    from wikibattle.sources.files import STANDARD_INPUT, SourceError

    run = DumpRun(options.dump, lang=options.lang)
    try:
        if options.output == STANDARD_INPUT:
            with JsonWriter(sys.stdout, lines=True) as writer:
                for battle in run.read():
                    writer.write(battle)
        else:
            with open(options.output, "w", encoding="utf-8") as out, JsonWriter(out, lines=True) as writer:
                for battle in run.read():
                    writer.write(battle)
    except SourceError as error:
        _say(str(error))
        return SOME_LOST
    for problem in run.problems:
        _say(problem)
    _say(f"{run.battles:,} battles in {run.pages:,} pages")
    return SOME_LOST if run.problems else ALL_READ


def _say(words: str) -> None:
    print(f"wikibattle: {words}", file=sys.stderr)  # noqa: T201 (what standard error is for)
