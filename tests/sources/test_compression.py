"""Compressed files: told by their first bytes, read on until they are damaged."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
from collections.abc import Callable

import pytest
import zstandard

from wikibattle.sources.compression import Codec, DamagedError, codec_of, read_chunks
from wikibattle.sources.files import SourceError

COMPRESS: dict[Codec, Callable[[bytes], bytes]] = {
    Codec.PLAIN: lambda data: data,
    Codec.BZIP2: bz2.compress,
    Codec.GZIP: gzip.compress,
    Codec.XZ: lzma.compress,
    Codec.ZSTD: zstandard.compress,
}
DATA = b"<mediawiki>" + bytes(range(256)) * 20_000


@pytest.mark.parametrize("codec", Codec)
def test_streams_that_follow_each_other_are_one(codec: Codec) -> None:
    packed = COMPRESS[codec](DATA) + COMPRESS[codec](DATA)
    assert codec_of(f"dump.xml{codec.value}", packed) is codec
    assert codec_of("dump", packed) is codec, "the bytes say it, whatever the name"
    assert b"".join(read_chunks(io.BytesIO(packed), codec, "dump")) == DATA + DATA


@pytest.mark.parametrize("codec", [codec for codec in Codec if codec is not Codec.PLAIN])
def test_what_comes_before_an_early_end_is_read(codec: Codec) -> None:
    packed = COMPRESS[codec](DATA)
    cut = io.BytesIO(packed + packed[: len(packed) // 2])
    size = 0
    with pytest.raises(DamagedError, match=r"dump\.xml: cannot be read on after [\d,]+ bytes"):  # noqa: PT012
        for piece in read_chunks(cut, codec, "dump.xml"):
            size += len(piece)
    assert size >= len(DATA)


def test_a_name_that_says_otherwise() -> None:
    with pytest.raises(SourceError, match=r"d\.bz2: is no \.bz2 file: its first bytes are 50 4b 03 04"):
        codec_of("d.bz2", b"PK\x03\x04rest")
    assert codec_of("d.bz2", b"\n<mediawiki>") is Codec.PLAIN, "decompressed on its way, as some servers do"


def test_small_files_that_grow_without_bound_come_in_pieces() -> None:
    for codec in (Codec.GZIP, Codec.XZ, Codec.BZIP2, Codec.ZSTD):
        packed = COMPRESS[codec](bytes(50 << 20))
        assert max(map(len, read_chunks(io.BytesIO(packed), codec, "zeros"))) <= 33 << 20
