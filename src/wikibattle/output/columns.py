"""The tables a battle is written to, declared once.

Arrow schema, CSV headings, SQLite DDL and the rows themselves all come from `TABLES`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

#: Counted apart from the JSON's `schema_version`: columns may be added, these keep name and meaning.
TABLES_VERSION = "1.0"


class Type(Enum):
    """What a column holds. Every column may be null but the lists, which are empty instead."""

    TEXT = "text"
    INTEGER = "integer"  # 64 bits, signed
    NUMBER = "number"  # a figure: whole or not
    BOOLEAN = "boolean"
    TEXTS = "texts"
    INTEGERS = "integers"

    @property
    def is_list(self) -> bool:
        """Whether a cell holds several values, in order."""
        return self in {Type.TEXTS, Type.INTEGERS}


@dataclass(frozen=True, slots=True)
class Column:
    """A column, and where its value stands in the entry a row is made of.

    `path`: attributes from the entry on ("date.edtf"); null wherever one of them is null, and a list
    of all members' values where one of them is a list ("place.names.target").
    """

    name: str
    type: Type
    path: str
    meaning: str = ""


#: The page a row belongs to. A page without an id is known by its title, language and site.
KEY = (
    Column("site", Type.TEXT, "battle.page.site", "database name or domain of the wiki"),
    Column("language", Type.TEXT, "battle.language", "code of the language pack that read it"),
    Column("page_id", Type.INTEGER, "battle.page.page_id", "null where the source gives none"),
    Column("title", Type.TEXT, "battle.title", "the page's title"),
)


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its name, what a row of it is, and its columns."""

    name: str
    row: str
    columns: tuple[Column, ...]

    @property
    def own(self) -> tuple[Column, ...]:
        """The columns that are not the page's key, which come first."""
        return self.columns[len(KEY) :]


def _texts(*names: str, of: str = "", prefix: str = "") -> list[Column]:
    """Columns of text that are called as their attributes are (`of` which attribute, with a prefix)."""
    return [Column(f"{prefix}{name}", Type.TEXT, f"{of}.{name}".lstrip(".")) for name in names]


_SIDE = Column("side", Type.INTEGER, "side", "number of the side, from 1; null: holds for all sides together")
_POSITION = Column("position", Type.INTEGER, "position", "place in its list, from 0")
_SPAN = [
    Column("span_start", Type.INTEGER, "item.span.start", "first code point in the wikitext"),
    Column("span_end", Type.INTEGER, "item.span.end", "behind the last code point"),
]
_KEY_OF_NAME = Column("key", Type.TEXT, "item.key", "equal for all spellings of one name: what to join by")
_REFS = Column("refs", Type.TEXTS, "item.refs", "ids of the references that back it")


def _date(of: str) -> list[Column]:
    """A `HistoricalDate`, flat."""
    return [
        *_texts("text", "edtf", "start", "end", "precision", of=of, prefix="date_"),
        Column("date_approximate", Type.BOOLEAN, f"{of}.approximate"),
        Column("date_uncertain", Type.BOOLEAN, f"{of}.uncertain"),
        *_texts("calendar", of=of, prefix="date_"),
        Column("date_era", Type.TEXT, f"{of}.era.name", "reign or era the year is counted in, as written"),
        *(Column(f"date_era_{part}", Type.INTEGER, f"{of}.era.{part}") for part in ("year", "month", "day")),
        Column("date_alternatives", Type.TEXTS, f"{of}.alternatives", "other dates stated, in EDTF"),
    ]


def _citation(of: str) -> list[Column]:
    """A `Citation`, flat."""
    return [
        *_texts("type", "title", "chapter", "work", of=of, prefix="citation_"),
        Column("citation_authors", Type.TEXTS, f"{of}.authors"),
        Column("citation_editors", Type.TEXTS, f"{of}.editors"),
        *_texts("publisher", of=of, prefix="citation_"),
        Column("citation_year", Type.INTEGER, f"{of}.year"),
        *_texts("volume", "isbn", "doi", "oclc", "url", "pages", of=of, prefix="citation_"),
    ]


def _table(name: str, row: str, columns: Sequence[Column]) -> Table:
    return Table(name, row, (*KEY, *columns))


BATTLES = _table(
    "battles",
    "a battle",
    [
        Column("revision_id", Type.INTEGER, "battle.page.revision_id"),
        *_texts("timestamp", "url", of="battle.page"),
        *_texts("schema_version", "script", of="battle"),
        Column("name", Type.TEXT, "battle.name.text"),
        Column("aliases", Type.TEXTS, "battle.aliases.text"),
        *_texts("kind", of="battle"),
        Column("part_of", Type.TEXTS, "battle.part_of.target", "titles of what it was part of"),
        Column("part_of_keys", Type.TEXTS, "battle.part_of.key"),
        *_date("battle.date"),
        Column("place", Type.TEXT, "battle.place.text"),
        Column("place_names", Type.TEXTS, "battle.place.names.target", "titles of the places named"),
        Column("place_keys", Type.TEXTS, "battle.place.names.key"),
        Column("latitude", Type.NUMBER, "battle.place.coordinates.latitude", "degrees, north positive"),
        Column("longitude", Type.NUMBER, "battle.place.coordinates.longitude", "degrees, east positive"),
        Column("coordinates_source", Type.TEXT, "battle.place.coordinates.source"),
        Column("result", Type.TEXT, "battle.result.text"),
        Column("outcome", Type.TEXT, "battle.result.outcome"),
        Column("victors", Type.INTEGERS, "battle.result.victors", "numbers of the sides that won"),
        Column("qualifiers", Type.TEXTS, "battle.result.qualifiers"),
        Column("status", Type.TEXT, "battle.status.text"),
        Column("territory", Type.TEXT, "battle.territory.text"),
        Column("cause", Type.TEXT, "battle.cause.text"),
        Column("notes", Type.TEXT, "battle.notes.text"),
        Column("summary", Type.TEXT, "battle.summary.text"),
        Column("categories", Type.TEXTS, "battle.categories.name"),
        Column("infobox", Type.TEXT, "battle.infobox.template", "name of the box's template"),
    ],
)

SIDES = _table(
    "sides",
    "a side of a battle",
    [
        Column("side", Type.INTEGER, "item.index", "number of the side, from 1"),
        Column("belligerents", Type.TEXTS, "item.belligerents.name"),
        Column("belligerent_titles", Type.TEXTS, "item.belligerents.target", "null where one is not linked"),
        Column("flags", Type.TEXTS, "item.belligerents.flag", "null where one has none"),
        Column("units", Type.TEXTS, "item.units.name", "its formations, the uppermost ones"),
    ],
)

BELLIGERENTS = _table(
    "belligerents",
    "a party to a battle",
    [
        _SIDE,
        _POSITION,
        *_texts("name", "target", of="item"),
        _KEY_OF_NAME,
        *_texts("flag", "group", of="item"),
        Column("supporting", Type.BOOLEAN, "item.supporting"),
        *_SPAN,
        _REFS,
    ],
)

COMMANDERS = _table(
    "commanders",
    "a commander in a battle",
    [
        _SIDE,
        _POSITION,
        *_texts("name", "target", of="item"),
        _KEY_OF_NAME,
        *_texts("rank", "role", "flag", of="item"),
        Column("fates", Type.TEXTS, "item.fates"),
        *_SPAN,
        _REFS,
    ],
)

FIGURES = _table(
    "figures",
    "a strength, a loss or a figure told of an event",
    [
        Column("kind", Type.TEXT, "kind", "strength, loss or event"),
        _SIDE,
        Column("event", Type.INTEGER, "event", "position of the event that tells it, else null"),
        _POSITION,
        *_texts("text", of="item"),
        Column("low", Type.NUMBER, "item.low", "inclusive; null: open"),
        Column("high", Type.NUMBER, "item.high", "inclusive; null: open"),
        Column("approximate", Type.BOOLEAN, "item.approximate"),
        *_texts("unit", "label", of="item"),
        Column("classes", Type.TEXTS, "item.classes", "what became of those it counts; losses only"),
        *_texts("attributed_to", "as_of", of="item"),
        Column("part_of", Type.INTEGER, "item.part_of", "position of the figure it breaks down"),
        *_SPAN,
        _REFS,
    ],
)

EVENTS = _table(
    "events",
    "what the body tells of one date",
    [
        _POSITION,
        *_date("item.date"),
        *_texts("text", "phase", of="item"),
        Column("section", Type.TEXTS, "item.section", "titles from the top level down"),
        Column("sides", Type.INTEGERS, "item.sides", "numbers of the sides named"),
        Column("commanders", Type.TEXTS, "item.commanders", "keys of the commanders named"),
        Column("links", Type.TEXTS, "item.links.target", "titles linked in it"),
        *_SPAN,
        _REFS,
    ],
)

REFERENCES = _table(
    "references",
    "a note of an article",
    [
        Column("reference", Type.TEXT, "item.id", "the id that `refs` of other tables hold"),
        *_texts("kind", "name", "group", "text", of="item"),
        Column("number", Type.INTEGER, "item.number", "what a reader sees it called by in its group"),
        *_citation("item.citation"),
        Column(
            "sources", Type.TEXTS, "item.sources", "`source` of the entries of the bibliography it points to"
        ),
        Column("pages_of", Type.TEXT, "item.pages_of", "`reference` of the note whose page it gives"),
        Column("uses", Type.INTEGER, "uses", "how often it is called, its definition among them"),
        *_SPAN,
    ],
)

BIBLIOGRAPHY = _table(
    "bibliography",
    "a source given in full outside any note",
    [
        Column("source", Type.TEXT, "item.id", "the id that `sources` of references hold"),
        *_texts("text", of="item"),
        *_citation("item.citation"),
        *_SPAN,
    ],
)

FORMATIONS = _table(
    "formations",
    "a unit of an army",
    [
        Column("kind", Type.TEXT, "kind", "where it is told of: belligerents, units, order of battle"),
        _SIDE,
        Column("position", Type.INTEGER, "position", "running number in the article, from 0"),
        Column("parent", Type.INTEGER, "parent", "position of the formation it is part of"),
        *_texts("name", "designation", of="item"),
        Column("number", Type.INTEGER, "item.number"),
        *_texts("echelon", "target", of="item"),
        _KEY_OF_NAME,
        Column("count", Type.INTEGER, "item.count", "how many units it stands for"),
        Column("commanders", Type.TEXTS, "item.commanders.key", "keys of those who led it"),
        *_SPAN,
    ],
)

FINDINGS = _table(
    "findings",
    "something wrong in an article, or not understood",
    [_POSITION, *_texts("code", "severity", "message", "suggestion", of="item"), *_SPAN],
)

TABLES = (
    BATTLES,
    SIDES,
    BELLIGERENTS,
    COMMANDERS,
    FIGURES,
    FORMATIONS,
    EVENTS,
    REFERENCES,
    BIBLIOGRAPHY,
    FINDINGS,
)
