"""Pages from the web: politely, within limits, and from public hosts only.

`fetch_page(url)` gives a `Page`, or a `Skipped` whose reason is one of these:

| reason | when |
| --- | --- |
| bad address | no http or https URL, a user name in it, a port that is none |
| private address | the host, or one it redirects to, is not public; a port that pages do not use |
| forbidden by robots.txt | its robots.txt forbids the page, or cannot be had (5xx) |
| HTTP error | any other answer than a page; the detail has the status and its words |
| told to wait | 429 or 503, again after a wait; or a wait longer than one call waits |
| too many redirects | more hops than allowed, or a loop |
| network failure | no such host, no connection, a certificate that does not fit, a body cut off |
| time limit | no answer in time, or a body that drips |
| too large | more bytes than a page may have, packed or unpacked |
| unreadable | a body that cannot be unpacked |
| binary, empty, no article, not a page | a picture, nothing, a feed, JSON |
| not modified | the page is what it was when it was fetched before (no loss) |
"""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import TracebackType
from typing import Self

import httpx2

from dragoman.pages.addresses import parse_address
from dragoman.pages.asking import OK, Answer, ask, media_type
from dragoman.pages.clock import Clock, Deadline
from dragoman.pages.fetch_rules import FetchRules
from dragoman.pages.hosts import Hosts, retry_after_s
from dragoman.pages.naming import name_of_url, safe_id
from dragoman.pages.network import GuardedTransport
from dragoman.pages.opening import Fault
from dragoman.pages.page import Page, Skipped, SkipReason
from dragoman.pages.robots import MAX_ROBOTS_BYTES, Robots
from dragoman.pages.web_content import page_of_bytes

_REDIRECTS = (301, 302, 303, 307, 308)
_BUSY = (429, 503)
# What a host that says "too many" without a time is given.
_DEFAULT_RETRY_S = 30.0


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to ask later whether a page has changed (RFC 9110, section 8.8)."""

    etag: str = ""
    last_modified: str = ""

    @property
    def headers(self) -> dict[str, str]:
        """The headers of a request that asks so."""
        pairs = (("If-None-Match", self.etag), ("If-Modified-Since", self.last_modified))
        return {name: value for name, value in pairs if value}


@dataclass(frozen=True, slots=True)
class Fetched:
    """A body as it was sent, unpacked. `url` is where the redirects led to."""

    url: str
    content: bytes
    media_type: str
    charset: str | None
    fetched_at: datetime


def fetch_page(
    url: str, rules: FetchRules | None = None, client: httpx2.Client | None = None
) -> Page | Skipped:
    """The page at an address, or why there is none; never raises for what the web does.

    Args:
        url: An http or https address.
        rules: Manners and limits.
        client: Sends the requests, for tests (httpx2.MockTransport); without one, only
            checked addresses are connected to.
    """
    with Fetcher(rules, client) as fetcher:
        return fetcher.page(url)


def page_of_fetched(fetched: Fetched, origin: str) -> Page:
    """The page that a body is; `origin` is the address that was asked for.

    Raises:
        Fault: It is none.
    """
    page = page_of_bytes(fetched.content, safe_id(name_of_url(fetched.url)), fetched.url, origin)
    return replace(page, fetched_at=fetched.fetched_at, charset=fetched.charset)


class Fetcher:
    """Fetches many addresses with one memory of hosts: their robots.txt, their delays.

    For one thread. `validators` is read and filled: an address that is in it is asked
    for only if it has changed; a mapping that outlives the process makes that last.
    """

    def __init__(
        self,
        rules: FetchRules | None = None,
        client: httpx2.Client | None = None,
        validators: MutableMapping[str, Validators] | None = None,
        clock: Clock | None = None,
    ) -> None:
        self._rules = rules or FetchRules()
        self._clock = clock or Clock()
        self._deadline = Deadline(self._clock)
        self._client = client or httpx2.Client(
            transport=GuardedTransport(self._rules, self._deadline), trust_env=False
        )
        self._owns_client = client is None
        self._validators = {} if validators is None else validators
        self._hosts = Hosts(self._clock, self._rules.max_wait_s)
        self._robots = Robots(self._robots_text, self._clock)

    def page(self, url: str) -> Page | Skipped:
        """The page at an address, or why there is none."""
        fetched = self.fetch(url)
        if isinstance(fetched, Skipped):
            return fetched
        try:
            return page_of_fetched(fetched, url)
        except Fault as fault:
            return Skipped(safe_id(name_of_url(url)), url, fault.reason, fault.detail)

    def fetch(self, url: str) -> Fetched | Skipped:
        """The body at an address, whatever it is, or why there is none."""
        self._deadline.start(self._rules.total_s)
        known = self._validators.get(url, Validators())
        try:
            at, answer = self._follow(parse_address(url, self._rules), known.headers)
            if answer.status not in OK:
                raise _fault_of(answer)
        except Fault as fault:
            return Skipped(safe_id(name_of_url(url)), url, fault.reason, fault.detail)
        self._remember(url, answer)
        kind, charset = media_type(answer.headers["content-type"])
        return Fetched(str(at), answer.content, kind, charset, self._clock.now())

    def forget(self, url: str) -> None:
        """Fetch an address next time whether or not it has changed."""
        self._validators.pop(url, None)

    def close(self) -> None:
        """Lets go of the connections."""
        if self._owns_client:
            self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _follow(
        self, url: httpx2.URL, extra: dict[str, str], obeys_robots: bool = True
    ) -> tuple[httpx2.URL, Answer]:
        """The last answer of a chain of redirects, each hop checked as the first was."""
        seen: list[str] = []
        while True:
            answer = self._visit(url, extra, obeys_robots)
            target = answer.headers["location"]
            if answer.status not in _REDIRECTS or not target:
                return url, answer
            seen.append(str(url))
            url = parse_address(_joined(url, target), self._rules)
            if str(url) in seen:
                raise Fault(SkipReason.REDIRECTS, f"{url} leads back to itself")
            if len(seen) > self._rules.max_redirects:
                raise Fault(SkipReason.REDIRECTS, f"more than {self._rules.max_redirects}, the last to {url}")

    def _visit(self, url: httpx2.URL, extra: dict[str, str], obeys_robots: bool) -> Answer:
        """The answer of one address, asked for in turn, and again where its host asks to wait."""
        delay_s = self._rules.delay_s
        if obeys_robots and self._rules.obeys_robots:
            delay_s = max(delay_s, self._robots.require_allowed(url))
        host = url.netloc.decode("ascii")
        for n_left in range(self._rules.n_retries, -1, -1):
            # robots.txt itself is no reason to let the page wait.
            waited_s = self._hosts.wait_turn(host, delay_s if obeys_robots else 0.0)
            self._deadline.extend(waited_s)
            answer = ask(self._client, url, self._rules, extra, self._deadline)
            if answer.status not in _BUSY:
                break
            asked_s = retry_after_s(answer.headers["retry-after"], self._clock.now())
            self._hosts.put_off(host, _DEFAULT_RETRY_S if asked_s is None else asked_s)
            if n_left == 0:
                raise Fault(SkipReason.TOLD_TO_WAIT, answer.words)
        return answer

    def _robots_text(self, url: httpx2.URL) -> str | None:
        _, answer = self._follow(url, {}, obeys_robots=False)
        if answer.status in OK:
            return answer.content[:MAX_ROBOTS_BYTES].decode("utf-8", "replace")
        if answer.status >= 500:
            raise _fault_of(answer)
        return None

    def _remember(self, url: str, answer: Answer) -> None:
        validators = Validators(answer.headers["etag"], answer.headers["last-modified"])
        if validators.headers:
            self._validators[url] = validators
        else:
            self._validators.pop(url, None)


def _fault_of(answer: Answer) -> Fault:
    if answer.status == 304:
        return Fault(SkipReason.NOT_MODIFIED, "what it was when it was last fetched")
    return Fault(SkipReason.HTTP_ERROR, answer.words)


def _joined(url: httpx2.URL, target: str) -> str:
    try:
        return str(url.join(target))
    except (httpx2.InvalidURL, ValueError) as error:
        raise Fault(SkipReason.BAD_ADDRESS, f'a redirect to "{target[:200]}": {error}') from error
