"""Where pages are read for readers of the site: one process beside it, with a time limit.

Reading is a second of computing for a long page; in the site's own process it would
hold up everybody, and could not be ended. The process starts with the first page and
is started anew after one that took too long.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from hashlib import sha256
from typing import Protocol

from starlette.exceptions import HTTPException
from starlette.requests import Request

from dragoman.pages import Page, Skipped, SkipReason
from dragoman.pages.sniffing import sniff_format
from dragoman.reading.record import Record
from dragoman.web.language import gettext as _

# A page of 2.4 MB, the longest met, is read in less than ten seconds.
TIME_LIMIT_S = 20.0
# The first page waits for the model to be loaded as well.
_START_S = 30.0
_MOST_WAITING = 8
_PROGRAM = "dragoman.reading_process"


class Reader(Protocol):
    """Reads a page."""

    def read(self, page: Page) -> Record | Skipped:
        """The record of a page, or why there is none."""
        ...


class Workroom:
    """One process that reads pages, one at a time."""

    def __init__(self, limit_s: float = TIME_LIMIT_S) -> None:
        self._limit_s = limit_s
        self._turn = threading.Lock()
        self._waiting = threading.BoundedSemaphore(_MOST_WAITING)
        self._process: subprocess.Popen[bytes] | None = None
        self._answers = ThreadPoolExecutor(1, thread_name_prefix="dragoman-reader")

    def read(self, page: Page) -> Record | Skipped:
        """The record of a page, or why there is none.

        Raises:
            HTTPException: So many pages wait already that this one will not be read in time.
        """
        if not self._waiting.acquire(blocking=False):
            raise HTTPException(503, _("Too many pages are being read."), {"Retry-After": "20"})
        try:
            with self._turn:
                return self._read(page)
        finally:
            self._waiting.release()

    def close(self) -> None:
        """End the process; a later page starts another."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()

    def _read(self, page: Page) -> Record | Skipped:
        limit_s = self._limit_s + (_START_S if self._process is None else 0.0)
        process = self._process = self._process or _started()
        waiting = self._answers.submit(_exchange, process, page)
        try:
            return waiting.result(limit_s)
        except TimeoutError:
            detail, reason = f"not read within {self._limit_s:g} s", SkipReason.TIMEOUT
        except (EOFError, OSError, pickle.UnpicklingError):
            detail, reason = "the process that read it has died", SkipReason.FAILED
        process.kill()
        with suppress(EOFError, OSError, pickle.UnpicklingError):
            waiting.result()
        self.close()
        return Skipped(page.id, page.origin, reason, detail)


def _started() -> subprocess.Popen[bytes]:
    """A process of its own, not one of `multiprocessing`: that would run the caller's main module again."""
    return subprocess.Popen([sys.executable, "-m", _PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def _exchange(process: subprocess.Popen[bytes], page: Page) -> Record | Skipped:
    assert process.stdin is not None
    assert process.stdout is not None
    pickle.dump(page, process.stdin)
    process.stdin.flush()
    found: Record | Skipped = pickle.load(process.stdout)
    return found


def workroom_of(request: Request) -> Reader:
    """The reader of a site."""
    found: Reader = request.app.state.workroom
    return found


def page_of(text: str, url: str | None = None, published: str | None = None) -> Page | Skipped:
    """A text that somebody sent, as a page."""
    if not text.strip():
        return Skipped("pasted", "pasted", SkipReason.EMPTY, "no words")
    # Two texts are two pages: the ledger would take one name for two readings of one page.
    name = f"pasted-{sha256(text.encode('utf-8', 'replace')).hexdigest()[:12]}"
    return Page(name, text, sniff_format(text), "pasted", url=url or None, published=published or None)
