"""The time, as something that tests can replace."""

from __future__ import annotations

import time
from datetime import UTC, datetime


class Clock:
    """What time it is, and waiting."""

    def seconds(self) -> float:
        """Seconds since some moment; never goes back."""
        return time.monotonic()

    def now(self) -> datetime:
        """The time of day, UTC."""
        return datetime.now(UTC)

    def wait(self, wait_s: float) -> None:
        """Returns after some seconds."""
        time.sleep(wait_s)


class Deadline:
    """The moment at which a task must have ended; set anew for each task."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._end = float("inf")

    def start(self, limit_s: float) -> None:
        """Begin a task that may take some seconds."""
        self._end = self._clock.seconds() + limit_s

    def extend(self, more_s: float) -> None:
        """Give the task more time."""
        self._end += more_s

    @property
    def left_s(self) -> float:
        """Seconds until the end; 0 or less when it has passed."""
        return self._end - self._clock.seconds()
