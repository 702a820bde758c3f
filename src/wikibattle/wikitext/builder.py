"""Gathers an `Inline` piece by piece: words, and what the markup says of them."""

from __future__ import annotations

from collections.abc import Mapping

from wikibattle.wikitext.inline import Inline, InlineLink, InlineNote, Mark


class InlineBuilder:
    """A text that grows, with its way back to the source."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.length = 0
        self._parts: list[str] = []
        self._segments: list[tuple[int, int, int]] = []
        self._links: list[InlineLink] = []
        self._notes: list[InlineNote] = []
        self._marks: list[Mark] = []

    @property
    def at_line_start(self) -> bool:
        """Whether nothing stands on the current line yet."""
        return not self._parts or self._parts[-1].endswith("\n")

    def line_so_far(self, length: int) -> str:
        """The last signs of the current line, at most so many."""
        tail = ""
        for part in reversed(self._parts):
            tail = part[-length:] + tail
            if "\n" in part or len(tail) >= length:
                break
        return tail.rpartition("\n")[2][-length:]

    def take(self, start: int, end: int) -> None:
        """Adds source[start:end] as it stands, without blanks at the start of a line."""
        if self.at_line_start:
            while start < end and self.source[start] in " \t":
                start += 1
        if start >= end:
            return
        self._parts.append(self.source[start:end])
        segments = self._segments
        if segments:
            plain, first, last = segments[-1]
            if last == start and last - first == self.length - plain:
                segments[-1] = (plain, first, end)
                self.length += end - start
                return
        segments.append((self.length, start, end))
        self.length += end - start

    def write(self, words: str, start: int, end: int) -> None:
        """Adds words that stand for source[start:end]."""
        if words:
            self._parts.append(words)
            self._segments.append((self.length, start, end))
            self.length += len(words)

    def break_line(self, start: int, end: int) -> None:
        """Goes to a new line, unless at the start of one."""
        if not self.at_line_start:
            self.write("\n", start, end)

    def link(self, link: InlineLink) -> None:
        """Adds a link over words already there."""
        self._links.append(link)

    def note(self, note_id: str) -> None:
        """A note is cited here."""
        self._notes.append(InlineNote(self.length, note_id))

    def mark(
        self,
        role: str,
        start: int | None = None,
        *,
        value: str | None = None,
        template: str | None = None,
        arguments: Mapping[str, str] | None = None,
        span: tuple[int, int] = (0, 0),
    ) -> None:
        """Marks the words from offset `start` of the text up to here; without it, this point."""
        first = self.length if start is None else start
        self._marks.append(Mark(first, self.length, role, value, template, arguments or {}, span))

    def finish(self, span: tuple[int, int]) -> Inline:
        """The inline text, without blanks at its ends."""
        text = "".join(self._parts)
        lead = len(text) - len(text.lstrip())
        length = len(text.strip())
        segments, links, notes, marks = self._segments, self._links, self._notes, self._marks
        if lead:
            segments = _shifted(segments, lead)
        if lead or length < len(text):
            links = [
                link.over(_clamped(link.start, lead, length), _clamped(link.end, lead, length))
                for link in links
            ]
            notes = [InlineNote(_clamped(note.at, lead, length), note.id) for note in notes]
            marks = [
                mark.over(_clamped(mark.start, lead, length), _clamped(mark.end, lead, length))
                for mark in marks
            ]
        return Inline(text[lead : lead + length], segments, links, notes, marks, span)


def _clamped(at: int, lead: int, length: int) -> int:
    return min(max(at - lead, 0), length)


def _shifted(segments: list[tuple[int, int, int]], lead: int) -> list[tuple[int, int, int]]:
    """Segments of a text whose first `lead` characters are dropped."""
    kept: list[tuple[int, int, int]] = []
    for index, (plain, start, end) in enumerate(segments):
        if plain >= lead:
            kept.append((plain - lead, start, end))
        elif index + 1 == len(segments) or segments[index + 1][0] > lead:
            kept.append((0, start + min(lead - plain, end - start), end))
    return kept
