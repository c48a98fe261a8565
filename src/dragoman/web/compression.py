"""Compresses text on its way to the reader: brotli where the browser takes it, else gzip.

The answer is compressed as it comes, so that a long export does not gather in memory.
"""

from __future__ import annotations

import zlib
from typing import Protocol

import brotli
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Below this, headers and effort outweigh the gain.
_SMALLEST_BYTES = 600
# Of brotli's eleven levels, the one beyond which the time doubles for a few per cent.
_BROTLI_QUALITY = 4
_GZIP_LEVEL = 6
_TEXTUAL = ("text/", "application/json", "application/atom+xml", "image/svg+xml", "application/problem+json")


class _Compressor(Protocol):
    def feed(self, data: bytes) -> bytes: ...

    def finish(self) -> bytes: ...


class _Brotli:
    def __init__(self) -> None:
        self._stream = brotli.Compressor(quality=_BROTLI_QUALITY)

    def feed(self, data: bytes) -> bytes:
        return bytes(self._stream.process(data)) + bytes(self._stream.flush())

    def finish(self) -> bytes:
        return bytes(self._stream.finish())


class _Gzip:
    def __init__(self) -> None:
        self._stream = zlib.compressobj(_GZIP_LEVEL, zlib.DEFLATED, 31)

    def feed(self, data: bytes) -> bytes:
        return self._stream.compress(data) + self._stream.flush(zlib.Z_SYNC_FLUSH)

    def finish(self) -> bytes:
        return self._stream.flush()


class Compression:
    """Wraps an application; answers that are no text, or short, pass as they are."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on and compresses its answer."""
        accepted = Headers(scope=scope).get("accept-encoding", "") if scope["type"] == "http" else ""
        encoding = "br" if "br" in accepted else "gzip" if "gzip" in accepted else None
        if encoding is None or scope.get("method") == "HEAD":
            await self._app(scope, receive, send)
            return
        await self._app(scope, receive, _Sender(send, encoding).send)


class _Sender:
    """Holds the head of an answer back until its first bytes show whether compressing pays."""

    def __init__(self, send: Send, encoding: str) -> None:
        self._send = send
        self._encoding = encoding
        self._start: Message | None = None
        self._compressor: _Compressor | None = None

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
        elif message["type"] == "http.response.body":
            await self._send_body(message)
        else:
            await self._send(message)

    async def _send_body(self, message: Message) -> None:
        data, more = message.get("body", b""), message.get("more_body", False)
        if self._start is not None:
            self._decide(self._start, data, more)
            await self._send(self._start)
            self._start = None
        if self._compressor is not None:
            data = self._compressor.feed(data) if data else b""
            if not more:
                data += self._compressor.finish()
        await self._send({"type": "http.response.body", "body": data, "more_body": more})

    def _decide(self, start: Message, data: bytes, more: bool) -> None:
        headers = MutableHeaders(scope=start)
        is_text = headers.get("content-type", "").startswith(_TEXTUAL)
        is_long = more or len(data) >= _SMALLEST_BYTES
        if not is_text or not is_long or "content-encoding" in headers or start["status"] in (204, 304):
            return
        self._compressor = _Brotli() if self._encoding == "br" else _Gzip()
        headers["Content-Encoding"] = self._encoding
        headers.add_vary_header("Accept-Encoding")
        if "content-length" in headers:
            del headers["content-length"]
        if (etag := headers.get("etag")) and not etag.startswith("W/"):
            headers["ETag"] = f"W/{etag}"
