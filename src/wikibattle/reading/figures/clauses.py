"""What stands around each figure of a line: the words before it and behind it that speak of it.

A line is cut into brackets, each a `Scope` that speaks of the figure before it. Between two figures
the words go to the one they are written with: "500 killed, 300 wounded", 阵亡500人，受伤300人.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from wikibattle.reading.figures.items import Figure, Item
from wikibattle.reading.figures.tokens import Kind

OPENERS = frozenset("([{【〔")
CLOSERS = frozenset(")]}】〕")
STRONG_SIGNS = frozenset(";。.!•·|●■※▪‧*\n\t")
COMMA_SIGNS = frozenset(",，")
LIST_SIGNS = frozenset("、/&")
COLONS = frozenset(":")
DASHES = frozenset("-–—―")
_NEAR = 16  # items between a figure and the bracket that speaks of it


@dataclass(slots=True)
class Scope:
    """The items of a line, or of one of its brackets; `anchor` is the figure a bracket follows."""

    start: int
    end: int
    is_bracket: bool = False
    items: list[Item] = field(default_factory=list)
    inner: list[tuple[int, Scope]] = field(default_factory=list)  # (index of the item that opens it, scope)
    anchor: Clause | None = None
    lead: Sequence[Item] = ()  # the words before a bracket that follows no figure: 死伤过半（约25万人）

    @property
    def counts(self) -> bool:
        """Whether it has a figure of its own."""
        return any(item.figure is not None for item in self.items)


@dataclass(slots=True)
class Clause:
    """A figure with the items before it (`head`, in order) and behind it (`tail`) that speak of it."""

    figure: Figure
    scope: Scope
    position: int
    head: list[Item] = field(default_factory=list)
    tail: list[Item] = field(default_factory=list)
    brackets: list[Scope] = field(default_factory=list)


def read_scopes(items: Sequence[Item], start: int, end: int) -> list[Scope]:
    """The line at [start, end) and its brackets, each before those in it. 《》 holds a title, no words."""
    root = Scope(start, end)
    scopes, open_ = [root], [root]
    for item in _without_titles(items):
        scope = open_[-1]
        if item.sign in OPENERS:
            inner = Scope(item.end, end, is_bracket=True)
            scope.inner.append((len(scope.items), inner))
            scope.items.append(item)
            scopes.append(inner)
            open_.append(inner)
        elif item.sign in CLOSERS:
            if len(open_) > 1:
                inner = open_.pop()
                inner.end = item.start
                if not inner.counts:
                    open_[-1].items[-1].aside = inner.items
        else:
            scope.items.append(item)
    return scopes


def _without_titles(items: Sequence[Item]) -> list[Item]:
    """The items with every title in 《》 as one blank."""
    kept: list[Item] = []
    title: list[Item] = []
    for item in items:
        if title and item.sign == "》":
            kept.append(Item(title[0].start, item.end, token=title[0].token, blank=True))
            title = []
        elif title or item.sign == "《":
            title.append(item)
        else:
            kept.append(item)
    return kept + title[1:]


def is_title(item: Item) -> bool:
    """Whether an item is a title in 《》."""
    return item.blank and item.sign == "《"


def read_clauses(scopes: Sequence[Scope]) -> list[Clause]:
    """The figures of a line in order of the text, each with its words."""
    clauses: list[Clause] = []
    for scope in scopes:
        own = [
            Clause(item.figure, scope, at) for at, item in enumerate(scope.items) if item.figure is not None
        ]
        _share_out(own, scope.items)
        positions = [clause.position for clause in own]
        for at, inner in scope.inner:
            index = bisect_left(positions, at) - 1
            inner.anchor = own[index] if index >= 0 else scope.anchor
            if index < 0:
                inner.lead = scope.items[_head_start(scope.items, 0, at) : at]
            if index >= 0 and _speaks_of(scope.items, positions[index], at):
                own[index].brackets.append(inner)
        clauses += own
    clauses.sort(key=lambda clause: clause.figure.start)
    return clauses


def _speaks_of(items: Sequence[Item], position: int, at: int) -> bool:
    """Whether the bracket at an index is near enough to a figure, with no end of a sentence between."""
    between = items[position + 1 : at] if at - position <= _NEAR else ()
    return at - position <= _NEAR and not any(item.sign in STRONG_SIGNS for item in between)


def _share_out(clauses: list[Clause], items: list[Item]) -> None:
    """Gives every item between two figures to one of them."""
    previous: Clause | None = None
    ends = [clause.position for clause in clauses[1:]] + [len(items)]
    for clause, end in zip(clauses, ends, strict=False):
        first = previous.position + 1 if previous else 0
        split = _head_start(items, first, clause.position)
        opened = items[split].has(Kind.PART, Kind.RIVAL)
        if previous is not None and split == first < clause.position and not opened:
            split = _parting(items, previous, clause, end)
        clause.head = items[split : clause.position]
        if previous is not None:
            previous.tail = items[first:split]
        previous = clause
    if previous is not None:
        previous.tail = items[previous.position + 1 :]


def _parting(items: Sequence[Item], previous: Clause, clause: Clause, end: int) -> int:
    """Where the words between two figures part if no mark parts them."""
    first = previous.position + 1
    for at in range(clause.position - 1, first - 1, -1):
        if items[at].has(Kind.AND, Kind.OR) or items[at].sign in LIST_SIGNS:
            return clause.position if _names_itself(items, clause.position + 1, end) else at + 1
    if not any(item.has(Kind.CLASS, Kind.NOUN) for item in previous.head):
        return clause.position
    at = first  # what stands before one figure stands before the next: 阵亡500受伤300
    if not any(item.has(Kind.CLASS) for item in previous.head) and _names_itself(
        items, clause.position + 1, end
    ):
        while at < clause.position and items[at].has(Kind.CLASS):  # 警察3死12伤
            at += 1
    while at < clause.position and items[at].has(Kind.NOUN):
        if items[at].runs_on and previous.figure.weak is None:
            break
        at += 1
    return at


def _names_itself(items: Sequence[Item], start: int, end: int) -> bool:
    """Whether a class stands right behind a figure."""
    for at in range(start, end):
        if items[at].has(Kind.CLASS):
            return True
        if items[at].sign or items[at].has(Kind.AND, Kind.OR, Kind.BREAK):
            return False
    return False


def _head_start(items: Sequence[Item], first: int, position: int) -> int:
    """Where the words before a figure begin: back to the last mark that parts them from others."""
    colon = False
    for at in range(position, first, -1):
        item = items[at - 1]
        colon |= item.sign in COLONS
        if item.sign in STRONG_SIGNS or (item.sign in OPENERS and item.aside is None):
            return at
        if item.has(Kind.PART, Kind.RIVAL):
            return at - 1
        after = items[at] if at < position else None
        before = items[at - 2] if at - 2 >= first else None
        if item.sign in COMMA_SIGNS and (first or not _joins(before, after)):
            return at
        if (item.sign in LIST_SIGNS or item.has(Kind.AND, Kind.OR)) and not _joins(before, after):
            return at
        if item.has(Kind.BREAK) and after is not None and not colon and not item.runs_on:
            return at
    return first


def _joins(before: Item | None, after: Item | None) -> bool:
    """Whether a mark joins two words for one figure: killed and wounded; 坦克、装甲车."""
    if before is None or after is None:
        return False
    return any(before.has(kind) and after.has(kind) for kind in (Kind.CLASS, Kind.NOUN))
