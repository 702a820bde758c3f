"""The XML of a dump: header, pages, and what is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from tests.dumps import FOOTER, HEADER, page_xml, whole

from wikibattle.sources.dump import (
    MAX_HEADER_BYTES,
    MAX_PAGE_BYTES,
    DumpError,
    DumpSite,
    PageError,
    Pages,
    read_header,
    read_page,
    split_header,
)

SITE = DumpSite("zh", "zhwiki", "https://zh.wikipedia.org/wiki/Wikipedia:%E9%A6%96%E9%A1%B5")


def pieces(data: bytes, size: int) -> Iterator[bytes]:
    return (data[at : at + size] for at in range(0, len(data), size))


def test_header() -> None:
    head, rest = split_header(pieces(whole([page_xml("A", "x")]), 100), "d")
    assert read_header(head, "d") == SITE
    assert b"".join(rest).startswith(b"<page>")


@pytest.mark.parametrize(
    ("title", "url"),
    [
        ("南泉战役", "https://zh.wikipedia.org/wiki/%E5%8D%97%E6%B3%89%E6%88%98%E5%BD%B9"),
        ("A B? (C)", "https://zh.wikipedia.org/wiki/A_B%3F_(C)"),
        ("Siege/2", "https://zh.wikipedia.org/wiki/Siege/2"),
    ],
)
def test_url(title: str, url: str) -> None:
    assert SITE.url(title) == url
    assert DumpSite().url(title) is None


REFUSED = {
    "entity bomb": (
        b'<?xml version="1.0"?><!DOCTYPE m [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><mediawiki><page>',
        "declares a document type",
    ),
    "no dump": (b"<html><body>Not found</body></html>", "is it a MediaWiki XML dump"),
    "empty": (b"", "no <page> in its first 0 bytes"),
    "a header without end": (b"<mediawiki>" + b" " * (MAX_HEADER_BYTES + 1), "no <page> in its first"),
}


@pytest.mark.parametrize(("data", "words"), REFUSED.values(), ids=REFUSED)
def test_refused(data: bytes, words: str) -> None:
    with pytest.raises(DumpError, match=words):
        read_header(split_header(iter([data]), "d")[0], "d")


def test_page() -> None:
    page = read_page(page_xml("R&D <1>", "a < b &amp; c\n", number=5, redirect="X & Y").strip().encode())
    assert (page.title, page.namespace, page.page_id, page.revision_id) == ("R&D <1>", 0, 5, 1005)
    assert (page.timestamp, page.model, page.redirect) == ("2024-01-02T03:04:05Z", "wikitext", "X & Y")
    assert page.text == "a < b &amp; c\n"


def test_of_several_revisions_the_last_is_read() -> None:
    xml = b"""<page><title>A</title><ns>0</ns><id>1</id>
    <revision><id>2</id><timestamp>t</timestamp><text>old</text></revision>
    <revision><id>3</id><text>new</text></revision></page>"""
    page = read_page(xml)
    assert (page.text, page.revision_id, page.timestamp) == ("new", 3, None)


BROKEN = {
    "cut": (b"<page><title>A", "broken XML"),
    "an entity nobody declared": (b"<page><title>A</title><text>&bomb;</text></page>", "undefined entity"),
    "no text": (b"<page><title>A</title></page>", "without <text>"),
    "not UTF-8": (b"<page><title>\xff</title><text/></page>", "invalid token"),
    "deep": (b"<page>" + b"<a>" * 100 + b"</a>" * 100 + b"</page>", "elements within each other"),
}


@pytest.mark.parametrize(("xml", "words"), BROKEN.values(), ids=BROKEN)
def test_broken_page(xml: bytes, words: str) -> None:
    with pytest.raises(PageError, match=words):
        read_page(xml)


BOX = (re.compile(rb"\{\{box"), re.compile(rb"never"))


def found_in(pages: Pages, parts: Iterator[bytes]) -> list[str]:
    return [read_page(xml).title for part in parts for _, xml in pages.feed(part)]


@pytest.mark.parametrize("size", [1, 7, 100, 10_000])
def test_pages_with_a_pattern_are_found_however_the_bytes_are_cut(size: int) -> None:
    listed = [page_xml(f"P{number}", "{{box}}" if number % 3 == 0 else "none") for number in range(10)]
    pages = Pages(BOX)
    assert found_in(pages, pieces(whole(listed), size)) == ["P0", "P3", "P6", "P9"]
    assert (pages.count, pages.tail.strip(), pages.size) == (10, FOOTER.strip().encode(), len(whole(listed)))
    assert pages.head is not None
    assert pages.head.strip() == HEADER.strip().encode()


def test_a_page_says_where_it_begins() -> None:
    data = whole([page_xml("A", "none"), page_xml("B", "{{box}}")])
    pages = Pages(BOX)
    ((at, xml),) = [hit for part in pieces(data, 100) for hit in pages.feed(part)]
    assert data[at:].startswith(xml)


def test_a_page_too_long_is_skipped_and_counted() -> None:
    long = page_xml("long", "{{box}}" + "x" * (3 * MAX_PAGE_BYTES))
    pages = Pages(BOX)
    data = whole([page_xml("A", "{{box}}"), long, page_xml("B", "{{box}}")])
    assert found_in(pages, pieces(data, 1 << 20)) == ["A", "B"]
    assert pages.too_long == 1


def test_a_page_that_a_gap_cuts_is_dropped_and_named() -> None:
    listed = [page_xml(title, "{{box}}").encode() for title in ("A", "R&D", "C", "D")]
    pages = Pages(BOX)
    assert found_in(pages, iter([listed[0] + listed[1][:100]])) == ["A"]
    assert pages.gap() == "R&D"
    assert found_in(pages, iter([listed[2][80:] + listed[3]])) == ["D"]
    assert not pages.cut
