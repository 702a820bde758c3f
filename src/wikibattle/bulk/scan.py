"""One part of a dump, read: its battles, and what its neighbours need to know."""

from __future__ import annotations

import io
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from wikibattle.battle.cheap import box_byte_patterns, names_called
from wikibattle.battle.parse import parse
from wikibattle.battle.wrappers import box_name_of
from wikibattle.bulk.units import BoxName, Event, Found, Opened, Quarantined, Scanned, Settings, Task
from wikibattle.model import Page
from wikibattle.output.json import to_json
from wikibattle.sources.bzip2 import Bits, Gap, Piece, read_bits, read_part
from wikibattle.sources.compression import CHUNK, Codec
from wikibattle.sources.dump import DumpPage, DumpSite, PageError, Pages, read_page, title_in

#: Namespaces: battles are articles; templates may give the box another name.
ARTICLES, TEMPLATES = 0, 10


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
    _places: list[tuple[int, Bits]] = field(default_factory=list)  # bytes given before, and where from

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
                yield from self._page(xml, (at, at + len(xml)), task, task.skip.get(ordinal))
                ordinal += 1
        head = pages.head if pages.head is not None else pages.tail
        yield Scanned(
            pages.head,
            pages.tail,
            pages.cut,
            pages.count,
            pages.size,
            pages.too_long,
            tuple(gaps),
            self._bits_of(pages.size - len(pages.tail))[0] if self._places else 0,
            self._bits_of(max(0, len(head) - 1))[1] if self._places else 0,
        )

    def _pieces(self, task: Task) -> Iterator[Piece | Gap]:
        if task.data is not None:
            return iter([(task.bits or (0, 0), task.data)])
        if self._file is None:
            self._file = open(self.settings.path, "rb")  # noqa: SIM115 (open as long as the worker lives)
        if task.bits is not None and self.settings.codec is Codec.BZIP2:
            return read_bits(self._file, task.bits)
        if task.bits is not None:
            return _plain(self._file, task.bits[0] // 8, task.bits[1] // 8)
        if self.settings.codec is Codec.BZIP2:
            return read_part(
                self._file,
                task.start,
                task.end,
                streams=self.settings.streams,
                places=self.settings.places,
            )
        return _plain(self._file, task.start, task.end)

    def _page(self, xml: bytes, span: tuple[int, int], task: Task, skip: str | None) -> Iterator[Event]:
        try:
            page = read_page(xml)
        except PageError as error:
            yield Quarantined(title_in(xml), None, str(error), xml.decode("utf-8", "replace"))
            return
        if page.namespace not in {ARTICLES, TEMPLATES} or page.model != "wikitext":
            return
        reason, found = skip, None
        if reason is None:
            try:
                if page.namespace == TEMPLATES:
                    yield from self._name(page)
                    return
                found = self._battle(page, task.names)
            except Exception as error:  # noqa: BLE001 (a defect in a reader must not lose the other pages)
                reason = f"{type(error).__name__}: {error}"
        if reason is not None:
            yield Quarantined(page.title, page.revision_id, reason, page.text)
        elif found is not None:
            yield Found(found, self._bits(task, span) if self.settings.places else None)

    def _bits(self, task: Task, span: tuple[int, int]) -> Bits | None:
        """Where in the file the page is that fills `span` of this part."""
        return task.bits if task.join else (self._bits_of(span[0])[0], self._bits_of(span[1] - 1)[1])

    def _name(self, page: DumpPage) -> Iterator[BoxName]:
        name = box_name_of(page.title, page.redirect, page.text, self.settings.lang)
        if name is not None:
            yield BoxName(name)

    def _battle(self, page: DumpPage, names: tuple[str, ...]) -> bytes | None:
        settings = self.settings
        battle = parse(
            page.text,
            title=page.title,
            lang=settings.lang,
            page=page_of(page, settings.site),
            box_names=names_called(page.text, names),
        )
        return to_json(battle).encode() if battle.infobox is not None else None

    def _bits_of(self, at: int) -> Bits:
        """The bits of the file that byte `at` of this part comes from: its own, or those of its block."""
        index = bisect_right(self._places, at, key=lambda place: place[0]) - 1
        before, (first, last) = self._places[max(0, index)]
        if self.settings.codec is Codec.PLAIN:
            first += 8 * (at - before)
            return first, first + 8
        return first, last


def _plain(stream: IO[bytes], start: int, end: int) -> Iterator[Piece]:
    stream.seek(start, io.SEEK_SET)
    while start < end:
        data = stream.read(min(CHUNK, end - start))
        if not data:
            return
        yield (start * 8, (start + len(data)) * 8), data
        start += len(data)
