"""Figures of a sentence: those a quantity reader made for cells can be trusted with in running text.

A cell is known to count losses or men; a sentence is not. So a figure is kept where words beside it
say what it counts or what became of it, and nothing became of it unless they say so: who captured
a hill was not captured.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from wikibattle.model import LossClass, Quantity, Unit
from wikibattle.packs import Pack
from wikibattle.packs.lexicon import is_unspaced, shadow
from wikibattle.reading.numerals import NUMERAL_SIGNS
from wikibattle.reading.quantity import read_quantities
from wikibattle.script import fold
from wikibattle.wikitext import Inline

_LONE_NUMERAL = re.compile(rf"(?<![\d{NUMERAL_SIGNS}数几多约近余])[{NUMERAL_SIGNS}]$")


def told_figures(clause: Inline, pack: Pack) -> tuple[Quantity, ...]:
    """The figures a clause of running text states, in order, each with the fate its words state."""
    reader = _Figures(clause, pack)
    reading = read_quantities(clause, pack, losses=True)
    spared = [finding.span for finding in reading.findings if finding.code == "quantity-no-loss"]
    figures = sorted((*reading.value, *reader.plain_at(spared)), key=lambda figure: figure.span)
    return tuple(figure for each in figures if (figure := reader.trusted(each)) is not None)


class _Figures:
    """Judges the figures of one clause."""

    def __init__(self, clause: Inline, pack: Pack) -> None:
        self._clause = clause
        self._pack = pack
        self._plain: tuple[Quantity, ...] | None = None

    def plain_at(self, spans: Sequence[tuple[int, int]]) -> tuple[Quantity, ...]:
        """The figures at these places, as a cell that counts no losses has them."""
        if not spans:
            return ()
        return tuple(
            figure
            for figure in self._read_plain()
            if any(start <= figure.span[0] < end for start, end in spans)
        )

    def _read_plain(self) -> tuple[Quantity, ...]:
        if self._plain is None:
            self._plain = read_quantities(self._clause, self._pack, losses=False).value
        return self._plain

    def trusted(self, figure: Quantity) -> Quantity | None:
        """The figure as the sentence states it; None where it may count nothing at all."""
        after = self._after(figure)
        if figure.unit is Unit.OTHER or not (figure.label or self._states_fate(figure)):
            return None
        if after and is_unspaced(after[0]) and _LONE_NUMERAL.search(fold(figure.text)):
            return None  # the 百 of 百官
        if self._states_fate(figure) and not self._is_deed(figure, after):
            return figure.model_copy(update={"part_of": None})
        return self._without_fate(figure)

    def _after(self, figure: Quantity) -> str:
        at = self._clause.text.find(figure.text)
        end = at + len(figure.text)
        return self._clause.text[end : end + 40] if at >= 0 else ""

    def _states_fate(self, figure: Quantity) -> bool:
        """Whether words say what became of them: a bare number is no casualty."""
        if figure.classes != (LossClass.CASUALTIES,):
            return bool(figure.classes)
        words = shadow(figure.text)
        return any(word in words for word in self._pack.quantities.classes.get(LossClass.CASUALTIES, ()))

    def _is_deed(self, figure: Quantity, after: str) -> bool:
        """Whether the verb behind the figure has an object: it is done by those it counts."""
        words = self._pack.narrative
        if after and is_unspaced(after[0]):
            counted = figure.label is not None and figure.text.endswith(figure.label)
            return not counted and fold(after[0]) not in words.fate_tails
        return words.object_pattern.match(shadow(after)) is not None

    def _without_fate(self, figure: Quantity) -> Quantity:
        """The figure in the words of its number alone."""
        start, end = figure.span
        plain = next((each for each in self._read_plain() if start <= each.span[0] < end), figure)
        return plain.model_copy(update={"part_of": None, "classes": ()})
