"""Forms of this site alone, in bounded numbers and sizes; sessions that end; cookies that scripts cannot read."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from dragoman.ledger import Ledger
from dragoman.web.auth.limits import RATES, Buckets, Kind, Limits, Rate
from dragoman.web.auth.roles import local_path
from tests.web.auth.conftest import PASSWORD, AsRole
from tests.web.conftest import MakeClient, now
from tests.web.desk import send, token

FORMS = ("/review", "/review/undo", "/review/settle", "/admin", "/login", "/logout", "/paste")


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize("sent", ["", "0" * 64, "\udcff", "ä" * 64])
def test_form_without_its_token_is_refused(desk: TestClient, path: str, sent: str) -> None:
    desk.get("/paste")
    fields = {"csrf": sent.encode("utf-8", "surrogatepass").decode("latin-1"), "action": "add"}

    answer = desk.post(path, data=fields)

    assert answer.status_code == 403
    assert "too old" in answer.text


def test_token_of_another_visitor_is_refused(make_client: MakeClient, own_ledger: str) -> None:
    mine, theirs = (make_client(ledger=own_ledger, public_url=None) for _ in range(2))
    mine.get("/paste")

    answer = mine.post("/paste", data={"csrf": token(theirs), "text": "x"})

    assert answer.status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://testserver.evil.example"},
        {"Origin": "https://testserver"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
    ids=str,
)
def test_request_of_another_site_is_refused(desk: TestClient, headers: dict[str, str]) -> None:
    form = {"csrf": token(desk), "text": "x"}

    assert desk.post("/paste", data=form, headers=headers).status_code == 403
    refused = desk.post("/api/v1/read", json={"page": "x"}, headers=headers)
    assert refused.json()["error"]["message"] == "This request comes from another site."
    assert desk.get("/meetings", headers=headers).status_code == 200


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "Via", "X-Real-IP"])
def test_who_comes_by_a_proxy_does_not_sit_at_the_desk(desk: TestClient, header: str) -> None:
    assert desk.get("/admin").status_code == 200

    answer = desk.get("/admin", headers={header: "203.0.113.7"}, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/login")


def test_own_origin_and_none_are_taken(desk: TestClient) -> None:
    for headers in ({"Origin": "http://testserver"}, {"Sec-Fetch-Site": "same-origin"}, {}):
        form = {"csrf": token(desk), "text": ""}
        assert desk.post("/paste", data=form, headers=headers).status_code == 422


def test_address_that_was_bent_to_this_machine_is_refused(make_client: MakeClient, own_ledger: str) -> None:
    client = make_client(ledger=own_ledger, public_url=None, allowed_hosts=())

    for host in ("evil.example", "localhost.evil.example", "127.0.0.1.evil.example:8000"):
        assert client.get("/review", headers={"Host": host}).status_code == 400
    assert client.get("/review", headers={"Host": "localhost:8000"}).status_code == 200


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/paste", "text/plain"), ("/paste", "application/json"), ("/login", "text/xml"), ("/review", "")],
)
def test_what_is_no_form_is_refused(desk: TestClient, path: str, kind: str) -> None:
    desk.get("/paste")
    assert desk.post(path, content=b"csrf=x", headers={"Content-Type": kind}).status_code == 415


def test_hostile_forms_are_refused_in_words(desk: TestClient) -> None:
    csrf = token(desk)
    bodies = {
        "many fields": "&".join(f"f{n}=x" for n in range(500)),
        "broken parts": "%%%&=&csrf=%ff%fe&&=;",
    }
    for name, body in bodies.items():
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        answer = desk.post("/review", content=f"csrf={csrf}&{body}", headers=headers)
        assert 400 <= answer.status_code < 500, name
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    for content in (
        b"",
        b"--x\r\n",
        b"--x\r\nContent-Disposition: form-data; name=csrf\r\n\r\n" + b"A" * 1000,
    ):
        assert 400 <= desk.post("/paste", content=content, headers=headers).status_code < 500


def test_body_that_is_too_large_is_refused_whatever_its_header_says(desk: TestClient) -> None:
    form = {"csrf": token(desk), "text": "x" * 7_000_000}
    assert desk.post("/paste", data=form).status_code == 413
    assert desk.post("/review", data={"csrf": "x", "note": "x" * 300_000}).status_code == 413

    def drip() -> object:
        yield b"csrf=x&note="
        for _ in range(400):
            yield b"x" * 1000

    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    assert desk.post("/review", content=drip(), headers=headers).status_code in (400, 413)


def test_guessing_passwords_is_slowed_down(make_client: MakeClient, as_role: AsRole, own_ledger: str) -> None:
    client = make_client(ledger=own_ledger)
    answers = [send(client, "/login", name="the-admin", password=f"guess number {n}") for n in range(7)]

    assert [answer.status_code for answer in answers] == [401] * 5 + [429] * 2
    assert 0 < int(answers[-1].headers["retry-after"]) <= 40
    assert "do not belong together" in answers[0].text
    # Even the right one has to wait now.
    assert send(client, "/login", name="the-admin", password=PASSWORD).status_code == 429


def test_logging_in_and_out(as_role: AsRole, own_ledger: str) -> None:
    client = as_role("reviewer")
    cookie = client.cookies["dragoman_session"]
    with Ledger.open(own_ledger, now=now) as ledger:
        found = ledger.accounts.session_user(cookie)
        assert found is not None
        assert found.name == "the-reviewer"

    answer = send(client, "/logout")

    assert answer.status_code == 303
    with Ledger.open(own_ledger, now=now) as ledger:
        assert ledger.accounts.session_user(cookie) is None


def test_cookies_are_kept_from_scripts_and_other_sites(as_role: AsRole, make_client: MakeClient) -> None:
    client = as_role("nobody")
    answer = send(client, "/login", name="the-reader", password=PASSWORD, next="/meetings")
    assert answer.headers["location"] == "/meetings"
    (cookie,) = [one for one in answer.headers.get_list("set-cookie") if "session" in one]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    secure = make_client(public_url="https://testserver")
    (form,) = [one for one in secure.get("/paste").headers.get_list("set-cookie") if "form" in one]
    assert form.startswith("__Host-")
    assert "; Secure" in form


@pytest.mark.parametrize(
    "path",
    ["//evil.example", "https://evil.example", "/\\evil.example", "evil", "", None, "/a\nb", "/" + "a" * 600],
)
def test_login_leads_to_this_site_alone(path: str | None) -> None:
    assert local_path(path) == "/"


def test_bucket_fills_again_with_time_and_forgets_old_clients() -> None:
    now = [0.0]
    buckets = Buckets(Rate(2, 10.0), lambda: now[0])

    assert [buckets.take("a") for _ in range(3)] == [0.0, 0.0, 10.0]
    assert buckets.take("b") == 0.0
    now[0] = 10.0
    assert buckets.take("a") == 0.0
    for number in range(11_000):
        buckets.take(str(number))
    assert len(buckets._left) <= 10_000


def test_reading_is_limited_for_others_and_not_for_this_machine() -> None:
    limits = Limits(clock=lambda: 0.0)

    others = [limits.wait_s(Kind.READ, "203.0.113.9") for _ in range(RATES[Kind.READ].burst + 1)]

    assert others[-1] == 1
    assert not any(others[:-1])
    assert not any(limits.wait_s(Kind.READ, "127.0.0.1") for _ in range(1000))


def test_too_many_requests_are_told_how_long_to_wait(make_client: MakeClient) -> None:
    client = make_client()
    client.app.state.limits.rates[Kind.READ] = Rate(2, 30.0)  # type: ignore[attr-defined]

    answers = [client.get("/api/v1/stats") for _ in range(3)]

    assert answers[-1].status_code == 429
    assert answers[-1].headers["retry-after"] == "30"
    assert answers[-1].json()["error"]["type"] == "too_many_requests"
    assert "30" in client.get("/meetings").text


@pytest.mark.parametrize("header", ["Bearer", "Bearer  ", "Bearer \xff", "Basic abc", "bearer drg_nothing"])
def test_token_that_is_none_gives_no_rights(as_role: AsRole, header: str) -> None:
    client = as_role("nobody")

    answer = client.post(
        "/api/v1/decisions",
        json={"value_id": "0" * 24, "verdict": "accept"},
        headers={"Authorization": header.encode("latin-1")},
    )

    assert answer.status_code == 401
    assert answer.json()["error"]["type"] == "unauthorized"
