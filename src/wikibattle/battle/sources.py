"""The notes of a page, each with the source it cites, and the sources of its bibliography."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

from wikibattle.model import Citation, CitationType, Reference, Source
from wikibattle.packs import Pack
from wikibattle.reading.citations.bibliography import Bibliography
from wikibattle.reading.citations.plain import read_plain_note
from wikibattle.reading.citations.short import short_citation, source_of, source_of_plain
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
from wikibattle.wikitext.short_footnotes import ShortFootnote, read_short_footnotes

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
    citer = _Citer(renderer, pack, bibliography)
    return tuple(citer.reference(note) for note in renderer.notes.notes)


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


class _Citer:
    """Reads what the notes of one page cite."""

    def __init__(self, renderer: Renderer, pack: Pack, bibliography: Bibliography) -> None:
        self._renderer = renderer
        self._pack = pack
        self._bibliography = bibliography

    def reference(self, note: Note) -> Reference:
        """A note with its text, its first source, and the entries of the bibliography it points to."""
        definition = note.definitions[0] if note.definitions else None
        words = self._renderer.definition(definition) if definition else None
        citation, sources = self._cited(words, note)
        return Reference(
            id=note.id,
            kind=note.kind,
            number=note.number,
            name=note.name,
            group=note.group,
            text=words.text if words else note.words,
            citation=citation,
            sources=tuple(dict.fromkeys(source for source in sources if source)),
            pages_of=note.pages_of,
            uses=tuple(note.uses),
            span=definition.tag if definition else note.uses[0] if note.words else None,
        )

    def _cited(self, words: Inline | None, note: Note) -> tuple[Citation | None, list[str | None]]:
        """The first source cited, and the ids of those in the bibliography."""
        full, short = self._templates(words) if words else ([], list(note.short))
        sources = [source_of(each, self._bibliography, self._pack) for each in short]
        if full:
            return full[0], sources
        if short:
            return short_citation(short[0], self._pack), sources
        if words is None or note.kind not in _CITING:
            return None, []
        plain = read_plain_note(words, self._pack)
        anchors = [link.fragment for link in words.links if not link.target and link.fragment]
        if anchors:
            sources = [self._bibliography.by_anchor(anchor.removeprefix(ANCHOR_PREFIX)) for anchor in anchors]
        sources += [source_of_plain(citation, self._bibliography) for citation in plain]
        return (plain[0] if plain else None), sources

    def _templates(self, words: Inline) -> tuple[list[Citation], list[ShortFootnote]]:
        """The sources that templates in a note's words cite, in full and in short."""
        full: list[Citation] = []
        short: list[ShortFootnote] = []
        for mark in words.marks_in(0, len(words.text), "citation"):
            call = self._renderer.document.call_at[mark.span[0]]
            if not is_citation(call.name, self._pack):
                short += read_short_footnotes(call)
            elif (citation := read_citation_call(call, self._renderer, self._pack)) is not None:
                full.append(citation)
        return full, short
