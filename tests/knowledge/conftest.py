"""The shipped tables, loaded once for all tests."""

from __future__ import annotations

import pytest

from dragoman.knowledge import Knowledge


@pytest.fixture(scope="session")
def tables() -> Knowledge:
    """The tables without a user's rows."""
    return Knowledge()
