"""The notes of a page, each with the source it cites, and the sources of its bibliography."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field

from wikibattle.model import Citation, Reference, Source
from wikibattle.packs import Pack
from wikibattle.reading.citations.bibliography import Bibliography
from wikibattle.reading.citations.short import short_citation, source_of
from wikibattle.reading.citations.templates import citation_anchor, is_citation, read_citation_call
from wikibattle.wikitext import Inline
from wikibattle.wikitext.references import Note, Notes
from wikibattle.wikitext.renderer import Renderer
from wikibattle.wikitext.short_footnotes import ShortFootnote, read_short_footnotes


@dataclass(slots=True)
class _Cited:
    """What one note cites."""

    full: list[Citation] = field(default_factory=list)
    short: list[ShortFootnote] = field(default_factory=list)


def page_bibliography(renderer: Renderer, pack: Pack) -> Bibliography:
    """The sources that citation templates outside any note give in full, in source order."""
    in_note = _in_notes(renderer.notes)
    entries: list[tuple[Source, str | None]] = []
    for call in renderer.document.templates:
        start, end = call.node.start, call.node.end
        if not is_citation(call.name, pack) or in_note(start):
            continue
        citation = read_citation_call(call, renderer, pack)
        if citation is not None:
            text = renderer.inline(start, end, [call.node]).text
            source = Source(id=f"s{len(entries) + 1}", text=text, citation=citation, span=(start, end))
            entries.append((source, citation_anchor(call, renderer, pack)))
    return Bibliography(entries)


def page_references(renderer: Renderer, pack: Pack, bibliography: Bibliography) -> tuple[Reference, ...]:
    """The notes of the page in the order of their first use, each with its text if it has one."""
    return tuple(_reference(note, renderer, pack, bibliography) for note in renderer.notes.notes)


def _in_notes(notes: Notes) -> Callable[[int], bool]:
    """Tells whether a place lies within the words of a note."""
    starts: list[int] = []
    ends: list[int] = []
    for start, end in sorted((each.start, each.end) for note in notes.notes for each in note.definitions):
        if not ends or start >= ends[-1]:  # one within another adds nothing
            starts.append(start)
            ends.append(end)

    def in_note(at: int) -> bool:
        index = bisect_right(starts, at) - 1
        return index >= 0 and at < ends[index]

    return in_note


def _reference(note: Note, renderer: Renderer, pack: Pack, bibliography: Bibliography) -> Reference:
    definition = note.definitions[0] if note.definitions else None
    words = renderer.definition(definition) if definition else None
    cited = _cited(words, renderer, pack) if words else _Cited(short=list(note.short))
    citation = next(iter(cited.full), None)
    if citation is None and cited.short:
        citation = short_citation(cited.short[0], pack)
    found = (source_of(short, bibliography, pack) for short in cited.short)
    return Reference(
        id=note.id,
        kind=note.kind,
        number=note.number,
        name=note.name,
        group=note.group,
        text=words.text if words else note.words,
        citation=citation,
        sources=tuple(dict.fromkeys(source for source in found if source)),
        pages_of=note.pages_of,
        uses=tuple(note.uses),
        span=definition.tag if definition else note.uses[0] if note.words else None,
    )


def _cited(words: Inline, renderer: Renderer, pack: Pack) -> _Cited:
    """The sources that templates in a note's words cite."""
    cited = _Cited()
    for mark in words.marks_in(0, len(words.text), "citation"):
        call = renderer.document.call_at[mark.span[0]]
        if not is_citation(call.name, pack):
            cited.short += read_short_footnotes(call)
        elif (citation := read_citation_call(call, renderer, pack)) is not None:
            cited.full.append(citation)
    return cited
