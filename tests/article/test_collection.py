"""The collector of reference cycles is left as it was found."""

import gc

import pytest

from dragoman.article.collection import collection_paused


def test_pauses_and_goes_on() -> None:
    assert gc.isenabled()
    with collection_paused():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_goes_on_after_a_fault() -> None:
    with pytest.raises(ValueError, match="fault"), collection_paused():
        raise ValueError("a fault")
    assert gc.isenabled()


def test_leaves_off_what_was_off() -> None:
    gc.disable()
    try:
        with collection_paused():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()
