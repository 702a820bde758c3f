"""What stands around each figure of a line: the words before it and behind it that speak of it.

A line is cut into brackets, each a `Scope` that speaks of the figure before it. Between two figures
the words go to the one they are written with: "500 killed, 300 wounded", 阵亡500人，受伤300人.
"""

from __future__ import annotations

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


@dataclass(slots=True)
class Scope:
    """The items of a line, or of one of its brackets; `anchor` is the figure a bracket follows."""

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


def read_scopes(items: Sequence[Item]) -> list[Scope]:
    """The line and its brackets, each before those inside it. What is in 《》 is a title, no words."""
    root = Scope()
    scopes, open_ = [root], [root]
    for item in _without_titles(items):
        scope = open_[-1]
        sign = item.sign()
        if sign and sign in OPENERS:
            inner = Scope(is_bracket=True)
            scope.children[len(scope.items)] = inner
            scope.items.append(item)
            scopes.append(inner)
            open_.append(inner)
        elif sign and sign in CLOSERS:
            if len(open_) > 1:
                open_.pop()
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


def read_clauses(scopes: Sequence[Scope], text: str) -> list[Clause]:
    """The figures of a line in order of the text, each with its words."""
    clauses: list[Clause] = []
    for scope in scopes:
        own = [
            Clause(item, item.figure, scope, at) for at, item in enumerate(scope.items) if item.figure is not None
        ]
        _share_out(own, scope, text)
        for at, inner in scope.children.items():
            anchors = [clause for clause in own if clause.position < at]
            inner.anchor = anchors[-1] if anchors else scope.anchor
            if anchors and not any(_is_strong(item) for item in scope.items[anchors[-1].position + 1 : at]):
                anchors[-1].brackets.append(inner)
        clauses += own
    clauses.sort(key=lambda clause: clause.figure.start)
    return clauses


def _share_out(clauses: list[Clause], scope: Scope, text: str) -> None:
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
    del text


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
    while at > first:
        item = items[at - 1]
        sign = item.sign()
        if sign and (sign in STRONG_SIGNS or sign in OPENERS):
            return at
        after = items[at] if at < position else None
        before = items[at - 2] if at - 2 >= first else None
        if sign and sign in COMMA_SIGNS and not _joins(before, after, sign):
            return at
        if (sign and sign in LIST_SIGNS) or item.has(Kind.AND, Kind.OR):
            if not _joins(before, after, sign):
                return at
        elif item.has(Kind.BREAK) and at < position and not is_unspaced(item.token.text[0] if item.token else ""):
            return at
        at -= 1
    return first


def _joins(before: Item | None, after: Item | None, sign: str) -> bool:
    """Whether a mark joins two words for one figure: killed and wounded; 坦克、装甲车."""
    if before is None or after is None:
        return False
    for kind in (Kind.CLASS, Kind.NOUN):
        if before.has(kind) and after.has(kind):
            return sign not in COMMA_SIGNS
    return False


def _last_joiner(items: Sequence[Item], first: int, position: int) -> int | None:
    for at in range(position - 1, first - 1, -1):
        if items[at].has(Kind.AND, Kind.OR) or items[at].sign() in LIST_SIGNS and items[at].sign():
            return at
    return None


def _is_strong(item: Item) -> bool:
    return item.figure is not None or (item.sign() in STRONG_SIGNS and bool(item.sign()))
