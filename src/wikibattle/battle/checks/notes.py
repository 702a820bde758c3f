"""Checks of notes and of the sources they give."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from wikibattle.battle.checks.subject import Subject
from wikibattle.model import Finding
from wikibattle.packs.citations import CitationField
from wikibattle.reading.cells import roles_of
from wikibattle.reading.citations.bibliography import anchor_key
from wikibattle.reading.citations.identifiers import find_isbn, read_doi
from wikibattle.reading.citations.templates import (
    ANCHOR_PREFIX,
    citation_anchor,
    given_words,
    is_anchor,
    is_citation,
)
from wikibattle.wikitext.short_footnotes import ShortFootnote, anchor_of, read_short_footnotes

#: What MediaWiki makes a link of: https://www.mediawiki.org/wiki/Help:Magic_links
_ISBN_LINK = re.compile(r"\bISBN[ \t\xa0]((?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx])\b")
_UNREAD = re.compile(r"<!--.*?(?:-->|\Z)|<nowiki>.*?(?:</nowiki>|\Z)", re.DOTALL)
_ANCHOR = re.compile(rf"{ANCHOR_PREFIX}([^\s\"'|<>{{}}\]]+)")
_SHORT = frozenset({"sfn", "short"})
_AS_WRITTEN = re.compile(r"\(\(.*\)\)", re.DOTALL)  # Citation Style 1: the editor says it is so in print


def undefined_notes(subject: Subject) -> Iterator[Finding]:
    """A note called by a name that nothing defines."""
    for note in subject.article.renderer.notes.notes:
        if note.name is not None and not note.definitions:
            message = f"the note {note.name!r} is used but nowhere defined"
            yield Finding.of("note-undefined", note.uses[0], message)


def redefined_notes(subject: Subject) -> Iterator[Finding]:
    """Another text for a note that has one."""
    text = subject.text
    for note in subject.article.renderer.notes.notes:
        if note.name is None or len(note.definitions) < 2:
            continue
        first = text[note.definitions[0].start : note.definitions[0].end].strip()
        for definition in note.definitions[1:]:
            if text[definition.start : definition.end].strip() != first:
                message = f"the note {note.name!r} is defined again with another text; the first is shown"
                yield Finding.of("note-redefined", definition.tag, message)


def unused_notes(subject: Subject) -> Iterator[Finding]:
    """A note that stands in the list of notes and that no words call."""
    lists = [tag.inner for tag in subject.document.tags if tag.name == "references" and tag.inner]
    for call in subject.document.templates:
        listed = call.arguments.get("refs")
        if listed is not None:
            lists.append((listed.start, listed.end))
    for note in subject.article.renderer.notes.notes if lists else ():
        given = {definition.tag for definition in note.definitions}
        if all(use in given and any(start <= use[0] < end for start, end in lists) for use in note.uses):
            called = f"the note {note.name!r}" if note.name else "a note without a name"
            yield Finding.of("note-unused", note.uses[0], f"{called} is in the list, and nothing calls it")


def numeric_names(subject: Subject) -> Iterator[Finding]:
    """A note named by a number alone, which MediaWiki refuses."""
    for note in subject.article.renderer.notes.notes:
        if note.name is not None and note.name.isascii() and note.name.isdecimal():
            message = f"MediaWiki takes no number for a note's name: {note.name}"
            yield Finding.of("note-name-number", note.uses[0], message, "put a letter before the number")


def wrong_isbns(subject: Subject) -> Iterator[Finding]:
    """An ISBN that no book can have: of citation templates, and those MediaWiki makes links of."""
    found = dict(_given(subject, "isbn"))
    hidden = [match.span() for match in _UNREAD.finditer(subject.text)]
    for match in _ISBN_LINK.finditer(subject.text):
        if not any(start <= match.start() < end for start, end in hidden):
            found[match.span(1)] = match[1]
    for span, words in found.items():
        if find_isbn(words) is None:
            yield Finding.of("isbn-wrong", span, f"no ISBN by its length or check digit: {words[:40]}")


def wrong_dois(subject: Subject) -> Iterator[Finding]:
    """A DOI of a citation template that is none by its syntax."""
    for span, words in _given(subject, "doi"):
        if read_doi(words) is None:
            message = f"no DOI, which is 10., four digits or more, a slash and signs: {words[:40]}"
            yield Finding.of("doi-wrong", span, message)


def _given(subject: Subject, field: CitationField) -> Iterator[tuple[tuple[int, int], str]]:
    """Where citation templates give an identifier, and its words."""
    for call in subject.document.templates:
        if is_citation(call.name, subject.pack):
            given = given_words(call, field, subject.article.renderer, subject.pack)
            if given and not _AS_WRITTEN.fullmatch(given[0]):
                yield given[1], given[0]


def footnotes_without_source(subject: Subject) -> Iterator[Finding]:
    """A short footnote whose link leads nowhere: no source of the page is anchored by its names and year.

    Said once for each source that is missing, and of pages that have a source with an anchor: one
    without may list its sources in plain words.
    """
    anchors = {anchor_key(anchor): anchor for anchor in _anchors(subject)}
    roles = roles_of(subject.pack)
    told: set[str] = set()
    for call in subject.document.templates if anchors else ():
        role = roles.get(call.name)
        if role is None or role.value not in _SHORT:
            continue
        for short in read_short_footnotes(call):
            key = anchor_key(short.anchor)
            if short.year is not None and key not in anchors and key not in told:
                told.add(key)
                message = f"no source of the page has the anchor that {short.words!r} links to"
                span = call.node.start, call.node.end
                yield Finding.of("note-source-missing", span, message, _other_year(short, anchors))


def _other_year(short: ShortFootnote, anchors: Mapping[str, str]) -> str | None:
    """The source by the same names, if there is one of another year."""
    names = anchor_key("".join(short.names))
    years = [anchor[len(names) :] for key, anchor in anchors.items() if key.startswith(names)]
    found = [year for year in years if year[:4].isdecimal()]
    return f"the page has {' '.join(short.names)} {found[0]}" if len(found) == 1 else None


def _anchors(subject: Subject) -> Iterator[str]:
    """Every anchor for short footnotes that the page makes."""
    for call in subject.document.templates:
        if is_anchor(call, subject.pack):
            yield anchor_of(call)
        elif is_citation(call.name, subject.pack):
            anchor = citation_anchor(call, subject.article.renderer, subject.pack)
            if anchor:
                yield anchor
    for match in _ANCHOR.finditer(subject.text):
        yield match[1]
