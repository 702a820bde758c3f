"""The section tree: headings with the text under each, the lead as level 0."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from wikibattle.model import Section
from wikibattle.wikitext.calls import nodes_in
from wikibattle.wikitext.document import Document
from wikibattle.wikitext.inline import Inline
from wikibattle.wikitext.renderer import Renderer

_BLANK_LINES = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Body:
    """A heading's own text, up to the next heading; `path` are the titles from the top level down."""

    level: int
    path: tuple[str, ...]
    start: int
    text: Inline


def read_lead(document: Document, renderer: Renderer) -> Inline:
    """The text before the first heading."""
    end = document.headings[0].start if document.headings else len(document.text)
    if renderer.unread is not None:
        return renderer.inline_but(renderer.unread, 0, end)
    return renderer.inline(0, end, nodes_in(document.nodes, 0, end))


def read_bodies(document: Document, renderer: Renderer) -> list[Body]:
    """The text under each heading, in source order."""
    headings = document.headings
    bodies: list[Body] = []
    above: list[Body] = []
    for index, heading in enumerate(headings):
        until = headings[index + 1].start if index + 1 < len(headings) else len(document.text)
        while above and above[-1].level >= heading.level:
            above.pop()
        assert heading.inner is not None
        title = renderer.inline(*heading.inner, heading.children).text
        path = (*(above[-1].path if above else ()), title)
        text = renderer.inline(heading.end, until, nodes_in(document.nodes, heading.end, until))
        bodies.append(Body(heading.level, path, heading.start, text))
        above.append(bodies[-1])
    return bodies


def section_tree(lead: Inline, bodies: Sequence[Body], text_end: int) -> tuple[Section, ...]:
    """The lead, then the tree of headings: each holds those of a lower level up to the next of its own."""
    ends = _section_ends(bodies, text_end)
    finished: list[Section] = []  # later sections not yet taken into one before them, last first
    for body, end in zip(reversed(bodies), reversed(ends), strict=True):
        children = []
        while finished and finished[-1].span[0] < end:
            children.append(finished.pop())
        finished.append(
            Section(
                level=body.level,
                title=body.path[-1],
                span=(body.start, end),
                text=paragraphs(body.text.text),
                sections=tuple(children),
            )
        )
    return (Section(level=0, title="", span=lead.span, text=paragraphs(lead.text)), *reversed(finished))


def _section_ends(bodies: Sequence[Body], text_end: int) -> list[int]:
    """Where each section ends: at the next heading of its level or a higher one."""
    ends = [text_end] * len(bodies)
    waiting: list[int] = []
    for index, body in enumerate(bodies):
        while waiting and bodies[waiting[-1]].level >= body.level:
            ends[waiting.pop()] = body.start
        waiting.append(index)
    return ends


def paragraphs(text: str) -> str:
    """`text` with single blank lines between paragraphs."""
    return _BLANK_LINES.sub("\n\n", text)
