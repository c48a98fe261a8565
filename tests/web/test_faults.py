from __future__ import annotations

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from dragoman.errors import LedgerUnreadable
from dragoman.ledger import LedgerBusy
from dragoman.ledger.accounts import Accounts
from dragoman.web.pages import about
from tests.web.conftest import MakeClient


@pytest.mark.parametrize(
    "path", ["/nowhere", "/articles/0000000000", "/meetings/ffffffff", "/?section=atlantis"]
)
def test_missing_page_says_so_in_the_look_of_the_site(client: TestClient, path: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 404
    assert "masthead" in answer.text
    assert "<h1>" in answer.text


def test_links_of_a_missing_page_stay_on_the_site(client: TestClient) -> None:
    answer = client.get("http://testserver//evil.example/talks")

    assert answer.status_code == 404
    assert 'href="/evil.example/talks?theme=dark"' in answer.text
    assert 'href="//' not in answer.text


def test_program_is_told_in_one_shape(client: TestClient) -> None:
    answer = client.get("/meetings/ffffffff.json")

    assert answer.status_code == 404
    assert set(answer.json()["error"]) == {"type", "message", "hint", "field"}
    assert answer.json()["error"]["type"] == "not_found"


def test_wrong_method_is_refused(client: TestClient) -> None:
    assert client.request("DELETE", "/meetings", headers={"Accept": "application/json"}).status_code in (
        403,
        405,
    )


def test_fault_of_the_program_hides_its_trace(
    make_client: MakeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(request: object) -> None:
        raise KeyError("a secret of the program")

    monkeypatch.setattr(about, "ledger_of", broken)
    client = make_client()
    quiet = TestClient(client.app, raise_server_exceptions=False)

    answer = quiet.get("/about")

    assert answer.status_code == 500
    assert "a secret" not in answer.text
    assert "fault" in answer.text
    assert "default-src 'self'" in answer.headers["content-security-policy"]


def _raising(error: Exception) -> Callable[..., None]:
    def broken(*_: object, **__: object) -> None:
        raise error

    return broken


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (LedgerBusy('Another program holds "/srv/secret/desk.db".'), 503),
        (LedgerUnreadable('"/srv/secret/desk.db" is no ledger.'), 500),
    ],
)
@pytest.mark.parametrize("path", ["/about", "/about?accept=json"])
def test_readers_are_not_told_where_the_ledger_lies(
    make_client: MakeClient, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int, path: str
) -> None:
    client = make_client(read_only=True)
    monkeypatch.setattr(about, "ledger_of", _raising(error))

    answer = client.get(path, headers={"Accept": "application/json" if "json" in path else "text/html"})

    assert answer.status_code == status
    assert "secret" not in answer.text
    assert "ledger" in answer.text
    assert ("retry-after" in answer.headers) == (status == 503)


def test_who_sits_at_the_desk_is_told_where_the_ledger_lies(
    make_client: MakeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = make_client(public_url=None)
    monkeypatch.setattr(about, "ledger_of", _raising(LedgerBusy('Another program holds "desk.db".')))

    answer = client.get("/about")

    assert answer.status_code == 503
    assert "desk.db" in answer.text


@pytest.mark.parametrize("headers", [{"Authorization": "Bearer none"}, {"Cookie": "dragoman_session=none"}])
@pytest.mark.parametrize("path", ["/about", "/api/v1/stats"])
def test_ledger_that_is_busy_while_the_visitor_is_looked_up_says_so(
    make_client: MakeClient, monkeypatch: pytest.MonkeyPatch, path: str, headers: dict[str, str]
) -> None:
    for question in ("has_users", "token_user", "session_user"):
        monkeypatch.setattr(Accounts, question, _raising(LedgerBusy('Another program holds "secret.db".')))
    client = make_client(public_url=None)

    answer = client.get(path, headers=headers)

    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "5"
    assert "secret" not in answer.text
    assert "default-src 'self'" in answer.headers["content-security-policy"]
