"""Figures of a sentence: those a quantity reader made for cells can be trusted with in running text.

A cell is known to count losses or men; a sentence is not. So a figure is kept where words beside it
say what it counts or what became of it, and nothing became of it unless they say so: who captured
a hill was not captured.
"""

from __future__ import annotations

import re

from wikibattle.model import LossClass, Quantity, Unit
from wikibattle.packs import Pack
from wikibattle.packs.lexicon import is_unspaced, shadow
from wikibattle.reading.numerals import NUMERAL_SIGNS
from wikibattle.reading.quantity import ToldFigure, read_told_figures
from wikibattle.script import fold
from wikibattle.wikitext import Inline

_LONE_NUMERAL = re.compile(rf"(?<![\d{NUMERAL_SIGNS}数几多约近余])[{NUMERAL_SIGNS}]$")

_SEEN_BEHIND = 40  # signs


def told_figures(clause: Inline, pack: Pack) -> tuple[Quantity, ...]:
    """The figures a clause of running text states, in order, each with the fate its words state."""
    reader = _Figures(clause, pack)
    figures = read_told_figures(clause, pack)
    return tuple(figure for each in figures if (figure := reader.trusted(each)) is not None)


class _Figures:
    """Judges the figures of one clause."""

    def __init__(self, clause: Inline, pack: Pack) -> None:
        self._clause = clause
        self._pack = pack

    def trusted(self, told: ToldFigure) -> Quantity | None:
        """The figure as the sentence states it; None where it may count nothing at all."""
        figure = told.whole
        after = self._clause.text[told.end : told.end + _SEEN_BEHIND]
        if figure.unit is Unit.OTHER or not (figure.label or self._states_fate(figure)):
            return None
        if after and is_unspaced(after[0]) and _LONE_NUMERAL.search(fold(figure.text)):
            return None  # the 百 of 百官
        if self._states_fate(figure) and not self._is_deed(figure, after):
            return figure.model_copy(update={"part_of": None})
        return told.bare.model_copy(update={"part_of": None})

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
