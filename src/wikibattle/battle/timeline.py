"""The timeline: dated sentences and list items of the article's body, in order."""

from __future__ import annotations

from wikibattle.model import Event, HistoricalDate
from wikibattle.packs import Pack
from wikibattle.wikitext.document import Document
from wikibattle.wikitext.renderer import Renderer


def read_timeline(
    document: Document, renderer: Renderer, pack: Pack, date: HistoricalDate | None
) -> tuple[Event, ...]:
    """The dated sentences of the body."""
    del document, renderer, pack, date
    return ()
