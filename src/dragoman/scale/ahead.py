"""Results that are made ahead while whoever takes them is busy with the one before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from queue import SimpleQueue
from threading import Thread
from typing import TypeVar

_Result = TypeVar("_Result")


class _Ended(Exception):
    """There are no more results; its cause is what ended them, if not their end."""


def made_ahead(results: Iterator[_Result], stop: Callable[[], None]) -> Iterator[_Result]:
    """The same results in the same order, taken from their iterator by a thread of its own.

    Workers that are handed out work by `results` then do not wait while a ledger is filled.

    Args:
        results: Made one after another; what it raises is raised here in its place.
        stop: Makes `results` end soon; called when nobody takes any more.
    """
    done: SimpleQueue[_Result | _Ended] = SimpleQueue()
    thread = Thread(target=_make, args=(results, done), name="dragoman-run", daemon=True)
    thread.start()
    try:
        while not isinstance(found := done.get(), _Ended):
            yield found
        if found.__cause__ is not None:
            raise found.__cause__
    finally:
        stop()
        thread.join()


def _make(results: Iterator[_Result], done: SimpleQueue[_Result | _Ended]) -> None:
    ended = _Ended()
    try:
        for result in results:
            done.put(result)
    except BaseException as error:
        ended.__cause__ = error
    done.put(ended)
