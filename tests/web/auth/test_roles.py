"""Each route that writes beside each role; and that a read-only site has none of them."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from dragoman.ledger import Ledger, Role
from dragoman.pages import Skipped, SkipReason
from tests.web.auth.conftest import PASSWORD, AsRole
from tests.web.conftest import MakeClient
from tests.web.desk import send, token, without_limits

ROLES = ("nobody", "reader", "reviewer", "admin")
TEXT = "Prime Minister Fumio Kishida met Anthony Albanese in Perth on Saturday."

# Route, fields of the form, and the least role; a GET has no fields.
ROUTES: tuple[tuple[str, dict[str, str] | None, str], ...] = (
    ("/login", None, "nobody"),
    ("/paste", None, "nobody"),
    ("/paste", {"text": TEXT}, "nobody"),
    ("/paste", {"text": TEXT, "store": "yes"}, "reviewer"),
    ("/paste", {"address": "https://example.org/"}, "reviewer"),
    ("/review", None, "reviewer"),
    ("/review", {"value": "VALUE", "verdict": "accept"}, "reviewer"),
    ("/review/undo", {}, "reviewer"),
    ("/review/agreement", None, "reviewer"),
    ("/review/settle", {"value": "VALUE", "verdict": "accept"}, "admin"),
    ("/admin", None, "admin"),
    ("/admin", {"action": "add", "name": "new", "role": "reader", "password": PASSWORD}, "admin"),
    ("/logout", {}, "nobody"),
)


@pytest.mark.parametrize("role", ROLES)
def test_each_route_asks_for_its_role(as_role: AsRole, own_ledger: str, role: str) -> None:
    with Ledger.open(own_ledger) as ledger:
        value = ledger.review_queue("x", 1)[0]["id"]
    client = as_role(role)
    client.app.state.fetch = _no_fetch  # type: ignore[attr-defined]
    for path, fields, least in ROUTES:
        given = {name: value if word == "VALUE" else word for name, word in (fields or {}).items()}
        answer = client.get(path, follow_redirects=False) if fields is None else send(client, path, **given)
        is_let_in = ROLES.index(role) >= ROLES.index(least)
        place = f"{path} {given} as {role}: {answer.status_code}"
        if is_let_in:
            assert answer.status_code in (200, 303, 422), place
            assert "/login" not in answer.headers.get("location", ""), place
        elif role == "nobody" and path != "/paste":
            assert answer.status_code == 303, place
            assert answer.headers["location"].startswith("/login?next="), place
        else:
            assert answer.status_code == 403, place


def _no_fetch(address: str, rules: object) -> Skipped:
    return Skipped("page", address, SkipReason.UNREADABLE, "not in tests")


def test_read_only_site_has_no_route_that_writes(make_client: MakeClient, own_ledger: str) -> None:
    with Ledger.open(own_ledger) as ledger:
        ledger.accounts.add("ayse", Role.ADMIN, PASSWORD)
        session, secret = ledger.accounts.start_session("ayse"), ledger.accounts.add_token("ayse", "")
        before = ledger.counts()
    client = without_limits(make_client(ledger=own_ledger, read_only=True))
    client.cookies.set("dragoman_session", session)
    client.headers["Authorization"] = f"Bearer {secret}"

    for path, fields, _least in ROUTES:
        if path != "/paste":
            answer = client.get(path) if fields is None else client.post(path, data=fields)
            assert answer.status_code == 404, path
    for store in ({"store": "yes"}, {"address": "https://example.org/"}):
        assert send(client, "/paste", text=TEXT, **store).status_code == 403
    assert client.post("/api/v1/decisions", json={}).status_code == 404
    assert "/decisions" not in client.get("/api/v1/openapi.json").json()["paths"]
    methods = {
        method
        for route in client.app.routes  # type: ignore[attr-defined]
        for method in getattr(route, "methods", None) or ()
        if getattr(route, "path", "") != "/paste"
    }
    assert methods <= {"GET", "HEAD"}
    assert send(client, "/paste", text=TEXT).status_code == 200
    with Ledger.open(own_ledger) as ledger:
        assert ledger.counts() == before


def test_site_bound_to_the_outside_is_read_only_unless_asked_otherwise(
    make_client: MakeClient, own_ledger: str
) -> None:
    client = make_client(ledger=own_ledger, host="0.0.0.0", public_url=None)

    assert client.get("/review").status_code == 404
    assert client.get("/api/v1/").json()["read_only"] is True


def test_nobody_is_admin_where_others_can_reach_the_site(make_client: MakeClient, own_ledger: str) -> None:
    for settings in ({"host": "0.0.0.0", "public_url": None}, {"public_url": "http://testserver"}):
        client = make_client(ledger=own_ledger, read_only=False, **settings)
        answer = client.get("/review", follow_redirects=False)
        assert answer.headers["location"].startswith("/login")
        assert "dragoman users add" in client.get("/login").text


def test_desk_is_admin_until_it_has_a_user(desk: TestClient) -> None:
    assert desk.get("/review").status_code == 200
    refused = send(desk, "/admin", action="add", name="ayse", role="reader", password=PASSWORD)
    assert refused.status_code == 400

    send(desk, "/admin", action="add", name="ayse", role="admin", password=PASSWORD)

    assert desk.get("/review", follow_redirects=False).headers["location"].startswith("/login")
    assert token(desk, "/login")
