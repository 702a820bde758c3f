"""Worker processes: each does one task at a time; one that dies or stalls is replaced.

Why not `concurrent.futures`: its pool is broken for good once a worker dies, and cannot end a
worker that takes too long.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkContext, SpawnContext
from multiprocessing.process import BaseProcess
from typing import Self

from wikibattle.bulk.scan import Scan
from wikibattle.bulk.units import Done, Event, Opened, Scanned, Settings, Task

#: A task whose worker dies outside any page is tried so often.
ATTEMPTS = 2

#: Objects a worker makes before it looks for garbage: what a page leaves behind is mostly none.
_GARBAGE = 100_000

#: The parent's ends of all pipes: a forked worker closes them, or it would outlive the parent.
_OURS: set[Connection] = set()


def _context() -> ForkContext | SpawnContext:
    """Forking starts at once, but only a process without other threads may do it safely."""
    forks = sys.platform == "linux" and threading.active_count() == 1
    return multiprocessing.get_context("fork") if forks else multiprocessing.get_context("spawn")


def _work(connection: Connection, settings: Settings, page_timeout: float) -> None:
    """What a worker does until its pipe is closed."""
    for ours in _OURS:
        ours.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends the workers
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    gc.freeze()
    gc.set_threshold(_GARBAGE, 10, 10)
    scan = Scan(settings)
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            for event in scan.run(connection.recv()):
                connection.send(event)
                _alarm(2 * page_timeout if isinstance(event, Opened) else 0)


def _alarm(seconds: float) -> None:
    """Ends this process after a time, should the parent be no longer there to do it."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


@dataclass(slots=True)
class _Worker:
    """A process, and the task it is at."""

    process: BaseProcess
    connection: Connection
    done: Done | None = None
    page: Opened | None = None
    since: float = 0.0

    def take(self, task: Task) -> None:
        self.done = Done(task)
        self.page = None
        with suppress(BrokenPipeError, ConnectionResetError):  # it has died: seen when it is waited for
            self.connection.send(task)

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        _OURS.discard(self.connection)
        self.connection.close()


@dataclass(slots=True)
class Crew:
    """The workers of a run. A context manager: they end with it."""

    settings: Settings
    processes: int
    page_timeout: float
    _workers: list[_Worker] = field(default_factory=list)
    _deaths: dict[tuple[int, bool], int] = field(default_factory=dict)
    replaced: int = 0

    def __enter__(self) -> Self:
        context = _context()
        self._workers = [self._start(context) for _ in range(self.processes)]
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.end()
        self._workers = []

    def _start(self, context: ForkContext | SpawnContext) -> _Worker:
        ours, theirs = multiprocessing.Pipe()
        _OURS.add(ours)
        process: BaseProcess = context.Process(
            target=_work, args=(theirs, self.settings, self.page_timeout), daemon=True
        )
        process.start()
        theirs.close()
        return _Worker(process, ours)

    @property
    def at_work(self) -> int:
        """How many workers have a task."""
        return sum(worker.done is not None for worker in self._workers)

    def hand_out(self, next_task: Callable[[], Task | None]) -> None:
        """Gives idle workers tasks, as long as there are any."""
        for worker in self._workers:
            if worker.done is None:
                task = next_task()
                if task is None:
                    return
                worker.take(task)

    def wait(self, seconds: float) -> Iterator[Done]:
        """What is finished within a time, at the latest when the first page is overdue."""
        now = time.monotonic()
        overdue = [
            worker.since + self.page_timeout - now for worker in self._workers if worker.page is not None
        ]
        ready = wait(
            [worker.connection for worker in self._workers if worker.done],
            timeout=max(0.0, min([seconds, *overdue])),
        )
        for index, worker in enumerate(self._workers):
            if worker.connection in ready:
                yield from self._hear(index, worker)
            elif worker.page is not None and time.monotonic() - worker.since > self.page_timeout:
                yield from self._replace(index, f"took more than {self.page_timeout:g} s")

    def _hear(self, index: int, worker: _Worker) -> Iterator[Done]:
        assert worker.done is not None
        try:
            while worker.connection.poll():
                event: Event = worker.connection.recv()
                worker.page = event if isinstance(event, Opened) else None
                worker.since = time.monotonic()
                if isinstance(event, Scanned):
                    worker.done.scanned = event
                    yield worker.done
                    worker.done = None
                    return
                if not isinstance(event, Opened):
                    worker.done.events.append(event)
        except (EOFError, ConnectionResetError):
            worker.process.join()
            yield from self._replace(index, _death(worker.process.exitcode))

    def _replace(self, index: int, reason: str) -> Iterator[Done]:
        """A new worker does the task again, without the page that was the end of the old one."""
        worker = self._workers[index]
        assert worker.done is not None
        task = worker.done.task
        worker.end()
        self.replaced += 1
        self._workers[index] = self._start(_context())
        if worker.page is not None:
            self._workers[index].take(replace(task, skip={**task.skip, worker.page.ordinal: reason}))
            return
        key = (task.number, task.join)
        self._deaths[key] = self._deaths.get(key, 0) + 1
        if self._deaths[key] < ATTEMPTS:
            self._workers[index].take(task)
        else:
            yield Done(task, failed=reason)


def _death(code: int | None) -> str:
    if code is not None and code < 0:
        return f"the worker was ended by {signal.Signals(-code).name}"
    return f"the worker ended with status {code}"
