"""A time limit for one page, where the system has timers."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class PageTimeout(BaseException):
    """A page took longer than it may.

    No `Exception`, so that no stage takes it for a fault of its own.
    """


@contextmanager
def time_limit(limit_s: float | None) -> Iterator[None]:
    """Raises PageTimeout when the block takes longer than some seconds; never if None.

    Only in the main thread, and only between steps of Python: a library that does not
    come back is ended with its process, by whoever watches it.
    """
    has_timer = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    if limit_s is None or not has_timer:
        yield
        return
    before = signal.signal(signal.SIGALRM, _raise)
    signal.setitimer(signal.ITIMER_REAL, limit_s)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _raise(_number: int, _frame: FrameType | None) -> None:
    raise PageTimeout
