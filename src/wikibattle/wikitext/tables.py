"""Wikitables as rows of cells, each with its inline text.

The skeleton has masked links, templates and tags before, so that a bar in one of them parts
nothing. A table within a cell is left out. One pass over the lines; sizes are bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from wikibattle.wikitext.calls import nodes_in
from wikibattle.wikitext.inline import Inline
from wikibattle.wikitext.renderer import TABLE_LINE, TABLE_START, Renderer
from wikibattle.wikitext.skeleton import Node

MOST_TABLES = 100
MOST_CELLS = 5_000  # of one range of the page
MOST_COLUMNS = 40
MOST_ROWS_SPANNED = 200
_SPAN = re.compile(r"\b(?P<way>row|col)span\s*+=\s*+(?:[\"']\s*+)?(?P<number>\d{1,3})", re.IGNORECASE)


@dataclass(slots=True, eq=False)
class Cell:
    """A cell; `start`, `end` of what it holds, in the source. `rows`, `columns`: how many it spans."""

    start: int
    end: int
    is_header: bool
    rows: int = 1
    columns: int = 1


@dataclass(slots=True)
class Table:
    """A table of the page; every row holds its own cells, from left to right."""

    start: int
    end: int
    rows: list[list[Cell]] = field(default_factory=list)

    def grid(self) -> list[list[Cell]]:
        """The rows with each cell in every place that it spans: a cell that spans two rows is in both."""
        held: dict[int, tuple[Cell, int]] = {}  # by column: a cell of a row above, rows it still spans
        grid: list[list[Cell]] = []
        for row in filter(None, self.rows):
            places: list[Cell] = []
            cells = iter(row)
            while len(places) < MOST_COLUMNS:
                column = len(places)
                if column in held:
                    cell, left = held.pop(column)
                    if left > 1:
                        held[column] = cell, left - 1
                    places.append(cell)
                    continue
                fresh = next(cells, None)
                if fresh is None:
                    break
                for at in range(column, min(column + fresh.columns, MOST_COLUMNS)):
                    places.append(fresh)
                    if fresh.rows > 1:
                        held[at] = fresh, fresh.rows - 1
            grid.append(places)
        return grid


def read_tables(renderer: Renderer, start: int, end: int) -> list[Table]:
    """The outermost tables of text[start:end] of the page, in order, with their own cells."""
    nodes = nodes_in(renderer.document.nodes, start, end)
    return _TableReader(renderer, nodes).read(start, end)


def cell_text(renderer: Renderer, cell: Cell) -> Inline:
    """What a cell shows."""
    nodes = nodes_in(renderer.document.nodes, cell.start, cell.end)
    return renderer.inline(cell.start, cell.end, nodes)


class _TableReader:
    """Goes through the lines of a range once."""

    def __init__(self, renderer: Renderer, nodes: Sequence[Node]) -> None:
        self._renderer = renderer
        self._nodes = nodes
        self._tables: list[Table] = []
        self._depth = 0
        self._count = 0

    def read(self, start: int, end: int) -> list[Table]:
        at = start
        for line in self._renderer.masked(start, end, self._nodes).split("\n"):
            self._line(line, at)
            at += len(line) + 1
            if self._count > MOST_CELLS or len(self._tables) > MOST_TABLES:
                break
        if self._depth and self._tables:
            self._tables[-1].end = end
        return [table for table in self._tables if any(table.rows)]

    def _line(self, line: str, at: int) -> None:
        found = TABLE_LINE.match(line) if self._depth else None
        if TABLE_START.match(line):
            self._depth += 1
            if self._depth == 1:
                self._tables.append(Table(at, at + len(line), [[]]))
        elif found is not None and found[1] == "|}":
            self._depth -= 1
            if not self._depth:
                self._tables[-1].end = at + found.end()
        elif self._depth == 1:
            self._own_line(line, at, found)

    def _own_line(self, line: str, at: int, found: re.Match[str] | None) -> None:
        """A line of an outermost table: a row, cells, a caption, or what goes on a cell."""
        rows = self._tables[-1].rows
        if found is None:
            if rows[-1] and line.strip():
                rows[-1][-1].end = at + len(line)
        elif found[1] == "|-":
            rows.append([])
        elif found[1] in {"|", "!"}:
            for cell in self._cells(line, at, found):
                self._count += 1
                rows[-1].append(cell)

    def _cells(self, line: str, at: int, found: re.Match[str]) -> Iterator[Cell]:
        is_header = found[1] == "!"
        begin = found.end()
        separator = re.compile(r"\|\||!!" if is_header else r"\|\|")
        for sign in (*separator.finditer(line, begin), None):
            end = sign.start() if sign else len(line)
            bar = line.find("|", begin, end)
            cell = Cell(at + (bar + 1 if bar >= 0 else begin), at + end, is_header)
            for span in _SPAN.finditer(line, begin, bar) if bar >= 0 else ():
                if span["way"].lower() == "row":
                    cell.rows = min(max(int(span["number"]), 1), MOST_ROWS_SPANNED)
                else:
                    cell.columns = min(max(int(span["number"]), 1), MOST_COLUMNS)
            yield cell
            begin = sign.end() if sign else end
