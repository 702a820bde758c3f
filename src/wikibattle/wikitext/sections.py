"""The section tree: headings with the text under each, the lead as level 0."""

from __future__ import annotations

import re

from wikibattle.model import Section
from wikibattle.wikitext.calls import nodes_in
from wikibattle.wikitext.document import Document
from wikibattle.wikitext.inline import Inline
from wikibattle.wikitext.renderer import Renderer
from wikibattle.wikitext.skeleton import Node

_BLANK_LINES = re.compile(r"\n\s*\n")


def read_lead(document: Document, renderer: Renderer) -> Inline:
    """The text before the first heading."""
    end = document.headings[0].start if document.headings else len(document.text)
    if renderer.unread is not None:
        return renderer.inline_but(renderer.unread, 0, end)
    return renderer.inline(0, end, nodes_in(document.nodes, 0, end))


def read_sections(document: Document, renderer: Renderer, lead: Inline) -> tuple[Section, ...]:
    """The lead, then the tree of headings; each with its own text, up to its first subsection."""
    headings = document.headings
    text_end = len(document.text)
    ends = _section_ends(headings, text_end)
    built: list[tuple[Node, str, str]] = []
    for index, heading in enumerate(headings):
        until = headings[index + 1].start if index + 1 < len(headings) else text_end
        body = renderer.inline(heading.end, until, nodes_in(document.nodes, heading.end, until))
        assert heading.inner is not None
        title = renderer.inline(*heading.inner, heading.children)
        built.append((heading, title.text, paragraphs(body.text)))
    lead_section = Section(level=0, title="", span=lead.span, text=paragraphs(lead.text))
    return (lead_section, *_tree(built, ends))


def _section_ends(headings: list[Node], text_end: int) -> list[int]:
    """Where each section ends: at the next heading of its level or a higher one."""
    ends = [text_end] * len(headings)
    waiting: list[int] = []
    for index, heading in enumerate(headings):
        while waiting and headings[waiting[-1]].level >= heading.level:
            ends[waiting.pop()] = heading.start
        waiting.append(index)
    return ends


def _tree(built: list[tuple[Node, str, str]], ends: list[int]) -> list[Section]:
    """Puts each section into the one it ends within; from the last to the first, inside out."""
    finished: list[Section] = []  # later sections not yet taken into one before them, last first
    for (heading, title, text), end in zip(reversed(built), reversed(ends), strict=True):
        children = []
        while finished and finished[-1].span[0] < end:
            children.append(finished.pop())
        section = Section(
            level=heading.level, title=title, span=(heading.start, end), text=text, sections=tuple(children)
        )
        finished.append(section)
    return finished[::-1]


def paragraphs(text: str) -> str:
    """`text` with single blank lines between paragraphs."""
    return _BLANK_LINES.sub("\n\n", text)
