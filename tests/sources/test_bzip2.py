"""bzip2 files in parts: every cut gives the same bytes, and damage costs a block."""

from __future__ import annotations

import bz2
import io
import random
from itertools import pairwise

import pytest

from wikibattle.sources import bzip2
from wikibattle.sources.bzip2 import Gap, has_streams, lbzip2, read_bits, read_part

WORDS = [f"word{number}" for number in range(3000)]


def text(size: int, seed: int) -> bytes:
    chosen = random.Random(seed)
    return " ".join(chosen.choices(WORDS, k=size // 8)).encode()[:size]


TEXTS = [text(50_000 + 17_919 * number, number) for number in range(6)]
STREAMS = [bz2.compress(part, 1) for part in TEXTS]
WHOLE = b"".join(TEXTS)
MANY = b"".join(STREAMS)
ONE = bz2.compress(WHOLE, 1)  # blocks of 100 kB, at any bit

programs = pytest.mark.parametrize("program", [False, True], ids=["library", "lbzip2"])


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch, program: bool) -> None:
    if program and lbzip2() is None:
        pytest.skip("lbzip2 is not installed")
    if not program:
        monkeypatch.setattr(bzip2, "lbzip2", lambda: None)


def parts(packed: bytes, size: int, *, streams: bool) -> tuple[bytes, list[Gap]]:
    cuts = [*range(0, len(packed), size), len(packed)]
    read = [
        piece
        for start, end in pairwise(cuts)
        for piece in read_part(io.BytesIO(packed), start, end, streams=streams)
    ]
    data = b"".join(piece[1] for piece in read if not isinstance(piece, Gap))
    return data, [piece for piece in read if isinstance(piece, Gap)]


@programs
@pytest.mark.usefixtures("use")
@pytest.mark.parametrize("size", [4_099, 50_001, 10**9])
@pytest.mark.parametrize(("packed", "streams"), [(MANY, True), (MANY, False), (ONE, True), (ONE, False)])
def test_every_cut_gives_the_same(packed: bytes, streams: bool, size: int) -> None:
    assert parts(packed, size, streams=streams) == (WHOLE, [])


def test_streams_are_told_from_one_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bzip2, "PROBE", 100_000)
    assert has_streams(io.BytesIO(MANY))
    assert not has_streams(io.BytesIO(ONE))
    assert has_streams(io.BytesIO(ONE[:50_000])), "short: cutting it is not worth the search"


@programs
@pytest.mark.usefixtures("use")
@pytest.mark.parametrize(("packed", "streams"), [(MANY, True), (ONE, False), (ONE, True)])
def test_a_damaged_block_is_a_gap_and_all_else_is_read(packed: bytes, streams: bool) -> None:
    at = len(packed) // 2
    damaged = packed[:at] + bytes(50) + packed[at + 50 :]
    data, gaps = parts(damaged, 50_000, streams=streams)
    assert len(gaps) == 1
    assert at - 50_000 <= gaps[0].offset <= at
    assert len(WHOLE) - 110_000 < len(data) < len(WHOLE)
    kept = next(at for at, (got, was) in enumerate(zip(data, WHOLE, strict=False)) if got != was)
    assert WHOLE.endswith(data[kept:])


@programs
@pytest.mark.usefixtures("use")
@pytest.mark.parametrize(("packed", "streams"), [(MANY, True), (ONE, False), (ONE, True)])
def test_cut_off_at_the_end(packed: bytes, streams: bool) -> None:
    data, gaps = parts(packed[: len(packed) * 2 // 3], 50_000, streams=streams)
    assert len(gaps) == 1
    assert len(WHOLE) // 2 < len(data)
    assert WHOLE.startswith(data)


@pytest.mark.parametrize("packed", [MANY, ONE], ids=["streams", "one stream"])
def test_every_piece_is_found_again_by_its_bits(packed: bytes) -> None:
    stream = io.BytesIO(packed)
    pieces = list(read_part(stream, 0, len(packed), streams=True, places=True))
    assert b"".join(piece[1] for piece in pieces if not isinstance(piece, Gap)) == WHOLE
    for piece in pieces:
        assert not isinstance(piece, Gap)
        assert (
            b"".join(again[1] for again in read_bits(stream, piece[0]) if not isinstance(again, Gap))
            == piece[1]
        )
    (first, second) = pieces[:2]
    assert not isinstance(first, Gap)
    assert not isinstance(second, Gap)
    both = list(read_bits(stream, (first[0][0], second[0][1])))
    assert b"".join(piece[1] for piece in both if not isinstance(piece, Gap)) == first[1] + second[1]


def test_what_is_no_stream_is_a_gap() -> None:
    data, gaps = parts(MANY + b"BZh no more" + MANY, 10**9, streams=True)
    assert data == WHOLE + WHOLE
    assert gaps == [Gap(len(MANY), "11 bytes are of no bzip2 stream")]
    assert parts(MANY + bytes(20), 10**9, streams=True) == (WHOLE, []), "zeros that fill a tape block"
