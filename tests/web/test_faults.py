from __future__ import annotations

import pytest
from starlette.testclient import TestClient

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
