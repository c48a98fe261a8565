"""Reading one stream of bytes: its head first, the rest only as far as the limit.

`open_stream` unpacks gzip and says what went wrong as a `Fault`; nothing here
knows pages or ids.
"""

from __future__ import annotations

import gzip
import io
import os
import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from dragoman.pages.limits import Limits, size_in_words
from dragoman.pages.page import SkipReason
from dragoman.pages.sniffing import HEAD_BYTES

_GZIP = b"\x1f\x8b"
_CHUNK = 1 << 16


class Fault(Exception):
    """A stream that gives no page; becomes a `Skipped` where the page's name is known."""

    def __init__(self, reason: SkipReason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


@dataclass(slots=True)
class Stream:
    """Bytes that can be looked at before they are read. `size` is None where it is not known."""

    _file: io.BufferedReader | gzip.GzipFile
    size: int | None = None
    _held: bytes = b""

    def head(self) -> bytes:
        """The first bytes (64 kB at most), without taking them away.

        Of lines of JSON one line is enough: a slow sender is served line by line.
        """
        while len(self._held) < HEAD_BYTES and not (self._held.startswith(b"{") and b"\n" in self._held):
            more = self._take(HEAD_BYTES - len(self._held))
            if not more:
                break
            self._held += more
        return self._held

    def whole(self, limits: Limits) -> bytes:
        """All bytes.

        Raises:
            Fault: There are more than the limit; no more than that was read.
        """
        if self.size is not None and self.size > limits.max_bytes:
            raise _too_large(size_in_words(self.size), limits)
        chunks, n_bytes = [self._held], len(self._held)
        self._held = b""
        while more := self._take(_CHUNK):
            chunks.append(more)
            n_bytes += len(more)
            if n_bytes > limits.max_bytes:
                raise _too_large(f"more than {size_in_words(n_bytes)}", limits)
        return b"".join(chunks)

    def lines(self, limits: Limits) -> Iterator[bytes | None]:
        """The lines without their ends; None for one that is longer than the limit."""
        parts: list[bytes] = []
        n_bytes = 0
        for piece in self._pieces():
            n_bytes += len(piece)
            if n_bytes <= limits.max_line_bytes:
                parts.append(piece)
            else:
                parts.clear()
            if piece.endswith(b"\n"):
                yield b"".join(parts).rstrip(b"\r\n") if n_bytes <= limits.max_line_bytes else None
                parts, n_bytes = [], 0
        if n_bytes:
            yield b"".join(parts) if n_bytes <= limits.max_line_bytes else None

    def _pieces(self) -> Iterator[bytes]:
        held, self._held = self._held, b""
        yield from io.BytesIO(held)
        while piece := self._take_line():
            yield piece

    def _take(self, n_bytes: int) -> bytes:
        with _faults():
            return self._file.read1(n_bytes)

    def _take_line(self) -> bytes:
        with _faults():
            return self._file.readline(_CHUNK)


def _too_large(size: str, limits: Limits) -> Fault:
    return Fault(SkipReason.TOO_LARGE, f"{size}; a page may have {limits.words}")


@contextmanager
def _faults() -> Iterator[None]:
    """Turns what can go wrong in reading into a `Fault`."""
    try:
        yield
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise Fault(SkipReason.UNREADABLE, f"broken gzip: {error}") from error
    except OSError as error:
        raise Fault(SkipReason.UNREADABLE, (error.strerror or str(error)).lower()) from error


@contextmanager
def open_stream(path: Path) -> Iterator[Stream]:
    """A file's bytes, unpacked where they are gzip.

    Raises:
        Fault: The file cannot be opened or read.
    """
    with _faults():
        file = path.open("rb")
    with file:
        yield packed_or_plain(file, size_of(file))


def size_of(file: IO[bytes]) -> int | None:
    """The size of an open regular file in bytes; None where it is none (a pipe, a file of a store)."""
    try:
        status = os.fstat(file.fileno())
    except (OSError, ValueError):
        return None
    return status.st_size if stat.S_ISREG(status.st_mode) else None


def packed_or_plain(file: IO[bytes], size: int | None = None) -> Stream:
    """A stream over an open file, which is unpacked where it begins as gzip does."""
    buffered = file if isinstance(file, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, file))
    with _faults():
        start = buffered.peek(2)[:2]
    if start == _GZIP:
        return Stream(gzip.GzipFile(fileobj=buffered))
    return Stream(buffered, size)
