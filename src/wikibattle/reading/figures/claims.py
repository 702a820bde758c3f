"""Who says so: the claims in a line, and the figures each speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wikibattle.reading.figures.clauses import (
    COLONS,
    COMMA_SIGNS,
    LIST_SIGNS,
    STRONG_SIGNS,
    Clause,
    Scope,
    is_title,
)
from wikibattle.reading.figures.items import Item
from wikibattle.reading.figures.tokens import Kind

_LONGEST = 80
_NAME_ENDS = (Kind.CLASS, Kind.ABOUT, Kind.OVER, Kind.UNDER, Kind.TOTAL, Kind.BETWEEN)
_PARTING_SIGNS = STRONG_SIGNS | COMMA_SIGNS | LIST_SIGNS | COLONS


@dataclass(slots=True, frozen=True)
class Claim:
    """Where the words stand that say whose figure it is."""

    start: int
    end: int


@dataclass(slots=True, frozen=True)
class Phrase:
    """A claim, and the index of its first and its last item in its scope."""

    claim: Claim
    first: int
    last: int
    in_clause: bool = False  # it speaks of its own clause alone: 号称


def read_claims(scopes: Sequence[Scope], clauses: Sequence[Clause], text: str) -> dict[int, Claim]:
    """The claims that figures are part of, by index of the figure. `clauses`: those of the line."""
    numbers = {id(clause): at for at, clause in enumerate(clauses)}
    by_scope: dict[int, list[Clause]] = {}
    for clause in clauses:
        by_scope.setdefault(id(clause.scope), []).append(clause)
    found: dict[int, Claim] = {}
    for scope in scopes:
        phrases = list(claim_phrases(scope, text))
        own = by_scope.get(id(scope), ())
        for clause, claim in _spoken_of(scope, own, phrases):
            found.setdefault(numbers[id(clause)], claim)
        anchor = numbers.get(id(scope.anchor)) if scope.is_bracket and not own else None
        rival = bool(phrases) and scope.items[phrases[0].first].has(Kind.RIVAL)  # 一说 is of another figure
        aside = phrases[0].claim if phrases and not rival else _authority(scope)
        if anchor is not None and aside is not None:
            found.setdefault(anchor, aside)
    for at, clause in enumerate(clauses):  # a breakdown is by whoever gives the whole
        whole = numbers.get(id(clause.scope.anchor), at)
        if whole in found:
            found.setdefault(at, found[whole])
    return found


def claim_phrases(scope: Scope, text: str) -> Iterator[Phrase]:
    """The claims of one scope, in order."""
    items = scope.items
    parted = scope.start  # end of the last item that parts names from each other
    at = 0
    while at < len(items):
        item = items[at]
        led = _led(scope, at, text) if item.has(Kind.CLAIM_LEAD) else None
        named = item.has(Kind.CLAIM_MARK) and any(char.isalnum() for char in text[parted : item.start])
        if led is not None:
            yield led
            at, parted = led.last, led.claim.end
        elif item.has(Kind.CLAIM, Kind.RIVAL) and not named:
            yield Phrase(Claim(item.start, item.end), at, at, in_clause=True)
            parted = item.end
        elif item.has(Kind.CLAIM_MARK):
            first, at = at, _last_mark(items, at, text)
            if items[at].end - parted <= _LONGEST:
                yield Phrase(_stripped(parted, items[at].end, text), first, at)
            parted = items[at].end
        elif item.figure is not None or item.sign in _PARTING_SIGNS:
            parted = item.end
        at += 1


def _last_mark(items: Sequence[Item], at: int, text: str) -> int:
    """The last of the marks in a row: 资料统计."""
    while at + 1 < len(items) and items[at + 1].has(Kind.CLAIM_MARK):
        if text[items[at].end : items[at + 1].start].strip():
            break
        at += 1
    return at


def _led(scope: Scope, at: int, text: str) -> Phrase | None:
    """The name behind "according to", up to the mark or the word that ends it."""
    start, end, last = scope.items[at].end, scope.end, at
    for index in range(at + 1, len(scope.items)):
        item = scope.items[index]
        if item.figure is not None or item.sign in _PARTING_SIGNS or item.has(*_NAME_ENDS):
            end = item.start
            break
        last = index
        if item.has(Kind.CLAIM_MARK):
            end = item.end
            break
    claim = _stripped(start, min(end, start + _LONGEST), text)
    return Phrase(claim, at, last) if claim.start < claim.end else None


def _stripped(start: int, end: int, text: str) -> Claim:
    words = text[start:end]
    return Claim(start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip()))


def _authority(scope: Scope) -> Claim | None:
    """A writer or a title alone in a bracket: (Herodotus), （《三国志》）."""
    for item in scope.items:
        if item.has(Kind.AUTHORITY) or is_title(item):
            return Claim(item.start, item.end)
    return None


def _spoken_of(
    scope: Scope, clauses: Sequence[Clause], phrases: Sequence[Phrase]
) -> Iterator[tuple[Clause, Claim]]:
    """The figures behind a claim, up to the next one or the end of its clause; else the one before it."""
    following = 0
    for number, phrase in enumerate(phrases):
        limit = phrases[number + 1].first if number + 1 < len(phrases) else len(scope.items)
        while following < len(clauses) and clauses[following].position < phrase.first:
            following += 1
        behind = scope.items[phrase.last + 1] if phrase.last + 1 < len(scope.items) else None
        colon = behind is not None and behind.sign in COLONS
        ends = STRONG_SIGNS | COMMA_SIGNS if phrase.in_clause else STRONG_SIGNS
        at, position = following, phrase.last
        while at < len(clauses) and clauses[at].position < limit:
            if not colon and _parted(scope, position, clauses[at].position, ends):
                break
            yield clauses[at], phrase.claim
            position = clauses[at].position
            at += 1
        before = clauses[following - 1] if following and at == following and not colon else None
        if before is not None and not _parted(scope, before.position, phrase.first, STRONG_SIGNS):
            yield before, phrase.claim


def _parted(scope: Scope, start: int, end: int, signs: frozenset[str]) -> bool:
    """Whether one of the signs stands between two items."""
    return any(scope.items[at].sign in signs for at in range(start + 1, end))
