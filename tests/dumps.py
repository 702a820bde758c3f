"""Dumps made for the tests: pages written as MediaWiki's exporter writes them."""

from __future__ import annotations

import bz2
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from tests.conftest import FIXTURES

HEADER = """<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="zh">
  <siteinfo>
    <sitename>Wikipedia</sitename>
    <dbname>zhwiki</dbname>
    <base>https://zh.wikipedia.org/wiki/Wikipedia:%E9%A6%96%E9%A1%B5</base>
  </siteinfo>
"""
FOOTER = "</mediawiki>\n"


def page_xml(
    title: str, text: str, *, number: int = 1, namespace: int = 0, redirect: str = "", model: str = "wikitext"
) -> str:
    """A `<page>`; its ids follow from `number`."""
    target = f'\n    <redirect title="{escape(redirect)}" />' if redirect else ""
    return f"""  <page>
    <title>{escape(title)}</title>
    <ns>{namespace}</ns>
    <id>{number}</id>{target}
    <revision>
      <id>{number + 1000}</id>
      <timestamp>2024-01-02T03:04:05Z</timestamp>
      <contributor><username>A</username><id>7</id></contributor>
      <model>{model}</model>
      <format>text/x-wiki</format>
      <text bytes="{len(text.encode())}" xml:space="preserve">{escape(text)}</text>
      <sha1>0</sha1>
    </revision>
  </page>
"""


def fixture(title: str, language: str = "zh") -> str:
    """The wikitext of an article of the project's own."""
    return (FIXTURES / language / f"{title.replace(' ', '_')}.wikitext").read_text(encoding="utf-8")


def battle_pages(count: int = 3, between: int = 20) -> list[str]:
    """Pages of which `count` hold a battle, with `between` others before each."""
    titles = sorted(path.stem for path in (FIXTURES / "zh").glob("*.wikitext"))
    pages = []
    for number in range(count):
        for other in range(between):
            text = f"'''条目{other}'''是[[条目]]。\n" * (other + 1)
            pages.append(page_xml(f"条目 {number}/{other}", text, number=1 + number * 100 + other))
        title = titles[number % len(titles)]
        pages.append(page_xml(f"{title} {number}", fixture(title), number=99 + number * 100))
    return pages


def whole(pages: Iterable[str]) -> bytes:
    """A dump of `pages`, not compressed."""
    return (HEADER + "".join(pages) + FOOTER).encode()


def multistream(pages: Sequence[str], each: int = 10) -> bytes:
    """A dump of bzip2 streams: the header, `each` pages a stream, the footer."""
    parts = [HEADER, *("".join(pages[at : at + each]) for at in range(0, len(pages), each)), FOOTER]
    return b"".join(bz2.compress(part.encode()) for part in parts)
