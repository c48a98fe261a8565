"""Options and fixtures of all tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

# The same examples in every run: a failure is found once, then kept as a test of its own.
settings.register_profile("dragoman", derandomize=True, deadline=None, database=None)
settings.load_profile("dragoman")

ROOT = Path(__file__).parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-floors", action="store_true", help="raise the floors of tests/gold")
    parser.addoption(
        "--lower-floors", metavar="REASON", help="let --update-floors lower them, for this reason"
    )
    parser.addoption(
        "--update-golden", action="store_true", help="write the golden files anew; review the diff"
    )


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of development data beside the checkout; tests that need it skip where it is missing."""
    folder = ROOT.parent / "shared"
    if not (folder / "gold" / "dev").is_dir():
        pytest.skip("no development data beside the checkout (../shared)")
    return folder


@pytest.fixture(scope="session")
def examples() -> Path:
    """The folder of example pages."""
    return ROOT / "examples"


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))
