"""`wikibattle dump`: the battles of a whole wiki.

Exit status: 0 all was read, 1 something could not be read or written (it is named on standard error;
a page in quarantine counts), 130 stopped by Ctrl-C: `--resume` goes on.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from wikibattle.cli.output import MANY

if TYPE_CHECKING:
    from wikibattle.bulk.dump import DumpRun
    from wikibattle.bulk.progress import Show
    from wikibattle.bulk.quarantine import Quarantine
    from wikibattle.output.writer import Writer

ALL_READ, SOME_LOST = 0, 1
_INTERRUPTED = 130  # 128 + SIGINT, as shells report it
_PAGE_TIMEOUT = 60.0

_CHECKPOINT_EVERY = 2.0


def add_options(command: argparse.ArgumentParser) -> None:
    """What `dump` takes."""
    command.add_argument(
        "dump",
        metavar="FILE",
        help='a MediaWiki XML dump, plain or .bz2, .gz, .xz, .zst, or "-" for standard input',
    )
    command.add_argument("--lang", help="language code; without it, the dump's own")
    command.add_argument(
        "-o",
        "--output",
        metavar="PATH",
        help="file to write (parquet, csv: a folder); without it, lines to standard output",
    )
    command.add_argument(
        "--format",
        choices=MANY,
        help="without it, by the ending of --output (.jsonl .parquet .csv .sqlite .geojson .jsonld)",
    )
    command.add_argument(
        "--box-names",
        metavar="FILE",
        help="names of the wiki's box template, one a line, beside those known and those its templates give",
    )
    command.add_argument(
        "--index",
        metavar="FILE",
        help="where the battles of this dump are: made by the first run, then only their blocks are read"
        " (of a plain or .bz2 file)",
    )
    command.add_argument("--resume", action="store_true", help="go on with a run that was stopped or killed")
    command.add_argument(
        "--processes", type=_positive, metavar="N", help="how many read at a time; without it, one a core"
    )
    command.add_argument(
        "--page-timeout",
        type=float,
        default=_PAGE_TIMEOUT,
        metavar="S",
        help="a page that takes longer than S seconds goes to quarantine (%(default)s)",
    )
    command.add_argument(
        "--checkpoint",
        type=float,
        default=_CHECKPOINT_EVERY,
        metavar="S",
        help="what was found is made safe on disk every S seconds (%(default)s); 0: after each part",
    )
    command.add_argument(
        "--part-bytes",
        type=_positive,
        metavar="N",
        help="a process reads N bytes of the file at a time; without it, by its size, at most 4 MiB of bz2",
    )
    command.add_argument(
        "--quarantine",
        metavar="FILE",
        help="where pages go that cannot be read (quarantine.jsonl beside the output)",
    )


def _positive(words: str) -> int:
    number = int(words)
    if number < 1:
        raise argparse.ArgumentTypeError("expected 1 or more")
    return number


def dump(options: argparse.Namespace) -> int:
    """Writes the battles of a dump; returns the exit status."""
    from wikibattle.bulk.dump import DumpRun
    from wikibattle.bulk.index import load_index
    from wikibattle.output.writer import OutputError
    from wikibattle.sources.files import SourceError

    signal.signal(signal.SIGTERM, _stop)
    try:
        known = options.index is not None and os.path.exists(options.index)
        index = load_index(Path(options.index), Path(options.dump)) if known else None
        with _output(options) as output:
            mark = output.mark
            run = DumpRun(
                options.dump,
                lang=options.lang,
                processes=options.processes,
                page_timeout=options.page_timeout,
                part_bytes=options.part_bytes,
                box_names=_names(options.box_names),
                places=options.index is not None and not known,
                index=index,
                mark=None if mark is None else json.loads(mark)["run"],
            )
            return _run(options, run, output)
    except (SourceError, OutputError) as error:
        _say(str(error))
        return SOME_LOST
    except KeyboardInterrupt:
        if options.output is not None:
            _say("stopped: the same command with --resume goes on")
        return _INTERRUPTED


def _names(path: str | None) -> list[str]:
    from wikibattle.sources.files import Source

    lines = Source(path).read().splitlines() if path else []
    return [line.strip().replace("_", " ") for line in lines if line.strip()]


def _stop(*_: object) -> NoReturn:
    raise KeyboardInterrupt


def _run(options: argparse.Namespace, run: DumpRun, output: Writer) -> int:
    from wikibattle.bulk.index import save_index
    from wikibattle.bulk.progress import progress_bar
    from wikibattle.bulk.quarantine import Quarantine

    beside = Path(options.output).parent if options.output else Path()
    length = None if output.mark is None else int(json.loads(output.mark)["quarantine"])
    quarantine = Quarantine(Path(options.quarantine or beside / "quarantine.jsonl"), options.dump, length)
    if output.mark is None:
        output.checkpoint(json.dumps({"run": None, "quarantine": quarantine.length}))
    with progress_bar() as show:
        _write(run, output, quarantine, show, options.checkpoint)
    if options.index is not None and not os.path.exists(options.index):
        save_index(Path(options.index), Path(options.dump), run.index())
    progress = run.progress
    for problem in progress.problems:
        _say(problem)
    if progress.quarantined:
        _say(f"{progress.quarantined:,} pages could not be read: they are in {quarantine.path}")
    if progress.box_names:
        names = ", ".join(progress.box_names)
        _say(f"names of the box that templates of this wiki give: {names}; pages before those templates")
        _say("were searched without: to search them too, give the names with --box-names in another run")
    _say(f"{progress.battles:,} battles in {progress.pages:,} pages")
    return SOME_LOST if progress.problems or progress.quarantined else ALL_READ


def _write(run: DumpRun, output: Writer, quarantine: Quarantine, show: Show, every: float) -> None:
    """Everything that comes of a run goes where it belongs; it is made safe `every` so many seconds."""
    from wikibattle.bulk.dump import PartDone
    from wikibattle.bulk.units import Found

    saved = time.monotonic()
    for event in run.events():
        if isinstance(event, Found):
            output.write_json(event.json)
        elif isinstance(event, PartDone):
            show(run.progress)
            if time.monotonic() - saved >= every:
                output.checkpoint(json.dumps({"run": run.mark(), "quarantine": quarantine.length}))
                saved = time.monotonic()
        else:
            quarantine.write(event)


@contextmanager
def _output(options: argparse.Namespace) -> Iterator[Writer]:
    from wikibattle.output.jsonl import LinePrinter
    from wikibattle.output.writer import Format, OutputError, open_writer

    if options.output is None:
        if options.format not in {None, Format.JSONL}:
            raise OutputError(f"--format {options.format} needs --output")
        yield LinePrinter(sys.stdout)
        return
    form = Format(options.format) if options.format else None
    with open_writer(options.output, form, resume=options.resume) as writer:
        yield writer


def _say(words: str) -> None:
    print(f"wikibattle: {words}", file=sys.stderr)  # noqa: T201 (what standard error is for)
