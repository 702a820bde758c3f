"""MediaWiki XML dumps: the facts of the wiki in the header, and pages, each read from its own bytes.

No tree is built and nothing is kept: the text of a dump escapes "<", so `<page>` and `</page>`
stand in the bytes nowhere but around a page, and a page is a small document by itself.
Source of the format: https://www.mediawiki.org/xml/export-0.11.xsd
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from urllib.parse import quote
from xml.parsers import expat
from xml.sax.saxutils import unescape

from wikibattle.sources.files import SourceError

#: A page of more bytes than this is not read: MediaWiki saves no text above 2 MiB, which escaped
#: for XML is 12 MiB at the very most.
MAX_PAGE_BYTES = 16 << 20

#: The first page begins within so many bytes, or the input is no dump.
MAX_HEADER_BYTES = 1 << 20

#: Elements within each other, in a page (page, revision, contributor, username).
MAX_DEPTH = 16

PAGE_START, PAGE_END = b"<page>", b"</page>"


class DumpError(SourceError):
    """An input that is no MediaWiki dump that can be trusted; its words say why."""


class PageError(ValueError):
    """A page whose XML cannot be read; its words say why."""


@dataclass(frozen=True, slots=True)
class DumpSite:
    """What the header says of the wiki; None where it does not say."""

    language: str | None = None
    database: str | None = None
    base: str | None = None

    def url(self, title: str) -> str | None:
        """The address of a page, if the header tells where pages are."""
        if self.base is None:
            return None
        folder = self.base.rpartition("/")[0]
        return f"{folder}/{quote(title.replace(' ', '_'), safe=_URL_SIGNS)}"


#: The signs MediaWiki's own links leave as they are.
_URL_SIGNS = ";@$!*(),/~:-_."


@dataclass(frozen=True, slots=True)
class DumpPage:
    """A page and its last revision in the dump."""

    title: str
    namespace: int
    page_id: int | None
    revision_id: int | None
    timestamp: str | None
    model: str
    redirect: str | None
    text: str


def split_header(chunks: Iterator[bytes], name: str) -> tuple[bytes, Iterator[bytes]]:
    """The bytes before the first page, and all bytes from there on.

    Raises `DumpError` if no page begins within `MAX_HEADER_BYTES`.
    """
    head = b""
    for chunk in chunks:
        head += chunk
        at = head.find(PAGE_START)
        if at >= 0:
            return head[:at], chain([head[at:]], chunks)
        if len(head) > MAX_HEADER_BYTES:
            break
    raise DumpError(f"{name}: no <page> in its first {len(head):,} bytes: is it a MediaWiki XML dump?")


def read_header(head: bytes, name: str) -> DumpSite:
    """The facts of the wiki in the bytes before the first page.

    Raises `DumpError` for bytes that are not the beginning of a dump, and for a document type:
    MediaWiki writes none, and its entities may grow without bound.
    """
    if re.search(rb"<!\s*(?:DOCTYPE|ENTITY)", head, re.IGNORECASE):
        raise DumpError(f"{name}: declares a document type, which no MediaWiki dump does: not read")
    root = re.search(rb"<mediawiki\b[^>]*>", head)
    language = re.search(rb"""xml:lang=["']([\w-]+)["']""", root[0]) if root else None
    return DumpSite(
        language[1].decode() if language else None, _first(head, b"dbname"), _first(head, b"base")
    )


def _first(head: bytes, tag: bytes) -> str | None:
    found = re.search(rb"<%b>([^<&]*)</%b>" % (tag, tag), head)
    return found[1].decode("utf-8", "replace").strip() or None if found else None


#: The elements whose words are kept, by their path.
_WANTED = {
    "page/title": "title",
    "page/ns": "ns",
    "page/id": "id",
    "page/revision/id": "revision",
    "page/revision/timestamp": "timestamp",
    "page/revision/model": "model",
    "page/revision/text": "text",
}


@dataclass(slots=True)
class _PageReader:
    """Collects the words of one page as expat meets them."""

    path: list[str] = field(default_factory=list)
    words: dict[str, str] = field(default_factory=dict)
    pieces: list[str] = field(default_factory=list)
    redirect: str | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.path.append(name)
        if len(self.path) > MAX_DEPTH:
            raise PageError(f"more than {MAX_DEPTH} elements within each other")
        if name == "redirect":
            self.redirect = attributes.get("title")
        if name == "revision":  # of several revisions the last counts, whole
            for part in ("revision", "timestamp", "model", "text"):
                self.words.pop(part, None)
        self.pieces.clear()

    def end(self, _: str) -> None:
        kept = _WANTED.get("/".join(self.path))
        if kept is not None:
            self.words[kept] = "".join(self.pieces)
        self.path.pop()
        self.pieces.clear()


def read_page(xml: bytes) -> DumpPage:
    """One page from its `<page>` element. Raises `PageError` where the XML is broken."""
    reader = _PageReader()
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.pieces.append
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise PageError(f"broken XML: {error}") from error
    words = reader.words
    if "title" not in words or "text" not in words:
        raise PageError(f"a page without <{'text' if 'title' in words else 'title'}>")
    return DumpPage(
        title=words["title"],
        namespace=_number(words.get("ns")) or 0,
        page_id=_number(words.get("id")),
        revision_id=_number(words.get("revision")),
        timestamp=words.get("timestamp"),
        model=words.get("model", "wikitext"),
        redirect=reader.redirect,
        text=words["text"],
    )


def _number(words: str | None) -> int | None:
    return int(words) if words and words.isascii() and words.isdigit() and len(words) < _LONGEST_ID else None


#: Ids are 64-bit numbers.
_LONGEST_ID = 20


@dataclass(slots=True)
class Pages:
    """The pages of a stream of bytes, fed piece by piece, that one of some patterns is found in.

    `head`: what came before the first page, None while none has begun; `tail`: what came after the
    last whole one; `count`, `size`: whole pages and bytes so far; `too_long`: pages of more than
    `MAX_PAGE_BYTES`, which are skipped; `cut`: a gap came before the first page.
    """

    patterns: tuple[re.Pattern[bytes], ...]
    head: bytes | None = None
    tail: bytes = b""
    count: int = 0
    size: int = 0
    too_long: int = 0
    cut: bool = False
    _inside: bool = False
    _skipping: bool = False

    def feed(self, piece: bytes) -> Iterator[tuple[int, bytes]]:
        """Every page that is now whole and holds a pattern: its first byte's number, and its bytes."""
        data = self.tail + piece
        base = self.size - len(self.tail)
        self.size += len(piece)
        start = 0
        if not self._inside:
            start = data.find(PAGE_START)
            if start < 0:
                self.tail = self._bounded(data)
                return
            self._inside = True
            if self.head is None:
                self.head = data[:start]
        end = data.rfind(PAGE_END, start) + len(PAGE_END)
        if end < len(PAGE_END):
            end = start
        self.count += data.count(PAGE_END, start, end)
        self._skipping = self._skipping and end == start
        for at, page in self._matching(data, start, end):
            yield base + at, page
        self.tail = self._bounded(data[end:])

    def gap(self) -> str | None:
        """Bytes are missing here: the page they cut is dropped; returns its title, if that is known."""
        title = title_in(self.tail) if self._inside else None
        if self.head is None:
            self.head, self.cut = b"", True
        self.tail = b""
        self._inside = False
        return title

    def _matching(self, data: bytes, start: int, end: int) -> Iterator[tuple[int, bytes]]:
        found = [pattern.search(data, start, end) for pattern in self.patterns]
        while any(found):
            at = min(match.start() for match in found if match)
            first = data.rfind(PAGE_START, start, at)
            start = data.find(PAGE_END, at, end) + len(PAGE_END)
            if start < len(PAGE_END):
                return
            if first >= 0:
                yield first, data[first:start]
            for index, match in enumerate(found):
                if match and match.start() < start:
                    found[index] = self.patterns[index].search(data, start, end)

    def _bounded(self, tail: bytes) -> bytes:
        if len(tail) <= MAX_PAGE_BYTES:
            return tail
        self.too_long += not self._skipping
        self._skipping = True
        return b""


def title_in(xml: bytes) -> str | None:
    """The title of a page of which only a part is at hand."""
    found = _TITLE.search(xml)
    return unescape(found[1].decode("utf-8", "replace")) if found else None


_TITLE = re.compile(rb"<title>([^<]{1,4096})</title>")
