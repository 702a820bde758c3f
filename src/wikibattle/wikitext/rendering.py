"""What the parts of the renderer ask of each other: a page on its way to inline text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from wikibattle.wikitext.builder import InlineBuilder
from wikibattle.wikitext.calls import Call, CallArgument
from wikibattle.wikitext.document import Document
from wikibattle.wikitext.references import Notes
from wikibattle.wikitext.roles import DateStyle
from wikibattle.wikitext.skeleton import Node

#: Which part of a `-{ }-` block is shown: its range in the text, or None for nothing.
ShownPart = Callable[[str, Node], tuple[int, int] | None]

#: The country that a flag template's code stands for, in the page's language.
CountryOfCode = Callable[[str], str | None]


@dataclass(slots=True)
class Ahead:
    """The markup of a range, taken one after the other."""

    nodes: Sequence[Node]
    next: int = 0


class Rendering(Protocol):
    """A page whose ranges are read into inline text."""

    text: str
    document: Document
    notes: Notes
    date_style: DateStyle
    country_of_code: CountryOfCode

    def take(self, out: InlineBuilder, start: int, end: int, ahead: Ahead, depth: int) -> None:
        """Adds source[start:end], reading the nodes in it."""

    def skip(self, out: InlineBuilder, ahead: Ahead, end: int, depth: int) -> None:
        """Passes over markup that shows nothing, but keeps the notes in it."""

    def inside(self, out: InlineBuilder, start: int, end: int, nodes: Sequence[Node], depth: int) -> None:
        """Reads a range within a node."""

    def unknown(self, out: InlineBuilder, call: Call, depth: int) -> None:
        """Keeps the words of a template no rule knows, marked as such, and says so."""

    def first_given(self, call: Call, keys: Sequence[str]) -> CallArgument | None:
        """The first of the arguments that is given and not blank."""

    def plain(self, argument: CallArgument | None, depth: int) -> str:
        """An argument's words alone; none for an absent one."""

    def mark_call(
        self, out: InlineBuilder, role: str, first: int | None, call: Call, value: str | None
    ) -> None:
        """Marks what a call wrote, with its arguments."""
