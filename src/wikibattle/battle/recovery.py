"""A battle box whose braces are not closed where they should be: its cells are still there.

MediaWiki shows the source of a box that is never closed, and as text what follows one that is
closed too early. Read line by line, a parameter begins where a line begins with a bar and a key, or
with a key after a line that ends with the bar; the box ends at a line of closing braces, a heading,
or where text begins after a blank line and no key of a side follows.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field

from wikibattle.battle.box import Box, IsBoxName, box_name_test, box_stems, find_boxes
from wikibattle.battle.keys import read_key
from wikibattle.packs import Pack
from wikibattle.packs.infobox import BoxField
from wikibattle.wikitext.calls import CallArgument
from wikibattle.wikitext.document import Document, read_part
from wikibattle.wikitext.skeleton import Kind

_OPENING = re.compile(r"\{\{[\s_]*+([^{}|\[\]<>\n]{1,120}+)(?=\||\n|<!--)")
_KEY = r"[ \t]*+([^=|{}\[\]<>\n]{1,100}+)="
_PARAMETER = re.compile(rf"[ \t]*+\|{_KEY}")
_AFTER_BAR = re.compile(_KEY)
_CLOSING = re.compile(r"[ \t]*+\|?[ \t]*+\}\}")
_GOES_ON = re.compile(r"[ \t]*[|*#:;}]")

Stems = Mapping[str, tuple[BoxField, int | None]]


def main_box(document: Document, pack: Pack) -> Box | None:
    """The box a battle is read from: the first of the page, as its lines give it if the braces do not."""
    found = next(find_boxes(document, pack), None)
    return recover_box(document, found, box_name_test(pack), box_stems(pack)) or found


def recover_box(document: Document, found: Box | None, is_box_name: IsBoxName, stems: Stems) -> Box | None:
    """The box as its lines give it, where the braces give none, a later one, or one cut short.

    `found`: the first box the braces give. None where it stands as it is.
    """
    if found is not None and _Lines(document.text, stems).goes_on(found.span[1]):
        opening = _OPENING.match(document.text, found.span[0])
        return _read_lines(document, opening, stems) if opening else None
    for opening in _OPENING.finditer(document.text):
        if found is not None and opening.start() >= found.span[0]:
            return None
        if is_box_name(opening[1].replace("_", " ").strip()) and not _is_quoted(document, opening.start()):
            return _read_lines(document, opening, stems)
    return None


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _is_key(text: str, at: int, stems: Stems) -> bool:
    """Whether a line that begins at `at` begins with a bar and a key of a box."""
    parameter = _PARAMETER.match(text, at)
    return parameter is not None and read_key(parameter[1], stems) is not None


def _next_side_key(text: str, at: int, stems: Stems) -> int | None:
    """Where a line begins with the key of a side, before anything that ends a box or begins another."""
    while at < len(text):
        line_end = _line_end(text, at)
        line = text[at:line_end]
        if line.startswith(("{{", "{|")) or _is_heading(line) or _CLOSING.match(line):
            return None
        parameter = _PARAMETER.match(line)
        key = read_key(parameter[1], stems) if parameter else None
        if key and key.side:
            return at
        at = line_end + 1
    return None


def _is_quoted(document: Document, at: int) -> bool:
    """Whether a place lies in a comment or in text that is no markup."""
    index = bisect_right(document.nodes, at, key=lambda node: node.start) - 1
    if index < 0 or document.nodes[index].end <= at:
        return False
    node = document.nodes[index]
    return node.kind in {Kind.COMMENT, Kind.IGNORED} or (node.kind is Kind.TAG and not node.children)


@dataclass(slots=True)
class _Lines:
    """The lines of a box, read so far. `depth`: braces open within the current cell."""

    text: str
    stems: Stems
    starts: list[tuple[str, int, int]] = field(default_factory=list)  # key, bar or before it, value start
    end: int = 0
    depth: int = 0
    after_blank: bool = False
    bar: int | None = None  # where the line before ends with one
    side_key_at: int = -1  # the key of a side that lies furthest ahead, of those looked for

    def take(self, at: int, line_end: int) -> bool:
        """Takes a line; False where the box ends before or with it."""
        line = self.text[at:line_end]
        parameter = _PARAMETER.match(line) or (_AFTER_BAR.match(line) if self.bar is not None else None)
        closing = _CLOSING.match(line)
        if parameter and (self.depth <= 0 or read_key(parameter[1], self.stems)):
            start = at if self.bar is None else self.bar
            self.starts.append((parameter[1].strip(), start, at + parameter.end()))
            self.depth = 0
        elif self.starts and closing and self.depth <= 0 and not self.goes_on(line_end):
            self.end = at + closing.end()
            return False
        elif self.starts and (_is_heading(line) or self._is_prose(line, at)):
            return False
        self.depth += line.count("{{") - line.count("}}")
        self.after_blank = not line.strip()
        self.bar = line_end - 1 if line.endswith("|") else None
        if line.strip():
            self.end = line_end
        return self.depth >= 0 or self.goes_on(line_end)

    def goes_on(self, end: int) -> bool:
        """Whether what closes the box at `end` is too early: keys of it begin lines further on."""
        at = _line_end(self.text, end) + 1
        return _is_key(self.text, at, self.stems) or self._side_key_follows(at)

    def _is_prose(self, line: str, at: int) -> bool:
        """Whether the text of the page begins with this line, and not a paragraph of a cell."""
        belongs = not self.after_blank or not line.strip() or _GOES_ON.match(line) is not None
        return not belongs and not self._side_key_follows(at)

    def _side_key_follows(self, at: int) -> bool:
        if at > self.side_key_at:
            self.side_key_at = _next_side_key(self.text, at, self.stems) or -1
        return at <= self.side_key_at


def _is_heading(line: str) -> bool:
    line = line.rstrip(" \t")
    return line.startswith("==") and line.endswith("==") and line.strip("=") != ""


def _read_lines(document: Document, opening: re.Match[str], stems: Stems) -> Box | None:
    lines = _Lines(document.text, stems, end=opening.end())
    at = opening.end()
    while at < len(document.text):
        line_end = _line_end(document.text, at)
        if not lines.take(at, line_end):
            break
        at = line_end + 1
    if not lines.starts:
        return None
    span = (opening.start(), lines.end)
    cells = _cells(document, lines.starts, lines.end)
    return Box(opening[1].strip(" \t_"), span, cells, recovered=True)


def _cells(document: Document, starts: list[tuple[str, int, int]], end: int) -> list[CallArgument]:
    cells: dict[str, CallArgument] = {}
    ends = [*(start for _, start, _ in starts[1:]), end]
    for (key, _, start), until in zip(starts, ends, strict=True):
        value = document.text[start:until].rstrip()
        if until == end and value.endswith("}}") and value.count("}}") > value.count("{{"):
            value = value[:-2].rstrip().removesuffix("|").rstrip()  # the box's own braces
        last = start + len(value)
        first = min(last, start + len(value) - len(value.lstrip()))
        cells[key] = CallArgument(key, first, last, read_part(document, first, last), positional=False)
    return list(cells.values())
