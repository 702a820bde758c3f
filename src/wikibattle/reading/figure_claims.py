"""Who says so: the claims in a line, and the figures each speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wikibattle.reading.figure_clauses import COLONS, COMMA_SIGNS, LIST_SIGNS, STRONG_SIGNS, Clause, Scope
from wikibattle.reading.figure_tokens import Kind
from wikibattle.reading.figures import Item

_LONGEST = 80
_ENDS = (Kind.CLASS, Kind.ABOUT, Kind.OVER, Kind.UNDER, Kind.TOTAL, Kind.BETWEEN)


@dataclass(slots=True, frozen=True)
class Claim:
    """The words that say whose figure it is."""

    start: int
    end: int


@dataclass(slots=True, frozen=True)
class _Phrase:
    claim: Claim
    first: int  # index of its first and its last item in the scope
    last: int
    whole: bool  # a word like 号称, which speaks of its clause alone


def read_claims(scopes: Sequence[Scope], clauses: Sequence[Clause], text: str) -> Iterator[tuple[int, Claim]]:
    """(index of a figure, the claim it is part of) for the figures of a line."""
    number = {id(clause): at for at, clause in enumerate(clauses)}
    found: dict[int, Claim] = {}
    by_scope: dict[int, list[Clause]] = {}
    for clause in clauses:
        by_scope.setdefault(id(clause.scope), []).append(clause)
    for scope in scopes:
        own = by_scope.get(id(scope), [])
        phrases = list(claim_phrases(scope, text))
        if own:
            for clause, claim in _spoken_of(scope, own, phrases):
                found.setdefault(number[id(clause)], claim)
        elif scope.is_bracket and scope.anchor is not None and id(scope.anchor) in number:
            claim = phrases[0].claim if phrases else _authority(scope)
            if claim is not None:
                found.setdefault(number[id(scope.anchor)], claim)
    for at, clause in enumerate(clauses):
        anchor = clause.scope.anchor if clause.scope.is_bracket else None
        if at not in found and anchor is not None and number.get(id(anchor)) in found:
            found[at] = found[number[id(anchor)]]
    yield from found.items()


def claim_phrases(scope: Scope, text: str) -> Iterator[_Phrase]:
    """The claims of one scope, in order."""
    last = scope.start
    at = 0
    while at < len(scope.items):
        item = scope.items[at]
        named = item.has(Kind.CLAIM_MARK) and any(char.isalnum() for char in text[last : item.start])
        if item.has(Kind.CLAIM, Kind.RIVAL) and not named:
            yield _Phrase(Claim(item.start, item.end), at, at, whole=True)
            last = item.end
        elif item.has(Kind.CLAIM_LEAD) and (phrase := _led(scope, at, text)) is not None:
            yield phrase
            at = phrase.last
            last = phrase.claim.end
        elif item.has(Kind.CLAIM_MARK):
            first = at
            while at + 1 < len(scope.items) and scope.items[at + 1].has(Kind.CLAIM_MARK) and not text[scope.items[at].end : scope.items[at + 1].start].strip():
                at += 1
            end = scope.items[at].end
            if end - last <= _LONGEST:
                yield _Phrase(_stripped(last, end, text), first, at, whole=False)
            last = end
        elif item.figure is not None or _parts(item):
            last = item.end
        at += 1


def _led(scope: Scope, at: int, text: str) -> _Phrase | None:
    """The name behind "according to", up to the mark or word that ends it."""
    start = scope.items[at].end
    end, index = scope.end, at
    for index in range(at + 1, len(scope.items)):
        item = scope.items[index]
        if item.has(Kind.CLAIM_MARK):
            end = item.end
            break
        if item.figure is not None or _parts(item) or item.has(*_ENDS):
            end, index = item.start, index - 1
            break
    claim = _stripped(start, min(end, start + _LONGEST), text)
    return _Phrase(claim, at, index, whole=False) if claim.start < claim.end else None


def _stripped(start: int, end: int, text: str) -> Claim:
    words = text[start:end]
    return Claim(start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip()))


def _parts(item: Item) -> bool:
    sign = item.sign()
    return bool(sign) and (sign in STRONG_SIGNS or sign in COMMA_SIGNS or sign in LIST_SIGNS or sign in COLONS)


def _authority(scope: Scope) -> Claim | None:
    """A writer or a title alone in a bracket: (Herodotus), （《三国志》）."""
    for item in scope.items:
        if item.has(Kind.AUTHORITY) or (item.blank and item.token is not None and item.token.text == "《"):
            return Claim(item.start, item.end)
    return None


def _spoken_of(
    scope: Scope, clauses: Sequence[Clause], phrases: Sequence[_Phrase]
) -> Iterator[tuple[Clause, Claim]]:
    """The figures behind a claim, up to the next one or the end of its clause; else the one before it."""
    following = 0
    for number, phrase in enumerate(phrases):
        limit = phrases[number + 1].first if number + 1 < len(phrases) else len(scope.items)
        while following < len(clauses) and clauses[following].position < phrase.first:
            following += 1
        behind = scope.items[phrase.last + 1] if phrase.last + 1 < len(scope.items) else None
        colon = behind is not None and behind.sign() in COLONS and bool(behind.sign())
        at, spoken = following, False
        position = phrase.last
        while at < len(clauses) and clauses[at].position < limit:
            between = scope.items[position + 1 : clauses[at].position]
            if not colon and any(_ends_clause(item, whole=phrase.whole) for item in between):
                break
            yield clauses[at], phrase.claim
            position, spoken = clauses[at].position, True
            at += 1
        if not spoken and following and not colon:
            before = clauses[following - 1]
            if not any(_ends_clause(item, whole=False) for item in scope.items[before.position + 1 : phrase.first]):
                yield before, phrase.claim


def _ends_clause(item: Item, *, whole: bool) -> bool:
    sign = item.sign()
    return bool(sign) and (sign in STRONG_SIGNS or (whole and sign in COMMA_SIGNS))
