"""A dump in, its battles out, in one pass."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BufferedReader

from wikibattle.battle.cheap import box_byte_patterns, has_battle
from wikibattle.battle.parse import parse
from wikibattle.model import Battle, Page
from wikibattle.packs import known_languages
from wikibattle.sources.compression import LONGEST_MAGIC, codec_of, read_chunks
from wikibattle.sources.dump import DumpPage, DumpSite, PageError, Pages, read_header, read_page, split_header
from wikibattle.sources.files import STANDARD_INPUT, SourceError

#: Battles are articles: pages of the main namespace.
ARTICLES = 0


@dataclass(slots=True)
class DumpRun:
    """One pass over a dump: its settings, and what was seen so far.

    `lang`: a language code; None: the dump's own. `pages`, `battles`: counts. `problems`: what
    could not be read, each with its place.
    """

    path: str
    lang: str | None = None
    pages: int = 0
    battles: int = 0
    problems: list[str] = field(default_factory=list)

    def read(self) -> Iterator[Battle]:
        """The battles in the order of the dump.

        Raises `SourceError` for an input that is no dump, or is in a language without a pack.
        """
        with _opened(self.path) as stream:
            codec = codec_of(self.path, stream.peek(LONGEST_MAGIC))
            head, chunks = split_header(self._until_damage(read_chunks(stream, codec, self.path)), self.path)
            site = read_header(head, self.path)
            lang = self._language(site)
            pages = Pages(box_byte_patterns(lang))
            for xml in pages.pages(chunks):
                battle = self._battle(xml, site, lang)
                if battle is not None:
                    self.battles += 1
                    yield battle
            self.pages = pages.count
            self._check_end(pages)

    def _language(self, site: DumpSite) -> str:
        lang = self.lang or site.language
        if lang not in known_languages():
            known = ", ".join(known_languages())
            says = f"its language is {lang!r}" if lang else "it does not say its language"
            raise SourceError(f"{self.path}: {says}: give --lang, one of {known}")
        return lang

    def _until_damage(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        try:
            yield from chunks
        except SourceError as error:
            self.problems.append(str(error))

    def _battle(self, xml: bytes, site: DumpSite, lang: str) -> Battle | None:
        try:
            page = read_page(xml)
        except PageError as error:
            self.problems.append(f"{self.path}: {error}")
            return None
        if page.namespace != ARTICLES or page.model != "wikitext" or not has_battle(page.text, lang):
            return None
        return parse(page.text, title=page.title, lang=lang, page=page_of(page, site))

    def _check_end(self, pages: Pages) -> None:
        if pages.lost:
            self.problems.append(f"{self.path}: {pages.lost} pages are too long to be read")
        if pages.tail.strip() not in {b"", b"</mediawiki>"}:
            self.problems.append(
                f"{self.path}: ends within a page, after {pages.count:,} whole ones: "
                f"{len(pages.tail):,} bytes of it are lost"
            )


def page_of(page: DumpPage, site: DumpSite) -> Page:
    """Which revision of which page a battle was read from."""
    return Page(
        page_id=page.page_id,
        revision_id=page.revision_id,
        timestamp=page.timestamp,
        site=site.database,
        url=site.url(page.title),
    )


@contextmanager
def _opened(path: str) -> Iterator[BufferedReader]:
    inherited = path == STANDARD_INPUT
    try:
        stream = open(sys.stdin.fileno() if inherited else path, "rb", closefd=not inherited)  # noqa: SIM115
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror or error}") from error
    with stream:
        yield stream
