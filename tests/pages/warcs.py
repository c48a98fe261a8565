"""Web archives of a few records, whole and broken."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

HTML = "<!doctype html><html><body><p>Lavrov met Fidan in Ankara, day {number}.</p></body></html>"


def html_of(number: int) -> bytes:
    return HTML.format(number=number).encode()


def http_answer(body: bytes, headers: str = "", status: str = "200 OK") -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n{headers}\r\n"
    return head.encode() + body


def record(
    number: int, payload: bytes | None = None, length: int | None = None, kind: str = "response"
) -> bytes:
    """One record; `length` is what it claims to be long."""
    payload = http_answer(html_of(number)) if payload is None else payload
    media = "application/http; msgtype=response" if kind == "response" else "text/html"
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number:032d}>\r\n"
        f"WARC-Date: 2024-03-0{number % 9 + 1}T10:00:00Z\r\nWARC-Target-URI: https://example.org/{number}.html\r\n"
        f"Content-Type: {media}\r\nContent-Length: {len(payload) if length is None else length}\r\n\r\n"
    )
    return head.encode() + payload + b"\r\n\r\n"


def write_gzip(path: Path, records: list[bytes]) -> Path:
    path.write_bytes(b"".join(map(gzip.compress, records)))
    return path


def bomb(n_megabytes: int) -> bytes:
    """A record whose body is so many megabytes of zeros, packed twice: by HTTP, and as a record."""
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb") as file:
        for _ in range(n_megabytes):
            file.write(bytes(1_000_000))
    return record(8, http_answer(packed.getvalue(), "Content-Encoding: gzip\r\n"))
