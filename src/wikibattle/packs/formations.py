"""The words of a language for formations."""

from __future__ import annotations

import re
from functools import cached_property

from wikibattle.model import Echelon
from wikibattle.packs.alternation import NOTHING, alternation
from wikibattle.packs.words import Words


class FormationWords(Words):
    """The `[formations]` part of a language file.

    `echelons`: words for the sizes of units. `short`: those of them that make a unit only behind
    a number or a word of `kinds` (军, 师). `kinds`: kinds of troops that a unit's name says
    between number and size. `letters`: sizes written as one letter behind a number (74D).
    `implied`: troops that make a unit with an ordinal alone (9th Marines). `forces`: words for
    all the forces of a side, which are no unit of it. `no_units`: words that hold a word of
    `echelons` and are none. `ordinals`: numbers in words. `number_before`: what stands before a
    number that names (第, No.). `counters`: what stands between a number that counts and the size
    (个). `totals`: what opens a total (共). `parts`: words that take a part of a unit (一部).
    `superior`: words between a unit and the one it belongs to (of the). `remainders`: and others.
    `joiners`: words between units. `roman`: whether Roman numerals number units. `runs_on`:
    whether a unit's name follows the one it belongs to without a sign (3兵团12军).
    """

    echelons: dict[Echelon, tuple[str, ...]] = {}
    short: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    letters: dict[str, Echelon] = {}
    implied: dict[Echelon, tuple[str, ...]] = {}
    forces: tuple[str, ...] = ()
    no_units: tuple[str, ...] = ()
    ordinals: dict[str, int] = {}
    numbers: dict[str, int] = {}
    number_before: tuple[str, ...] = ()
    counters: tuple[str, ...] = ()
    totals: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    superior: tuple[str, ...] = ()
    remainders: tuple[str, ...] = ()
    joiners: tuple[str, ...] = ()
    roman: bool = False
    runs_on: bool = False

    @cached_property
    def sizes(self) -> dict[str, Echelon]:
        """The echelon of every word for one, implied ones too."""
        return {
            word.casefold(): echelon
            for table in (self.implied, self.echelons)
            for echelon, words in table.items()
            for word in words
        }

    @cached_property
    def size_pattern(self) -> re.Pattern[str]:
        """Finds words that look like a size: `size`, or none of its groups where it is no unit."""
        sizes = [word for words in self.echelons.values() for word in words]
        implied = [word for words in self.implied.values() for word in words]
        none = alternation((*self.forces, *self.no_units))
        return re.compile(
            rf"{none}|(?P<size>{alternation(sizes)})|(?P<implied>{alternation(implied)})", re.IGNORECASE
        )

    @cached_property
    def kind_before(self) -> re.Pattern[str]:
        """Kinds of troops, one after the other, at the end of a text."""
        return re.compile(rf"(?:{alternation(self.kinds)}\s?)+$", re.IGNORECASE)
