"""Checks of figures against each other: parts against their total, losses against strength."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate

from wikibattle.battle.checks.subject import Subject
from wikibattle.model import Finding, Kind, LossClass, Quantity, Unit
from wikibattle.packs import load_pack
from wikibattle.packs.alternation import alternation
from wikibattle.packs.lexicon import shadow

#: Of figures one of which is rounded, a sum may be off by this share.
_ROUNDING = 0.1
#: Who fought in these came and went, so that more can be lost than ever stood there at one time.
_LONG = frozenset({Kind.WAR, Kind.CAMPAIGN, Kind.OPERATION, Kind.UPRISING})
_FATES = (
    frozenset({LossClass.KILLED}),
    frozenset({LossClass.WOUNDED}),
    frozenset({LossClass.CAPTURED, LossClass.MISSING, LossClass.SURRENDERED}),
)
_NO_DIGIT = re.compile(r"[^0-9]")
_UNSORTED = {LossClass.CASUALTIES}
#: Strength in these says nothing of how many people there were.
_BODIES = frozenset(
    {
        Unit.ARMY,
        Unit.CORPS,
        Unit.DIVISION,
        Unit.BRIGADE,
        Unit.REGIMENT,
        Unit.BATTALION,
        Unit.SQUADRON,
        Unit.COMPANY,
        Unit.BATTERY,
    }
)


def sums(subject: Subject) -> Iterator[Finding]:
    """Totals whose parts add up to more, or to other than they say where every fate is told."""
    battle = subject.battle
    cells = [cell for side in battle.sides for cell in (side.strength, side.losses)]
    for cell in (*cells, battle.joint.strength, battle.joint.losses):
        by_total: dict[int, list[Quantity]] = {}
        for each in cell:
            if each.part_of is not None and each.unit is cell[each.part_of].unit:
                by_total.setdefault(each.part_of, []).append(each)
        for index, parts in by_total.items():
            total = cell[index]
            parts = [part for part in parts if _fits(part, total) and not _is_within(part, parts, subject)]
            if len(parts) > 1 and (message := _wrong_sum(total, parts)) is not None:
                yield Finding.of("quantity-sum", total.span, message)


def _fits(part: Quantity, total: Quantity) -> bool:
    """Whether the fates of a part are among those of the total: the wounded are no part of the dead."""
    return set(total.classes) <= _UNSORTED or set(part.classes) <= {*total.classes, *_UNSORTED}


def _is_within(part: Quantity, parts: Sequence[Quantity], subject: Subject) -> bool:
    """Whether a part of the total is said to be among the part before it."""
    before = max((other.span[1] for other in parts if other.span[1] <= part.span[0]), default=None)
    if before is None:
        return False
    return _within(subject.pack.language).search(shadow(subject.text[before : part.span[0]])) is not None


@cache
def _within(language: str) -> re.Pattern[str]:
    return re.compile(alternation(load_pack(language).quantities.parts))


def _wrong_sum(total: Quantity, parts: Sequence[Quantity]) -> str | None:
    """What is wrong with a total; None for one that is right, or that cannot be judged."""
    lows = [part.low for part in parts if part.low is not None]
    if len(lows) < len(parts) or total.high is None:
        return None
    if total.low is not None and total.low in list(accumulate(lows))[1:-1]:
        return None  # the same people are counted twice over: by nation, then by arm
    unsorted = [set(part.classes) == _UNSORTED for part in parts]
    if any(unsorted) and not all(unsorted):
        return None  # one part holds the other: casualties, and the captured among them
    added = sum(lows)
    rounded = total.approximate or any(part.approximate for part in parts)
    slack = total.high * _ROUNDING if rounded else _last_place(total.high) / 2
    slack += sum(_last_place(part.low or 0) / 2 for part in parts if _is_scaled(part))
    if added > total.high + slack:
        return f"the parts of {total.text} add up to {added:,}"
    exact = not rounded and all(part.low == part.high for part in (total, *parts))
    whole = all(any(fate & set(part.classes) for part in parts) for fate in _FATES)
    if exact and whole and added < total.high - slack:
        return f"the parts of {total.text} add up to {added:,}"
    return None


def _is_scaled(figure: Quantity) -> bool:
    """Whether a number is written in a scale, and so rounded: 17.1万, 2.5 million."""
    return f"{figure.low or 0:.0f}" not in _NO_DIGIT.sub("", figure.text)


def _last_place(number: float) -> float:
    """What the last digit of a number that is not 0 counts: 1000 of 73,000."""
    place = 1
    while number and number % (place * 10) == 0:
        place *= 10
    return place


def losses_above_strength(subject: Subject) -> Iterator[Finding]:
    """A side that lost more people than it had. Wars and campaigns are left out."""
    if subject.battle.kind in _LONG:
        return
    for side in subject.battle.sides:
        strength = _people(side.strength)
        if strength is None:
            continue
        for figure in side.losses:
            lost = figure.low
            if figure.unit is not Unit.PEOPLE or lost is None or LossClass.CIVILIAN in figure.classes:
                continue
            if lost <= strength * (1 + _ROUNDING * figure.approximate):
                continue
            captured = set(figure.classes) == {LossClass.CAPTURED}
            code = "captured-above-strength" if captured else "losses-above-strength"
            yield Finding.of(code, figure.span, f"{figure.text}: more than the side had ({strength:,.0f})")


def _people(strength: Sequence[Quantity]) -> float | None:
    """The most people a side can have had; None where a cell leaves that open."""
    if any(figure.unit in _BODIES or figure.as_of for figure in strength):
        return None
    counted = [figure for figure in strength if figure.unit is Unit.PEOPLE and figure.part_of is None]
    if not counted or any(figure.high is None for figure in counted):
        return None
    most = sum(figure.high or 0 for figure in counted)
    return most * (1 + _ROUNDING * any(figure.approximate for figure in counted))
