"""Notes in the form of GB/T 7714-2015, the Chinese standard of citations: 王甲. 渡口[M]. 北京: 山河, 1990: 5.

The letter in brackets behind the title says what is cited, so such a note is surely a citation.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from wikibattle.model import Citation, CitationType
from wikibattle.packs import Pack
from wikibattle.reading.citations.identifiers import find_isbn
from wikibattle.reading.citations.templates import words_for_others
from wikibattle.wikitext import Inline

LONGEST_NOTE = 600

_TYPES: Mapping[str, CitationType] = {
    "M": CitationType.BOOK,
    "G": CitationType.BOOK,
    "J": CitationType.JOURNAL,
    "N": CitationType.NEWS,
    "D": CitationType.THESIS,
    "R": CitationType.REPORT,
    "C": CitationType.CONFERENCE,
    "EB": CitationType.WEB,
    "CM": CitationType.MAP,
    "A": CitationType.OTHER,
    "Z": CitationType.OTHER,
}
_PAGES = r"\d{1,5}(?:\s?[-–—－~～]\s?\d{1,5})?(?:\s?[,，、]\s?\d{1,5}(?:\s?[-–—－~～]\s?\d{1,5})?)*"
_NOTE = re.compile(
    r"\s*+(?:(?P<authors>[^\[\]]{1,120}?)\s?[.．。]\s?)?(?P<title>[^\[\]]{1,200}?)\s?"
    r"\[(?P<mark>[A-Z]{1,2})(?:/OL|/CD|/DK|/MT)?\]\s?(?:[.．。,，]\s?|//\s?|\Z)(?P<rest>.*)",
    re.DOTALL,
)
_PUBLISHED = re.compile(
    r"(?:[^:：.．,，\d]{1,30}[:：]\s?)?(?P<publisher>[^:：.．,，\d]{2,60})[,，]\s?"
    rf"(?P<year>\d{{4}})(?!\d)(?:[-.年]\d{{1,2}})?月?(?:\s?[:：]\s?(?P<pages>{_PAGES}))?"
)
_ISSUE = re.compile(
    r"(?P<work>[^,，.．\d]{2,60})[,，]\s?(?P<year>\d{4})(?!\d)(?:[,，]\s?(?P<volume>\d{1,4})(?!\d))?"
    rf"(?:\s?[(（][^()（）]{{1,12}}[)）])?(?:\s?[:：]\s?(?P<pages>{_PAGES}))?"
)
_DATED = re.compile(r"(?P<work>[^,，.．\d]{2,60})[,，]\s?(?P<year>\d{4})(?!\d)")
_INITIAL = re.compile(r"[A-Z]\.")  # a full stop that ends no name: where the title begins is not sure
_NAMES_END = re.compile(r"[,，;；、]")
_ADDRESS = re.compile(r"https?://[^\s\[\]]+")
_PERIODICALS = frozenset({CitationType.JOURNAL, CitationType.NEWS})


def read_gbt_note(note: Inline, pack: Pack) -> Citation | None:
    """The source of a note in this form; None for one in any other."""
    text = note.text[:LONGEST_NOTE]
    found = _NOTE.match(text)
    kind = _TYPES.get(found["mark"]) if found else None
    if found is None or kind is None or _INITIAL.match(found["title"].lstrip()):
        return None
    rest = found["rest"]
    patterns = (_ISSUE, _DATED) if kind in _PERIODICALS else (_PUBLISHED,)
    behind = next((match for pattern in patterns if (match := pattern.match(rest))), None)
    said = behind.groupdict() if behind else {}
    address = _ADDRESS.search(rest)
    if not (found["authors"] or behind or address):
        return None
    return Citation(
        type=kind,
        title=found["title"].strip(" ,，:："),
        work=(said.get("work") or "").strip() or None,
        authors=_authors(found["authors"] or "", pack),
        publisher=(said.get("publisher") or "").strip() or None,
        year=int(said["year"]) if said.get("year") else None,
        volume=said.get("volume"),
        isbn=find_isbn(rest.partition("ISBN")[2]),
        url=address[0] if address else None,
        pages=said.get("pages"),
    )


def _authors(words: str, pack: Pack) -> tuple[str, ...]:
    names = (name.strip() for name in _NAMES_END.split(words))
    others = words_for_others(pack.language)
    return tuple(name for name in names if name and name.casefold() not in others)
