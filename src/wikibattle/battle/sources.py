"""The notes of a page, each with the source it cites."""

from __future__ import annotations

from wikibattle.model import Citation, Reference
from wikibattle.packs import Pack
from wikibattle.reading.citations.templates import is_citation, read_citation_call
from wikibattle.wikitext import Inline
from wikibattle.wikitext.renderer import Renderer


def page_references(renderer: Renderer, pack: Pack) -> tuple[Reference, ...]:
    """The notes of the page in the order of their first use, each with its text if it has one."""
    references = []
    for note in renderer.notes.notes:
        definition = note.definitions[0] if note.definitions else None
        words = renderer.definition(definition) if definition else None
        references.append(
            Reference(
                id=note.id,
                kind=note.kind,
                name=note.name,
                group=note.group,
                text=words.text if words else note.words,
                citation=_citation(words, renderer, pack) if words else None,
                uses=tuple(note.uses),
                span=definition.tag if definition else note.uses[0] if note.words else None,
            )
        )
    return tuple(references)


def _citation(words: Inline, renderer: Renderer, pack: Pack) -> Citation | None:
    """The first source that a note cites."""
    for mark in words.marks_in(0, len(words.text), "citation"):
        call = renderer.document.call_at[mark.span[0]]
        if is_citation(call.name, pack):
            citation = read_citation_call(call, renderer, pack)
            if citation is not None:
                return citation
    return None
