"""One request, its answer within limits, and every failure of a network as a `Fault`."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus

import httpx2

from dragoman.pages.clock import Deadline
from dragoman.pages.encodings import ACCEPTED, iter_unpacked
from dragoman.pages.fetch_rules import FetchRules
from dragoman.pages.limits import Limits, size_in_words
from dragoman.pages.opening import Fault
from dragoman.pages.page import SkipReason

OK = (200, 203)
_FEEDS = "application/rss+xml,application/atom+xml,application/feed+json,application/xml;q=0.9"
_ACCEPT = f"text/html,application/xhtml+xml,text/plain;q=0.9,{_FEEDS},*/*;q=0.5"
# What no page is; other types are told by their content, since servers often name them wrongly.
_NO_TEXT = ("image/", "audio/", "video/", "font/", "application/pdf", "application/zip", "model/")
_HEADERS_READ = ("content-type", "etag", "last-modified", "location", "retry-after")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered; the content of an answer that is no page is left unread."""

    status: int
    headers: dict[str, str]
    content: bytes = b""

    @property
    def words(self) -> str:
        """The status as people know it: "404 Not Found"."""
        try:
            return f"{self.status} {HTTPStatus(self.status).phrase}"
        except ValueError:
            return str(self.status)


def ask(
    client: httpx2.Client, url: httpx2.URL, rules: FetchRules, extra: dict[str, str], deadline: Deadline
) -> Answer:
    """The answer to one GET, without following where it leads.

    Args:
        client: Sends it.
        url: A checked address.
        rules: Limits of size and of each step.
        extra: Headers besides the usual ones.
        deadline: When all must be read.

    Raises:
        Fault: There is no answer, or not in time, or its content is broken, too large or no text.
    """
    headers = {"User-Agent": rules.user_agent, "Accept": _ACCEPT, "Accept-Encoding": ACCEPTED, **extra}
    with _network_faults(rules):
        # What a page sets is not sent back: each request is a stranger's first.
        client.cookies.clear()
        request = client.build_request("GET", url, headers=headers, timeout=rules.step_s)
        response = client.send(request, stream=True, follow_redirects=False)
        try:
            read = {name: response.headers.get(name, "") for name in _HEADERS_READ}
            if response.status_code not in OK:
                return Answer(response.status_code, read)
            _refuse_type(read["content-type"])
            return Answer(response.status_code, read, _content_of(response, rules, deadline))
        finally:
            response.close()


def media_type(content_type: str) -> tuple[str, str | None]:
    """The type and the charset of a header Content-Type: ("text/html", "utf-8")."""
    kind, *parameters = content_type.split(";")
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return kind.strip().lower(), value.strip().strip("\"'").lower() or None
    return kind.strip().lower(), None


def _refuse_type(content_type: str) -> None:
    kind, _ = media_type(content_type)
    if kind.startswith(_NO_TEXT) and kind != "image/svg+xml":
        raise Fault(SkipReason.BINARY, f"the server says {kind}")


def _content_of(response: httpx2.Response, rules: FetchRules, deadline: Deadline) -> bytes:
    length = response.headers.get("content-length", "")
    if length.isascii() and length.isdigit() and int(length[:18]) > rules.max_bytes:
        raise _too_large(size_in_words(int(length[:18])), rules)
    parts, n_bytes = [], 0
    if response.is_stream_consumed:  # a pretended answer, which holds its content from the start
        pieces: Iterator[bytes] = iter([response.content])
    else:
        chunks = _bounded(response.iter_raw(), rules, deadline)
        pieces = iter_unpacked(chunks, response.headers.get("content-encoding", ""))
    for piece in pieces:
        parts.append(piece)
        n_bytes += len(piece)
        if n_bytes > rules.max_bytes:
            raise _too_large(f"more than {size_in_words(rules.max_bytes)}", rules)
    return b"".join(parts)


def _bounded(chunks: Iterator[bytes], rules: FetchRules, deadline: Deadline) -> Iterator[bytes]:
    n_bytes = 0
    for chunk in chunks:
        n_bytes += len(chunk)
        if n_bytes > rules.max_bytes:
            raise _too_large(f"more than {size_in_words(rules.max_bytes)}", rules)
        yield chunk
        if deadline.left_s <= 0:
            raise Fault(
                SkipReason.TIMEOUT, f"{size_in_words(n_bytes)} in {rules.total_s:g} s, and no end of it"
            )


def _too_large(size: str, rules: FetchRules) -> Fault:
    return Fault(SkipReason.TOO_LARGE, f"{size}; a page may have {Limits(rules.max_bytes).words}")


@contextmanager
def _network_faults(rules: FetchRules) -> Iterator[None]:
    try:
        yield
    except httpx2.TimeoutException as error:
        raise Fault(
            SkipReason.TIMEOUT,
            f"no answer within {rules.step_s:g} s, or no end of it within {rules.total_s:g} s",
        ) from error
    except httpx2.RemoteProtocolError as error:
        raise Fault(SkipReason.NETWORK, f"a broken answer: {_in_words(error)}") from error
    except (httpx2.HTTPError, httpx2.StreamError, httpx2.InvalidURL, ssl.SSLError, OSError) as error:
        raise Fault(SkipReason.NETWORK, _in_words(error)) from error


def _in_words(error: Exception) -> str:
    words = " ".join(str(error).split())
    return words[:200].lower() or type(error).__name__
