"""What stands in a text where dates do: points of time, brackets, and the words between them."""

from __future__ import annotations

from dataclasses import dataclass, field

from wikibattle.model import Era
from wikibattle.reading.dates.edtf import Moment
from wikibattle.reading.dates.eras import EraMention
from wikibattle.reading.dates.tokens import Token


@dataclass(slots=True)
class Point:
    """One date, perhaps in part. Years as stated: `bc` says which way they count (None: unsaid).

    bare: a number whose unit only the dates around it tell
    first_unit: the unit written first, which is that of a bare number before it in a range
    moment, other: a date given whole, by a template or in figures; the other way to read these
    year_carried, month_carried: not written here but taken from a date nearby
    carried_era, counted_in: the era of the date told before; small years after it go on in it
    part: early, late or the like
    anchored: a date in running text too, where a number alone is none
    led_in: a preposition before it speaks for that
    """

    start: int
    end: int
    year: int | None = None
    year_digits: int = 0
    year_marked: bool = False
    bc: bool | None = None
    era: EraMention | None = None
    carried_era: Era | None = None
    counted_in: EraMention | None = None
    year_carried: bool = False
    relative_year: int | None = None
    month: int | None = None
    month_in_han: bool = False
    month_carried: bool = False
    day: int | None = None
    season: int | None = None
    decade: int | None = None
    century: int | None = None
    bare: int | None = None
    bare_digits: int = 0
    first_unit: str | None = None
    moment: Moment | None = None
    other: Moment | None = None
    lunar: bool = False
    leap: bool = False
    calendar: str | None = None
    approximate: bool = False
    part: bool = False
    uncertain: bool = False
    anchored: bool = False
    led_in: bool = False
    notes: list[Group] = field(default_factory=list)

    @property
    def has_parts(self) -> bool:
        """Whether anything of a date stands here at all."""
        return self.first_unit is not None or self.bare is not None or self.era is not None

    @property
    def has_year(self) -> bool:
        """Whether a year, decade, century or whole date is stated here."""
        return (
            self.year is not None
            or self.era is not None
            or self.decade is not None
            or self.century is not None
            or self.moment is not None
        )

    def see(self, unit: str) -> None:
        """Notes which unit was written first."""
        self.first_unit = self.first_unit or unit


@dataclass(slots=True)
class Group:
    """What stands in brackets."""

    start: int
    end: int
    nodes: list[Node]


Node = Point | Group | Token
