"""When a host may be asked next: a delay between requests, and what the host asks for itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from dragoman.pages.clock import Clock
from dragoman.pages.opening import Fault
from dragoman.pages.page import SkipReason

_MAX_HOSTS = 10_000


@dataclass(slots=True)
class _Turn:
    """Of one host: when it may be asked next, and whether it asked for that itself."""

    next_s: float = 0.0
    is_told: bool = False


class Hosts:
    """Keeps requests to one host apart, however many there are."""

    def __init__(self, clock: Clock, max_wait_s: float) -> None:
        self._clock = clock
        self._max_wait_s = max_wait_s
        self._turns: dict[str, _Turn] = {}

    def wait_turn(self, host: str, delay_s: float) -> float:
        """Returns when the host may be asked; gives the seconds that were waited.

        Args:
            host: The host and port.
            delay_s: The time until the request after this one.

        Raises:
            Fault: The wait would be longer than one call waits; the host is not asked.
        """
        turn = self._turn_of(host)
        wait_s = max(0.0, turn.next_s - self._clock.seconds())
        if wait_s > self._max_wait_s:
            who = "asked to be left alone" if turn.is_told else "is not to be asked"
            raise Fault(SkipReason.TOLD_TO_WAIT, f"{host} {who} for another {wait_s:,.0f} s")
        if wait_s > 0:
            self._clock.wait(wait_s)
        turn.next_s, turn.is_told = self._clock.seconds() + delay_s, False
        return wait_s

    def put_off(self, host: str, wait_s: float) -> None:
        """Ask a host no earlier than in some seconds, because it said so."""
        turn = self._turn_of(host)
        next_s = self._clock.seconds() + wait_s
        if next_s > turn.next_s:
            turn.next_s, turn.is_told = next_s, True

    def _turn_of(self, host: str) -> _Turn:
        turn = self._turns.get(host)
        if turn is None:
            if len(self._turns) >= _MAX_HOSTS:
                self._forget()
            turn = self._turns[host] = _Turn()
        return turn

    def _forget(self) -> None:
        """Forgets the hosts that may be asked now, and of the others those whose time comes first: half at least."""
        latest = sorted(self._turns.items(), key=lambda one: one[1].next_s)[len(self._turns) // 2 :]
        now_s = self._clock.seconds()
        self._turns = {host: turn for host, turn in latest if turn.next_s > now_s}


def retry_after_s(value: str | None, now: datetime) -> float | None:
    """The seconds that a header Retry-After names, by number or date; None where it is none."""
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    return max(0.0, ((at if at.tzinfo is not None else at.replace(tzinfo=UTC)) - now).total_seconds())
