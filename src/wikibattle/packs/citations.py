"""The words of citations: what templates cite, what their parameters hold."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property, lru_cache
from typing import Literal

from pydantic import Field

from wikibattle.model import CitationType
from wikibattle.packs.words import Words
from wikibattle.script import fold

CitationField = Literal[
    "title",
    "script_title",
    "chapter",
    "journal",
    "newspaper",
    "magazine",
    "encyclopedia",
    "website",
    "work",
    "author",
    "first",
    "vancouver",
    "editor",
    "editor_first",
    "publisher",
    "year",
    "volume",
    "isbn",
    "doi",
    "oclc",
    "url",
    "pages",
]

_NO_LETTERS = re.compile(r"[\s_\-]+")
_NUMBER = re.compile(r"\d{1,3}")


@lru_cache(maxsize=4096)
def parameter_key(key: str) -> tuple[str, int]:
    """The stem of a citation's parameter and its number, 1 without one: "editor2-last" is editorlast, 2.

    As Help:Citation Style 1 numbers them: before or behind a hyphen. Case, width, script, blanks
    and hyphens make no difference.
    """
    folded = _NO_LETTERS.sub("", fold(unicodedata.normalize("NFKC", key))).casefold()
    number = _NUMBER.search(folded)
    if number is None:
        return folded, 1
    return folded[: number.start()] + folded[number.end() :], int(number[0])


class CitationWords(Words):
    """The `[citations]` part of a language file.

    `types`: template names by what they cite, without regard to case; the templates themselves are
    listed under `[templates]` too. `parameters`: stems by what they hold, the one to prefer first,
    without number and hyphens. `others`: words that stand for further authors.

    Of notes in plain words: `pages`, `volumes`: what stands before a page's or volume's number;
    `issues`: what a journal's are called, `editions`: a book's; `joiners`: between the last two names;
    `edited`: behind editors' names; `leads`: what may stand before a citation; `again`: what stands
    for a title given before; `no_names`: capitalised words that begin no name; `publishers`: words in
    a publisher's name. Where no spaces are written: `no_name_ends`: words that end no name;
    `publisher_ends`, `newspaper_ends`: how their names end; `volume_ends`: what a volume is called;
    `within`: before what an article is in; `authors_end`, `editors_end`, `translators_end`: what
    follows the names of each.
    """

    types: dict[CitationType, tuple[str, ...]] = Field(default={})
    parameters: dict[CitationField, tuple[str, ...]] = Field(default={})
    others: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    volumes: tuple[str, ...] = ()
    joiners: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()
    again: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    no_names: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    no_name_ends: tuple[str, ...] = ()
    volume_ends: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    publisher_ends: tuple[str, ...] = ()
    newspaper_ends: tuple[str, ...] = ()
    authors_end: tuple[str, ...] = ()
    editors_end: tuple[str, ...] = ()
    translators_end: tuple[str, ...] = ()

    @cached_property
    def type_of(self) -> dict[str, CitationType]:
        """What a template cites, by its name without regard to case."""
        return {name.casefold(): kind for kind, names in self.types.items() for name in names}

    @cached_property
    def stems(self) -> dict[str, tuple[CitationField, int]]:
        """(field, rank of preference) by folded stem."""
        return {
            parameter_key(stem)[0]: (field, rank)
            for field, stems in self.parameters.items()
            for rank, stem in enumerate(stems)
        }
