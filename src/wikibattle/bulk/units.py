"""What is handed to a worker, and what comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from wikibattle.sources.bzip2 import Bits, Gap
from wikibattle.sources.compression import Codec
from wikibattle.sources.dump import DumpSite


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for all of a run. `streams`: a bzip2 file of several streams; `places`: each battle
    shall say in which bits of the file its page is."""

    path: str
    codec: Codec
    lang: str
    site: DumpSite
    streams: bool = False
    places: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """A part of a dump for one worker: bytes `start` to `end` of the file, the blocks in its `bits`, or
    `data` itself (then `bits` are those it is from, if that is known).

    `number`: its place in the dump; `join`: it is the seam before the part of that number. `names`:
    of the box's template, beside those of the pack. `skip`: pages (by their number among those looked
    at) that go to quarantine unread, with the reason.
    """

    number: int
    start: int = 0
    end: int = 0
    bits: Bits | None = None
    data: bytes | None = None
    join: bool = False
    names: tuple[str, ...] = ()
    skip: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A page that could not be read: as much of it as is known, and why."""

    title: str | None
    revision_id: int | None
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """A battle as JSON; `bits`: of the file, that hold its page, if they were asked for."""

    json: bytes
    bits: Bits | None


@dataclass(frozen=True, slots=True)
class Opened:
    """A worker begins to read a page: the `ordinal`th it looks at in its task."""

    ordinal: int
    title: str | None


@dataclass(frozen=True, slots=True)
class BoxName:
    """A name of the box's template that the dump's own template pages give."""

    name: str


@dataclass(frozen=True, slots=True)
class Scanned:
    """A part is done. `head`, `tail`, `cut`, `too_long`: as of `Pages`; `gaps`: what could not be
    read, each with the title of the page it cuts; `tail_bit`, `head_bit`: where in the file the block
    of the tail begins, and where that of the head's end ends."""

    head: bytes | None
    tail: bytes
    cut: bool
    pages: int
    size: int
    too_long: int
    gaps: tuple[tuple[Gap, str | None], ...] = ()
    tail_bit: int = 0
    head_bit: int = 0


Event = Found | Quarantined | Opened | BoxName | Scanned


@dataclass(slots=True)
class Done:
    """All that came of a task."""

    task: Task
    events: list[Found | Quarantined | BoxName] = field(default_factory=list)
    scanned: Scanned | None = None
    #: Why the worker could not do it, after all attempts.
    failed: str | None = None
