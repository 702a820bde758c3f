"""Short citations: names, a year and a place, whose source stands in full elsewhere."""

from __future__ import annotations

from wikibattle.model import Citation, CitationType
from wikibattle.packs import Pack
from wikibattle.reading.citations.bibliography import Bibliography
from wikibattle.reading.citations.templates import publication_year
from wikibattle.wikitext.short_footnotes import ShortFootnote


def short_citation(short: ShortFootnote, pack: Pack) -> Citation:
    """What a short footnote itself says."""
    return Citation(
        type=CitationType.SHORT,
        authors=short.names,
        year=publication_year(short.year or "", pack),
        pages=short.pages,
    )


def source_of(short: ShortFootnote, bibliography: Bibliography, pack: Pack) -> str | None:
    """The id of the source a short footnote points to: by its anchor, else by names and year."""
    found = bibliography.by_anchor(short.anchor)
    if found is not None or (short.year and not short.year[-1:].isdecimal()):  # 1990a is one of several
        return found
    return bibliography.by_names(short.names, publication_year(short.year or "", pack))


def source_of_plain(citation: Citation, bibliography: Bibliography) -> str | None:
    """The id of the source that a note in plain words cites: by names, year and title."""
    names = citation.authors or citation.editors
    return bibliography.by_names(names, citation.year, citation.title)
