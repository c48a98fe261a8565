"""What the API answers: filters, cursors, evidence, ETags, errors of one shape, decisions by token."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from dragoman.ledger import Ledger
from tests.web.auth.conftest import AsRole, as_role, cheap, own_ledger
from tests.web.conftest import MakeClient
from tests.web.desk import without_limits

__all__ = ["as_role", "cheap", "own_ledger"]

KINDS = ("meetings", "commitments", "statements", "events", "findings")


@pytest.fixture
def api(make_client: MakeClient) -> TestClient:
    return without_limits(make_client())


def get(api: TestClient, path: str, **query: Any) -> Any:
    answer = api.get(f"/api/v1{path}", params=query or None)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize("kind", KINDS)
def test_one_thing_has_the_words_of_each_field_by_offset(api: TestClient, kind: str) -> None:
    row = get(api, f"/{kind}", limit=1)["rows"][0]

    thing = get(api, row["links"]["self"].removeprefix("/api/v1"))

    assert thing["n_reports"] == len(thing["reports"])
    for report in thing["reports"]:
        text = get(api, f"/articles/{report['article_id']}")["record"]["article"]["full_text"]
        assert report["evidence"]
        assert all(text[one["start"] : one["end"]] == one["words"] for one in report["evidence"])
    assert api.get(row["links"]["page"]).status_code == 200


@pytest.mark.parametrize("path", [*(f"/{kind}" for kind in KINDS[:-1]), "/articles", "/actors", "/follow-up"])
def test_cursor_goes_through_all_rows_once(api: TestClient, path: str) -> None:
    everything = get(api, path, limit=200)["rows"]
    assert len(everything) > 4
    found, address = [], f"{path}?limit=7"
    while address is not None:
        page = get(api, address)
        found += page["rows"]
        assert len(found) <= len(everything)
        following = page["links"].get("next")
        address = None if following is None else following.removeprefix("/api/v1")

    def keys(rows: list[dict[str, Any]]) -> list[str]:
        return [row.get("id") or row.get("name") or row["thing"]["id"] for row in rows]

    assert keys(found) == keys(everything)


def test_filters_are_those_of_the_lists(api: TestClient) -> None:
    rows = get(api, "/meetings", country="jpn", state="held")["rows"]
    assert rows
    assert all("JPN" in str(row) and row["state"] == "held" for row in rows)
    planned = get(api, "/planned-events")["rows"]
    assert planned
    assert {row["state"] for row in planned} == {"planned"}
    assert get(api, f"/planned-events/{planned[0]['id']}")["list"] == "meetings"
    words = get(api, "/search", q="summit")
    assert words["rows"]
    assert words["counts"]["country"]
    late = get(api, "/meetings", since="2023", until="2024-02-29")["rows"]
    assert all("2023" <= row["day"] <= "2024-02-29~" for row in late)


def test_names_lead_to_their_figures(api: TestClient) -> None:
    for path in ("/actors", "/countries", "/pairs", "/topics", "/outlets"):
        for row in get(api, path, limit=3)["rows"]:
            whole = get(api, row["links"]["self"].removeprefix("/api/v1"))
            assert whole["total"]["articles"] == row["n_articles"]
    assert [row["name"] for row in get(api, "/countries", begins="jp")["rows"]] == ["JPN"]


def test_follow_up_says_how_far_it_knows(api: TestClient) -> None:
    rows = get(api, "/follow-up", as_of="2024-02-29")["rows"]

    assert rows
    assert {row["known"] for row in rows} == {"as far as the ledger knows"}
    assert all(row["state"] == "overdue" for row in get(api, "/follow-up", state="overdue")["rows"])


def test_answer_is_not_sent_twice(api: TestClient) -> None:
    first = api.get("/api/v1/meetings")

    again = api.get("/api/v1/meetings", headers={"If-None-Match": first.headers["etag"]})

    assert again.status_code == 304
    assert again.content == b""


def test_both_roots_and_head_answer(api: TestClient) -> None:
    assert api.get("/api/meetings").json() == api.get("/api/v1/meetings").json()
    head = api.head("/api/v1/meetings")
    assert head.status_code == 200
    assert head.content == b""
    assert set(get(api, "/")["links"]) >= {"meetings", "search", "openapi.json"}


@pytest.mark.parametrize(
    ("method", "path", "status", "field"),
    [
        ("GET", "/nothing", 404, None),
        ("GET", "/meetings/" + "0" * 24, 404, None),
        ("GET", "/meetings/short", 422, "thing_id"),
        ("GET", "/meetings?since=soon", 422, "since"),
        ("GET", "/meetings?limit=100000000000000000000", 422, "limit"),
        ("GET", "/meetings?limit=0", 422, "limit"),
        ("GET", "/meetings?after=x", 422, "after"),
        ("GET", "/meetings?country=" + "A" * 101, 422, "country"),
        ("GET", "/meetings?contry=JPN", 422, "contry"),
        ("GET", "/meetings?pair=JPN", 422, "pair"),
        ("GET", "/search?q=%22open", 422, "q"),
        ("GET", "/countries/QQQ", 404, None),
        ("GET", "/countries/%00", 404, None),
        ("GET", "/actors/%ED%A0%80", 404, None),
        ("GET", "/outlets/a%2Fb%2F..%2F..", 404, None),
        ("GET", "/follow-up?as_of=2022-13-01", 422, "as_of"),
        ("POST", "/meetings", 405, None),
        ("DELETE", "/meetings/" + "0" * 24, 405, None),
        ("POST", "/read", 422, None),
    ],
)
def test_every_error_has_one_shape(
    api: TestClient, method: str, path: str, status: int, field: str | None
) -> None:
    answer = api.request(method, f"/api/v1{path}")

    assert answer.status_code == status, answer.text
    assert set(answer.json()) == {"error"}
    error = answer.json()["error"]
    assert set(error) == {"type", "message", "hint", "field"}
    assert error["message"]
    if field is not None:
        assert error["field"] == field
    if status == 405:
        assert answer.headers["allow"]


def test_fault_of_the_program_has_the_shape_and_no_trace(
    make_client: MakeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = without_limits(make_client())
    quiet = TestClient(client.app, raise_server_exceptions=False)

    def fail(*_: object) -> None:
        raise RuntimeError("the secret is 42")

    monkeypatch.setattr("dragoman.ledger.Ledger.stats", fail)

    answer = quiet.get("/api/v1/stats")

    assert answer.status_code == 500
    assert set(answer.json()["error"]) == {"type", "message", "hint", "field"}
    assert "42" not in answer.text


@pytest.mark.parametrize(
    "query",
    [
        "q=%00%ED%A0%80",
        "q='%20OR%201=1--",
        "country=%00",
        "actor=%F0%9F%98%80%00",
        "after=9999999999999999999",
        "until=9999-12-31",
        "since=1000",
    ],
)
def test_hostile_words_are_only_words(api: TestClient, query: str) -> None:
    answer = api.get(f"/api/v1/search?{query}")

    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize(
    "body",
    [
        b'{"page": "\\ud800"}',
        b'{"page": 5}',
        b"[" * 100_000,
        b'{"page": "x", "page2": 1}',
        b"\xff\xfe",
        b'{"page": "x", "published": "2022-99"}',
        b"null",
    ],
)
def test_hostile_bodies_are_refused_in_the_shape(api: TestClient, body: bytes) -> None:
    answer = api.post("/api/v1/read", content=body, headers={"Content-Type": "application/json"})

    assert answer.status_code in (400, 422), answer.text
    assert set(answer.json()["error"]) == {"type", "message", "hint", "field"}


def test_page_is_read_and_not_stored(api: TestClient) -> None:
    before = get(api, "/stats")["counts"]
    page = "Prime Minister Fumio Kishida met Anthony Albanese in Perth on Saturday."

    answer = api.post("/api/v1/read", json={"page": page, "published": "2022-10-22"}).json()
    empty = api.post("/api/v1/read", json={"page": "   "}).json()

    (meeting,) = answer["record"]["meetings"]
    assert meeting["evidence_spans"]
    assert empty == {"record": None, "skipped": {"reason": "empty", "detail": "no words"}}
    assert get(api, "/stats")["counts"] == before


def test_program_decides_with_a_token_of_its_user(as_role: AsRole, own_ledger: str) -> None:
    client = as_role("nobody")
    with Ledger.open(own_ledger) as ledger:
        token = ledger.accounts.add_token("the-reviewer", "import")
        weak = ledger.accounts.add_token("the-reader", "look")
        value = ledger.review_queue("x", 1)[0]["id"]
    decision = {"value_id": value, "verdict": "accept", "note": "agreed with the readout"}

    def post(secret: str | None, body: dict[str, str]) -> Any:
        headers = {} if secret is None else {"Authorization": f"Bearer {secret}"}
        return client.post("/api/v1/decisions", json=body, headers=headers)

    assert post(None, decision).status_code == 401
    assert post(weak, decision).status_code == 403
    assert post(token, {**decision, "value_id": "0" * 24}).status_code == 404
    assert post(token, {**decision, "verdict": "correct"}).status_code == 400
    answer = post(token, decision)
    assert answer.status_code == 201
    assert answer.json()["review"] == "accept"
    with Ledger.open(own_ledger) as ledger:
        found = ledger.standing(value)
    assert found is not None
    assert found.by == {"the-reviewer": "accept"}


def test_session_does_not_write_by_the_api(as_role: AsRole) -> None:
    client = as_role("admin")

    answer = client.post("/api/v1/decisions", json={"value_id": "0" * 24, "verdict": "accept"})

    assert answer.status_code == 401
