"""The markup of the page, typed: what any article has, battle or not."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from pydantic import Field

from wikibattle.model.base import Key, Model, Span, Text
from wikibattle.model.codes import CODES, Severity


class Link(Model):
    """A wikilink. `target` is the normalised title without its namespace and fragment."""

    text: str
    target: str
    key: Key
    fragment: str | None = None
    namespace: str | None = Field(default=None, description="canonical English name; null: articles")
    interwiki: str | None = Field(default=None, description="the interwiki prefix, in lower case")
    span: Span


class Argument(Model):
    """One template argument; positional ones have the keys "1", "2" and so on."""

    key: str
    value: str = Field(description="the argument's wikitext, trimmed when the key is written")
    span: Span = Field(description="of the value, as far as it was kept")


class Template(Model):
    """A template call, by normalised name. Of arguments with one name the last wins."""

    name: str
    arguments: tuple[Argument, ...] = ()
    span: Span


class Category(Model):
    """A category the page is put in."""

    name: str
    sort_key: str | None = None
    span: Span


class Media(Model):
    """A file shown on the page."""

    name: str
    caption: Text | None = None
    span: Span


class Section(Model):
    """A heading with its own text (up to its first subsection). The lead has level 0."""

    level: int = Field(ge=0, le=6)
    title: str
    span: Span = Field(description="from the heading's first character to the end of its last subsection")
    text: str
    sections: tuple[Section, ...] = ()


class CitationType(StrEnum):
    """What kind of source is cited."""

    BOOK = "book"
    JOURNAL = "journal"
    MAGAZINE = "magazine"
    NEWS = "news"
    ENCYCLOPEDIA = "encyclopedia"
    WEB = "web"
    THESIS = "thesis"
    REPORT = "report"
    CONFERENCE = "conference"
    MAP = "map"
    MEDIA = "media"
    SHORT = "short"  # names, year and page alone: the full entry stands elsewhere
    OTHER = "other"


class Citation(Model):
    """What a note says of its source, as far as it could be read."""

    type: CitationType
    title: str | None = None
    chapter: str | None = Field(default=None, description="the part of `title` that is cited")
    work: str | None = Field(default=None, description="the journal, newspaper, site or collection it is in")
    authors: tuple[str, ...] = Field(
        default=(), description='as written; "Last, First" where given apart; no "et al."'
    )
    editors: tuple[str, ...] = ()
    publisher: str | None = None
    year: int | None = Field(default=None, description="of publication; null for a range of years")
    volume: str | None = None
    isbn: str | None = Field(default=None, description="13 digits, check digit proven")
    doi: str | None = Field(default=None, description="without resolver or prefix: 10.1093/hwj/dbr060")
    oclc: str | None = Field(default=None, description="the WorldCat number, digits alone")
    url: str | None = None
    pages: str | None = Field(default=None, description="page, pages or other place, as written")


class Source(Model):
    """An entry of the article's bibliography: a source given in full outside any note."""

    id: str
    text: str
    citation: Citation
    span: Span


class Reference(Model):
    """A note. `span` is where its text is given; null when nothing defines it."""

    id: str
    kind: str = Field(
        description="ref (a <ref> tag), tag ({{#tag:ref}}), efn, notetag, note, sfn (a short footnote), "
        "harv (a short citation in the running text), rp (the page of the note before it)"
    )
    number: int | None = Field(
        default=None, description="what a reader sees it called by in its group; null for harv and rp"
    )
    name: str | None = None
    group: str | None = None
    text: str | None = None
    citation: Citation | None = Field(default=None, description="the first source it cites")
    further: tuple[Citation, ...] = Field(default=(), description="the other sources it cites, in order")
    sources: tuple[str, ...] = Field(
        default=(),
        description="where its sources are given in full: ids of entries of the bibliography (s1), else, "
        "for a short citation, of another note (r1)",
    )
    pages_of: str | None = Field(default=None, description="of rp: id of the note whose page it gives")
    uses: tuple[Span, ...] = Field(
        default=(), description="every tag or template that calls it, its definition among them"
    )
    span: Span | None = None


class Finding(Model):
    """Something in the article that is wrong, or that no rule understood."""

    code: str
    severity: Severity
    message: str
    span: Span
    suggestion: str | None = None

    @classmethod
    def of(cls, code: str, span: Span, message: str, suggestion: str | None = None) -> Self:
        """The finding of a code in the registry, as severe as it is there.

        Raises `KeyError` for a code that `wikibattle.model.codes` does not declare.
        """
        severity = CODES[code].severity
        return cls(code=code, severity=severity, message=message, span=span, suggestion=suggestion)
