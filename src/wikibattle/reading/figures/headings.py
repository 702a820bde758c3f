"""Lines without a figure that head those below them: "Killed:", 死伤者, "Aircraft", 国军统计：."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from wikibattle.model import LossClass, Unit
from wikibattle.reading.figures.claims import Claim, claim_phrases
from wikibattle.reading.figures.clauses import COLONS, OPENERS, Scope
from wikibattle.reading.figures.items import Item
from wikibattle.reading.figures.tokens import FORMATIONS, Kind

_LONGEST = 200


@dataclass(slots=True)
class Heading:
    """What a heading says of the figures below it."""

    classes: set[LossClass] = field(default_factory=set)
    unit: Unit | None = None
    claim: Claim | None = None
    as_of: tuple[int, int] | None = None
    in_brackets: bool = False
    refs: tuple[str, ...] = ()


def read_heading(
    text: str, scopes: Sequence[Scope], items: Sequence[Item], *, marked: bool
) -> Heading | None:
    """The heading that a line without figures is, or None. `scopes`: the line, then its brackets.

    A line is a heading if the markup says so, if it ends with a colon, or if it holds nothing but
    words for classes and units, or the name of a source.
    """
    line = scopes[0]
    if not items or line.end - line.start > _LONGEST:
        return Heading() if marked else None
    ends_with_colon = items[-1].sign in COLONS
    if any(item.has(Kind.NOTHING) for item in items) and not ends_with_colon:
        return None
    phrases = [phrase for scope in scopes for phrase in claim_phrases(scope, text)]
    named = any(scope.items and scope.items[-1].has(Kind.CLAIM_MARK) for scope in scopes)
    known = not _has_unlisted_words(text, line, items)
    says = any(item.has(Kind.CLASS, Kind.NOUN) for item in items)
    if not (marked or ends_with_colon or (phrases and named) or (known and says)):
        return None
    heading = Heading(claim=phrases[-1].claim if phrases else None, in_brackets=items[0].sign in OPENERS)
    for sense in (
        item.token.sense for item in items if item.token is not None and item.token.sense is not None
    ):
        heading.classes |= sense.classes
        if known and heading.unit is None and sense.unit not in {None, Unit.PEOPLE, *FORMATIONS}:
            heading.unit = sense.unit
    dates = [item for item in items if item.date]
    heading.as_of = (dates[0].start, dates[-1].end) if dates else None
    return heading


def _has_unlisted_words(text: str, scope: Scope, items: Sequence[Item]) -> bool:
    """Whether the line has words that are no tokens."""
    at = scope.start
    for item in items:
        if any(char.isalnum() for char in text[at : item.start]):
            return True
        at = item.end
    return any(char.isalnum() for char in text[at : scope.end])
