"""Runs of apostrophes in a line: bold, italic, or apostrophes, as MediaWiki decides.

https://www.mediawiki.org/wiki/Help:Formatting; the cases of unbalanced runs follow the behaviour
of MediaWiki's parser, which settles them line by line.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_RUN = re.compile(r"'{2,}")


class QuoteRun(NamedTuple):
    """A run of apostrophes: those from `start` are shown, those from `markup` to `end` are markup."""

    start: int
    markup: int
    end: int

    @property
    def bold(self) -> bool:
        """Whether bold begins or ends here."""
        return self.end - self.markup in {3, 5}

    @property
    def italic(self) -> bool:
        """Whether italic begins or ends here."""
        return self.end - self.markup in {2, 5}


def quote_runs(line: str) -> list[QuoteRun]:
    """The runs of one line. Four show one apostrophe, more than five show all but five."""
    runs = []
    for found in _RUN.finditer(line):
        start, end = found.span()
        width = end - start
        runs.append(QuoteRun(start, end - (3 if width == 4 else min(width, 5)), end))
    if sum(run.bold for run in runs) % 2 and sum(run.italic for run in runs) % 2:
        _rebalance(line, runs)
    return runs


def _rebalance(line: str, runs: list[QuoteRun]) -> None:
    """Both odd: one run of three is an apostrophe and an italic sign, by the letters before it."""
    space = single = multi = -1
    for index, run in enumerate(runs):
        if run.end - run.markup != 3:
            continue
        before = line[runs[index - 1].end if index else 0 : run.markup]
        if before[-1:] == " ":
            space = index if space < 0 else space
        elif before[-2:-1] == " ":
            single = index
            break
        else:
            multi = index if multi < 0 else multi
    chosen = next((index for index in (single, multi, space) if index >= 0), -1)
    if chosen >= 0:
        run = runs[chosen]
        runs[chosen] = QuoteRun(run.start, run.markup + 1, run.end)
