"""Manners of fetching: delays, robots, conditional requests, redirects; over a pretended network."""

from __future__ import annotations

import gzip
import ipaddress
import zlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import brotli  # type: ignore[import-untyped]
import httpx2
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from dragoman.pages import Page, PageFormat, Skipped, SkipReason
from dragoman.pages.addresses import is_public, parse_address
from dragoman.pages.clock import Clock
from dragoman.pages.encodings import iter_unpacked
from dragoman.pages.fetch import Fetcher, Validators
from dragoman.pages.fetch_rules import FetchRules
from dragoman.pages.naming import name_of_url
from dragoman.pages.opening import Fault

HTML = "<!doctype html><html><body><p>Görüşme Ankara’da yapıldı.</p></body></html>"
Answer = Callable[[httpx2.Request], httpx2.Response]


class StoppedClock(Clock):
    """Time that passes only by waiting."""

    def __init__(self) -> None:
        self.at_s = 1000.0
        self.waits: list[float] = []

    def seconds(self) -> float:
        return self.at_s

    def now(self) -> datetime:
        return datetime(2024, 3, 1, 12, tzinfo=UTC) + timedelta(seconds=self.at_s - 1000)

    def wait(self, wait_s: float) -> None:
        self.waits.append(wait_s)
        self.at_s += wait_s


def fetcher_over(
    answers: dict[str, httpx2.Response | Answer],
    rules: FetchRules | None = None,
    validators: dict[str, Validators] | None = None,
    asked: list[str] | None = None,
) -> tuple[Fetcher, StoppedClock]:
    """A fetcher whose network is a table of answers; what is not in it is 404."""

    def handle(request: httpx2.Request) -> httpx2.Response:
        if asked is not None:
            asked.append(str(request.url))
        found = answers.get(str(request.url), httpx2.Response(404))
        return found(request) if callable(found) else found

    clock = StoppedClock()
    client = httpx2.Client(transport=httpx2.MockTransport(handle))
    return Fetcher(rules, client, validators, clock), clock


def page_response(**headers: str) -> httpx2.Response:
    return httpx2.Response(200, headers={"content-type": "text/html; charset=UTF-8", **headers}, text=HTML)


def reason_of(found: Page | Skipped) -> SkipReason:
    assert isinstance(found, Skipped)
    return found.reason


def test_page_has_its_address_time_form_and_declared_charset() -> None:
    fetcher, _ = fetcher_over({"https://example.org/2024/talks.html": page_response()})
    page = fetcher.page("https://example.org/2024/talks.html#top")
    assert isinstance(page, Page)
    assert (page.id, page.format, page.charset) == ("talks", PageFormat.HTML, "utf-8")
    assert page.content == HTML.encode()
    assert page.url == "https://example.org/2024/talks.html"
    assert page.fetched_at == datetime(2024, 3, 1, 12, tzinfo=UTC)


def test_requests_to_one_host_are_kept_apart_and_to_others_are_not() -> None:
    fetcher, clock = fetcher_over({}, FetchRules(delay_s=2, obeys_robots=False))
    for url in ("https://a.example/1", "https://b.example/1", "https://a.example/2", "https://a.example/3"):
        fetcher.page(url)
    assert clock.waits == [2, 2]


def test_longer_delay_of_robots_holds_and_too_long_a_delay_puts_off() -> None:
    robots = httpx2.Response(200, text="User-agent: dragoman\nCrawl-delay: 10\n")
    slow = httpx2.Response(200, text="User-agent: *\nCrawl-delay: 600\n")
    fetcher, clock = fetcher_over(
        {"https://a.example/robots.txt": robots, "https://b.example/robots.txt": slow}
    )
    fetcher.page("https://a.example/1")
    fetcher.page("https://a.example/2")
    assert clock.waits == [10]
    fetcher.page("https://b.example/1")
    assert reason_of(fetcher.page("https://b.example/2")) is SkipReason.TOLD_TO_WAIT


@pytest.mark.parametrize("retry_after", ["5", "Fri, 01 Mar 2024 12:00:05 GMT"])
def test_page_is_asked_for_again_after_the_wait_that_the_host_names(retry_after: str) -> None:
    replies = iter([httpx2.Response(503, headers={"retry-after": retry_after}), page_response()])
    fetcher, clock = fetcher_over(
        {"https://a.example/1": lambda _: next(replies)}, FetchRules(delay_s=1, obeys_robots=False)
    )
    assert isinstance(fetcher.page("https://a.example/1"), Page)
    assert clock.waits == [5]


@pytest.mark.parametrize(
    ("robots", "reason"),
    [
        (httpx2.Response(200, text="User-agent: *\nDisallow: /private\n"), SkipReason.ROBOTS),
        (
            httpx2.Response(200, text="User-agent: Dragoman\nDisallow: /\n\nUser-agent: *\n"),
            SkipReason.ROBOTS,
        ),
        (httpx2.Response(200, text="User-agent: *\nDisallow: /*.html$\n"), None),
        (httpx2.Response(200, content=b"\xff\xfe not robots at all <html>"), None),
        (httpx2.Response(403), None),
        (httpx2.Response(503), SkipReason.ROBOTS),
        (httpx2.Response(301, headers={"location": "https://b.example/robots.txt"}), SkipReason.ROBOTS),
    ],
    ids=["forbidden", "forbidden by name", "other path", "no rules", "no access", "broken", "moved"],
)
def test_robots_are_obeyed(robots: httpx2.Response, reason: SkipReason | None) -> None:
    moved = httpx2.Response(200, text="User-agent: *\nDisallow: /private/\n")
    fetcher, _ = fetcher_over(
        {
            "https://a.example/robots.txt": robots,
            "https://b.example/robots.txt": moved,
            "https://a.example/private/talks": page_response(),
        }
    )
    found = fetcher.page("https://a.example/private/talks")
    assert (found.reason if isinstance(found, Skipped) else None) is reason


def test_host_without_an_answer_is_a_failure_of_the_network_that_forbids_nothing() -> None:
    def fail(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ConnectError("no address is known", request=request)

    asked: list[str] = []
    fetcher, _ = fetcher_over({"https://a.example/robots.txt": fail}, asked=asked)

    found = fetcher.page("https://a.example/talks")

    assert reason_of(found) is SkipReason.NETWORK
    assert "a.example/robots.txt cannot be had: " in str(found)
    assert set(asked) == {"https://a.example/robots.txt"}


def test_robots_of_the_host_behind_a_redirect_are_obeyed_too() -> None:
    asked: list[str] = []
    fetcher, _ = fetcher_over(
        {
            "https://a.example/x": httpx2.Response(302, headers={"location": "https://b.example/y"}),
            "https://b.example/robots.txt": httpx2.Response(200, text="User-agent: *\nDisallow: /\n"),
        },
        asked=asked,
    )
    assert reason_of(fetcher.page("https://a.example/x")) is SkipReason.ROBOTS
    assert "https://b.example/y" not in asked


@pytest.mark.parametrize(
    "target",
    [
        "http://10.0.0.7/admin",
        "http://[fd00::1]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://metadata.localhost/",
        "https://example.org:22/",
        "//127.0.0.1:8080/",
    ],
)
def test_redirect_to_a_private_address_is_not_followed(target: str) -> None:
    asked: list[str] = []
    fetcher, _ = fetcher_over(
        {"https://a.example/x": httpx2.Response(302, headers={"location": target})}, asked=asked
    )
    assert reason_of(fetcher.page("https://a.example/x")) is SkipReason.PRIVATE_ADDRESS
    assert asked == ["https://a.example/robots.txt", "https://a.example/x"]


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/a",
        "javascript:alert(1)",
        "example.org/a",
        "http://",
        "http://user:secret@example.org/",
        "http://exa mple.org/",
        "http://example.org:99999/",
        "http://999.1.1.1/",
        "http://[::1",
        "http://" + "x" * 5000,
        "http://\u2025.example/",
    ],
)
def test_what_is_no_address_of_a_page_is_refused(url: str) -> None:
    fetcher, _ = fetcher_over({})
    assert reason_of(fetcher.page(url)) is SkipReason.BAD_ADDRESS


@given(st.text(max_size=60) | st.text(alphabet="htps:/[]@.%0x127#?ü ", max_size=40).map("http://".__add__))
def test_any_address_is_checked_without_a_crash(url: str) -> None:
    try:
        scheme = parse_address(url, FetchRules()).scheme
    except Fault as fault:
        scheme = str(fault.reason)
    assert scheme in ("http", "https", "bad address", "private address")


@pytest.mark.parametrize(
    ("address", "is_ok"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("10.1.2.3", False),
        ("172.31.0.1", False),
        ("192.168.0.1", False),
        ("100.64.0.1", False),
        ("127.8.8.8", False),
        ("0.0.0.0", False),
        ("169.254.1.1", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("fec0::1", False),
        ("ff02::1", False),
        ("::ffff:192.168.0.1", False),
        ("::ffff:93.184.216.34", True),
        ("::10.0.0.1", False),
        ("64:ff9b::10.0.0.1", False),
        ("64:ff9b::93.184.216.34", True),
        ("2002:0a00:0001::1", False),
        ("2001:db8::1", False),
        ("2606:2800:220:1:0:5efe:10.0.0.1", False),
    ],
)
def test_public_addresses_are_told_from_others(address: str, is_ok: bool) -> None:
    assert is_public(ipaddress.ip_address(address)) is is_ok


def test_page_is_asked_for_only_if_it_has_changed() -> None:
    def handle(request: httpx2.Request) -> httpx2.Response:
        if request.headers.get("if-none-match") == '"v1"':
            return httpx2.Response(304)
        return page_response(etag='"v1"')

    known: dict[str, Validators] = {}
    fetcher, _ = fetcher_over({"https://a.example/1": handle}, validators=known)
    assert isinstance(fetcher.page("https://a.example/1"), Page)
    assert known == {"https://a.example/1": Validators(etag='"v1"')}
    again = fetcher.page("https://a.example/1")
    assert reason_of(again) is SkipReason.NOT_MODIFIED
    assert isinstance(again, Skipped)
    assert not again.is_loss
    fetcher.forget("https://a.example/1")
    assert isinstance(fetcher.page("https://a.example/1"), Page)


def test_cookies_are_not_kept_between_requests() -> None:
    sent: list[str | None] = []

    def handle(request: httpx2.Request) -> httpx2.Response:
        sent.append(request.headers.get("cookie"))
        return page_response(**{"set-cookie": "visitor=7"})

    fetcher, _ = fetcher_over({"https://a.example/1": handle})
    fetcher.page("https://a.example/1")
    fetcher.page("https://a.example/1")
    assert sent == [None, None]


@pytest.mark.parametrize(
    ("encoding", "content"),
    [
        ("gzip", gzip.compress(HTML.encode())),
        ("GZIP", gzip.compress(HTML.encode()[:20]) + gzip.compress(HTML.encode()[20:]) + bytes(8)),
        ("br", brotli.compress(HTML.encode())),
        ("zstd", zstandard.compress(HTML.encode())),
        ("deflate", zlib.compress(HTML.encode())),
        ("deflate", zlib.compress(HTML.encode(), wbits=-15)),
        ("gzip, br", brotli.compress(gzip.compress(HTML.encode()))),
        ("identity", HTML.encode()),
    ],
)
def test_packed_body_is_unpacked(encoding: str, content: bytes) -> None:
    pieces = [content[at : at + 7] for at in range(0, len(content), 7)]
    assert b"".join(iter_unpacked(pieces, encoding)) == HTML.encode()


@pytest.mark.parametrize(
    ("encoding", "bomb"),
    [
        ("gzip", gzip.compress(bytes(30_000_000))),
        ("br", brotli.compress(bytes(30_000_000), quality=1)),
        ("zstd", zstandard.compress(bytes(30_000_000))),
        ("deflate", zlib.compress(bytes(30_000_000))),
    ],
)
def test_bomb_is_unpacked_a_bounded_piece_at_a_time(encoding: str, bomb: bytes) -> None:
    pieces = iter_unpacked([bomb], encoding)
    assert max(len(next(pieces)) for _ in range(8)) <= 1_000_000


@given(st.binary(max_size=200), st.sampled_from(["gzip", "br", "zstd", "deflate", "br, gzip"]))
def test_any_bytes_unpack_or_are_called_broken(content: bytes, encoding: str) -> None:
    try:
        outcome: object = type(b"".join(iter_unpacked([content], encoding)))
    except Fault as fault:
        outcome = fault.reason
    assert outcome in (bytes, SkipReason.UNREADABLE)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://example.org/2024/03/talks-in-ankara.html", "talks-in-ankara"),
        ("https://example.org/2024/03/talks-in-ankara/", "talks-in-ankara"),
        ("https://example.org/news/index.php?id=7", "news"),
        ("https://example.org/", "example.org"),
        ("https://example.org/g%C3%B6r%C3%BC%C5%9Fme", "görüşme"),
        ("http://[::1", "page"),
    ],
)
def test_page_is_named_after_what_its_address_says(url: str, name: str) -> None:
    assert name_of_url(url) == name
