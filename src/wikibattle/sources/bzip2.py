"""bzip2 files in parts: a part is read on its own, from the first stream or block that begins in it.

A file of several streams is cut where streams begin ("BZh", byte aligned). One long stream is cut
where its blocks begin: a block starts with a 48-bit number at any bit, and is decoded alone once it
is put into a stream of its own. What is damaged is then never more than a block.
Source of the format: bzip2 1.0's file format, as its own `bzip2recover` uses it.
"""

from __future__ import annotations

import bz2
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from threading import Thread
from typing import IO

_BLOCK = 0x314159265359
_END = 0x177245385090
_MARK_BITS = 48
_STREAM = re.compile(rb"BZh[1-9](?:1AY&SY|\x17\x72\x45\x38\x50\x90)")
_LONGEST_MARK = 10  # bytes: a stream's header and the mark of its first block

#: A file is taken for one long stream if no second one begins within so many bytes.
PROBE = 8 << 20

#: Decompressed bytes handed on at a time, at most.
PIECE = 4 << 20

_STEP = 1 << 20  # bytes searched at a time for the beginning of a part


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that could not be read: where it begins in the file, in bytes, and why."""

    offset: int
    words: str


#: The first bit of a part of a file, and the one after its last.
Bits = tuple[int, int]

#: A piece of what a file holds, with the bits of the file it comes from.
Piece = tuple[Bits, bytes]


def has_streams(stream: IO[bytes]) -> bool:
    """Whether a file is made of several streams (or is short), judging by its first `PROBE` bytes."""
    stream.seek(0)
    first = stream.read(PROBE)
    return len(first) < PROBE or _STREAM.search(first, 1) is not None


def read_part(
    stream: IO[bytes], start: int, end: int, *, streams: bool, places: bool = False
) -> Iterator[Piece | Gap]:
    """What the streams or blocks that begin in the bytes `start` to `end` hold, in order.

    `streams`: what `has_streams` says of the file. `places`: each piece shall come with the bits of
    its own block; then blocks are decoded one by one, and `lbzip2` is not asked. Else the bits are
    those of the whole part. A damaged block gives a `Gap` in its place.
    """
    if places:
        yield from _each_block(_blocks_between(stream, start, end))
        return
    if streams:
        begin, finish = _next_stream(stream, start), _next_stream(stream, end)
        stream.seek(begin)
        data = stream.read(finish - begin)
        packed, careful = data, _each_stream(data, begin)
    else:
        blocks = _blocks_between(stream, start, end)
        packed = b"".join(block.stream() for block in blocks)
        careful = _each_block(blocks)
    yield from _decoded(packed, careful, (start * 8, end * 8))


def read_bits(stream: IO[bytes], bits: Bits) -> Iterator[Piece | Gap]:
    """What the blocks hold that fill some bits of a file, as `read_part` gave them with `places`."""
    first, last = bits
    offset = first // 8
    stream.seek(offset)
    data = stream.read(-(-last // 8) - offset)
    blocks = _blocks(data, offset, len(data), last - offset * 8)
    packed = b"".join(block.stream() for block in blocks)
    yield from _decoded(packed, _each_block(blocks), bits)


def _decoded(packed: bytes, careful: Iterator[Piece | Gap], bits: Bits) -> Iterator[Piece | Gap]:
    """What whole streams hold, by `lbzip2`, all from the same `bits`; `careful`: the same without it."""
    program = lbzip2() if packed and _is_seamless(packed) else None
    given = 0
    if program is not None:
        piped = _Piped(program, packed)
        for piece in piped.pieces():
            given += len(piece)
            yield bits, piece
        if piped.whole:
            return
    yield from _skip(careful, given)


@cache
def lbzip2() -> str | None:
    """The program, which decodes faster than the library of Python, if it is installed."""
    return shutil.which("lbzip2")


class _Piped:
    """Whole streams, decoded by `lbzip2` on one core. `whole`: it met no damage, once all was given."""

    def __init__(self, program: str, packed: bytes) -> None:
        self._command = [program, "-d", "-c", "-q", "-n", "1"]
        self._packed = packed
        self.whole = False

    def pieces(self) -> Iterator[bytes]:
        with subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            pipesize=_STEP,
        ) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            Thread(target=self._feed, args=[process.stdin], daemon=True).start()
            try:
                while piece := process.stdout.read(_STEP):
                    yield piece
            except GeneratorExit:
                process.kill()
                raise
            self.whole = process.wait() == 0

    def _feed(self, stdin: IO[bytes]) -> None:
        with suppress(BrokenPipeError), stdin:
            stdin.write(self._packed)


def _is_seamless(packed: bytes) -> bool:
    """Whether each stream ends right where the next one begins: `lbzip2` says nothing where not."""
    starts = [found.start() for found in _STREAM.finditer(packed)]
    return starts[:1] == [0] and all(_is_end(packed, at) for at in [*starts[1:], len(packed)])


def _is_end(packed: bytes, at: int) -> bool:
    """Whether a stream ends before `at`: its mark, 32 bits of checksum, and up to 7 bits to fill a byte."""
    last = int.from_bytes(packed[max(0, at - 11) : at], "big") >> 32
    return any((last >> fill) & ((1 << _MARK_BITS) - 1) == _END for fill in range(8))


def _skip(pieces: Iterator[Piece | Gap], given: int) -> Iterator[Piece | Gap]:
    """The pieces without their first bytes, which were given before."""
    for piece in pieces:
        if isinstance(piece, Gap):
            yield piece
            continue
        bits, data = piece
        if given < len(data):
            yield bits, data[given:]
        given = max(0, given - len(data))


def _each_stream(data: bytes, offset: int) -> Iterator[Piece | Gap]:
    """Streams one after another; of one that is damaged, every block that is whole."""
    starts = [found.start() for found in _STREAM.finditer(data)]
    if data and starts[:1] != [0]:
        yield Gap(offset, f"{starts[0] if starts else len(data):,} bytes are of no bzip2 stream")
    for start, after in pairwise([*starts, len(data)]):
        given = 0
        decoder = bz2.BZ2Decompressor()
        packed = data[start:after]
        try:
            while not decoder.eof:
                piece = decoder.decompress(packed, PIECE)
                packed = b""
                if not piece and decoder.needs_input:
                    break
                given += len(piece)
                yield ((offset + start) * 8, (offset + after) * 8), piece
        except OSError:
            whole = False
        else:
            whole = decoder.eof
        if whole and decoder.unused_data.strip(b"\0"):
            place = offset + after - len(decoder.unused_data)
            yield Gap(place, f"{len(decoder.unused_data):,} bytes are of no bzip2 stream")
        if not whole:
            blocks = _blocks(data[start:after], offset + start, after - start)
            yield from _skip(_each_block(blocks), given)


def _each_block(blocks: Iterable[_Block]) -> Iterator[Piece | Gap]:
    for block in blocks:
        piece = block.decoded()
        yield (
            (block.bits, piece) if piece is not None else Gap(block.bits[0] // 8, "a bzip2 block is damaged")
        )


def _next_stream(stream: IO[bytes], start: int) -> int:
    """Where the first stream at or after `start` begins; the end of the file if none does."""
    while True:
        stream.seek(start)
        data = stream.read(_STEP + _LONGEST_MARK)
        found = _STREAM.search(data)
        if found:
            return start + found.start()
        if len(data) < _STEP + _LONGEST_MARK:
            return start + len(data)
        start += _STEP


@dataclass(frozen=True, slots=True)
class _Block:
    """A block as a stream of its own. `data`: of the file, from `offset`; `first`, `last`: its bits."""

    data: bytes
    offset: int
    first: int
    last: int

    def stream(self) -> bytes:
        bits = _slice_bits(self.data, self.first, self.last)
        crc = _slice_bits(self.data, self.first + _MARK_BITS, self.first + _MARK_BITS + 32)
        size = self.last - self.first
        whole = (bits << _MARK_BITS + 32) | (_END << 32) | crc
        pad = -(size + _MARK_BITS) % 8
        return b"BZh9" + (whole << pad).to_bytes((size + _MARK_BITS + 32 + pad) // 8, "big")

    def decoded(self) -> bytes | None:
        """Its bytes; None where it is damaged."""
        try:
            return bz2.decompress(self.stream())
        except (OSError, ValueError):
            return self._last_of_stream()

    def _last_of_stream(self) -> bytes | None:
        """The bytes of a block that the end of its stream follows."""
        for end in _marks(self.data[self.first // 8 : -(-self.last // 8)], _END):
            last = self.first // 8 * 8 + end
            try:
                return bz2.decompress(_Block(self.data, self.offset, self.first, last).stream())
            except (OSError, ValueError):
                continue
        return None

    @property
    def bits(self) -> Bits:
        """Where it is in the file."""
        return self.offset * 8 + self.first, self.offset * 8 + self.last


def _slice_bits(data: bytes, first: int, last: int) -> int:
    number = int.from_bytes(data[first // 8 : -(-last // 8)], "big") >> (-last % 8)
    return number & ((1 << (last - first)) - 1)


def _marks(data: bytes, mark: int) -> list[int]:
    """The bits where a mark stands in `data`, at any of the eight places in a byte, sorted."""
    found = []
    for shift in range(8):
        seven = (mark << (8 - shift)).to_bytes(7, "big")
        first_bits, last_bits = (0xFF >> shift), (0xFF << (8 - shift)) & 0xFF
        at = data.find(seven[1:6])
        while at >= 0:
            fits_first = at > 0 and data[at - 1] & first_bits == seven[0]
            fits_last = not shift or (at + 5 < len(data) and data[at + 5] & last_bits == seven[6])
            if fits_first and fits_last:
                found.append((at - 1) * 8 + shift)
            at = data.find(seven[1:6], at + 1)
    return sorted(found)


def _blocks(data: bytes, offset: int, end: int, last: int | None = None) -> list[_Block]:
    """The blocks that begin in the first `end` bytes of `data`; the last one ends before bit `last`."""
    marks = [*_marks(data, _BLOCK), len(data) * 8 if last is None else last]
    return [_Block(data, offset, at, after) for at, after in pairwise(marks) if at // 8 < end]


def _blocks_between(stream: IO[bytes], start: int, end: int) -> list[_Block]:
    """The blocks that begin in the bytes `start` to `end` of the file, each with all its bits."""
    stream.seek(start)
    data = stream.read(end - start + _MARK_BITS // 8)
    while not _marks(data[end - start :], _BLOCK):
        more = stream.read(_STEP)
        if not more:
            break
        data += more
    return _blocks(data, start, end - start)
