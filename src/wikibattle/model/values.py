"""The values a cell can hold: dates, quantities, people, places, results, formations."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from wikibattle.model.base import Key, Model, Span
from wikibattle.model.markup import Link


class Precision(StrEnum):
    """How exactly a date is stated (EDTF level 0 and 1, plus seasons)."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


class Era(Model):
    """A year counted in a reign or era, as written: 光緒 20, month 8, day 18."""

    name: str | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None


class HistoricalDate(Model):
    """A date or interval as the article states it, in EDTF and as its two ends.

    Years are astronomical (1274 BC is "-1273"); nothing is converted between calendars.
    """

    text: str
    edtf: str = Field(description="Extended Date/Time Format, ISO 8601-2:2019")
    start: str = Field(description='ISO-like, at the stated precision: "1389-06", "-1273-05"')
    end: str | None = Field(description="as `start`; null while it goes on")
    precision: Precision
    approximate: bool = False
    uncertain: bool = False
    calendar: str = Field(default="gregorian", description="gregorian, julian, chinese-lunar, …")
    era: Era | None = None
    era_end: Era | None = None
    alternatives: tuple[str, ...] = Field(default=(), description="other dates stated, in EDTF")
    span: Span
    refs: tuple[str, ...] = ()


class Unit(StrEnum):
    """What a quantity counts."""

    PEOPLE = "people"
    HORSE = "horse"
    TANK = "tank"
    GUN = "gun"
    AIRCRAFT = "aircraft"
    SHIP = "ship"
    VEHICLE = "vehicle"
    ARMY = "army"
    CORPS = "corps"
    DIVISION = "division"
    BRIGADE = "brigade"
    REGIMENT = "regiment"
    BATTALION = "battalion"
    SQUADRON = "squadron"
    COMPANY = "company"
    BATTERY = "battery"
    OTHER = "other"


class LossClass(StrEnum):
    """What became of those a loss counts; composite losses hold several."""

    KILLED = "killed"
    WOUNDED = "wounded"
    MISSING = "missing"
    CAPTURED = "captured"
    SURRENDERED = "surrendered"
    DESERTED = "deserted"
    DEFECTED = "defected"
    SICK = "sick"
    SUNK = "sunk"
    DESTROYED = "destroyed"
    DAMAGED = "damaged"
    CIVILIAN = "civilian"
    CASUALTIES = "casualties"


class Quantity(Model):
    """One figure a cell states: bounds inclusive, null where the text leaves them open."""

    text: str
    low: float | int | None = None
    high: float | int | None = None
    approximate: bool = False
    unit: Unit = Unit.PEOPLE
    label: str | None = Field(default=None, description="the words for the unit, as written")
    classes: tuple[LossClass, ...] = Field(default=(), description="losses only")
    attributed_to: str | None = Field(default=None, description="who claims it, as written")
    as_of: str | None = Field(default=None, description="the time it holds for, as written")
    part_of: int | None = Field(default=None, description="index of the figure it breaks down")
    span: Span
    refs: tuple[str, ...] = ()


class Fate(StrEnum):
    """What became of a commander."""

    KILLED = "killed"
    WOUNDED = "wounded"
    CAPTURED = "captured"
    SURRENDERED = "surrendered"
    EXECUTED = "executed"
    SUICIDE = "suicide"
    DIED_OF_WOUNDS = "died_of_wounds"
    MISSING = "missing"
    DEFECTED = "defected"


class Commander(Model):
    """A person in a commander cell."""

    name: str = Field(description="the words shown, without rank and role")
    target: str | None = Field(default=None, description="normalised title the name links to")
    key: Key
    rank: str | None = None
    role: str | None = None
    flag: str | None = None
    fates: tuple[Fate, ...] = ()
    span: Span
    refs: tuple[str, ...] = ()


class Echelon(StrEnum):
    """The size of a formation."""

    FRONT = "front"
    ARMY_GROUP = "army group"
    ARMY = "army"
    CORPS = "corps"
    DIVISION = "division"
    BRIGADE = "brigade"
    REGIMENT = "regiment"
    BATTALION = "battalion"
    SQUADRON = "squadron"
    COMPANY = "company"
    BATTERY = "battery"
    PLATOON = "platoon"
    DETACHMENT = "detachment"
    FLEET = "fleet"
    FLOTILLA = "flotilla"
    GROUP = "group"
    WING = "wing"
    LEGION = "legion"
    OTHER = "other"


class Formation(Model):
    """A unit of an army, with the units under it."""

    name: str
    designation: str | None = Field(default=None, description="the words that number or name it")
    number: int | None = None
    echelon: Echelon | None = None
    target: str | None = None
    key: Key
    count: int | None = Field(default=None, description="how many units the cell says there are")
    commanders: tuple[Commander, ...] = Field(default=(), description="in an order of battle")
    formations: tuple[Formation, ...] = ()
    span: Span
    refs: tuple[str, ...] = ()


class Belligerent(Model):
    """A party to the battle."""

    name: str
    target: str | None = None
    key: Key
    flag: str | None = Field(default=None, description="the flag template's country or code")
    group: str | None = Field(default=None, description="the heading of the cell it stands under")
    supporting: bool = False
    formations: tuple[Formation, ...] = ()
    span: Span
    refs: tuple[str, ...] = ()


class Coordinates(Model):
    """Decimal degrees, north and east positive."""

    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)
    source: str = Field(description="where the article gives them: infobox, title, …")


class Place(Model):
    """Where the battle was fought, as named in the box."""

    text: str
    names: tuple[Link, ...] = Field(
        default=(), description="every place named; an unlinked one has its words as target"
    )
    coordinates: Coordinates | None = None
    span: Span | None = None
    refs: tuple[str, ...] = ()


class Outcome(StrEnum):
    """How a battle ended."""

    VICTORY = "victory"
    INCONCLUSIVE = "inconclusive"
    AGREEMENT = "agreement"
    ONGOING = "ongoing"
    OTHER = "other"


class Qualifier(StrEnum):
    """What kind of result it was."""

    DECISIVE = "decisive"
    PYRRHIC = "pyrrhic"
    TACTICAL = "tactical"
    STRATEGIC = "strategic"
    OPERATIONAL = "operational"
    MINOR = "minor"
    MAJOR = "major"
    DISPUTED = "disputed"


class Result(Model):
    """The result cell. `victors` are side numbers, counted from 1."""

    text: str
    outcome: Outcome
    victors: tuple[int, ...] = ()
    qualifiers: tuple[Qualifier, ...] = ()
    span: Span
    refs: tuple[str, ...] = ()
