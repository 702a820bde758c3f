"""Where the battles of a dump are, kept from one pass for the next: then only their blocks are read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from wikibattle.output.resume import sync_folder
from wikibattle.output.writer import reported
from wikibattle.sources.bzip2 import Bits
from wikibattle.sources.compression import Codec
from wikibattle.sources.dump import DumpSite
from wikibattle.sources.files import SourceError

FORMAT, VERSION = "wikibattle index", 1

#: A dump is known again by its size and a checksum of so many bytes at its beginning and its end.
_SAMPLE = 64 << 10


@dataclass(frozen=True, slots=True)
class Index:
    """What a pass remembers. `bits`: where in the file the pages are, in order, none within another."""

    codec: Codec
    lang: str
    site: DumpSite
    box_names: tuple[str, ...]
    bits: tuple[Bits, ...]


def merged(places: Iterable[Bits]) -> tuple[Bits, ...]:
    """Places in order; those that share a block are one."""
    found: list[Bits] = []
    for first, last in sorted(places):
        if found and first < found[-1][1]:
            found[-1] = found[-1][0], max(last, found[-1][1])
        else:
            found.append((first, last))
    return tuple(found)


def save_index(path: Path, dump: Path, index: Index) -> None:
    """Writes an index whole, or not at all. Raises `OutputError`."""
    content = {"format": FORMAT, "version": VERSION, "dump": _known_by(dump), **asdict(index)}
    fresh = path.with_name(path.name + ".new")
    with reported(path):
        fresh.write_text(json.dumps(content, ensure_ascii=False) + "\n", encoding="utf-8")
        fresh.replace(path)
        sync_folder(path.parent)


def load_index(path: Path, dump: Path) -> Index:
    """The index that `save_index` wrote. Raises `SourceError` for one of another dump, or none."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if (content["format"], content["version"]) != (FORMAT, VERSION):
            raise SourceError(f"{path}: an index of version {content['version']}: expected {VERSION}")
        known_by = content["dump"]
        index = Index(
            Codec(content["codec"]),
            content["lang"],
            DumpSite(**content["site"]),
            tuple(content["box_names"]),
            tuple((int(first), int(last)) for first, last in content["bits"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise SourceError(f"{path}: no index of this program: remove it, or name another") from error
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror or error}") from error
    if known_by != _known_by(dump):
        raise SourceError(f"{path}: the index of another dump: remove it, or name another")
    return index


def _known_by(dump: Path) -> dict[str, object]:
    try:
        with dump.open("rb") as stream:
            size = stream.seek(0, 2)
            stream.seek(0)
            first = stream.read(_SAMPLE)
            stream.seek(max(0, size - _SAMPLE))
            return {"size": size, "sha256": hashlib.sha256(first + stream.read()).hexdigest()}
    except OSError as error:
        raise SourceError(f"{dump}: {error.strerror or error}") from error
