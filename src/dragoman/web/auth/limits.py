"""How often one client may ask: a token bucket for each kind of request.

The counts live in this process: with several workers each has its own, so that a client
may get as many times more. Clients are told apart by their address; behind a proxy it is
the one that the proxy forwards (uvicorn's --proxy-headers). This machine itself is not
limited in reading.
"""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from dragoman.web.settings import is_loopback

_MOST_CLIENTS = 10_000


class Kind(StrEnum):
    """What a request costs the site; LOGIN: one client with one name, LOGINS: with all names."""

    READ = "read"
    WRITE = "write"
    PASTE = "paste"
    LOGIN = "login"
    LOGINS = "logins"


@dataclass(frozen=True, slots=True)
class Rate:
    """`burst` at once, then one every `pause_s` seconds."""

    burst: int
    pause_s: float


# Chosen, not tuned: a person clicks a few times a second at most; reading a page takes the
# machine about a second; five slips of a password are common and fifty are not.
RATES = {
    Kind.READ: Rate(300, 0.1),
    Kind.WRITE: Rate(120, 0.5),
    Kind.PASTE: Rate(10, 5.0),
    Kind.LOGIN: Rate(5, 20.0),
    Kind.LOGINS: Rate(20, 10.0),
}


class Buckets:
    """What is left to each client of one kind of request."""

    def __init__(self, rate: Rate, clock: Callable[[], float]) -> None:
        self._rate = rate
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, client: str) -> float:
        """0 where the client may go on, else the seconds to wait."""
        now = self._clock()
        left, at = self._left.pop(client, (float(self._rate.burst), now))
        left = min(self._rate.burst, left + (now - at) / self._rate.pause_s)
        is_free = left >= 1
        self._left[client] = (left - 1 if is_free else left, now)
        if len(self._left) > _MOST_CLIENTS:
            self._left.popitem(last=False)
        return 0.0 if is_free else (1 - left) * self._rate.pause_s


@dataclass(slots=True)
class Limits:
    """The buckets of one site."""

    rates: dict[Kind, Rate] = field(default_factory=lambda: dict(RATES))
    clock: Callable[[], float] = time.monotonic
    _buckets: dict[Kind, Buckets] = field(default_factory=dict)

    def wait_s(self, kind: Kind, client: str) -> int:
        """Whole seconds that a client must wait before such a request; 0 where it may go on."""
        if kind is Kind.READ and is_loopback(client):
            return 0
        buckets = self._buckets.setdefault(kind, Buckets(self.rates[kind], self.clock))
        return math.ceil(buckets.take(client))
