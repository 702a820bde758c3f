"""The inline markup of one line: tags, entities and external links, by mwparserfromhell.

What the skeleton found is masked, letter for letter, before a line comes here.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from wikibattle.wikitext.builder import InlineBuilder
from wikibattle.wikitext.quotes import QuoteRun
from wikibattle.wikitext.rendering import Ahead, Rendering

#: mwparserfromhell reads pieces of at most this many characters: its time can grow with the square.
MAX_PIECE = 1000

_SUPERSCRIPTS = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_SUBSCRIPTS = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")

_STYLES = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "small": "small"}
_STYLES |= {"s": "strike", "del": "strike", "strike": "strike"}
_BLOCKS = frozenset(
    """
        p div center blockquote ul ol li dl dt dd table tr caption h1 h2 h3 h4 h5 h6 tbody thead
    """.split()
)
_INLINE_TAGS = frozenset(
    """
        abbr b bdi bdo big cite code data del dfn em font i ins kbd mark q rb rp rt rtc ruby s samp
        small span strike strong sub sup time tt u var wbr td th nowiki noinclude onlyinclude
    """.split()
)
_KNOWN_TAGS = _BLOCKS | _INLINE_TAGS | {"br", "hr"}

#: A tag that nothing closed or opened, and a behaviour switch (__NOTOC__).
_LOOSE = re.compile(r"</?\s?([a-z][a-z0-9]*)\b[^<>]*>|__[A-Z]{3,}(?:_[A-Z]+)*__", re.IGNORECASE)


class LineReader:
    """Reads the inline markup of one line with mwparserfromhell."""

    def __init__(
        self, page: Rendering, out: InlineBuilder, runs: list[QuoteRun], ahead: Ahead, depth: int
    ) -> None:
        self.page = page
        self.out = out
        self.runs = runs
        self.ahead = ahead
        self.depth = depth
        self.next_run = 0
        self.bold: int | None = None
        self.italic: int | None = None

    def read(self, piece: str, at: int) -> None:
        """Reads a piece of the line (masked) that stands at `at` of the source."""
        if "<" in piece or "&" in piece or "[" in piece or "__" in piece:
            self._nodes(_parser().parse(piece, skip_style_tags=True).nodes, at)
        else:
            self._text(at, at + len(piece))

    def finish(self) -> None:
        """The end of the line closes what apostrophes opened."""
        if self.bold is not None:
            self.out.mark("bold", self.bold)
        if self.italic is not None:
            self.out.mark("italic", self.italic)

    def _nodes(self, nodes: Sequence[Any], at: int) -> None:
        for node in nodes:
            source = str(node)
            end = at + len(source)
            kind = type(node).__name__
            if kind == "Text":
                self._loose_text(source, at)
            elif kind == "HTMLEntity":
                self.out.write(html.unescape(source), at, end)
            elif kind == "ExternalLink" and node.brackets:
                self._external_link(node, at, end)
            elif kind == "Tag" and not node.wiki_markup:
                self._tag(node, at, end)
            else:
                self._text(at, end)
            at = end

    def _external_link(self, node: Any, at: int, end: int) -> None:
        """`[url words]` shows its words; without any, its address."""
        if node.title is not None and str(node.title).strip():
            self._nodes(node.title.nodes, end - 1 - len(str(node.title)))
        else:
            self._text(at + 1, end - 1)

    def _tag(self, node: Any, at: int, end: int) -> None:
        name = str(node.tag).strip().lower()
        if name == "br":
            self.out.write("\n", at, end)
        elif name == "hr":
            self._rule(at)
        elif name not in _KNOWN_TAGS:  # MediaWiki shows the tag itself
            self._unknown_tag(node, at, end)
        elif node.self_closing:
            self._boundary(name, at)
        elif _is_hidden(node):
            self.page.skip(self.out, self.ahead, end, self.depth)
        else:
            contents = str(node.contents)
            start = end - 3 - len(str(node.closing_tag)) - len(contents)
            first = self.out.length
            self._boundary(name, at)
            if name in {"sup", "sub"} and contents.strip().lstrip("+-").isdecimal() and contents.isascii():
                signs = _SUPERSCRIPTS if name == "sup" else _SUBSCRIPTS
                self.out.write(contents.strip().translate(signs), start, start + len(contents))
            else:
                self._nodes(node.contents.nodes, start)
            if name in _STYLES:
                self.out.mark(_STYLES[name], first)
            self._boundary(name, end)

    def _rule(self, at: int) -> None:
        self.out.break_line(at, at)
        self.out.mark("rule")

    def _unknown_tag(self, node: Any, at: int, end: int) -> None:
        if node.self_closing or node.contents is None:
            self._text(at, end)
            return
        contents_end = end - 3 - len(str(node.closing_tag))
        start = contents_end - len(str(node.contents))
        self._text(at, start)
        self._nodes(node.contents.nodes, start)
        self._text(contents_end, end)

    def _boundary(self, name: str, at: int) -> None:
        if name in _BLOCKS:
            self.out.break_line(at, at)

    def _loose_text(self, source: str, at: int) -> None:
        """Text, in which tags that were never closed (or opened) show nothing, as in MediaWiki."""
        start = 0
        for found in _LOOSE.finditer(source):
            name = (found[1] or "").lower()
            if found[1] and name not in _KNOWN_TAGS:
                continue
            self._text(at + start, at + found.start())
            if name == "br":
                self.out.write("\n", at + found.start(), at + found.end())
            elif name == "hr":
                self._rule(at + found.start())
            elif name:
                self._boundary(name, at + found.start())
            start = found.end()
        self._text(at + start, at + len(source))

    def _text(self, start: int, end: int) -> None:
        """Adds source[start:end] without the apostrophes that are markup."""
        while self.next_run < len(self.runs) and self.runs[self.next_run].start < end:
            run = self.runs[self.next_run]
            self.next_run += 1
            if run.start < start:
                continue
            self.page.take(self.out, start, run.markup, self.ahead, self.depth)
            self._toggle(run)
            start = run.end
        self.page.take(self.out, start, end, self.ahead, self.depth)

    def _toggle(self, run: QuoteRun) -> None:
        here = self.out.length
        if run.bold:
            if self.bold is not None:
                self.out.mark("bold", self.bold)
            self.bold = here if self.bold is None else None
        if run.italic:
            if self.italic is not None:
                self.out.mark("italic", self.italic)
            self.italic = here if self.italic is None else None


@cache
def _parser() -> Any:
    from mwparserfromhell.parser import Parser  # here: a text without inline markup never needs it

    return Parser()  # type: ignore[no-untyped-call]


def _is_hidden(node: Any) -> bool:
    return any(
        str(attribute.name).strip().lower() == "style"
        and "display:none" in str(attribute.value).replace(" ", "")
        for attribute in node.attributes
    )


def pieces(line: str) -> list[tuple[int, str]]:
    """(offset, piece) of a line cut at blanks into pieces of at most `MAX_PIECE`."""
    if len(line) <= MAX_PIECE:
        return [(0, line)]
    pieces = []
    start = 0
    while len(line) - start > MAX_PIECE:
        cut = line.rfind(" ", start + MAX_PIECE // 2, start + MAX_PIECE) + 1 or start + MAX_PIECE
        pieces.append((start, line[start:cut]))
        start = cut
    pieces.append((start, line[start:]))
    return pieces
