"""The notes of a page, each with the source it cites, and the sources of its bibliography."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from wikibattle.model import Citation, CitationType, Reference, Source
from wikibattle.packs import Pack
from wikibattle.reading.citations.bibliography import Bibliography
from wikibattle.reading.citations.plain import read_plain_note
from wikibattle.reading.citations.short import short_citation
from wikibattle.reading.citations.templates import (
    ANCHOR_PREFIX,
    citation_anchor,
    is_citation,
    read_citation_call,
)
from wikibattle.script import fold
from wikibattle.wikitext import Inline
from wikibattle.wikitext.references import Note, Notes
from wikibattle.wikitext.renderer import Renderer
from wikibattle.wikitext.sections import Body
from wikibattle.wikitext.short_footnotes import read_short_footnotes

#: Notes that give a source; the others explain.
_CITING = frozenset({"ref", "tag"})

#: A list under a title of sources may hold links to see, and short footnotes.
_NO_ENTRIES = frozenset({CitationType.SHORT, CitationType.WEB})


def page_bibliography(renderer: Renderer, pack: Pack, bodies: Sequence[Body]) -> Bibliography:
    """The sources given in full outside any note, in source order.

    By citation templates anywhere, and in plain words by the items of lists under titles of sources.
    """
    entries = [*_in_templates(renderer, pack, bodies), *_in_lists(bodies, pack)]
    entries.sort(key=lambda entry: entry[0].span)
    return Bibliography(
        [
            (source.model_copy(update={"id": f"s{number}"}), anchor)
            for number, (source, anchor) in enumerate(entries, start=1)
        ]
    )


def _in_templates(
    renderer: Renderer, pack: Pack, bodies: Sequence[Body]
) -> Iterator[tuple[Source, str | None]]:
    in_note = _in_notes(renderer.notes)
    shown = {
        mark.span[0]: body.text.text[mark.start : mark.end]
        for body in bodies
        for mark in body.text.marks
        if mark.role == "citation"
    }
    for call in renderer.document.templates:
        start, end = call.node.start, call.node.end
        if not is_citation(call.name, pack) or in_note(start):
            continue
        citation = read_citation_call(call, renderer, pack)
        if citation is not None:
            text = shown.get(start) or renderer.inline(start, end, [call.node]).text
            source = Source(id="", text=text, citation=citation, span=(start, end))
            yield source, citation_anchor(call, renderer, pack)


def _in_lists(bodies: Sequence[Body], pack: Pack) -> Iterator[tuple[Source, None]]:
    for body in bodies:
        if not any(fold(title).casefold() in pack.sections.sources for title in body.path):
            continue
        for start, end in body.text.lines():
            if not body.text.marks_in(start, start, "item") or body.text.marks_in(start, end, "citation"):
                continue
            item = body.text.part(start, end)
            found = read_plain_note(item, pack)
            if len(found) == 1 and found[0].type not in _NO_ENTRIES:
                span = item.source_span(0, len(item.text))
                yield Source(id="", text=item.text, citation=found[0], span=span), None


def page_references(renderer: Renderer, pack: Pack, bibliography: Bibliography) -> tuple[Reference, ...]:
    """The notes of the page in the order of their first use, each with its text if it has one."""
    return _Citer(renderer, pack, bibliography).references()


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


@dataclass(slots=True)
class _Read:
    """One note: its words, and each source it cites with the anchor it names it by, if any."""

    note: Note
    words: Inline | None
    cited: list[tuple[Citation, str | None]] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)  # that its words link to


class _Citer:
    """Reads what the notes of one page cite."""

    def __init__(self, renderer: Renderer, pack: Pack, bibliography: Bibliography) -> None:
        self._renderer = renderer
        self._pack = pack
        self._bibliography = bibliography
        self._read = [self._note(note) for note in renderer.notes.notes]
        in_notes = list(self._given_in_notes())
        self._in_notes = Bibliography(in_notes)
        self._everywhere = Bibliography([*((source, None) for source in bibliography.sources), *in_notes])

    def references(self) -> tuple[Reference, ...]:
        """The notes, each with the sources it cites and where those are given in full."""
        return tuple(self._reference(read) for read in self._read)

    def _note(self, note: Note) -> _Read:
        definition = note.definitions[0] if note.definitions else None
        read = _Read(note, self._renderer.definition(definition) if definition else None)
        read.cited += [(short_citation(short, self._pack), short.anchor) for short in note.short]
        if read.words is None:
            return read
        for mark in read.words.marks_in(0, len(read.words.text), "citation"):
            call = self._renderer.document.call_at[mark.span[0]]
            if not is_citation(call.name, self._pack):
                shorts = read_short_footnotes(call)
                read.cited += [(short_citation(short, self._pack), short.anchor) for short in shorts]
            elif (citation := read_citation_call(call, self._renderer, self._pack)) is not None:
                read.cited.append((citation, citation_anchor(call, self._renderer, self._pack)))
        if not read.cited and note.kind in _CITING:
            read.cited += [(citation, None) for citation in read_plain_note(read.words, self._pack)]
            links = (link.fragment for link in read.words.links if not link.target and link.fragment)
            read.anchors += [anchor.removeprefix(ANCHOR_PREFIX) for anchor in links]
        return read

    def _given_in_notes(self) -> Iterator[tuple[Source, str | None]]:
        """The sources that notes give in full, each by the id of its note."""
        for read in self._read:
            for citation, anchor in read.cited:
                if citation.type not in _NO_ENTRIES:
                    yield Source(id=read.note.id, text="", citation=citation, span=read.note.uses[0]), anchor

    def _reference(self, read: _Read) -> Reference:
        note, words = read.note, read.words
        definition = note.definitions[0] if note.definitions else None
        citations = [citation for citation, _ in read.cited]
        return Reference(
            id=note.id,
            kind=note.kind,
            number=note.number,
            name=note.name,
            group=note.group,
            text=words.text if words else note.words,
            citation=citations[0] if citations else None,
            further=tuple(citations[1:]),
            sources=tuple(dict.fromkeys(self._sources(read))),
            pages_of=note.pages_of,
            uses=tuple(note.uses),
            span=definition.tag if definition else note.uses[0] if note.words else None,
        )

    def _sources(self, read: _Read) -> Iterator[str]:
        """Where the sources of a note are given in full: in the bibliography, else in another note."""
        linked = (self._bibliography.by_anchor(anchor) for anchor in read.anchors)
        yield from (source for source in linked if source is not None)
        for citation, anchor in read.cited:
            found = self._source(citation, anchor)
            if found is not None and found != read.note.id:
                yield found

    def _source(self, citation: Citation, anchor: str | None) -> str | None:
        """Where one source is given in full. Names alone must be those of one work on the whole page."""
        found = self._bibliography.source_of(citation, anchor)
        if citation.type is not CitationType.SHORT:
            return found
        if citation.year is None and citation.title is None:
            return found if self._everywhere.source_of(citation, anchor) is not None else None
        return found or self._in_notes.source_of(citation, anchor)
