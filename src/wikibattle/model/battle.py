"""The whole battle: the root of the JSON contract."""

from __future__ import annotations

from enum import StrEnum
from importlib import import_module
from typing import Any

from pydantic import Field
from pydantic.json_schema import DEFAULT_REF_TEMPLATE, GenerateJsonSchema, JsonSchemaMode

from wikibattle.model.base import Model, Span, Text
from wikibattle.model.conversion import Conversion
from wikibattle.model.deferred import Deferring, Later
from wikibattle.model.markup import (
    Argument,
    Category,
    Finding,
    Link,
    Media,
    Reference,
    Section,
    Source,
    Template,
)
from wikibattle.model.values import (
    Belligerent,
    Commander,
    Formation,
    HistoricalDate,
    Place,
    Quantity,
    Result,
)

SCHEMA_VERSION = "1.0"


class Kind(StrEnum):
    """What kind of conflict the article is about."""

    BATTLE = "battle"
    SIEGE = "siege"
    NAVAL_BATTLE = "naval battle"
    AIR_BATTLE = "air battle"
    RAID = "raid"
    CAMPAIGN = "campaign"
    OPERATION = "operation"
    WAR = "war"
    MASSACRE = "massacre"
    UPRISING = "uprising"
    COUP = "coup"
    OTHER = "other"


class Script(StrEnum):
    """The script of a Chinese text, by the second half of its codes zh-Hans and zh-Hant."""

    HANS = "hans"
    HANT = "hant"
    MIXED = "mixed"


class Page(Model):
    """Which revision of which page the wikitext is."""

    page_id: int | None = None
    revision_id: int | None = None
    timestamp: str | None = Field(default=None, description="ISO 8601, UTC")
    site: str | None = Field(default=None, description="database name or domain of the wiki")
    url: str | None = None


class Side(Model):
    """One column of the box. Indices count from 1."""

    index: int = Field(ge=1)
    belligerents: tuple[Belligerent, ...] = ()
    commanders: tuple[Commander, ...] = ()
    units: tuple[Formation, ...] = ()
    strength: tuple[Quantity, ...] = ()
    losses: tuple[Quantity, ...] = ()


class Joint(Model):
    """The cells after the last side: they hold for all sides together."""

    commanders: tuple[Commander, ...] = ()
    units: tuple[Formation, ...] = ()
    strength: tuple[Quantity, ...] = ()
    losses: tuple[Quantity, ...] = ()


class OrderOfBattle(Model):
    """What one heading of an order-of-battle section lists: formations with those who led them."""

    side: int | None = Field(default=None, description="number of the side its heading names")
    title: str = Field(description="the heading, or the words over a list or column")
    section: tuple[str, ...] = Field(default=(), description="titles from the top level down")
    formations: tuple[Formation, ...] = ()
    span: Span


class Extra(Model):
    """A parameter of the box that no rule knows."""

    key: str
    value: Text


class Infobox(Model):
    """The battle's box as it stands in the source."""

    template: str
    parameters: tuple[Argument, ...] = ()
    span: Span


class Phase(StrEnum):
    """Which part of the story is told: what led to the battle, the battle, what came of it."""

    BEFORE = "before"
    BATTLE = "battle"
    AFTER = "after"


class Event(Model):
    """What a sentence or list item of the body tells of one date.

    A sentence with several dates is several events, each with the clause of its date.
    """

    date: HistoricalDate
    text: str = Field(description="the sentence; its clause about this date where it tells of several")
    phase: Phase | None = Field(
        default=None,
        description="by the date against the box's and by the section; null where both are silent",
    )
    section: tuple[str, ...] = Field(default=(), description="titles from the top level down")
    links: tuple[Link, ...] = ()
    sides: tuple[int, ...] = Field(
        default=(), description="numbers of the sides named: a party of theirs, its people or a commander"
    )
    commanders: tuple[str, ...] = Field(
        default=(), description="commanders of the box that are named, each by the key of its target or name"
    )
    quantities: tuple[Quantity, ...] = Field(default=(), description="figures that say what they count")
    span: Span = Field(description="of `text`")
    sentence: Span = Field(description="of the whole sentence or list item")
    refs: tuple[str, ...] = ()


class Battle(Deferring):
    """One battle article, typed and sourced. `model_dump(mode="json")` is the contract."""

    # `parse` reads the box at once, what the page around it gives (`Later`) when first asked for.

    schema_version: str = SCHEMA_VERSION
    title: str | None = None
    language: str
    script: Later[Script | None] = Field(
        default=None, description="of the text shown; null where no character tells, or none is Chinese"
    )
    variant: str | None = Field(
        default=None, description="what the text shown is converted to; null: it is as written"
    )
    page: Page | None = None
    name: Text
    aliases: Later[tuple[Text, ...]] = ()
    kind: Later[Kind | None] = None
    part_of: tuple[Link, ...] = ()
    date: HistoricalDate | None = None
    place: Place | None = None
    result: Result | None = None
    status: Text | None = None
    territory: Text | None = None
    cause: Text | None = None
    notes: Text | None = None
    extra: tuple[Extra, ...] = ()
    sides: tuple[Side, ...] = ()
    joint: Joint = Joint()
    summary: Later[Text]
    sections: Later[tuple[Section, ...]] = ()
    timeline: Later[tuple[Event, ...]] = ()
    order_of_battle: Later[tuple[OrderOfBattle, ...]] = ()
    references: Later[tuple[Reference, ...]] = ()
    bibliography: Later[tuple[Source, ...]] = Field(
        default=(), description="sources given in full outside any note"
    )
    links: Later[tuple[Link, ...]] = ()
    templates: Later[tuple[Template, ...]] = ()
    categories: Later[tuple[Category, ...]] = ()
    media: Later[tuple[Media, ...]] = ()
    conversions: Later[tuple[Conversion, ...]] = Field(
        default=(), description="in the order they take effect"
    )
    infobox: Infobox | None = None
    findings: Later[tuple[Finding, ...]] = ()

    def to_script(self, variant: str) -> Battle:
        """The battle with its shown text in a variant of Chinese; a new object, this one stays.

        Args:
            variant: zh-hans, zh-hant, zh-cn, zh-tw, zh-hk, zh-mo, zh-sg or zh-my.

        Words that the page's own rules (`conversions`) give to the variant are shown as they say, the
        rest is converted. Targets, keys, spans, numbers, dates and whatever is source stay as they are.
        Raises `UnknownVariantError` for another code, `ValueError` for a battle that is not in Chinese.
        """
        # by name: the converters are in a room above, and load when first used
        shown: Battle = import_module("wikibattle.script.battles").to_variant(self, variant)
        return shown

    @classmethod
    def model_json_schema(
        cls,
        by_alias: bool | None = None,
        ref_template: str = DEFAULT_REF_TEMPLATE,
        schema_generator: type[GenerateJsonSchema] = GenerateJsonSchema,
        mode: JsonSchemaMode = "serialization",
        **options: Any,
    ) -> dict[str, Any]:
        """The JSON Schema of what `model_dump(mode="json")` gives: every key is always there."""
        return super().model_json_schema(
            by_alias is not False, ref_template, schema_generator, mode, **options
        )
