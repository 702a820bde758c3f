"""One part of a dump, read: its battles, and what its neighbours need to know."""

from __future__ import annotations

import io
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from wikibattle.battle.cheap import box_byte_patterns
from wikibattle.battle.parse import parse
from wikibattle.bulk.units import Event, Found, Opened, Quarantined, Scanned, Settings, Task
from wikibattle.model import Page
from wikibattle.output.json import to_json
from wikibattle.sources.bzip2 import Gap, Piece, read_part
from wikibattle.sources.compression import CHUNK, Codec
from wikibattle.sources.dump import DumpPage, DumpSite, PageError, Pages, read_page, title_in

#: Battles are articles: pages of the main namespace.
ARTICLES = 0


def page_of(page: DumpPage, site: DumpSite) -> Page:
    """Which revision of which page a battle was read from."""
    return Page(
        page_id=page.page_id,
        revision_id=page.revision_id,
        timestamp=page.timestamp,
        site=site.database,
        url=site.url(page.title),
    )


@dataclass(slots=True)
class Scan:
    """Reads one task after another; keeps the file open between them."""

    settings: Settings
    _file: IO[bytes] | None = None
    _places: list[tuple[int, int]] = field(default_factory=list)  # (bytes given before, place in the file)

    def run(self, task: Task) -> Iterator[Event]:
        """What is found, as it is found; last a `Scanned`."""
        pages = Pages(box_byte_patterns(self.settings.lang, task.names))
        gaps: list[tuple[Gap, str | None]] = []
        self._places = []
        ordinal = 0
        for piece in self._pieces(task):
            if isinstance(piece, Gap):
                gaps.append((piece, pages.gap()))
                continue
            self._places.append((pages.size, piece[0]))
            for at, xml in pages.feed(piece[1]):
                yield Opened(ordinal, title_in(xml))
                yield from self._page(xml, (at, at + len(xml)), task.skip.get(ordinal))
                ordinal += 1
        yield Scanned(
            pages.head,
            pages.tail,
            pages.cut,
            pages.count,
            pages.size,
            pages.too_long,
            tuple(gaps),
        )

    def _pieces(self, task: Task) -> Iterator[Piece | Gap]:
        if task.data is not None:
            return iter([(task.start, task.data)])
        if self._file is None:
            self._file = open(self.settings.path, "rb")  # noqa: SIM115 (open as long as the worker lives)
        if self.settings.codec is Codec.BZIP2:
            return read_part(
                self._file,
                task.start,
                task.end,
                streams=self.settings.streams,
                places=self.settings.places,
            )
        return _plain(self._file, task.start, task.end)

    def _page(self, xml: bytes, span: tuple[int, int], skip: str | None) -> Iterator[Event]:
        try:
            page = read_page(xml)
        except PageError as error:
            yield Quarantined(title_in(xml), None, str(error), xml.decode("utf-8", "replace"))
            return
        if page.namespace != ARTICLES or page.model != "wikitext":
            return
        reason, found = skip, None
        if reason is None:
            try:
                found = self._battle(page)
            except Exception as error:  # noqa: BLE001 (a defect in a reader must not lose the other pages)
                reason = f"{type(error).__name__}: {error}"
        if reason is not None:
            yield Quarantined(page.title, page.revision_id, reason, page.text)
        elif found is not None:
            yield Found(found, self._place(*span) if self.settings.places else None)

    def _battle(self, page: DumpPage) -> bytes | None:
        settings = self.settings
        battle = parse(page.text, title=page.title, lang=settings.lang, page=page_of(page, settings.site))
        return to_json(battle).encode() if battle.infobox is not None else None

    def _place(self, start: int, end: int) -> tuple[int, int]:
        """The bytes of the file that hold bytes `start` to `end` of this part."""
        return self._place_of(start), self._place_of(end - 1) + 1

    def _place_of(self, at: int) -> int:
        before, place = self._places[bisect_right(self._places, (at, 1 << 62)) - 1]
        return place + at - before if self.settings.codec is Codec.PLAIN else place


def _plain(stream: IO[bytes], start: int, end: int) -> Iterator[Piece]:
    stream.seek(start, io.SEEK_SET)
    while start < end:
        data = stream.read(min(CHUNK, end - start))
        if not data:
            return
        yield start, data
        start += len(data)
