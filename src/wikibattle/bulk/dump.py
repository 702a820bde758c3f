"""A dump in, its battles out: parts read by worker processes, put in order again, none lost."""

from __future__ import annotations

import base64
import json
import os
import sys
import zlib
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from io import BufferedReader
from itertools import chain
from pathlib import Path
from typing import Any

from wikibattle.battle.cheap import box_byte_patterns
from wikibattle.bulk.crew import Crew
from wikibattle.bulk.index import Index, merged
from wikibattle.bulk.units import Done, Found, Quarantined, Scanned, Settings, Task
from wikibattle.packs import known_languages
from wikibattle.sources.bzip2 import Bits, has_streams
from wikibattle.sources.compression import LONGEST_MAGIC, Codec, codec_of, read_chunks
from wikibattle.sources.dump import (
    MAX_PAGE_BYTES,
    DumpError,
    DumpSite,
    Pages,
    read_header,
    split_header,
    title_in,
)
from wikibattle.sources.files import STANDARD_INPUT, SourceError

#: A page that takes longer than this, in seconds, goes to quarantine.
PAGE_TIMEOUT = 60.0

#: A part of a file, in bytes: of bzip2, and of text.
BZIP2_PART, PLAIN_PART = 4 << 20, 8 << 20

#: No part is smaller than this, in bytes, however short the file.
SMALLEST_PART = 64 << 10

#: Parts a worker that are read, or wait for an earlier one, at a time: what bounds the memory.
_AHEAD = 3

_END_OF_DUMP = b"</mediawiki>"


@dataclass(frozen=True, slots=True)
class PartDone:
    """All of a part has been given: `mark` says where a later run may go on."""

    number: int


@dataclass(slots=True)
class Progress:
    """What a run has seen so far. `done`, `total`: bytes of the input, the total None where it is
    not known; `size`: bytes of XML; `problems`: what could not be read, each with its place;
    `box_names`: that the dump's own template pages give the box."""

    pages: int = 0
    battles: int = 0
    quarantined: int = 0
    size: int = 0
    done: int = 0
    total: int | None = None
    problems: list[str] = field(default_factory=list)
    box_names: list[str] = field(default_factory=list)


class ResumeError(SourceError):
    """A mark that does not fit the dump or the options; its words say what differs."""


class DumpRun:
    """One pass over a dump.

    After `events` has given a `PartDone`, `mark` is all that another run needs to go on from there.
    """

    def __init__(
        self,
        path: str,
        *,
        lang: str | None = None,
        processes: int | None = None,
        page_timeout: float = PAGE_TIMEOUT,
        part_bytes: int | None = None,
        box_names: Iterable[str] = (),
        places: bool = False,
        index: Index | None = None,
        mark: str | None = None,
    ) -> None:
        """`path`: a file, or "-"; `lang`: a language code, None: the dump's own; `processes`: None:
        one a core; `page_timeout`: seconds; `part_bytes`: what a worker reads at a time, None: by the
        size of the file; `box_names`: of the box's template, beside those of the language; `places`:
        find out where the battles are, for `index`; `index`: of an earlier pass: only what it names is
        read; `mark`: of the run to go on with."""
        self.path = path
        self.progress = Progress()
        self._lang = lang
        self._processes = processes or os.cpu_count() or 1
        self._page_timeout = page_timeout
        self._part_bytes = part_bytes
        self._box_names = tuple(box_names)
        self._places = places
        self._bits: list[Bits] = []
        self._carry_bit = 0
        self._index = index
        self._settings: Settings | None = None
        self._found_names: list[tuple[int, str]] = []  # with the part that has them
        self._window = _AHEAD * self._processes
        self._begun = 0
        self._next = 0
        self._carry = b""
        self._overlong = False  # within a page too long to be read
        self._too_long = f"{path}: a page of more than {MAX_PAGE_BYTES:,} bytes is not read"
        self._finished: dict[tuple[int, bool], Done] = {}
        self._joins: deque[Task] = deque()
        self._seams: dict[int, bytes] = {}
        self._mark = json.loads(mark) if mark else None

    def mark(self) -> str:
        """Where to go on, as text: valid until the next event is asked for."""
        return json.dumps(
            {
                "next": self._next,
                "part_bytes": self._part_bytes,
                "carry": base64.b64encode(zlib.compress(self._carry)).decode(),
                "overlong": self._overlong,
                "window": self._window,
                "names": self._found_names,
                "box_names": self._box_names,
                "places": self._places,
                "bits": self._bits,
                "carry_bit": self._carry_bit,
                "indexed": self._index is not None,
                "lang": self._lang,
                "progress": asdict(self.progress),
            },
            ensure_ascii=False,
        )

    def _take_up(self, mark: dict[str, Any], total: int | None) -> None:
        progress = Progress(**mark["progress"])
        if progress.total != total:
            raise ResumeError(f"{self.path}: has {total} bytes; the run to go on with read {progress.total}")
        if mark["lang"] != self._lang:
            raise ResumeError(f"{self.path}: the run to go on with read language {mark['lang']!r}")
        if tuple(mark["box_names"]) != self._box_names:
            raise ResumeError(f"{self.path}: the run to go on with was given other names of the box")
        if mark["places"] != self._places or mark["indexed"] != (self._index is not None):
            raise ResumeError(f"{self.path}: the run to go on with had another --index, or none")
        self.progress = progress
        self._next = self._begun = mark["next"]
        self._window = mark["window"]
        self._bits = [(first, last) for first, last in mark["bits"]]
        self._carry_bit = mark["carry_bit"]
        self._found_names = [(number, name) for number, name in mark["names"]]
        self._part_bytes = mark["part_bytes"]
        self._overlong = mark["overlong"]
        self._carry = zlib.decompress(base64.b64decode(mark["carry"]))

    def events(self) -> Generator[Found | Quarantined | PartDone, None, None]:
        """Battles and pages for quarantine in the order of the dump, and the ends of parts.

        Raises `SourceError` for an input that is no dump, or in a language without a pack.
        """
        if self._index is not None:
            yield from self._indexed(self._index)
            return
        with _opened(self.path) as stream:
            codec = codec_of(self.path, stream.peek(LONGEST_MAGIC))
            by_place = self.path != STANDARD_INPUT and codec in {Codec.PLAIN, Codec.BZIP2}
            by_place = by_place and stream.seekable()
            if self._places and not by_place:
                raise SourceError(f"{self.path}: --index goes with a file that is plain or .bz2")
            total = os.fstat(stream.fileno()).st_size if stream.seekable() else None
            chunks = self._until_damage(read_chunks(stream, codec, self.path))
            try:
                head, chunks = split_header(chunks, self.path)
            except DumpError:
                if not (by_place and self.progress.problems):
                    raise
                head = b""  # its block is damaged: the others may be whole
            site = read_header(head, self.path)
            self._lang = self._language(site)
            streams = by_place and codec is Codec.BZIP2 and has_streams(stream)
            if self._part_bytes is None:
                self._part_bytes = _part_bytes(codec if by_place else Codec.PLAIN, total, self._processes)
            if by_place:
                self.progress.problems.clear()  # of the header's bytes: they are read again, part by part
            self._begin(total)
            parts = (
                _ranges(self._next, self._part_bytes, total)
                if by_place and total is not None
                else self._cut(chain([head], chunks), stream)
            )
            self._settings = Settings(self.path, codec, self._lang, site, streams, self._places)
            yield from self._work(self._settings, parts)
        self._check_end(head)

    def _indexed(self, index: Index) -> Iterator[Found | Quarantined | PartDone]:
        """What an earlier pass found, read again."""
        if self._lang not in {None, index.lang}:
            raise SourceError(f"{self.path}: its index was made with --lang {index.lang}")
        self._lang = index.lang
        self._box_names += index.box_names
        self._begin(Path(self.path).stat().st_size)
        parts = (
            Task(number, end=-(-bits[1] // 8), bits=bits)
            for number, bits in enumerate(index.bits)
            if number >= self._next
        )
        yield from self._work(Settings(self.path, index.codec, index.lang, index.site), parts)

    def index(self) -> Index:
        """Where the battles are, after a run with `places` has given all."""
        assert self._settings is not None
        names = (*self._box_names, *self.progress.box_names)
        return Index(
            self._settings.codec, self._settings.lang, self._settings.site, names, merged(self._bits)
        )

    def _begin(self, total: int | None) -> None:
        self.progress.total = total
        if self._mark is not None:
            self._take_up(self._mark, total)

    def _language(self, site: DumpSite) -> str:
        lang = self._lang or site.language
        if lang is None or lang not in known_languages():
            known = ", ".join(known_languages())
            says = f"its language is {lang!r}" if lang else "it does not say its language"
            raise SourceError(f"{self.path}: {says}: give --lang, one of {known}")
        return lang

    def _until_damage(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        try:
            yield from chunks
        except SourceError as error:
            self.progress.problems.append(str(error))

    def _cut(self, chunks: Iterator[bytes], stream: BufferedReader) -> Iterator[Task]:
        """A stream in parts of one size, whatever pieces it comes in; those before `mark` are left out."""
        assert self._part_bytes is not None
        number, pieces, size = 0, list[bytes](), 0
        for chunk in chunks:
            pieces.append(chunk)
            size += len(chunk)
            while size >= self._part_bytes:
                whole = b"".join(pieces)
                data, rest = whole[: self._part_bytes], whole[self._part_bytes :]
                pieces, size = [rest], len(rest)
                if number >= self._next:
                    yield Task(number, end=_position(stream), data=data)
                number += 1
        if size and number >= self._next:
            yield Task(number, end=_position(stream), data=b"".join(pieces))

    def _work(self, settings: Settings, parts: Iterator[Task]) -> Iterator[Found | Quarantined | PartDone]:
        def next_task() -> Task | None:
            if self._joins:
                return self._joins.popleft()
            if self._begun >= self._next + self._window:
                return None
            task = next(parts, None)
            if task is not None:
                self._begun = task.number + 1
                task = replace(task, names=self._names_for(task.number))
            return task

        with Crew(settings, self._processes, self._page_timeout) as crew:
            while True:
                crew.hand_out(next_task)
                if not crew.at_work:
                    return
                for done in crew.wait(1.0):
                    self._finished[done.task.number, done.task.join] = done
                yield from self._in_order()

    def _names_for(self, number: int) -> tuple[str, ...]:
        """The names of the box known when a part is read: of all parts that surely came before it, so
        that it does not depend on which worker is faster."""
        return self._box_names + tuple(
            dict.fromkeys(name for part, name in self._found_names if part <= number - self._window)
        )

    def _in_order(self) -> Iterator[Found | Quarantined | PartDone]:
        """Gives what is next in the dump, as far as it is there."""
        while (self._next, False) in self._finished:
            done = self._finished[self._next, False]
            if self._next not in self._seams:
                self._seams[self._next] = self._sew(done)
            if self._seams[self._next] and (self._next, True) not in self._finished:
                return  # a page of the seam is being read
            seam = self._finished.pop((self._next, True), None)
            del self._finished[self._next, False]
            yield from self._given(seam)
            if seam is not None and seam.failed is not None:
                self.progress.problems.append(f"{self.path}: a page is lost: {seam.failed}")
            yield from self._given(done)
            self._end_part(done)
            yield PartDone(self._next - 1)

    def _sew(self, done: Done) -> bytes:
        """The page that the part before began and this one ends; given to a worker if it may hold a
        battle: then it is returned, else nothing."""
        scanned = done.scanned
        if self._next == 0 or scanned is None or self._index is not None:
            return b""
        assert self._lang is not None
        patterns = box_byte_patterns(self._lang, self._names_for(self._next))
        joined = self._carry + (scanned.head if scanned.head is not None else scanned.tail)
        pages = Pages(patterns)
        hits = [xml for _, xml in pages.feed(joined)]
        self.progress.pages += pages.count
        if pages.too_long and not self._overlong:
            self._overlong = True
            self.progress.problems.append(self._too_long)
        self._carry = pages.tail
        if hits:
            data = b"".join(hits)
            names = self._names_for(self._next)
            bits = (self._carry_bit, scanned.head_bit)
            self._joins.append(Task(self._next, bits=bits, data=data, join=True, names=names))
            return data
        return b""

    def _given(self, done: Done | None) -> Iterator[Found | Quarantined]:
        for event in done.events if done else ():
            if isinstance(event, Found):
                self.progress.battles += 1
                if event.bits is not None:
                    self._bits.append(event.bits)
                yield event
            elif isinstance(event, Quarantined):
                self.progress.quarantined += 1
                yield event
            elif event.name not in {name for _, name in self._found_names}:
                self._found_names.append((self._next, event.name))
                self.progress.box_names.append(event.name)

    def _end_part(self, done: Done) -> None:
        self.progress.done = done.task.end
        del self._seams[self._next]
        self._next += 1
        if done.scanned is None:
            self._lose_carry(f"bytes {done.task.start:,} to {done.task.end:,} are lost: {done.failed}")
            return
        self._count(done.scanned)

    def _count(self, scanned: Scanned) -> None:
        self.progress.pages += scanned.pages
        self.progress.size += scanned.size
        for gap, title in scanned.gaps:
            page = f" in the page {title!r}" if title else ""
            self.progress.problems.append(f"{self.path}: at byte {gap.offset:,}{page}: {gap.words}")
        self.progress.problems += [self._too_long] * scanned.too_long
        if self._index is not None:
            return
        if scanned.head is not None or self._next == 1:
            self._carry_bit = scanned.tail_bit
        if scanned.head is not None:
            self._overlong = False
            if self._next > 1:
                self._drop(self._carry)
            self._carry = scanned.tail
        elif self._next == 1:
            self._carry = scanned.tail

    def _lose_carry(self, words: str) -> None:
        self.progress.problems.append(f"{self.path}: {words}")
        self._drop(self._carry)
        self._carry = b""

    def _drop(self, rest: bytes) -> None:
        """Notes a page that begins and never ends."""
        title = title_in(rest)
        if b"<page>" in rest:
            self.progress.problems.append(f"{self.path}: the page {title!r} is cut off: it is not read")

    def _check_end(self, head: bytes) -> None:
        self._drop(self._carry)
        if b"<mediawiki" in head and _END_OF_DUMP not in self._carry:
            self.progress.problems.append(
                f"{self.path}: ends after {self.progress.pages:,} whole pages, before its </mediawiki>"
            )


def _part_bytes(codec: Codec, total: int | None, processes: int) -> int:
    """Parts small enough that every worker has several, and no larger than memory likes."""
    largest = BZIP2_PART if codec is Codec.BZIP2 else PLAIN_PART
    return largest if total is None else min(largest, max(SMALLEST_PART, total // (16 * processes)))


def _ranges(first: int, size: int, total: int) -> Iterator[Task]:
    for number, start in enumerate(range(0, total, size)):
        if number >= first:
            yield Task(number, start, min(start + size, total))


def _position(stream: BufferedReader) -> int:
    return stream.tell() if stream.seekable() else 0


@contextmanager
def _opened(path: str) -> Iterator[BufferedReader]:
    inherited = path == STANDARD_INPUT
    try:
        stream = open(sys.stdin.fileno() if inherited else path, "rb", closefd=not inherited)  # noqa: SIM115
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror or error}") from error
    with stream:
        yield stream
