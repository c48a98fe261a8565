"""A ledger, a site over it and a client, for all tests of the web view."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from starlette.testclient import TestClient

from dragoman.api import read_all
from dragoman.ledger import Ledger
from dragoman.reading.record import Record
from dragoman.web import WebSettings, create_app
from tests.ledger.simulator import meetings, reports

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.web.browsing import Look

# The day on which the site is looked at; the newest example page is of 18 April 2024.
NOW = datetime(2024, 4, 20, 9, 30, tzinfo=UTC)
SECRET = "a-secret-for-tests-alone"

MakeClient = Callable[..., TestClient]


def now() -> datetime:
    return NOW


@pytest.fixture(scope="session")
def ledger_file(tmp_path_factory: pytest.TempPathFactory, examples: Path) -> Path:
    """A ledger of the example pages and of forty simulated reports, which often tell of the same meetings.

    Tests that write take a copy.
    """
    path = tmp_path_factory.mktemp("web") / "ledger.db"
    read = [one for one in read_all([examples / "pages"]) if isinstance(one, Record)]
    told = [one.record for one in islice(reports(11, meetings(11, 12)), 40)]
    with Ledger.open(path, create=True, now=now) as ledger:
        ledger.add_all([*read, *told])
    return path


@pytest.fixture
def make_client(ledger_file: Path) -> Iterator[MakeClient]:
    """Makes a client of a site; its arguments are settings (read_only=True, ledger=...)."""
    opened: list[TestClient] = []

    def make(**settings: object) -> TestClient:
        given: dict[str, object] = {
            "ledger": str(ledger_file),
            "allowed_hosts": ("testserver",),
            "public_url": "http://testserver",
            "secret_key": SECRET,
            "now": now,
        }
        client = TestClient(create_app(WebSettings.model_validate({**given, **settings})))
        client.__enter__()
        opened.append(client)
        return client

    yield make
    for client in opened:
        client.__exit__(None, None, None)


@pytest.fixture
def client(make_client: MakeClient) -> TestClient:
    """A reader's client of the site over the examples."""
    return make_client()


@pytest.fixture(scope="session")
def site_url(ledger_file: Path) -> Iterator[str]:
    """The address of a site over the examples that runs, for browsers."""
    from tests.web.browsing import running

    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(128)
        port = int(listener.getsockname()[1])
        given = {"ledger": str(ledger_file), "port": port, "secret_key": SECRET, "now": now}
        with running(create_app(WebSettings.model_validate(given)), listener):
            yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    from tests.web.browsing import chromium

    with chromium() as found:
        yield found


@pytest.fixture
def open_window(browser: Browser, site_url: str) -> Iterator[Callable[..., Look]]:
    """Opens windows on the site; arguments are those of Playwright's contexts. All are closed at the end."""
    from tests.web.browsing import look

    opened: list[Any] = []

    def open_one(base: str | None = None, **options: Any) -> Look:
        context, seen = look(browser, base or site_url, **options)
        opened.append(context)
        return seen

    yield open_one
    for context in opened:
        context.close()
