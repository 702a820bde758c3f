"""A battle box whose braces are never closed: MediaWiki shows its source; its cells are still there.

A parameter begins where a line begins with a bar and a key; the box ends at a line of closing
braces, a heading, or where ordinary text begins after a blank line.
"""

from __future__ import annotations

import re

from wikibattle.battle.box import Box, IsBoxName
from wikibattle.wikitext.calls import CallArgument
from wikibattle.wikitext.document import Document, read_part

_OPENING = re.compile(r"\{\{[\s_]*([^{}|\[\]<>\n]{1,120}?)[\s_]*(?=\||\n|<!--)")
_PARAMETER = re.compile(r"[ \t]*\|[ \t]*([^=|{}\[\]<>\n]{1,60}?)[ \t]*=")
_CLOSING = re.compile(r"[ \t]*\|?[ \t]*\}\}")
_HEADING = re.compile(r"={2,6}[^=\n].*={2,6}[ \t]*$")
_GOES_ON = re.compile(r"[ \t]*[|*#:;}]")


def recover_box(document: Document, is_box_name: IsBoxName) -> Box | None:
    """The first box that opens by a known name and is never closed, read line by line."""
    for opening in _OPENING.finditer(document.text):
        if is_box_name(opening[1].replace("_", " ")):
            return _read_lines(document, opening)
    return None


def _read_lines(document: Document, opening: re.Match[str]) -> Box | None:
    text = document.text
    starts: list[tuple[str, int, int]] = []  # (key, where its line starts, where its value starts)
    at = end = opening.end()
    blank = False
    while at < len(text):
        line_end = text.find("\n", at)
        line_end = len(text) if line_end < 0 else line_end
        line = text[at:line_end]
        parameter = _PARAMETER.match(line)
        if parameter:
            starts.append((parameter[1].strip(), at, at + parameter.end()))
        elif starts and (_CLOSING.match(line) or _HEADING.match(line)):
            closing = _CLOSING.match(line)
            end = at + closing.end() if closing else at
            break
        elif starts and blank and line.strip() and not _GOES_ON.match(line):
            break
        if line.strip():
            end = line_end
        blank = not line.strip()
        at = line_end + 1
        if parameter and _closes(line):
            break
    if not starts:
        return None
    return Box(opening[1].strip(), (opening.start(), end), _cells(document, starts, end), recovered=True)


def _closes(line: str) -> bool:
    """Whether a line ends with braces that nothing on it opened."""
    return line.rstrip().endswith("}}") and line.count("}}") > line.count("{{")


def _cells(document: Document, starts: list[tuple[str, int, int]], end: int) -> list[CallArgument]:
    text = document.text
    cells: dict[str, CallArgument] = {}
    ends = [*(start for _, start, _ in starts[1:]), end]
    for (key, _, start), until in zip(starts, ends, strict=True):
        value = text[start:until].rstrip()
        if until == end and _closes(value):  # the box's own braces
            value = value.rstrip()[:-2].rstrip().removesuffix("|").rstrip()
        last = start + len(value)
        first = min(last, start + len(text[start:last]) - len(value.lstrip()))
        cells[key] = CallArgument(key, first, last, read_part(document, first, last), positional=False)
    return list(cells.values())
