"""The era names and regnal years of China, Japan, Korea and Vietnam, at year level.

The table (`tables/eras.csv`) gives for every name: its simplified form, the other spellings it is
written in, the state and the ruler that used it, the country, whether it is an era name or counts
the years of a ruler, its first and last year (astronomical: 140 BC is -139; no last year where it
is still counted), the year from which its months are those of the Gregorian calendar, and whether
the state ruled the country or a great part of it, so that its eras are the likeliest of a name.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from wikibattle.script.folding import simplified

#: No name in the table is longer than this.
LONGEST_NAME = 6


@dataclass(slots=True, frozen=True)
class EraName:
    """A name years are counted in. `states` and `rulers` hold every word for them, simplified."""

    name: str
    spellings: tuple[str, ...]
    states: tuple[str, ...]
    rulers: tuple[str, ...]
    country: str
    regnal: bool
    first: int
    last: int | None
    solar_from: int | None
    major: bool

    def western_year(self, year: int) -> int:
        """The Western year most of the era's `year` lies in."""
        return self.first + year - 1

    def has_year(self, year: int) -> bool:
        """Whether the era had that year; one more is allowed, for news of its end came late."""
        return year >= 1 and (self.last is None or self.western_year(year) <= self.last + 1)

    def solar_in(self, western_year: int) -> bool:
        """Whether the months of that year are those of the Gregorian calendar."""
        return self.solar_from is not None and western_year >= self.solar_from


def era_key(text: str) -> str:
    """The form era names are compared in: simplified, with 乾 kept one (OpenCC parts it in two)."""
    return simplified(text).replace("乾", "干")


@cache
def all_eras() -> tuple[EraName, ...]:
    """Every row of the table, in its order. Read once, when first asked for."""
    table = (files("wikibattle.packs") / "tables" / "eras.csv").read_text(encoding="utf-8")
    return tuple(_era(row) for row in csv.DictReader(table.splitlines()))


def _era(row: dict[str, str]) -> EraName:
    return EraName(
        name=row["name"],
        spellings=tuple(row["spellings"].split("/")) if row["spellings"] else (),
        states=tuple(row["state"].split("/")),
        rulers=tuple(row["ruler"].split("/")),
        country=row["country"],
        regnal=row["count"] == "reign",
        first=int(row["first"]),
        last=int(row["last"]) if row["last"] else None,
        solar_from=int(row["solar_from"]) if row["solar_from"] else None,
        major=row["major"] == "yes",
    )


@cache
def _eras_by_key() -> dict[str, tuple[EraName, ...]]:
    forms = [(era, form) for era in all_eras() for form in (era.name, *era.spellings)]
    keys = era_key("\n".join(form for _, form in forms)).split("\n")
    found: dict[str, dict[EraName, None]] = {}
    for (era, _), key in zip(forms, keys, strict=True):
        found.setdefault(key, {})[era] = None
    return {key: tuple(eras) for key, eras in found.items()}


def eras_named(key: str) -> tuple[EraName, ...]:
    """All eras of a name, given as `era_key` writes it."""
    return _eras_by_key().get(key, ())
