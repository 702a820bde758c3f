"""What is wrong with the markup of a page."""

from __future__ import annotations

from collections.abc import Iterator

from wikibattle.model import Finding
from wikibattle.wikitext.document import Document
from wikibattle.wikitext.references import Note, Notes

#: Of findings of one code, this many are listed; one more says how many there are.
MAX_PER_CODE = 100

_OPENERS = {"{": "{{", "[": "[[", "-{": "-{"}


def markup_findings(document: Document, notes: Notes) -> Iterator[Finding]:
    """Openers nothing closes, notes without a text, notes with two texts."""
    yield from limited(_unclosed(document), "markup-unclosed")
    for note in notes.notes:
        yield from _note_findings(document.text, note)


def _unclosed(document: Document) -> list[Finding]:
    found = []
    for opener in document.unclosed:
        sign = _OPENERS.get(opener.sign)
        if sign is None:  # a line that begins with "=" need not be a heading
            continue
        span = (opener.start, opener.start + opener.count)
        found.append(Finding.of("markup-unclosed", span, f"nothing closes this {sign}"))
    return found


def limited(found: list[Finding], code: str) -> Iterator[Finding]:
    """The first of many findings of one code, and one more that says how many are left out."""
    yield from found[:MAX_PER_CODE]
    if len(found) > MAX_PER_CODE:
        rest = found[MAX_PER_CODE:]
        span = (rest[0].span[0], rest[-1].span[1])
        yield Finding.of(code, span, f"and {len(rest)} more of these")


def _note_findings(text: str, note: Note) -> Iterator[Finding]:
    if note.name is None or note.kind == "sfn":  # a short footnote's name is made of its arguments
        return
    if not note.definitions:
        message = f"the note {note.name!r} is used but nowhere defined"
        yield Finding.of("note-undefined", note.uses[0], message)
        return
    first = text[note.definitions[0].start : note.definitions[0].end].strip()
    for definition in note.definitions[1:]:
        if text[definition.start : definition.end].strip() != first:
            message = f"the note {note.name!r} is defined again with another text; the first is shown"
            yield Finding.of("note-redefined", definition.tag, message)
