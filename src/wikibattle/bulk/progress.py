"""How far a run is: a bar on a terminal, nothing where there is none."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from wikibattle.bulk.dump import Progress


class Show(Protocol):
    """Called as often as there is something new."""

    def __call__(self, progress: Progress) -> None:
        """Shows where the run is."""


@contextmanager
def progress_bar(*, wanted: bool | None = None) -> Iterator[Show]:
    """A bar on standard error with pages, battles, MB of XML a second and the time that is left.

    `wanted`: None: if standard error is a terminal.
    """
    if not (sys.stderr.isatty() if wanted is None else wanted):
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TextColumn("{task.fields[pages]:,} pages  {task.fields[battles]:,} battles"),
        TextColumn("{task.fields[speed]:.1f} MB/s"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    # no thread of its own refreshes it: workers are forked from this process
    with Bar(*columns, console=Console(stderr=True), auto_refresh=False) as bar:
        task = bar.add_task("dump", total=None, pages=0, battles=0, speed=0.0)
        before: list[int] = []  # bytes of XML that an earlier run had read

        def show(progress: Progress) -> None:
            if not before:
                before.append(progress.size)
            seconds = bar.tasks[0].elapsed or 0.0
            speed = (progress.size - before[0]) / 1e6 / seconds if seconds else 0.0
            bar.update(
                task,
                total=progress.total,
                completed=progress.done,
                pages=progress.pages,
                battles=progress.battles,
                speed=speed,
                refresh=True,
            )

        yield show
