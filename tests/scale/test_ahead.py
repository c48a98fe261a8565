"""Results that are made while the one before is dealt with."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event

import pytest

from dragoman.scale.ahead import made_ahead


def test_next_result_is_made_while_the_first_is_dealt_with() -> None:
    is_at_third, is_stopped = Event(), Event()

    def results() -> Iterator[int]:
        yield from (1, 2)
        is_at_third.set()
        is_stopped.wait()

    taken = made_ahead(results(), is_stopped.set)
    assert next(taken) == 1
    assert is_at_third.wait(timeout=30)
    assert next(taken) == 2
    taken.close()  # type: ignore[attr-defined]
    assert is_stopped.is_set()


def test_what_ends_the_results_is_raised_in_its_place() -> None:
    def results() -> Iterator[int]:
        yield 1
        raise OSError("no room")

    taken = made_ahead(results(), Event().set)
    assert next(taken) == 1
    with pytest.raises(OSError, match="no room"):
        next(taken)


def test_results_end_where_they_end() -> None:
    assert list(made_ahead(iter("abc"), Event().set)) == ["a", "b", "c"]
