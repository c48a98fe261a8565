"""Bodies in gzip, deflate, brotli or zstd, unpacked a bounded piece at a time.

A megabyte can hold a gigabyte of zeros. What is given at once stays below a
megabyte or so, so the reader can stop at its limit.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterable, Iterator

from dragoman.pages.opening import Fault
from dragoman.pages.page import SkipReason

ACCEPTED = "gzip, br, zstd"

_PIECE_BYTES = 1 << 18
_MAX_LAYERS = 3

Unpack = Callable[[Iterable[bytes]], Iterator[bytes]]


def iter_unpacked(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """The content of a body, in pieces that are never empty.

    Args:
        chunks: The body as sent.
        encoding: The header Content-Encoding: names with commas between, "" for none.

    Raises:
        Fault: The body is broken or cut off, or its encoding is not known.
    """
    names = [name.strip().lower() for name in encoding.split(",") if name.strip()]
    if len(names) > _MAX_LAYERS:
        raise Fault(SkipReason.UNREADABLE, f"packed {len(names)} times")
    pieces: Iterable[bytes] = chunks
    for name in reversed(names):
        if name in ("identity", "utf-8", "none"):
            continue
        if name not in _UNPACKERS:
            raise Fault(SkipReason.UNREADABLE, f'packed as "{name}", which is not known')
        pieces = _UNPACKERS[name](pieces)
    return (piece for piece in pieces if piece)


def _gunzipped(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The members of a gzip stream, one after another; zeros or rubbish after the last are passed over."""
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    for chunk in chunks:
        waiting = chunk
        while waiting:
            if unpacker.eof:
                if not waiting.startswith(b"\x1f\x8b"):
                    return
                unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
            try:
                yield unpacker.decompress(waiting, _PIECE_BYTES)
            except zlib.error as error:
                raise Fault(SkipReason.UNREADABLE, f"broken gzip: {error}") from error
            waiting = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
    yield from _held_back(unpacker)
    if not unpacker.eof:
        raise Fault(SkipReason.UNREADABLE, "broken gzip: it ends too early")


def _inflated(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Deflate with its zlib header, and without, as some servers send it."""
    unpacker, is_first = zlib.decompressobj(), True
    for chunk in chunks:
        waiting = chunk
        while waiting:
            try:
                piece = unpacker.decompress(waiting, _PIECE_BYTES)
            except zlib.error as error:
                if not is_first:
                    raise Fault(SkipReason.UNREADABLE, f"broken deflate: {error}") from error
                unpacker, is_first = zlib.decompressobj(-zlib.MAX_WBITS), False
                continue
            is_first = False
            yield piece
            waiting = unpacker.unconsumed_tail
    yield from _held_back(unpacker)
    if not unpacker.eof:
        raise Fault(SkipReason.UNREADABLE, "broken deflate: it ends too early")


def _held_back(unpacker: zlib._Decompress) -> Iterator[bytes]:
    """What the library still holds when its input is used up, because pieces are bounded."""
    while piece := unpacker.decompress(b"", _PIECE_BYTES):
        yield piece


def _unbrotlied(chunks: Iterable[bytes]) -> Iterator[bytes]:
    import brotli

    unpacker = brotli.Decompressor()
    try:
        for chunk in chunks:
            piece = unpacker.process(chunk, output_buffer_limit=_PIECE_BYTES)
            while piece:
                yield piece
                piece = unpacker.process(b"", output_buffer_limit=_PIECE_BYTES)
    except brotli.error as error:
        raise Fault(SkipReason.UNREADABLE, f"broken brotli: {error}") from error
    if not unpacker.is_finished():
        raise Fault(SkipReason.UNREADABLE, "broken brotli: it ends too early")


def _unzstded(chunks: Iterable[bytes]) -> Iterator[bytes]:
    import pyarrow

    source = io.BufferedReader(_Pulled(chunks), _PIECE_BYTES)
    try:
        with pyarrow.CompressedInputStream(source, "zstd") as reader:
            while piece := reader.read(_PIECE_BYTES):
                yield piece
    except (OSError, pyarrow.ArrowInvalid) as error:
        raise Fault(SkipReason.UNREADABLE, f"broken zstd: {error}") from error


class _Pulled(io.RawIOBase):
    """Chunks as a file, for a library that pulls."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self._held = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._held:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._held = chunk
        n_bytes = min(len(buffer), len(self._held))
        buffer[:n_bytes] = self._held[:n_bytes]
        self._held = self._held[n_bytes:]
        return n_bytes


_UNPACKERS: dict[str, Unpack] = {
    "gzip": _gunzipped,
    "x-gzip": _gunzipped,
    "deflate": _inflated,
    "br": _unbrotlied,
    "zstd": _unzstded,
}
