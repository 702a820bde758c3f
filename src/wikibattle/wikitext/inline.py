"""Inline text: words as a reader sees them, with what the markup said kept beside them.

An `Inline` is stand-off markup: `text` is plain, and links, notes, flags, headings and the rest
are ranges of it. Lines are parted by "\\n" (a `<br>`, a list item, a line of a list template).
Readers match on `text` and ask what lies in a range; `source_span` leads back to the wikitext.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple, TypeVar

_NO_ARGUMENTS: Mapping[str, str] = MappingProxyType({})


class InlineLink(NamedTuple):
    """A link within inline text; `start`/`end` in the text, `span` in the source."""

    start: int
    end: int
    target: str
    fragment: str | None
    namespace: str | None
    interwiki: str | None
    span: tuple[int, int]

    def over(self, start: int, end: int) -> InlineLink:
        """The same link over text[start:end] of another text."""
        return InlineLink(start, end, self.target, self.fragment, self.namespace, self.interwiki, self.span)


class InlineNote(NamedTuple):
    """A note cited at `at` (an offset in the text); `id` is a reference id."""

    at: int
    id: str


class Mark(NamedTuple):
    """What markup said about a range of the text; a sign without words has start == end.

    Roles:
      flag         value: the country or code as written; a range where its name is shown
      fate         value: a `Fate` value ({{KIA}}, {{POW}}, …)
      heading      a line that heads those below it (`;` line, title of a collapsible list)
      item         at the start of a line; value: its list prefix ("*", "**", "#", ":")
      bold, italic, small, strike
      rule         a horizontal rule (----) before the line at `start`
      date         text written by a date template; value: the date in EDTF
      lifespan     birth and death years ({{bd}}): no words of the value around it
      coordinates  value: "latitude longitude" in decimal degrees, or None where unreadable
      citation     text written by a citation template
      address      words of an external link; value: its address
      measure      text written by {{convert}} and the like: no count of anything
      unknown      words of a template no rule knows; value: its name
    """

    start: int
    end: int
    role: str
    value: str | None = None
    template: str | None = None
    arguments: Mapping[str, str] = _NO_ARGUMENTS
    span: tuple[int, int] = (0, 0)

    def over(self, start: int, end: int) -> Mark:
        """The same mark over text[start:end] of another text."""
        if start == self.start and end == self.end:
            return self
        return Mark(start, end, self.role, self.value, self.template, self.arguments, self.span)


class Inline:
    """Plain text with its links, notes, marks and the way back to the source."""

    __slots__ = ("_in_order", "_plain_starts", "_segments", "links", "marks", "notes", "span", "text")

    def __init__(
        self,
        text: str,
        segments: list[tuple[int, int, int]],
        links: list[InlineLink],
        notes: list[InlineNote],
        marks: list[Mark],
        span: tuple[int, int],
    ) -> None:
        """`segments`: (offset in text, start in source, end in source), in order of the text.

        A segment as long in the text as in the source maps letter by letter; any other one
        (an entity, words a template writes) maps as a whole.
        """
        self.text = text
        self.links = sorted(links, key=lambda link: link.start)
        self.notes = sorted(notes, key=lambda note: note.at)
        self.marks = sorted(marks, key=lambda mark: (mark.start, -mark.end))
        self.span = span
        self._segments = segments
        self._plain_starts = [segment[0] for segment in segments]
        # A template may show its arguments in another order than they stand in.
        self._in_order = all(one[1] <= other[1] for one, other in pairwise(segments))

    @classmethod
    def plain(cls, text: str, offset: int = 0) -> Inline:
        """Text without any markup, which stands at `offset` of the source."""
        span = (offset, offset + len(text))
        return cls(text, [(0, *span)] if text else [], [], [], [], span)

    def __repr__(self) -> str:
        return f"Inline({self.text!r}, span={self.span})"

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The source range behind text[start:end]."""
        if not self._segments:
            return self.span
        if not self._in_order and end > start:
            parts = [
                (self._source(at, last=False), self._source(until - 1, last=True))
                for at, until in self._segment_parts(start, end)
            ]
            return min(first for first, _ in parts), max(last for _, last in parts)
        if end <= start:
            at = self._source(start, last=False)
            return at, at
        return self._source(start, last=False), self._source(end - 1, last=True)

    def _source(self, at: int, *, last: bool) -> int:
        index = max(0, bisect_right(self._plain_starts, at) - 1)
        plain, start, end = self._segments[index]
        nearest = self._plain_starts[index + 1] if index + 1 < len(self._segments) else len(self.text)
        if nearest - plain == end - start:
            return start + min(at - plain, end - start) + (1 if last else 0)
        return end if last else start

    def part(self, start: int, end: int) -> Inline:
        """text[start:end] with the links, notes and marks in it; a note at its end is in it."""
        return Inline(
            self.text[start:end],
            [(at - start, *self.source_span(at, until)) for at, until in self._segment_parts(start, end)],
            [link.over(link.start - start, link.end - start) for link in self.links_in(start, end)],
            [InlineNote(note.at - start, note.id) for note in self.notes_in(start, end)],
            [mark.over(mark.start - start, mark.end - start) for mark in self.marks_in(start, end)],
            self.source_span(start, end),
        )

    def _segment_parts(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The ranges of the text within [start, end) that lie in one segment each."""
        index = max(0, bisect_right(self._plain_starts, start) - 1)
        while start < end:
            index += 1
            until = self._plain_starts[index] if index < len(self._plain_starts) else end
            yield start, min(until, end)
            start = until

    def with_marks(self, marks: Sequence[Mark]) -> Inline:
        """The same text with more marks."""
        return Inline(self.text, self._segments, self.links, self.notes, [*self.marks, *marks], self.span)

    def with_text(self, text: str, links: Sequence[InlineLink]) -> Inline:
        """The same place with other words of the same length, and these of its links."""
        return Inline(text, self._segments, list(links), self.notes, self.marks, self.span)

    def lines(self) -> Iterator[tuple[int, int]]:
        """(start, end) of every line of the text, empty ones too."""
        start = 0
        for line in self.text.split("\n"):
            yield start, start + len(line)
            start += len(line) + 1

    def links_in(self, start: int, end: int) -> list[InlineLink]:
        """The links that lie wholly in text[start:end]."""
        return [link for link in _starting_in(self.links, start, end) if link.end <= end]

    def marks_in(self, start: int, end: int, role: str | None = None) -> list[Mark]:
        """The marks that lie wholly in text[start:end], all or of one role."""
        return [
            mark
            for mark in _starting_in(self.marks, start, end)
            if mark.end <= end and (role is None or mark.role == role)
        ]

    def notes_in(self, start: int, end: int) -> list[InlineNote]:
        """The notes cited in text[start:end], its end included: a note follows its words.

        So one at its start is in it only where a line begins.
        """
        begins = start == 0 or self.text[start - 1] == "\n"
        first = (bisect_left if begins else bisect_right)(self.notes, start, key=_place)
        return self.notes[first : bisect_right(self.notes, end, lo=first, key=_place)]

    def refs_in(self, start: int, end: int) -> tuple[str, ...]:
        """Ids of the notes cited in text[start:end], each once."""
        return tuple(dict.fromkeys(note.id for note in self.notes_in(start, end)))

    def refs_behind(self, start: int, end: int) -> tuple[str, ...]:
        """Ids of the notes that back text[start:end], each once.

        A note backs the words it follows, up to the note before it or the start of its line. So these
        are the notes within the range and, if words stand behind the last of them, those at the first
        place behind the range in its line. Without any: the notes its line begins with.
        """
        notes, text = self.notes, self.text
        if not notes:
            return ()
        stop = text.find("\n", end)
        stop = len(text) if stop < 0 else stop
        first = bisect_right(notes, start, key=_place)
        last = bisect_left(notes, end, lo=first, key=_place)
        if last == first or not _is_blank(text[notes[last - 1].at : end]):
            last = self._place_end(last, stop)
        if first == last:
            line = text.rfind("\n", 0, start) + 1
            first = bisect_left(notes, line, key=_place)
            last = bisect_right(notes, line, lo=first, key=_place)
        return tuple(dict.fromkeys(note.id for note in notes[first:last]))

    def _place_end(self, first: int, stop: int) -> int:
        """The index behind the last note that stands where note `first` does, blanks between."""
        notes, last = self.notes, first
        while last < len(notes) and notes[last].at <= stop:
            if last > first and self.text[notes[last - 1].at : notes[last].at].strip():
                break
            last += 1
        return last


Ranged = TypeVar("Ranged", InlineLink, Mark)


def _place(note: InlineNote) -> int:
    return note.at


def _is_blank(words: str) -> bool:
    """Whether there is no letter and no number."""
    return not any(char.isalnum() for char in words)


def _starting_in(ranges: list[Ranged], start: int, end: int) -> list[Ranged]:
    """Those of `ranges`, which are in order, that start in [start, end]."""
    first = bisect_left(ranges, start, key=lambda each: each.start)
    return ranges[first : bisect_right(ranges, end, lo=first, key=lambda each: each.start)]
