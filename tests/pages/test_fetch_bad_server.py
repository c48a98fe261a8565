"""What a server may do, and how each is answered: over real connections of this machine."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import httpcore2
import pytest

from dragoman.pages import Page, Skipped, SkipReason
from dragoman.pages.clock import Clock, Deadline
from dragoman.pages.fetch import Fetcher, fetch_page
from dragoman.pages.fetch_rules import FetchRules
from dragoman.pages.network import GuardedNetwork, Resolve
from tests.pages.bad_server import PAGE, BadServer, answer, bad_server

RULES = FetchRules(allow_private=True, delay_s=0, step_s=0.5, total_s=0.5, max_bytes=100_000, n_retries=0)


@pytest.fixture
def server() -> Iterator[BadServer]:
    with bad_server() as one:
        yield one


@pytest.mark.parametrize("path", ["/good", "/too-long", "/no-length"])
def test_page_of_a_server_that_more_or_less_behaves(server: BadServer, path: str) -> None:
    page = fetch_page(server.url(path), RULES)
    assert isinstance(page, Page)
    assert page.content == PAGE
    assert page.url == server.url(path)
    assert page.fetched_at is not None


@pytest.mark.parametrize(
    ("path", "reason", "detail"),
    [
        ("/header-drip", SkipReason.TIMEOUT, "within 0.5 s"),
        ("/body-drip", SkipReason.TIMEOUT, "0.5 s"),
        ("/silent", SkipReason.TIMEOUT, "no answer within 0.5 s"),
        ("/endless", SkipReason.REDIRECTS, "more than 5"),
        ("/loop", SkipReason.REDIRECTS, "leads back to itself"),
        ("/to-file", SkipReason.BAD_ADDRESS, '"file:"'),
        ("/too-short", SkipReason.NETWORK, "broken answer"),
        ("/lies-about-size", SkipReason.TOO_LARGE, "a page may have 100 kB"),
        ("/bomb", SkipReason.TOO_LARGE, "more than 100 kB"),
        ("/cut-gzip", SkipReason.UNREADABLE, "broken gzip: it ends too early"),
        ("/odd-encoding", SkipReason.UNREADABLE, '"rot13"'),
        ("/busy", SkipReason.TOLD_TO_WAIT, "429 Too Many Requests"),
        ("/gone", SkipReason.HTTP_ERROR, "410 Gone"),
        ("/picture", SkipReason.BINARY, "image/jpeg"),
        ("/hangs-up", SkipReason.NETWORK, "broken answer"),
        ("/no-http", SkipReason.NETWORK, "broken answer"),
        ("/huge-header", SkipReason.NETWORK, "broken answer"),
    ],
)
def test_bad_behaviour_is_kept_with_its_reason(
    server: BadServer, path: str, reason: SkipReason, detail: str
) -> None:
    skipped = fetch_page(server.url(path), RULES)
    assert isinstance(skipped, Skipped)
    assert (skipped.reason, skipped.origin) == (reason, server.url(path))
    assert detail in skipped.detail


def test_host_that_asked_for_an_hour_is_not_asked_again(server: BadServer) -> None:
    with Fetcher(RULES) as fetcher:
        fetcher.page(server.url("/busy"))
        skipped = fetcher.page(server.url("/good"))
    assert isinstance(skipped, Skipped)
    assert skipped.reason is SkipReason.TOLD_TO_WAIT
    assert "/good" not in server.asked


def test_page_that_robots_forbid_is_not_asked_for(server: BadServer) -> None:
    server.robots = answer(b"User-agent: *\nDisallow: /good\n")
    skipped = fetch_page(server.url("/good"), RULES)
    assert isinstance(skipped, Skipped)
    assert skipped.reason is SkipReason.ROBOTS
    assert server.asked == ["/robots.txt"]


def test_robots_that_fail_forbid_everything_and_are_asked_for_once(server: BadServer) -> None:
    server.robots = answer(b"", "500 Internal Server Error")
    with Fetcher(RULES) as fetcher:
        found = [fetcher.page(server.url("/good")) for _ in range(3)]
    assert {one.reason for one in found if isinstance(one, Skipped)} == {SkipReason.ROBOTS}
    assert server.asked == ["/robots.txt"]


def test_own_machine_is_not_connected_to_unless_that_is_allowed(server: BadServer) -> None:
    rules = FetchRules(ports=None, delay_s=0)
    for host in ("127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "127.1"):
        skipped = fetch_page(f"http://{host}:{server.port}/good", rules)
        assert isinstance(skipped, Skipped)
        assert skipped.reason in (SkipReason.PRIVATE_ADDRESS, SkipReason.BAD_ADDRESS)
    assert server.asked == []


def test_name_that_resolves_to_a_private_address_is_not_connected_to(server: BadServer) -> None:
    for found in (["127.0.0.1"], ["93.184.216.34", "127.0.0.1"], ["::ffff:10.0.0.1"]):
        network = GuardedNetwork(FetchRules(), Deadline(Clock()), _resolve_to(found))
        with pytest.raises(Exception, match="which is not public"):
            network.connect_tcp("rebinding.example", server.port, 1.0)
    assert server.asked == []


def test_connection_goes_to_the_address_that_was_checked(server: BadServer) -> None:
    """The name is resolved once; a second answer of the name server would change nothing."""
    asked: list[str] = []

    def resolve(host: str, port: int, **_: object) -> list[object]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    network = GuardedNetwork(RULES, Deadline(Clock()), resolve)
    stream = network.connect_tcp("only-once.example", server.port, 1.0)
    assert stream.get_extra_info("server_addr") == ("127.0.0.1", server.port)
    assert asked == ["only-once.example"]
    stream.close()


def test_name_without_an_address_is_a_network_failure() -> None:
    def resolve(*_: object, **__: object) -> list[object]:
        raise socket.gaierror(-2, "Name or service not known")

    network = GuardedNetwork(RULES, Deadline(Clock()), resolve)
    with pytest.raises(httpcore2.ConnectError, match=r"no address is known for gone\.example"):
        network.connect_tcp("gone.example", 80, 1.0)


def _resolve_to(addresses: list[str]) -> Resolve:
    def resolve(_host: str, port: int, **_: object) -> list[object]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in addresses]

    return resolve
