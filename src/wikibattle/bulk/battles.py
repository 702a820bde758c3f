"""`read_dump`: the battles of a dump, as an iterator."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

from wikibattle.bulk.dump import PAGE_TIMEOUT, DumpRun, PartDone, Progress
from wikibattle.bulk.units import Found, Quarantined
from wikibattle.model import Battle

_LOG = logging.getLogger("wikibattle")


def read_dump(
    path: str | Path,
    *,
    lang: str | None = None,
    processes: int | None = None,
    page_timeout: float = PAGE_TIMEOUT,
) -> BattleIterator:
    """The battles of a MediaWiki XML dump, in its order, each with the `page` it was read from.

    Args:
        path: the dump: plain XML or .bz2, .gz, .xz, .zst; "-": standard input.
        lang: a language code there is a pack for; None: the dump's own.
        processes: how many read at the same time, at least 1; None: one a core.
        page_timeout: a page that takes more seconds than this is left out.

    The iterator's `progress` counts pages and battles. A page that cannot be read, and what is lost of
    a damaged dump, is left out and logged as a warning of the logger "wikibattle"; `progress.problems`
    has it too. Workers are started by the first `next` and end with the iterator, or its `close`.

    Raises, at the first `next`, `SourceError` for a file that cannot be read or is no dump.
    """
    return BattleIterator(str(path), lang, processes, page_timeout)


class BattleIterator(Iterator[Battle]):
    """What `read_dump` gives. Pickled, it is an iterator over what is left, with workers of its own."""

    def __init__(
        self,
        path: str,
        lang: str | None,
        processes: int | None,
        page_timeout: float,
        mark: str | None = None,
        given: int = 0,
    ) -> None:
        """See `read_dump`; `given`: battles after the `mark` that were given before."""
        self._arguments = (path, lang, processes, page_timeout)
        self._mark = mark
        self._given = 0
        self._left_out = given
        self._run = DumpRun(path, lang=lang, processes=processes, page_timeout=page_timeout, mark=mark)
        self._events = self._run.events()
        self._told = 0

    @property
    def progress(self) -> Progress:
        """What was seen so far."""
        return self._run.progress

    def __iter__(self) -> Self:
        """Itself."""
        return self

    def __next__(self) -> Battle:
        """The next battle."""
        for event in self._events:
            if isinstance(event, Found):
                self._given += 1
                if self._given > self._left_out:
                    return Battle.model_validate_json(event.json)
            elif isinstance(event, PartDone):
                self._mark, self._given, self._left_out = self._run.mark(), 0, 0
                self._tell()
            elif isinstance(event, Quarantined):
                _LOG.warning("%s: not read: %s", event.title, event.reason)
        self._tell()
        raise StopIteration

    def _tell(self) -> None:
        problems = self._run.progress.problems
        for problem in problems[self._told :]:
            _LOG.warning("%s", problem)
        self._told = len(problems)

    def close(self) -> None:
        """Ends the workers; nothing more is given."""
        self._events.close()

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Ends the workers."""
        self.close()

    def __reduce__(self) -> tuple[Any, ...]:
        """What is left."""
        return BattleIterator, (*self._arguments, self._mark, max(self._given, self._left_out))
