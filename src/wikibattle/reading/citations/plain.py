"""Notes in plain words, read as a citation where that is certain."""

from __future__ import annotations

import re
from functools import cache

from wikibattle.model import Citation, CitationType
from wikibattle.packs import Pack, load_pack
from wikibattle.reading.citations.gbt import read_gbt_note
from wikibattle.reading.citations.han import HanNotes
from wikibattle.reading.citations.western import WesternNotes
from wikibattle.wikitext import Inline

_TITLE_MARKS = re.compile("[《『]")
_ADDRESS = re.compile(r"\[?((?:https?:)?//[^\s\[\]]*[^\s\[\].])\]?[.\s]*", re.IGNORECASE)


def read_plain_note(note: Inline, pack: Pack) -> list[Citation]:
    """The sources a note cites without templates; none where it may as well say something else.

    The form of GB/T 7714 says itself what it is. Titles in marks of their own (《》) are read as Chinese
    notes are written, all others as those of languages that write blanks. A bare web address is a
    source too.
    """
    address = _ADDRESS.fullmatch(note.text)
    if address:
        return [Citation(type=CitationType.WEB, url=address[1])]
    standard = read_gbt_note(note, pack)
    if standard is not None:
        return [standard]
    if _TITLE_MARKS.search(note.text):
        return _han(pack.language).read(note)
    return _western(pack.language).read(note)


@cache
def _western(language: str) -> WesternNotes:
    return WesternNotes(load_pack(language))


@cache
def _han(language: str) -> HanNotes:
    pack = load_pack(language)
    return HanNotes(pack if pack.citations.publisher_ends else load_pack("zh"))
