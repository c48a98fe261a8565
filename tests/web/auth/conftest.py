"""Sites that can be written to: a desk's own, and one with a user of each role."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dragoman.ledger import Ledger, Role
from dragoman.ledger.passwords import Cost
from tests.web.conftest import MakeClient
from tests.web.desk import send, without_limits

PASSWORD = "seven readings by noon"
AsRole = Callable[[str], TestClient]


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.ledger.passwords.STANDARD", Cost(2**4, 1, 1))


@pytest.fixture
def own_ledger(ledger_file: Path, tmp_path: Path) -> str:
    """A copy of the ledger, to write to."""
    return str(shutil.copy(ledger_file, tmp_path / "own.db"))


@pytest.fixture
def desk(make_client: MakeClient, own_ledger: str, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """The site of somebody at their own machine, without users."""
    monkeypatch.setenv("DRAGOMAN_REVIEWER", "deniz")
    return without_limits(make_client(ledger=own_ledger, public_url=None))


@pytest.fixture
def as_role(make_client: MakeClient, own_ledger: str) -> AsRole:
    """A client that has logged in with a role; "nobody" has not."""
    with Ledger.open(own_ledger) as ledger:
        for role in Role:
            ledger.accounts.add(f"the-{role}", role, PASSWORD)

    def make(role: str) -> TestClient:
        client = without_limits(make_client(ledger=own_ledger))
        if role != "nobody":
            answer = send(client, "/login", name=f"the-{role}", password=PASSWORD)
            assert answer.status_code == 303, answer.text
        return client

    return make
