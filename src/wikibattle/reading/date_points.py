"""Points of time as written: whatever of era, year, month and day stands together in a text.

The grammar is one for all languages. A number is what its mark says (年, 月, 日, century), else what
its place and size say: beside a month's name a day, with three or four digits a year, alone a
number whose unit the dates around it tell (`bare`: the 12 of 12–15 November).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from wikibattle.packs.eras import EraName
from wikibattle.reading.date_tokens import Kind, Token
from wikibattle.reading.edtf import Moment
from wikibattle.reading.eras import EraMention, era_before

_MAX_DEPTH = 4


@dataclass(slots=True)
class Point:
    """One date, perhaps in part. Years as stated: `bc` says which way they count (None: unsaid)."""

    start: int
    end: int
    year: int | None = None
    year_digits: int = 0
    bc: bool | None = None
    era: EraMention | None = None
    month: int | None = None
    day: int | None = None
    season: int | None = None
    decade: int | None = None
    century: int | None = None
    bare: int | None = None
    bare_digits: int = 0
    first_unit: str | None = None
    moment: Moment | None = None
    other: Moment | None = None
    month_in_han: bool = False
    lunar: bool = False
    calendar: str | None = None
    relative_year: int | None = None
    approximate: bool = False
    part: bool = False
    uncertain: bool = False
    anchored: bool = False
    notes: list[Group] = field(default_factory=list)

    @property
    def has_parts(self) -> bool:
        """Whether anything of a date stands here at all."""
        return self.first_unit is not None or self.bare is not None or self.era is not None


@dataclass(slots=True)
class Group:
    """What stands in brackets."""

    start: int
    end: int
    nodes: list[Node]


Node = Point | Group | Token
