"""What a line of a cell is made of, as far as figures go: words, signs, figures, and other numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wikibattle.model import LossClass, Unit
from wikibattle.reading.figures.tokens import Kind, Token


@dataclass(slots=True)
class Figure:
    """A number that counts, with what stands right at it."""

    low: float | None
    high: float | None
    start: int
    end: int
    number_start: int
    number_end: int
    approximate: bool = False
    bounded: bool = False
    counter: Unit | None = None  # what its counter says it counts
    weak: Unit | None = None  # what it counts if no noun says so
    counter_range: tuple[int, int] | None = None
    year: bool = False  # could be a year
    after_year_lead: bool = False
    needs_noun: bool = False  # counts only if something says what

    @property
    def size(self) -> float:
        """The greatest value it names."""
        return self.high if self.high is not None else self.low or 0


@dataclass(slots=True)
class Item:
    """A token, a figure, or a number that counts nothing (`blank`), in order of the text."""

    start: int
    end: int
    token: Token | None = None
    figure: Figure | None = None
    blank: bool = False
    date: bool = False
    unread: bool = False  # a number that is not well-formed
    aside: Sequence[Item] | None = None  # what the bracket it opens holds, where no figure is in it

    def has(self, *kinds: Kind) -> bool:
        """Whether it is a word that can be one of these."""
        token = self.token  # asked of every token many times: no further call
        return token is not None and (sense := token.sense) is not None and not sense.kinds.isdisjoint(kinds)

    @property
    def classes(self) -> set[LossClass]:
        """What it says became of the counted."""
        sense = self.token.sense if self.token is not None else None
        return sense.classes if sense is not None else set()

    @property
    def sign(self) -> str:
        """The sign it is, or nothing."""
        return self.token.text if self.token is not None and self.token.kind == "sign" else ""

    @property
    def runs_on(self) -> bool:
        """Whether it is a word of a script that writes no spaces."""
        return self.token is not None and self.token.runs_on()
