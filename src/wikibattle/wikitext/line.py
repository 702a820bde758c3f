"""The inline markup of one line: HTML tags, and by mwparserfromhell entities and external links.

What the skeleton found is masked, letter for letter, before a line comes here. Tags are found and
paired here, in one pass: mwparserfromhell tries each opener again with all that follows it, so its
time grows with the square of the openers that nothing closes.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
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
_VOID = frozenset({"br", "hr", "wbr"})
_KNOWN_TAGS = _BLOCKS | _INLINE_TAGS | {"br", "hr"}

#: A tag as MediaWiki's Sanitizer finds it (it ends before the next "<"), or a behaviour switch (__NOTOC__).
_SIGN = re.compile(
    r"<(?P<closing>/?)(?P<name>[a-z][a-z0-9]*+)(?P<attributes>[^<>]*+)>|__[A-Z]{3,}(?:_[A-Z]+)*__",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"\bstyle\s*=.*display\s*:\s*none", re.IGNORECASE | re.DOTALL)
_NUMBER = re.compile(r"\s*([+-]?[0-9]+)\s*")

_MASK = "\ue001"


@dataclass(slots=True)
class _Tag:
    """A tag, or a behaviour switch, which has no name."""

    start: int
    end: int
    name: str
    attributes: str
    closing: bool
    partner: _Tag | None = None
    first: int | None = None  # where the words of an opening tag begin


class LineReader:
    """Reads the inline markup of one line."""

    def __init__(
        self, page: Rendering, out: InlineBuilder, runs: list[QuoteRun], ahead: Ahead, depth: int
    ) -> None:
        self.page = page
        self.out = out
        self.runs = runs
        self.ahead = ahead
        self.depth = depth
        self.read_to = 0  # the source up to here is read or passed over
        self.next_sign = 0
        self.bold: int | None = None
        self.italic: int | None = None

    def read(self, line: str, at: int) -> None:
        """Reads the (rest of the) line, masked, that stands at `at` of the source."""
        self.line, self.line_at = line, at
        tags = _tags(line, at)
        signs: list[QuoteRun | _Tag] = [*self.runs, *tags]
        self.signs = sorted(signs, key=lambda sign: sign.start)
        if "&" in line or "[" in line:
            for start, piece in _pieces(_masked(line, at, tags)):
                self._piece(piece, at + start)
        else:
            self._text(at, at + len(line))
        if self.bold is not None:  # the end of the line closes what apostrophes opened
            self.out.mark("bold", self.bold)
        if self.italic is not None:
            self.out.mark("italic", self.italic)

    def _piece(self, piece: str, at: int) -> None:
        last = piece.rfind("]")
        if "[" in piece[last + 1 :]:  # brackets that nothing closes are text
            piece = piece[: last + 1] + piece[last + 1 :].replace("[", _MASK)
        if "&" in piece or "[" in piece:
            self._nodes(_parse(piece), at)
        else:
            self._text(at, at + len(piece))

    def _nodes(self, nodes: Sequence[Any], at: int) -> None:
        for node in nodes:
            end = at + len(str(node))
            kind = type(node).__name__
            if kind == "HTMLEntity" and at >= self.read_to:
                self.out.write(html.unescape(str(node)), at, end)
            elif kind == "ExternalLink" and node.brackets:
                self._external_link(node, at, end)
            else:
                self._text(at, end)
            at = end

    def _external_link(self, node: Any, at: int, end: int) -> None:
        """`[url words]` shows its words; without any, its address."""
        if node.title is not None and str(node.title).strip():
            first = self.out.length
            self._nodes(node.title.nodes, end - 1 - len(str(node.title)))
            address = str(node.url).strip()
            if address.isprintable():  # a mask is not: a template makes part of the address
                self.out.mark("address", first, value=address)
        else:
            self._text(at + 1, end - 1)

    def _text(self, start: int, end: int) -> None:
        """Adds source[start:end] without the tags and apostrophes that are markup."""
        self.read_to = max(self.read_to, start)
        while self.next_sign < len(self.signs) and self.signs[self.next_sign].start < end:
            sign = self.signs[self.next_sign]
            self.next_sign += 1
            if sign.start < self.read_to:
                continue
            shown_to = sign.markup if isinstance(sign, QuoteRun) else sign.start
            self.page.take(self.out, self.read_to, shown_to, self.ahead, self.depth)
            self.read_to = sign.end
            if isinstance(sign, QuoteRun):
                self._toggle(sign)
            elif sign.name:
                self._tag(sign)
        if self.read_to < end:
            self.page.take(self.out, self.read_to, end, self.ahead, self.depth)
            self.read_to = end

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

    def _tag(self, tag: _Tag) -> None:
        if tag.name == "br":
            self.out.write("\n", tag.start, tag.end)
        elif tag.name == "hr":
            self.out.break_line(tag.start, tag.start)
            self.out.mark("rule")
        elif tag.partner is None:  # one that nothing closed or opened shows nothing
            self._boundary(tag.name, tag.start)
        elif tag.closing:
            opening = tag.partner
            if tag.name in _STYLES and opening.first is not None:
                self.out.mark(_STYLES[tag.name], opening.first)
            self._boundary(tag.name, tag.end)
        else:
            self._opening(tag, tag.partner)

    def _opening(self, tag: _Tag, closing: _Tag) -> None:
        if _HIDDEN.search(tag.attributes):
            self.page.skip(self.out, self.ahead, closing.end, self.depth)
            self.read_to = closing.end
            return
        tag.first = self.out.length
        self._boundary(tag.name, tag.start)
        if tag.name in {"sup", "sub"}:
            contents = self.line[tag.end - self.line_at : closing.start - self.line_at]
            number = _NUMBER.fullmatch(contents)
            if number:
                signs = _SUPERSCRIPTS if tag.name == "sup" else _SUBSCRIPTS
                self.out.write(number[1].translate(signs), tag.end, closing.start)
                self.read_to = closing.start

    def _boundary(self, name: str, at: int) -> None:
        if name in _BLOCKS:
            self.out.break_line(at, at)


def _tags(line: str, at: int) -> list[_Tag]:
    """The tags and switches of a line in order, each pair knowing its partner, `at` added to their places."""
    tags: list[_Tag] = []
    waiting: dict[str, list[_Tag]] = {}
    for found in _SIGN.finditer(line) if "<" in line or "__" in line else ():
        name = (found["name"] or "").lower()
        if name and name not in _KNOWN_TAGS:  # MediaWiki shows the tag itself
            continue
        attributes = found["attributes"] or ""
        tag = _Tag(at + found.start(), at + found.end(), name, attributes, bool(found["closing"]))
        tags.append(tag)
        if tag.closing and waiting.get(name):
            tag.partner = waiting[name].pop()
            tag.partner.partner = tag
        elif not tag.closing and name not in _VOID and not attributes.endswith("/"):
            waiting.setdefault(name, []).append(tag)
    return tags


def _masked(line: str, at: int, tags: list[_Tag]) -> str:
    """The line with its tags and every other "<" masked, letter for letter."""
    parts = []
    start = 0
    for tag in tags:
        parts += [line[start : tag.start - at], _MASK * (tag.end - tag.start)]
        start = tag.end - at
    return "".join((*parts, line[start:])).replace("<", _MASK)


def _parse(piece: str) -> Sequence[Any]:
    from mwparserfromhell.parser import Parser  # here: a text without inline markup never needs it

    # A parser of its own for each piece: one that was interrupted, or shared by threads, is broken.
    return Parser().parse(piece, skip_style_tags=True).nodes  # type: ignore[no-any-return, no-untyped-call]


def _pieces(line: str) -> list[tuple[int, str]]:
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
