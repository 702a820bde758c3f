"""Snapshots of Wikimedia Enterprise: NDJSON, an article a line, plain or compressed or in a tar archive.

Format: the article of https://enterprise.wikimedia.com/docs/data-dictionary/, which leaves out a field
that is zero or empty; the wikitext is in `article_body.wikitext`.
"""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from wikibattle.model import Page
from wikibattle.sources.article import Article
from wikibattle.sources.compression import LONGEST_MAGIC, codec_of, read_chunks
from wikibattle.sources.files import SourceError

if TYPE_CHECKING:
    from typing_extensions import Buffer

#: Names of files that are taken for snapshots.
SUFFIXES = (".ndjson", ".ndjson.gz", ".tar", ".tar.gz", ".tgz")
#: Bytes of a line: an article's text, its HTML and more; a longer one is not read.
LONGEST_LINE = 64 << 20
#: The main namespace.
_ARTICLES = 0
#: Where a tar archive says that it is one.
_TAR_MAGIC, _TAR_MAGIC_AT = b"ustar", 257
_BUFFER = 1 << 20


class _Named(BaseModel):
    model_config = ConfigDict(frozen=True)
    identifier: str | None = None


class _Numbered(BaseModel):
    model_config = ConfigDict(frozen=True)
    identifier: int = 0


class _Body(BaseModel):
    model_config = ConfigDict(frozen=True)
    wikitext: str | None = None


class _Record(BaseModel):
    """A line, as far as it is used."""

    model_config = ConfigDict(frozen=True)
    name: str
    identifier: int | None = None
    url: str | None = None
    date_modified: str | None = None
    version: _Numbered = _Numbered()
    namespace: _Numbered = _Numbered()
    in_language: _Named = _Named()
    is_part_of: _Named = _Named()
    body: _Body = Field(default=_Body(), alias="article_body")


def is_snapshot(path: str) -> bool:
    """Whether a file's name is that of a snapshot."""
    return path.lower().endswith(SUFFIXES)


def read_snapshot(path: str) -> Iterator[Article | SourceError]:
    """The articles of the main namespace, in the order of the file, with empty texts left out.

    A snapshot may hold several revisions of a page: one that is not newer than what was given already
    is left out. A `SourceError` stands in the place of a line that cannot be read, and comes last where
    the file breaks off.
    """
    newest: dict[tuple[str | None, int | None], int] = {}
    try:
        with _opened(path) as stream:
            for name, lines in _members(path, stream):
                for number, line in enumerate(_lines(lines), 1):
                    yield from _articles(line, f"{name}, line {number:,}", newest)
    except SourceError as error:
        yield error
    except (OSError, tarfile.TarError) as error:
        yield SourceError(f"{path}: cannot be read on: {error}")


def _articles(
    line: bytes | None, where: str, newest: dict[tuple[str | None, int | None], int]
) -> Iterator[Article | SourceError]:
    """The article of a line, if it is one that counts."""
    if line is None:
        yield SourceError(f"{where}: longer than {LONGEST_LINE >> 20} MB: not read")
        return
    if not line.strip():
        return
    try:
        record = _Record.model_validate_json(line)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        at = ".".join(map(str, first["loc"]))
        yield SourceError(f"{where}: not an article of Wikimedia Enterprise: {at} {first['msg']}")
        return
    if record.namespace.identifier != _ARTICLES:
        return
    if record.body.wikitext is None:
        yield SourceError(f"{where}: {record.name}: has no article_body.wikitext")
        return
    key, revision = (record.is_part_of.identifier, record.identifier), record.version.identifier
    if record.identifier is not None:
        if revision <= newest.get(key, -1):
            return
        newest[key] = revision
    if record.body.wikitext.strip():
        yield _article(record, record.body.wikitext)


def _article(record: _Record, text: str) -> Article:
    page = Page(
        page_id=record.identifier,
        revision_id=record.version.identifier or None,
        timestamp=record.date_modified,
        site=record.is_part_of.identifier,
        url=record.url,
    )
    return Article(record.name, text, page, record.in_language.identifier)


def _lines(stream: IO[bytes]) -> Iterator[bytes | None]:
    """The lines; None for one that is too long."""
    while line := stream.readline(LONGEST_LINE):
        whole = line.endswith(b"\n") or len(line) < LONGEST_LINE
        yield line if whole else None
        while not whole:
            line = stream.readline(LONGEST_LINE)
            whole = line.endswith(b"\n") or len(line) < LONGEST_LINE


def _members(path: str, stream: io.BufferedReader) -> Iterator[tuple[str, IO[bytes]]]:
    """The files within: those of an archive, or the one there is."""
    if not stream.peek(_TAR_MAGIC_AT + len(_TAR_MAGIC))[_TAR_MAGIC_AT:].startswith(_TAR_MAGIC):
        yield path, stream
        return
    with tarfile.open(fileobj=stream, mode="r|") as archive:
        for member in archive:
            content = archive.extractfile(member) if member.isfile() else None
            if content is not None:
                yield f"{path}: {member.name}", content


class _Decompressed(io.RawIOBase):
    """Pieces of bytes as a stream."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._left = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        if not self._left:
            self._left = memoryview(next(self._pieces, b""))
        target = memoryview(buffer).cast("B")
        size = min(len(target), len(self._left))
        target[:size] = self._left[:size]
        self._left = self._left[size:]
        return size


@contextmanager
def _opened(path: str) -> Iterator[io.BufferedReader]:
    with open(path, "rb") as file:
        codec = codec_of(path, file.peek(LONGEST_MAGIC))
        yield io.BufferedReader(_Decompressed(read_chunks(file, codec, path)), _BUFFER)
