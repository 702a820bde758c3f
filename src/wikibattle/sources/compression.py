"""Compressed files as a stream of bytes: bzip2, gzip, xz, Zstandard, or none, told by the first bytes."""

from __future__ import annotations

import bz2
import gzip
import lzma
import zlib
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import IO

from wikibattle.sources.files import SourceError

#: How much is read at a time, in bytes.
CHUNK = 1 << 20

#: The largest window a Zstandard frame may ask for, in bytes: what `zstd --long=27` makes.
MAX_ZSTD_WINDOW = 1 << 27

#: So much is handed to the Zstandard decoder at once: it may give 32,768 times as much.
_ZSTD_STEP = 1 << 10


class Codec(StrEnum):
    """How a file is compressed; the value is the ending its name has."""

    PLAIN = ""
    BZIP2 = ".bz2"
    GZIP = ".gz"
    XZ = ".xz"
    ZSTD = ".zst"


#: No magic is longer than `LONGEST_MAGIC` bytes.
_MAGIC = {
    Codec.BZIP2: b"BZh",
    Codec.GZIP: b"\x1f\x8b",
    Codec.XZ: b"\xfd7zXZ\x00",
    Codec.ZSTD: b"\x28\xb5\x2f\xfd",
}
LONGEST_MAGIC = max(map(len, _MAGIC.values()))

_ERRORS = (OSError, EOFError, lzma.LZMAError, zlib.error)


class DamagedError(SourceError):
    """Compressed data that cannot be read on."""


def codec_of(name: str, first: bytes) -> Codec:
    """The compression that the first bytes of a file (`LONGEST_MAGIC` or more) show.

    Raises `SourceError` for a file that `name` says is compressed, and that is neither compressed
    nor XML.
    """
    for codec, magic in _MAGIC.items():
        if first.startswith(magic):
            return codec
    suffix = Path(name).suffix.lower()
    if suffix in _MAGIC and not first.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        begins = first[:LONGEST_MAGIC].hex(" ") or "none: the file is empty"
        raise SourceError(f"{name}: is no {suffix} file: its first bytes are {begins}")
    return Codec.PLAIN


def read_chunks(stream: IO[bytes], codec: Codec, name: str) -> Iterator[bytes]:
    """What `stream` holds, decompressed, in pieces of at most `CHUNK` bytes.

    Compressed streams that follow each other, as in a multistream dump, are read as one. Raises
    `DamagedError` where the data is corrupt or ends early, after all that came before was given.
    """
    reader = _open(stream, codec)
    given = 0
    while True:
        try:
            piece = reader.read1(CHUNK)
        except _ERRORS as error:
            words = f"{name}: cannot be read on after {given:,} bytes of text: {error}"
            raise DamagedError(words) from error
        if not piece:
            return
        given += len(piece)
        yield piece


class _Plain:
    """A stream of its own bytes."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def read1(self, size: int) -> bytes:
        """Like `io.BufferedReader.read1`."""
        return self._stream.read(size)


def _open(stream: IO[bytes], codec: Codec) -> _Plain | bz2.BZ2File | gzip.GzipFile | lzma.LZMAFile:
    match codec:
        case Codec.BZIP2:
            return bz2.BZ2File(stream)
        case Codec.GZIP:
            return gzip.GzipFile(fileobj=stream)
        case Codec.XZ:
            return lzma.LZMAFile(stream)
        case Codec.ZSTD:
            return _open_zstd(stream)
    return _Plain(stream)


def _open_zstd(stream: IO[bytes]) -> _Plain:
    try:
        import zstandard
    except ImportError as error:
        raise SourceError("a .zst file needs zstandard: pip install 'wikibattle[zstd]'") from error

    class Frames(_Plain):
        """Frames that follow each other, as one stream; its pieces may be longer than asked for."""

        def __init__(self) -> None:
            super().__init__(stream)
            self._decompressor = zstandard.ZstdDecompressor(max_window_size=MAX_ZSTD_WINDOW)
            self._frame = self._decompressor.decompressobj()
            self._fresh = True

        def read1(self, size: int) -> bytes:
            pieces: list[bytes] = []
            while sum(map(len, pieces)) < size:
                data = self._stream.read(_ZSTD_STEP)
                if not data:
                    if not self._fresh and not pieces:
                        raise EOFError("the last Zstandard frame ends early")
                    break
                pieces.append(self._feed(data))
            return b"".join(pieces)

        def _feed(self, data: bytes) -> bytes:
            whole = b""
            try:
                while data:
                    whole += self._frame.decompress(data)
                    data = self._frame.unused_data
                    self._fresh = self._frame.eof
                    if self._fresh:
                        self._frame = self._decompressor.decompressobj()
            except zstandard.ZstdError as error:
                raise OSError(str(error)) from error
            return whole

    return Frames()
