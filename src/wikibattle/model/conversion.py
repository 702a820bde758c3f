"""What a page says of the variants of its language: which words are shown for which."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from wikibattle.model.base import Model, Span


class ConversionAction(StrEnum):
    """What a rule does: shows words in its place, holds for the page from there on, or names the page."""

    SHOW = "show"
    ADD = "add"
    REMOVE = "remove"
    TITLE = "title"


class VariantWords(Model):
    """The words that the readers of one variant see."""

    variant: str = Field(description="zh-hans, zh-hant, zh-cn, zh-tw …")
    text: str


class OneWayWords(Model):
    """A word that is shown otherwise in one variant, and not the other way round."""

    word: str
    variant: str
    text: str


class Conversion(Model):
    """A `-{ }-` block, raw text (nowiki), or a rule that {{NoteTA}} or a group of it gives to the page."""

    action: ConversionAction
    text: str | None = Field(default=None, description="of `show`: the words of the page as written")
    prefix: str | None = Field(
        default=None, description="what the line shows before the block; by it its place is found"
    )
    variants: tuple[VariantWords, ...] = Field(
        default=(), description="as the author gives them; a variant that is not named takes the nearest"
    )
    one_way: tuple[OneWayWords, ...] = ()
    filters: tuple[str, ...] = Field(
        default=(), description="of `show`: only for these variants the words may be converted"
    )
    group: str | None = Field(default=None, description="the group of rules it was taken from")
    span: Span
