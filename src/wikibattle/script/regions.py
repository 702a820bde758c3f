"""Names that the regions of Chinese have for one thing: 意大利 and 義大利, 导弹 and 飛彈."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

#: The column of `tables/regions.csv` that every row has, in simplified characters.
MAINLAND = "mainland"


@dataclass(frozen=True, slots=True)
class RegionalName:
    """What a region calls a thing. One that means other things too is shown, and not read."""

    text: str
    is_read: bool


@cache
def regional_names() -> Sequence[Mapping[str, RegionalName]]:
    """One thing a row, by region; a region without a name of its own is left out.

    The file marks with "!" what is not read.
    """
    source = files("wikibattle.script") / "tables" / "regions.csv"
    rows = csv.DictReader(source.read_text(encoding="utf-8").splitlines())
    return tuple(
        {
            region: RegionalName(name.removesuffix("!"), not name.endswith("!"))
            for region, name in row.items()
            if name
        }
        for row in rows
    )
