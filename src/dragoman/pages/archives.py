"""Web archives (WARC in gzip, zstd or plain, and WACZ): a page a record, never a record whole past its cap.

fastwarc walks the records. What it does not do is done here: bodies are unpacked
under a bound, and after a broken record the next whole one is searched for in the
bytes of the file, so that one broken record costs one page and not the rest.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import IO, Any

from dragoman.pages.encodings import iter_unpacked
from dragoman.pages.limits import size_in_words
from dragoman.pages.naming import name_of_url, safe_id
from dragoman.pages.opening import Fault
from dragoman.pages.options import SourceOptions
from dragoman.pages.page import Page, Skipped, SkipReason
from dragoman.pages.sniffing import find_binary
from dragoman.pages.web_content import page_of_bytes

_GZIP, _ZSTD, _WARC = b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"WARC/"
_NEXT_RECORD = b"\r\n\r\nWARC/1."
SUFFIXES = (".warc", ".warc.gz", ".warc.zst", ".wat.gz", ".wet", ".wet.gz")
_PIECE = 1 << 16
# What is looked at to tell a record's beginning from the same bytes in a body.
_HEADER_BYTES = 4096
_SIGN_BYTES = _HEADER_BYTES + 16
_SCAN_BYTES = 1 << 20
# Types of records' content that can be a page; others are passed over by their header.
_PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "text/markdown")
_OK = (200, 203)


def is_warc(head: bytes, name: str) -> bool:
    """Whether a file is a WARC, by its first bytes as they lie, or by its name."""
    if head.startswith(_WARC) or name.lower().endswith(SUFFIXES):
        return True
    return head.startswith(_GZIP) and _begins_with_record(head, _GZIP)


def is_wacz(head: bytes, name: str) -> bool:
    """Whether a file is a WACZ: a ZIP archive, by its name or by a member at its start."""
    return head.startswith(b"PK\x03\x04") and (
        name.lower().endswith(".wacz") or b"archive/" in head[:4096] or b"datapackage.json" in head[:4096]
    )


def iter_wacz(file: IO[bytes], origin: str, options: SourceOptions) -> Iterator[Page | Skipped]:
    """The pages of the archives in a WACZ.

    Raises:
        Fault: It is no readable ZIP archive.
    """
    try:
        with zipfile.ZipFile(file) as bundle:
            names = [one for one in bundle.namelist() if one.lower().endswith(SUFFIXES)]
            if not names:
                raise Fault(SkipReason.NO_ARTICLE, "a ZIP archive without a WARC in it")
            for name in sorted(names):
                with bundle.open(name) as member:
                    yield from iter_warc(
                        io.BufferedReader(member, _PIECE),  # type: ignore[type-var]
                        f"{origin}/{name}",
                        options,
                    )
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, zlib.error) as error:
        raise Fault(SkipReason.UNREADABLE, f"broken WACZ: {error}") from error


def iter_warc(file: IO[bytes], origin: str, options: SourceOptions) -> Iterator[Page | Skipped]:
    """The pages of a WARC: responses with status 200, resources, and the texts of WET files.

    A record that is no page (a picture, a redirect) comes as `Skipped` too, and counts as no loss.
    """
    return _Walk(file, origin, options).pages()


class _Broken(Exception):
    """The walk cannot go on from here; says why, or nothing where the record was listed already."""

    def __init__(self, detail: str | None) -> None:
        super().__init__(detail)
        self.detail = detail


@dataclass(slots=True)
class _Walk:
    """The way through one archive.

    `at`: where the record begins that is being read. `is_doubtful`: whether its length
    is or may be wrong, so that walking on could pass over the records behind it.
    `has_loss`: whether it is listed as lost.
    """

    file: IO[bytes]
    origin: str
    options: SourceOptions
    at: int = 0
    is_doubtful: bool = False
    has_loss: bool = False

    def pages(self) -> Iterator[Page | Skipped]:
        start = self._first_start()
        while start is not None and start < self._end:
            self.at = start
            try:
                yield from self._until_broken()
                if not self.has_loss and self.file.seekable() and _is_cut_off(self.file, self.at):
                    yield self._skipped_record("the archive is cut off in it", None)
                return
            except _Broken as broken:
                start = self._next_start()
                if broken.detail is not None:
                    yield self._skipped_record(broken.detail, start)
            if start is not None:
                self.file.seek(start)

    @property
    def _end(self) -> float:
        return self.options.span[1] if self.options.span is not None else float("inf")

    def _first_start(self) -> int | None:
        """Where the first record begins that is to be read; the file stands there then."""
        if self.options.span is None or not self.file.seekable():
            return self.file.tell() if self.file.seekable() else 0
        if self.options.span[0] == 0:
            return 0
        self.at = self.options.span[0] - 1
        found = self._next_start()
        if found is not None:
            self.file.seek(found)
        return found

    def _until_broken(self) -> Iterator[Page | Skipped]:
        """The pages up to the end, or to a record that cannot be walked over."""
        from fastwarc.warc import ArchiveIterator, WarcRecordType

        types = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
        try:
            for record in ArchiveIterator(self.file, record_types=types):
                if record.stream_pos >= self._end:
                    self.has_loss = True  # what comes behind is another's to list
                    return
                self.at, self.is_doubtful, self.has_loss = record.stream_pos, False, False
                yield from self._of_record(record)
                if self.is_doubtful and self._next_start() is not None:
                    raise _Broken(None)
        except (OSError, ValueError, zlib.error) as error:
            raise _Broken(" ".join(str(error).split())) from error

    def _of_record(self, record: Any) -> Iterator[Page | Skipped]:
        url = (record.headers.get("WARC-Target-URI") or "").strip("<>")
        at = _date_of(record)
        if not self.options.wants(url, at):
            return
        name, origin = _record_name(url, at), f"{self.origin}, byte {self.at}"
        try:
            _require_page(record)
            content = _unpacked(record, self._content_of(record), self.options)
            page = page_of_bytes(content, name, url or None, origin)
        except Fault as fault:
            skipped = Skipped(name, origin, fault.reason, fault.detail)
            self.has_loss = skipped.is_loss
            yield skipped
            return
        charset = record.http_charset if record.http_headers is not None else None
        yield replace(page, fetched_at=at, charset=charset)

    def _content_of(self, record: Any) -> bytes:
        """The body as it lies there; it ends where another record begins, whatever its length says."""
        limits, n_bytes, last = self.options.limits, 0, b""
        parts: list[bytes] = []
        while piece := record.reader.read(_PIECE):
            seen = last + piece
            if (end := _end_of_body(seen)) is not None:
                self.is_doubtful = True
                parts.append(piece)
                return b"".join(parts)[: n_bytes - len(last) + end]
            parts.append(piece)
            n_bytes += len(piece)
            last = piece[-_SIGN_BYTES:]
            if n_bytes > limits.max_bytes:
                self.is_doubtful = True
                size = size_in_words(max(n_bytes, record.content_length))
                raise Fault(SkipReason.TOO_LARGE, f"{size}; a page may have {limits.words}")
        if n_bytes < record.content_length:
            self.is_doubtful = True
            raise _cut_off(n_bytes, record.content_length)
        return b"".join(parts)

    def _next_start(self) -> int | None:
        """Where the next record begins behind the one that is being read; None where none is found."""
        if not self.file.seekable():
            return None
        here = self.file.tell()
        self.file.seek(0)
        magic = self.file.read(4)
        sign = next((one for one in (_GZIP, _ZSTD) if magic.startswith(one)), _NEXT_RECORD)
        found = _find_record(self.file, max(0, self.at + 1 - (4 if sign is _NEXT_RECORD else 0)), sign)
        self.file.seek(here)
        return found

    def _skipped_record(self, detail: str, following: int | None) -> Skipped:
        where = f"{self.origin}, byte {self.at}"
        on = f"went on at byte {following}" if following is not None else "nothing can be read after it"
        name = safe_id(f"record-{self.at}")
        return Skipped(name, where, SkipReason.UNREADABLE, f"a broken record: {detail}; {on}")


def _require_page(record: Any) -> None:
    """Refuses what is no page by its headers, before its body is read."""
    headers = record.http_headers
    if record.is_http and (headers is None or headers.status_code is None):
        raise Fault(SkipReason.UNREADABLE, "a broken record: its answer has no header")
    if headers is not None and headers.status_code not in _OK:
        raise Fault(SkipReason.NOT_A_PAGE, f"an answer with status {headers.status_code}")
    kind = (record.http_content_type if headers is not None else record.headers.get("Content-Type")) or ""
    kind = kind.partition(";")[0].strip().lower()
    if kind and not kind.startswith(_PAGE_TYPES):
        raise Fault(SkipReason.NOT_A_PAGE, kind)


def _unpacked(record: Any, content: bytes, options: SourceOptions) -> bytes:
    """The body without the encodings of its transfer, where it still has them.

    Many archives keep the headers of a packed answer beside the unpacked body.
    """
    headers = record.http_headers
    if headers is None:
        return content
    if (headers.get("Transfer-Encoding") or "").strip().lower() == "chunked":
        content = _without_chunks(content)
    encoding = headers.get("Content-Encoding") or ""
    if not encoding:
        length = headers.get("Content-Length") or ""
        is_cut_on_purpose = record.headers.get("WARC-Truncated") is not None
        if not is_cut_on_purpose and length.isdecimal() and int(length[:18]) > len(content):
            raise _cut_off(len(content), int(length[:18]))
        return content
    try:
        return _bounded(iter_unpacked([content], encoding), options)
    except Fault as fault:
        if fault.reason is SkipReason.UNREADABLE and find_binary(content[:4096]) is None:
            return content
        raise


def _bounded(pieces: Iterator[bytes], options: SourceOptions) -> bytes:
    parts: list[bytes] = []
    n_bytes = 0
    for piece in pieces:
        parts.append(piece)
        n_bytes += len(piece)
        if n_bytes > options.limits.max_bytes:
            size = f"more than {size_in_words(options.limits.max_bytes)}"
            raise Fault(SkipReason.TOO_LARGE, f"{size}; a page may have {options.limits.words}")
    return b"".join(parts)


def _without_chunks(content: bytes) -> bytes:
    """A body in chunks put together (RFC 9112, section 7.1); one that is none stays as it is."""
    parts: list[bytes] = []
    at = 0
    while True:
        line_end = content.find(b"\r\n", at, at + 64)
        try:
            n_bytes = int(content[at:line_end].partition(b";")[0], 16) if line_end > 0 else -1
        except ValueError:
            n_bytes = -1
        if n_bytes < 0:
            return b"".join(parts) if parts else content
        if n_bytes == 0:
            return b"".join(parts)
        parts.append(content[line_end + 2 : line_end + 2 + n_bytes])
        at = line_end + 4 + n_bytes


def _end_of_body(seen: bytes) -> int | None:
    """Where another record begins within some bytes of a body; None where none does."""
    end = seen.find(_NEXT_RECORD)
    while end >= 0:
        if b"WARC-Type:" in seen[end : end + _HEADER_BYTES]:
            return end
        end = seen.find(_NEXT_RECORD, end + 1)
    return None


def _find_record(file: IO[bytes], start: int, sign: bytes) -> int | None:
    """The first offset from `start` on at which a record begins."""
    file.seek(start)
    held, held_at = b"", start
    while piece := file.read(_SCAN_BYTES):
        held += piece
        at = held.find(sign)
        while at >= 0:
            offset = held_at + at + (4 if sign is _NEXT_RECORD else 0)
            if sign is _NEXT_RECORD or _begins_with_record(_bytes_at(file, offset), sign):
                return offset
            at = held.find(sign, at + 1)
        held_at += max(0, len(held) - len(sign) + 1)
        held = held[-len(sign) + 1 :]
    return None


def _is_cut_off(file: IO[bytes], start: int) -> bool:
    """Whether a file ends within the gzip member or plain record that begins at an offset."""
    file.seek(start)
    head = file.read(4)
    if head.startswith(_WARC[:4]):
        file.seek(-4, io.SEEK_END)
        return file.read(4) != b"\r\n\r\n"
    return head.startswith(_GZIP) and _ends_within_member(file, head)


def _ends_within_member(file: IO[bytes], piece: bytes) -> bool:
    """Whether gzip members end before they are whole; `piece` begins the first, the file goes on with it."""
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        while piece:
            unpacker.decompress(piece, _PIECE)
            piece = unpacker.unconsumed_tail
            if unpacker.eof:
                piece = unpacker.unused_data or file.read(_PIECE)
                unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
                if not piece:
                    return False
            piece = piece or file.read(_PIECE)
    except zlib.error:
        return False
    return True


def _bytes_at(file: IO[bytes], offset: int) -> bytes:
    here = file.tell()
    file.seek(offset)
    found = file.read(_HEADER_BYTES)
    file.seek(here)
    return found


def _begins_with_record(packed: bytes, magic: bytes) -> bool:
    """Whether packed bytes (the first of many) hold the beginning of a record."""
    try:
        if magic is _GZIP:
            start = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(packed, len(_WARC))
        else:
            import pyarrow

            start = pyarrow.CompressedInputStream(io.BytesIO(packed), "zstd").read(len(_WARC))
    except (zlib.error, OSError, ValueError):  # pyarrow.ArrowInvalid is a ValueError
        return False
    return start == _WARC


def _cut_off(n_bytes: int, n_claimed: int) -> Fault:
    return Fault(SkipReason.UNREADABLE, f"cut off: {size_in_words(n_bytes)} of {size_in_words(n_claimed)}")


def _date_of(record: Any) -> datetime | None:
    try:
        at: datetime | None = record.record_date
    except ValueError:
        return None
    # fastwarc gives the epoch where there is no date.
    return at if at is not None and at.year > 1970 else None


def _record_name(url: str, at: datetime | None) -> str:
    """A name that follows from the record alone, so that it does not depend on what was read before."""
    digest = hashlib.sha256(f"{url} {at.isoformat() if at is not None else ''}".encode("utf-8", "replace"))
    return f"{safe_id(name_of_url(url))[:80]}-{digest.hexdigest()[:10]}"
