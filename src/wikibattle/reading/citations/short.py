"""Short citations: names, a year and a place, whose source stands in full elsewhere."""

from __future__ import annotations

from wikibattle.model import Citation, CitationType
from wikibattle.packs import Pack
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
