"""What templates do where they stand in a text: data from a language file, looked up by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

#: So many answers are kept at most, for a hostile page may hold any number of names.
_MOST_REMEMBERED = 10_000


class RoleKind(StrEnum):
    """What a template does to the text around it."""

    WORDS = "words"  # shows an argument's words
    PATTERN = "pattern"  # shows constant words with arguments among them
    FRACTION = "fraction"  # one, two or three numbers: 1⁄3, 2⁄3, 3 2⁄3
    LINES = "lines"  # shows its arguments as lines
    LINK = "link"  # a link, with its words in one argument and its target in another
    FLAG = "flag"  # a flag and the country's name
    ICON = "icon"  # a flag alone
    FATE = "fate"  # a sign for what became of the person before it
    NOTE = "note"  # a note cited here
    CITATION = "citation"  # a source, in full
    DATE = "date"  # a date in numbers
    LIFESPAN = "lifespan"  # years of birth and death
    COORDINATES = "coordinates"
    MEASURE = "measure"  # a length, weight or the like
    CONSTANT = "constant"  # always the same words
    HIDDEN = "hidden"  # nothing in the text


@dataclass(frozen=True, slots=True)
class Role:
    """What one template does. Keys are tried in order; the first that is given counts."""

    kind: RoleKind
    argument: tuple[str, ...] = ("1",)
    target: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    value: str | None = None
    before: str = ""
    group: str | None = None  # of a note: the group it belongs to if none is given
    named: bool = False  # the template's own name is shown before its words ({{HMS|Hood}})


class Roles:
    """The roles of a language's templates. Names are compared without regard to case.

    A name that ends in "*" stands for every template that begins so.
    """

    def __init__(self, roles: Iterable[tuple[str, Role]]) -> None:
        self._found: dict[str, Role | None] = {}  # what was asked for before: few names, again and again
        self._exact: dict[str, Role] = {}
        self._prefixes: dict[str, Role] = {}
        for name, role in roles:
            folded = name.replace("_", " ").casefold()
            if folded.endswith("*"):
                self._prefixes[folded[:-1]] = role
            else:
                self._exact[folded] = role
        self._lengths = sorted({len(prefix) for prefix in self._prefixes}, reverse=True)

    def get(self, name: str) -> Role | None:
        """The role of the template `name` (normalised), or None if none is known."""
        try:
            return self._found[name]
        except KeyError:
            if len(self._found) >= _MOST_REMEMBERED:
                self._found.clear()
            role = self._found[name] = self._look_up(name.casefold())
            return role

    def _look_up(self, folded: str) -> Role | None:
        role = self._exact.get(folded)
        if role is not None:
            return role
        for length in self._lengths:
            role = self._prefixes.get(folded[:length])
            if role is not None:
                return role
        return None


@dataclass(frozen=True, slots=True)
class DateStyle:
    """How a language writes the dates that templates give in numbers."""

    day: str = "{year}-{month}-{day}"
    month: str = "{year}-{month}"
    year: str = "{year}"
    months: tuple[str, ...] = ()

    def write(self, numbers: Mapping[str, int]) -> str:
        """The date in words, from "year" and perhaps "month" and "day"."""
        pattern = self.day if "day" in numbers else self.month if "month" in numbers else self.year
        shown: dict[str, object] = dict(numbers)
        if self.months and "month" in numbers:
            shown["month_name"] = self.months[numbers["month"] - 1]
        return pattern.format(**shown)
