"""What stands around each figure of a line: the words before it and behind it that speak of it.

A line is cut into brackets, each a `Scope` that speaks of the figure before it. Between two figures
the words go to the one they are written with: "500 killed, 300 wounded", 阵亡500人，受伤300人.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from wikibattle.packs.lexicon import is_unspaced
from wikibattle.reading.figure_tokens import Kind
from wikibattle.reading.figures import Figure, Item

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

    start: int = 0
    end: int = 0
    items: list[Item] = field(default_factory=list)
    children: dict[int, Scope] = field(default_factory=dict)  # by index of the item that opens it
    anchor: Clause | None = None
    is_bracket: bool = False


@dataclass(slots=True)
class Clause:
    """A figure with the items before it (`head`, in order) and behind it (`tail`) that speak of it."""

    item: Item
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
        sign = item.sign()
        if sign and sign in OPENERS:
            inner = Scope(item.end, end, is_bracket=True)
            scope.children[len(scope.items)] = inner
            scope.items.append(item)
            scopes.append(inner)
            open_.append(inner)
        elif sign and sign in CLOSERS:
            if len(open_) > 1:
                open_.pop().end = item.start
        else:
            scope.items.append(item)
    return scopes


def _without_titles(items: Sequence[Item]) -> list[Item]:
    kept: list[Item] = []
    opened: Item | None = None
    inside: list[Item] = []
    for item in items:
        sign = item.sign()
        if opened is None and sign == "《":
            opened, inside = item, []
        elif opened is not None and sign == "》":
            kept.append(Item(opened.start, item.end, token=opened.token, blank=True))
            opened = None
        elif opened is not None:
            inside.append(item)
        else:
            kept.append(item)
    return kept + inside if opened is not None else kept


def read_clauses(scopes: Sequence[Scope]) -> list[Clause]:
    """The figures of a line in order of the text, each with its words."""
    clauses: list[Clause] = []
    for scope in scopes:
        own = [
            Clause(item, item.figure, scope, at) for at, item in enumerate(scope.items) if item.figure is not None
        ]
        _share_out(own, scope)
        positions = [clause.position for clause in own]
        for at, inner in scope.children.items():
            index = bisect_left(positions, at) - 1
            inner.anchor = own[index] if index >= 0 else scope.anchor
            if index >= 0 and at - positions[index] <= _NEAR:
                if not any(map(_is_strong, scope.items[positions[index] + 1 : at])):
                    own[index].brackets.append(inner)
        clauses += own
    clauses.sort(key=lambda clause: clause.figure.start)
    return clauses


def _share_out(clauses: list[Clause], scope: Scope) -> None:
    """Gives every item between two figures to one of them."""
    items = scope.items
    previous: Clause | None = None
    for number, clause in enumerate(clauses):
        first = previous.position + 1 if previous else 0
        split = _head_start(items, first, clause.position)
        if previous is not None and split == first and first < clause.position:
            last_joiner = _last_joiner(items, first, clause.position)
            following = items[clause.position + 1 :] if number + 1 == len(clauses) else items[
                clause.position + 1 : clauses[number + 1].position
            ]
            if last_joiner is None:
                split = first if _speaks_before(previous) else clause.position
            elif _names_itself(following):
                split = clause.position
            else:
                split = last_joiner + 1
        clause.head = items[split : clause.position]
        if previous is not None:
            previous.tail = items[first:split]
        previous = clause
    if previous is not None:
        previous.tail = items[previous.position + 1 :]


def _speaks_before(clause: Clause) -> bool:
    """Whether a figure's words stand before it: 阵亡500人."""
    return any(item.has(Kind.CLASS, Kind.NOUN) for item in clause.head)


def _names_itself(items: Sequence[Item]) -> bool:
    """Whether a class stands right behind a figure."""
    for item in items:
        if item.has(Kind.CLASS):
            return True
        if item.token is not None and item.token.kind == "sign" or item.has(Kind.AND, Kind.OR, Kind.BREAK):
            return False
    return False


def _head_start(items: Sequence[Item], first: int, position: int) -> int:
    """Where the words before a figure begin: back to the last mark that parts them from others."""
    at = position
    colon = False
    while at > first:
        item = items[at - 1]
        sign = item.sign()
        colon |= sign == ":"
        if sign and (sign in STRONG_SIGNS or sign in OPENERS):
            return at
        after = items[at] if at < position else None
        before = items[at - 2] if at - 2 >= first else None
        if sign and sign in COMMA_SIGNS and (first or not _joins(before, after)):
            return at
        if (sign and sign in LIST_SIGNS) or item.has(Kind.AND, Kind.OR):
            if not _joins(before, after):
                return at
        elif not colon and at < position and item.token is not None and item.has(Kind.BREAK):
            if not is_unspaced(item.token.text[0]):
                return at
        at -= 1
    return first


def _joins(before: Item | None, after: Item | None) -> bool:
    """Whether a mark joins two words for one figure: killed and wounded; 坦克、装甲车."""
    if before is None or after is None:
        return False
    return any(before.has(kind) and after.has(kind) for kind in (Kind.CLASS, Kind.NOUN))


def _last_joiner(items: Sequence[Item], first: int, position: int) -> int | None:
    for at in range(position - 1, first - 1, -1):
        if items[at].has(Kind.AND, Kind.OR) or items[at].sign() in LIST_SIGNS and items[at].sign():
            return at
    return None


def _is_strong(item: Item) -> bool:
    return item.figure is not None or (item.sign() in STRONG_SIGNS and bool(item.sign()))
