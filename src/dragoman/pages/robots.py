"""robots.txt, as RFC 9309 has it: asked for once a day and host, obeyed.

Where there is none (any 4xx), everything may be fetched; where it cannot be had
(5xx, no answer), nothing may. A host that gives no answer forbids nothing, so that is
said to be a failure of the network, which may pass.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.pages.clock import Clock
from dragoman.pages.fetch_rules import ROBOT_NAME
from dragoman.pages.opening import Fault
from dragoman.pages.page import SkipReason

if TYPE_CHECKING:
    import httpx2
    from protego import Protego

# RFC 9309, section 2.5: at least 500 kibibytes are read.
MAX_ROBOTS_BYTES = 512 * 1024
_KEPT_S = 24 * 3600.0
# A robots.txt that could not be had is asked for again sooner.
_FAILED_S = 600.0
_MAX_HOSTS = 10_000
_NO_ANSWER = (SkipReason.NETWORK, SkipReason.TIMEOUT)

# Fetches a robots.txt: its text, or None where there is none; Fault where it cannot be had.
FetchText = Callable[["httpx2.URL"], str | None]


@dataclass(frozen=True, slots=True)
class _Known:
    until_s: float
    rules: Protego | None
    failure: Fault | None = None


class Robots:
    """The rules of the hosts that were asked."""

    def __init__(self, fetch_text: FetchText, clock: Clock) -> None:
        self._fetch_text = fetch_text
        self._clock = clock
        self._known: dict[str, _Known] = {}

    def require_allowed(self, url: httpx2.URL) -> float:
        """The delay that the host asks for, in seconds, where the address may be fetched.

        Raises:
            Fault: Its robots.txt forbids the address, or cannot be had.
        """
        known = self._of_host(url)
        if known.failure is not None:
            has_answer = known.failure.reason not in _NO_ANSWER
            why = f"{known.failure.reason}, {known.failure.detail}" if has_answer else known.failure.detail
            reason = SkipReason.ROBOTS if has_answer else known.failure.reason
            raise Fault(reason, f"{url.host}/robots.txt cannot be had: {why}")
        if known.rules is None:
            return 0.0
        if not known.rules.can_fetch(str(url), ROBOT_NAME):
            raise Fault(SkipReason.ROBOTS, f"{url.host}/robots.txt forbids {url.path}")
        return known.rules.crawl_delay(ROBOT_NAME) or 0.0

    def _of_host(self, url: httpx2.URL) -> _Known:
        origin = f"{url.scheme}://{url.netloc.decode('ascii')}"
        known = self._known.get(origin)
        if known is None or known.until_s < self._clock.seconds():
            if len(self._known) >= _MAX_HOSTS:
                self._known.clear()
            known = self._known[origin] = self._ask(url)
        return known

    def _ask(self, url: httpx2.URL) -> _Known:
        from protego import Protego

        try:
            text = self._fetch_text(url.copy_with(raw_path=b"/robots.txt", fragment=None))
        except Fault as fault:
            return _Known(self._clock.seconds() + _FAILED_S, None, fault)
        rules = None if text is None else Protego.parse(text)
        return _Known(self._clock.seconds() + _KEPT_S, rules)
