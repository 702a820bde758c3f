"""Which reign a year is counted in: the era named before a number, and which of its namesakes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass

from wikibattle.packs.eras import LONGEST_NAME, EraName, eras_named
from wikibattle.script.folding import fold
from wikibattle.wikitext import Inline, InlineLink

_CONTEXT = 12
_PHRASE = re.compile(r"(?<!\w)\w*\Z")
_TITLE_NOTE = re.compile(r"\(([^()]*)\)\s*\Z")


@dataclass(slots=True, frozen=True)
class EraMention:
    """An era named in a text. `before`: the words before it; `link`: what its link says it is of."""

    candidates: tuple[EraName, ...]
    text: str
    start: int
    before: str
    link: str


class EraFinder:
    """Finds eras in one text, by the number that follows their name."""

    def __init__(self, cell: Inline) -> None:
        self._cell = cell
        self._text = fold(cell.text)
        self._links = sorted(cell.links, key=_link_start)

    def before(self, at: int) -> EraMention | None:
        """The era whose name ends at text[:at] (spaces apart), the longest name first."""
        text, end = self._text, at
        while end and text[end - 1] == " ":
            end -= 1
        for start in range(max(0, end - LONGEST_NAME), end):
            name = text[start:end]
            eras = eras_named(name.replace("乾", "干")) if name.isalnum() else ()
            if eras:
                before = _PHRASE.search(text, max(0, start - _CONTEXT), start)
                words = self._cell.text[start:end]
                return EraMention(
                    eras, words, start, before[0] if before else "", self._link_note(start, end)
                )
        return None

    def _link_note(self, start: int, end: int) -> str:
        """What the title of the link over the range says in brackets: 北魏 of 太和 (北魏)."""
        index = bisect_right(self._links, start, key=_link_start) - 1
        if index < 0 or self._links[index].end < end:
            return ""
        note = _TITLE_NOTE.search(fold(self._links[index].target))
        return note[1] if note else ""


def _link_start(link: InlineLink) -> int:
    return link.start


def era_of(name: str, number: int, year: int) -> EraMention | None:
    """The era of that name whose year `number` was the Western `year`."""
    eras = eras_named(fold(name).replace("乾", "干"))
    fitting = tuple(era for era in eras if abs(era.western_year(number) - year) <= 1)
    return EraMention(fitting, name, 0, "", "") if fitting else None


@dataclass(slots=True, frozen=True)
class EraYear:
    """A year of an era in Western years: the likeliest reign, and the years of its namesakes.

    `doubtful`: another of them is as likely.
    """

    era: EraName
    year: int
    others: tuple[int, ...] = ()
    doubtful: bool = False


def western_year(
    mention: EraMention, number: int, country: str | None, stated: Collection[int]
) -> EraYear | None:
    """The Western year of the era's year `number`; None where no era of the name lasted so long.

    Namesakes are told apart, in this order, by a Western year the text states for it, by the state
    or ruler named beside the era or in its link, by the country whose language the text is in
    (unless only a small state of it had the name), and by the nearest of the other years stated.
    What is left is taken from the state that ruled most of the country, and of several such from
    the longest reign, it being the one most written of; the years of the others are given beside it.
    """
    counted = [era for era in mention.candidates if era.has_year(number)]
    fitting = [era for era in counted if era.last is None or era.western_year(number) <= era.last] or counted
    said = [era for era in fitting if any(abs(era.western_year(number) - year) <= 1 for year in stated)]
    fitting = _named_beside(said or fitting, mention, country, said=bool(said))
    fitting = _of_country(fitting, country)
    years: dict[int, EraName] = {}
    for era in sorted(fitting, key=_likelihood, reverse=True):
        years.setdefault(era.western_year(number), era)
    if not years:
        return None
    near = {year: min((abs(year - other) for other in stated), default=_FAR) for year in years}
    closest = min(near.values())
    if closest < _FAR:
        years = {year: era for year, era in years.items() if near[year] == closest}
    (year, era), *others = years.items()
    doubtful = any(other.major or not era.major for _, other in others)
    return EraYear(era, year, tuple(other for other, _ in others), doubtful)


_FAR = 60


def _of_country(eras: list[EraName], country: str | None) -> list[EraName]:
    """Those of the country, but a rebel's or small state's era does not outweigh a great one abroad."""
    own = [era for era in eras if era.country == country]
    weighty = any(era.major for era in own) or not any(era.major for era in eras)
    return own if own and weighty else eras


def _likelihood(era: EraName) -> tuple[bool, int]:
    return era.major, (era.last if era.last is not None else era.first + 200) - era.first


def _named_beside(
    eras: list[EraName], mention: EraMention, country: str | None, *, said: bool
) -> list[EraName]:
    """Those whose ruler or state is named; a foreign ruler's years count only where it or they are said."""
    before = mention.before
    by_ruler = [era for era in eras if any(len(ruler) > 1 and before.endswith(ruler) for ruler in era.rulers)]
    if by_ruler:
        eras = by_ruler
        before = before[: -max(len(r) for era in by_ruler for r in era.rulers if before.endswith(r))]
    nearness = {era: _nearness(era, before, mention.link) for era in eras}
    nearest = max(nearness.values(), default=0)
    if nearest:
        return [era for era in eras if nearness[era] == nearest]
    if by_ruler or said:
        return eras
    return [era for era in eras if not era.regnal or era.country in {country, "CN"}]


def _nearness(era: EraName, before: str, link: str) -> int:
    """How much of the state's name stands before the era or in its link: 北魏 says more than 魏."""
    whole = max((len(state) for state in era.states if before.endswith(state) or state == link), default=0)
    if whole > 1:
        return whole
    return int(any(before.endswith(state[-1]) or link.endswith(state[-1]) for state in era.states))
