"""The battle box of a language: its template names and its parameter stems."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

from pydantic import Field

from wikibattle.packs.words import Words

BoxField = Literal[
    "name",
    "battle_name",
    "part_of",
    "campaign",
    "kind",
    "date",
    "date_start",
    "date_end",
    "place",
    "coordinates",
    "result",
    "status",
    "territory",
    "cause",
    "notes",
    "image",
    "caption",
    "layout",
    "combatants",
    "commanders",
    "units",
    "strength",
    "losses",
    "supporters",
]

#: The cells a side has: their keys carry its number.
SIDE_FIELDS = frozenset({"combatants", "commanders", "units", "strength", "losses", "supporters"})


class InfoboxWords(Words):
    """The `[infobox]` part of a language file.

    `names`: the box's template, its redirects and wrappers, without regard to case; one that ends
    in "*" stands for all that begin so. `keys`: parameter stems by what they hold, lower case,
    without the number of the side; for boxes that do not number, `first` and `second` list the
    stems of each side. `layout` stems hold nothing of the battle.
    `others`: stems its templates take that no rule reads; `complete`: all stems are listed, so that
    any other is a mistake.
    """

    names: tuple[str, ...] = ()
    keys: dict[BoxField, tuple[str, ...]] = Field(default={})
    first: dict[BoxField, tuple[str, ...]] = Field(default={})
    second: dict[BoxField, tuple[str, ...]] = Field(default={})
    others: tuple[str, ...] = ()
    complete: bool = False

    @cached_property
    def stems(self) -> dict[str, tuple[BoxField, int | None]]:
        """(field, side or None) by stem."""
        found: dict[str, tuple[BoxField, int | None]] = {}
        for side, table in ((None, self.keys), (1, self.first), (2, self.second)):
            for field, stems in table.items():
                found.update(dict.fromkeys(stems, (field, side)))
        return found
