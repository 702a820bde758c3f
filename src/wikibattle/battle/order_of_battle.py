"""The order of battle: lists and tables of the sections that are one, as formations.

Running text is passed over; what is read are list items, the bold lines and headings over them, and
tables. A line stands under the last one of a lower level in its list; of a table's columns of
units, each stands under the one to its left, and a column of commanders leads the units beside it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from wikibattle.model import Commander, Formation, OrderOfBattle
from wikibattle.packs import Pack
from wikibattle.packs.lexicon import is_unspaced, shadow
from wikibattle.reading.layout import EDGES
from wikibattle.reading.people import read_commanders
from wikibattle.reading.unit_lines import LONGEST_LINE, UnitLine, read_unit_line
from wikibattle.wikitext import Inline
from wikibattle.wikitext.renderer import Renderer
from wikibattle.wikitext.sections import Body
from wikibattle.wikitext.tables import Cell, Table, cell_text, read_tables

_MOST_LINES = 1_500  # of one article
_DEEPEST = 12
_LONGEST_PLAIN = 60  # signs of a line that names no size and yet a unit
_LONGEST_HEAD = 120
_FIGURE = re.compile(r"\d")
_COMMON_WORD = re.compile(r"\b[^\W\d_A-Z][^\W\d_]{3,}")
_MOST_COMMON_WORDS = 5
_MOST_SIGNS = 20  # of a script without spaces
_MOST_LEFT = 3

#: Which side a text names, if it names one alone.
SideNamed = Callable[[Inline], int | None]


@dataclass(slots=True)
class _Node:
    """A formation while what stands under it is still being read."""

    formation: Formation
    below: list[_Node] = field(default_factory=list)

    def finished(self) -> Formation:
        """The formation with all that stands under it; of several levels on one line, under the last."""
        below = tuple(node.finished() for node in self.below)
        return _over(self.formation, below) if below else self.formation


def _over(formation: Formation, below: tuple[Formation, ...]) -> Formation:
    if formation.formations:
        last = _over(formation.formations[-1], below)
        return formation.model_copy(update={"formations": (*formation.formations[:-1], last)})
    return formation.model_copy(update={"formations": below})


def _led_by(formation: Formation, people: Sequence[Commander]) -> Formation:
    return formation.model_copy(update={"commanders": (*formation.commanders, *people)})


@dataclass(slots=True)
class _Group:
    """What stands under one heading; `open_`: the last node of each level of the list."""

    side: int | None
    title: str
    section: tuple[str, ...]
    span: tuple[int, int]
    roots: list[_Node] = field(default_factory=list)
    open_: list[tuple[int, _Node]] = field(default_factory=list)

    def add(self, level: int, line: UnitLine) -> None:
        """Puts the units of a line under the last line of a lower level; people lead the last unit."""
        if not line.formations:
            if line.commanders and self.open_:
                node = self.open_[-1][1]
                node.formation = _led_by(node.formation, line.commanders)
            return
        while self.open_ and self.open_[-1][0] >= level:
            self.open_.pop()
        nodes = [_Node(formation) for formation in line.formations]
        (self.open_[-1][1].below if self.open_ else self.roots).extend(nodes)
        if len(self.open_) < _DEEPEST:
            self.open_.append((level, nodes[-1]))

    def value(self) -> OrderOfBattle:
        return OrderOfBattle(
            side=self.side,
            title=self.title,
            section=self.section,
            formations=tuple(node.finished() for node in self.roots),
            span=self.span,
        )


def read_order_of_battle(
    bodies: Iterable[Body], renderer: Renderer, pack: Pack, side_named: SideNamed
) -> tuple[OrderOfBattle, ...]:
    """What the order-of-battle sections list, a value a heading, in order of place."""
    reader = _Reader(renderer, pack, side_named)
    for body in bodies:
        if any(pack.sections.order_pattern.search(shadow(title)) for title in body.path):
            reader.section(body)
    values = [group.value() for group in reader.groups if group.roots]
    return tuple(sorted(values, key=lambda value: value.span))


class _Reader:
    def __init__(self, renderer: Renderer, pack: Pack, side_named: SideNamed) -> None:
        self._renderer = renderer
        self._pack = pack
        self._side_named = side_named
        self._left = _MOST_LINES
        self.groups: list[_Group] = []

    def section(self, body: Body) -> None:
        """One section's own lists and tables."""
        tables = read_tables(self._renderer, *body.text.span)
        self._begin(body, body.path[-1], self._side_of(body.path))
        starts = [table.start for table in tables]
        lines = [(start, end) for start, end in body.text.lines() if start < end]
        items = {mark.start for mark in body.text.marks if mark.role == "item"}
        for at, (start, end) in enumerate(lines):
            over = at + 1 < len(lines) and lines[at + 1][0] in items
            place = body.text.source_span(start, end)[0]
            before = bisect_right(starts, place) - 1
            if before < 0 or place >= tables[before].end:
                self._line(body, start, min(end, start + LONGEST_LINE), over=over)
        for table in tables:
            self._table(body, table)

    def _side_of(self, path: Sequence[str]) -> int | None:
        """The side that a title names, or one above it in the section."""
        sides = (self._side_named(Inline.plain(title)) for title in reversed(path))
        return next((side for side in sides if side is not None), None)

    def _begin(self, body: Body, title: str, side: int | None, span: tuple[int, int] | None = None) -> _Group:
        group = _Group(side, title, body.path, span or body.text.span)
        self.groups.append(group)
        return group

    # --- lists

    def _line(self, body: Body, start: int, end: int, *, over: bool) -> None:
        """A line of the section outside its tables. `over`: the line below it is an item of a list."""
        items = body.text.marks_in(start, start, "item")
        prefix = items[-1].value or "*" if items else ""
        line = body.text.part(start, end)
        plain = not prefix and not _stands_out(line)
        heads = not plain and (not prefix or prefix.endswith(";"))
        if (plain and len(line.text) > _LONGEST_HEAD) or not self._spend():
            return
        read = read_unit_line(line, self._pack, below=bool(self.groups[-1].open_))
        if _is_prose(line.text, read) or (plain and not self._is_list(line, read, over=over)):
            return
        side = self._side_named(line)
        if heads and not _has_size(read.formations):
            self._head(body, line, side)
        elif prefix and side is not None and not _has_size(read.formations[:1]):
            self._side_line(body, line, side, len(prefix))
        elif heads or plain:
            self.groups[-1].add(0, read)
        elif _has_size(read.formations) or not read.formations or self._may_name(line):
            self.groups[-1].add(len(prefix), read)

    def _is_list(self, line: Inline, read: UnitLine, *, over: bool) -> bool:
        """Whether a line without any markup names units, and no sentence does."""
        if not _has_size(read.formations[:1]) or line.text.rstrip().endswith((".", "。")):
            return False
        return over or (is_unspaced(line.text.lstrip()[0]) and _unnamed(line.text, read) <= _MOST_LEFT)

    def _head(self, body: Body, line: Inline, side: int | None) -> None:
        title = line.text.strip(EDGES)
        self._begin(body, title, side if side is not None else self._side_of(body.path), line.span)

    def _side_line(self, body: Body, line: Inline, side: int, level: int) -> None:
        """A line that names a side, and perhaps its units behind a colon: 国军：第74师、第25师."""
        colon = re.search(r"[:：]", line.text)
        title = line.text[: colon.start()] if colon else line.text
        group = self._begin(body, title.strip(EDGES), side, line.span)
        if colon is not None:
            group.add(level, read_unit_line(line.part(colon.end(), len(line.text)), self._pack))

    def _may_name(self, line: Inline) -> bool:
        """Whether a line without a unit's size can name one: it is short, and under a unit or side."""
        group = self.groups[-1]
        short = len(line.text) <= _LONGEST_PLAIN and _FIGURE.search(line.text) is None
        return short and (bool(group.open_) or group.side is not None)

    def _spend(self) -> bool:
        self._left -= 1
        return self._left >= 0

    # --- tables

    def _table(self, body: Body, table: Table) -> None:
        """A table: columns of sides, each with a list, or rows of units with their commanders."""
        grid = table.grid()
        texts = {id(cell): cell_text(self._renderer, cell) for row in table.rows for cell in row}
        sides = _sides_of_columns(grid, texts, self._side_named)
        if sides:
            for column, (side, title) in sides.items():
                group = self._begin(body, title, side, (table.start, table.end))
                for cell in _once(row[column] for row in grid if column < len(row)):
                    if not cell.is_header:
                        self._cell(group, texts[id(cell)])
            return
        group = self._begin(body, body.path[-1], self._side_of(body.path), (table.start, table.end))
        self._rows(body, group, grid, texts)

    def _cell(self, group: _Group, text: Inline) -> None:
        """The lines of a cell that is a list."""
        for start, end in text.lines():
            if start < end and self._spend():
                items = text.marks_in(start, start, "item")
                read = read_unit_line(text.part(start, end), self._pack, below=bool(group.open_))
                if _has_size(read.formations) or not read.formations or group.open_:
                    group.add(len(items[-1].value or "*") if items else 0, read)

    def _rows(
        self, body: Body, group: _Group, grid: Sequence[Sequence[Cell]], texts: dict[int, Inline]
    ) -> None:
        """Rows of units: the further right, the lower; a cell that spans rows is over all of them."""
        heads = grid[0] if grid and all(cell.is_header for cell in grid[0]) else []
        leads = {
            column for column, cell in enumerate(heads) if self._pack.sections.leads(texts[id(cell)].text)
        }
        nodes: dict[int, _Node] = {}
        for row in grid[1:] if heads else grid:
            side = self._side_named(texts[id(row[0])]) if _is_one(row) else None
            if side is not None:
                group = self._begin(body, texts[id(row[0])].text.strip(EDGES), side, group.span)
                continue
            over: _Node | None = None
            waiting: tuple[Commander, ...] = ()
            for column, cell in enumerate(row):
                if cell in row[:column] or not self._spend():
                    continue
                if column in leads:
                    waiting = self._lead(over, texts[id(cell)], waiting)
                    continue
                known = nodes.get(id(cell))
                over = known or self._cell_node(group, over, texts[id(cell)]) or over
                if over is not None and known is None:
                    nodes[id(cell)] = over
                    over.formation, waiting = _led_by(over.formation, waiting), ()

    def _lead(
        self, node: _Node | None, text: Inline, waiting: tuple[Commander, ...]
    ) -> tuple[Commander, ...]:
        """Gives the people of a cell to the unit left of it; without one they wait for the next."""
        people = read_commanders(text, self._pack).value
        if node is None:
            return people
        fresh = [person for person in people if person not in node.formation.commanders]
        node.formation = _led_by(node.formation, fresh)
        return waiting

    def _cell_node(self, group: _Group, over: _Node | None, text: Inline) -> _Node | None:
        """The units of a cell, under the one to its left; None where it names none."""
        own = _Group(None, "", (), text.span)
        for start, end in text.lines():
            if start < end:
                items = text.marks_in(start, start, "item")
                level = len(items[-1].value or "*") if items else 0
                line = text.part(start, end)
                own.add(level, read_unit_line(line, self._pack, below=bool(own.open_)))
        sized = [node for node in own.roots if node.below or _has_size((node.formation,))]
        kept = own.roots if over is not None and sized else sized
        (over.below if over is not None else group.roots).extend(kept)
        return kept[-1] if kept else None


def _stands_out(line: Inline) -> bool:
    """Whether a short line begins with bold or italic words."""
    marks = [mark for mark in line.marks_in(0, len(line.text)) if mark.role in {"bold", "italic"}]
    return bool(marks) and not line.text[: marks[0].start].strip() and len(line.text) <= _LONGEST_HEAD


def _is_prose(text: str, read: UnitLine) -> bool:
    """Whether a line tells a story: it has many words that name no unit and nobody."""
    if len(_COMMON_WORD.findall(text)) > _MOST_COMMON_WORDS:
        return True
    return _unnamed(text, read) > _MOST_SIGNS


def _unnamed(text: str, read: UnitLine) -> int:
    """How many signs of a script without spaces are of no unit and nobody."""
    named = sum(_length(formation) for formation in read.formations)
    named += sum(_person_length(person) for person in read.commanders)
    return sum(map(is_unspaced, text)) - named


def _length(formation: Formation) -> int:
    people = sum(map(_person_length, formation.commanders))
    return len(formation.name) + people + sum(map(_length, formation.formations))


def _person_length(person: Commander) -> int:
    return len(person.name) + len(person.rank or "") + len(person.role or "")


def _is_one(row: Sequence[Cell]) -> bool:
    """Whether one cell is all there is in a row."""
    return all(cell is row[0] for cell in row)


def _has_size(formations: Sequence[Formation]) -> bool:
    return any(formation.echelon is not None for formation in formations)


def _once(cells: Iterable[Cell]) -> Iterator[Cell]:
    seen: set[int] = set()
    for cell in cells:
        if id(cell) not in seen:
            seen.add(id(cell))
            yield cell


def _sides_of_columns(
    grid: Sequence[Sequence[Cell]], texts: dict[int, Inline], side_named: SideNamed
) -> dict[int, tuple[int, str]]:
    """By column: the side that its head names, and the head's words; nothing unless two do."""
    if not grid:
        return {}
    found: dict[int, tuple[int, str]] = {}
    for column, cell in enumerate(grid[0]):
        side = side_named(texts[id(cell)])
        if side is not None and cell not in grid[0][:column]:
            found[column] = side, texts[id(cell)].text.strip(EDGES)
    return found if len({side for side, _ in found.values()}) > 1 else {}
