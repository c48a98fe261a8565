"""A page pasted: read at once, kept only if asked for, fetched only for reviewers, hostile or not."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dragoman.ledger import Ledger
from dragoman.pages import FetchRules, Page, PageFormat, Skipped, SkipReason
from dragoman.web.api.workroom import Workroom, page_of
from tests.web.auth.conftest import as_role, cheap, desk, own_ledger
from tests.web.desk import send

__all__ = ["as_role", "cheap", "desk", "own_ledger"]

TEXT = (
    "Kishida meets Albanese in Perth\n\nPrime Minister Fumio Kishida met Australian Prime Minister "
    "Anthony Albanese in Perth on 22 October 2022. They agreed to hold joint exercises by June 2023."
)


def n_articles(path: str) -> int:
    with Ledger.open(path) as ledger:
        return ledger.counts().articles


def test_text_is_read_at_once_and_forgotten(desk: TestClient, own_ledger: str) -> None:
    before = n_articles(own_ledger)

    answer = send(desk, "/paste", text=TEXT)

    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert 'class="ev ev-' in answer.text
    assert "Fumio Kishida" in answer.text
    assert "dragoman-record/1" in answer.text
    assert n_articles(own_ledger) == before


def test_two_stored_texts_are_two_pages(desk: TestClient, own_ledger: str) -> None:
    before = n_articles(own_ledger)

    first = send(desk, "/paste", text=TEXT, store="yes")
    send(desk, "/paste", text=TEXT.replace("Perth", "Sydney"), store="yes")
    again = send(desk, "/paste", text=TEXT, store="yes")

    assert first.headers["location"] == again.headers["location"]
    assert desk.get(first.headers["location"]).status_code == 200
    assert n_articles(own_ledger) == before + 2
    with Ledger.open(own_ledger) as ledger:
        assert ledger.check() == []


def test_address_is_fetched_by_the_guarded_fetcher(desk: TestClient) -> None:
    asked: list[tuple[str, FetchRules]] = []

    def fetch(address: str, rules: FetchRules) -> Page:
        asked.append((address, rules))
        return Page("perth", TEXT, PageFormat.TEXT, address, url=address)

    desk.app.state.fetch = fetch  # type: ignore[attr-defined]

    answer = send(desk, "/paste", address=" https://example.org/perth ", published="2022-10-23")

    assert "Fumio Kishida" in answer.text
    ((address, rules),) = asked
    assert address == "https://example.org/perth"
    assert not rules.allow_private
    assert rules.obeys_robots
    assert rules.total_s <= 20


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:8000/admin",
        "http://localhost/",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]/",
        "http://10.0.0.1/",
        "file:///etc/passwd",
        "gopher://example.org/",
        "http://user@example.org:22/",
        "javascript:alert(1)",
        "http://0x7f000001/",
    ],
)
def test_own_network_is_never_asked(desk: TestClient, address: str) -> None:
    answer = send(desk, "/paste", address=address)

    assert answer.status_code == 422
    assert "No record" in answer.text
    assert "root:" not in answer.text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Nothing was sent"),
        ({"text": " \n\t "}, "Nothing was sent"),
        ({"text": TEXT, "published": "gestern"}, "is not a date"),
        (
            {"text": "Le président a rencontré hier le chancelier à Berlin, puis il a quitté la ville. " * 5},
            "No record",
        ),
    ],
)
def test_what_cannot_be_read_says_why(desk: TestClient, fields: dict[str, str], said: str) -> None:
    answer = send(desk, "/paste", **fields)

    assert answer.status_code == 422
    assert said in answer.text


def test_hostile_page_is_shown_as_words(desk: TestClient) -> None:
    page = (
        "<html><body><article><h1>Kishida <script>alert(1)</script> in Perth</h1>"
        f"<p onclick=alert(2)>{TEXT}</p><p>&lt;img src=x onerror=alert(3)&gt; &lt;/textarea&gt; "
        "&lt;style&gt;body{display:none}&lt;/style&gt; \u202egnp.exe</p><a href='javascript:alert(4)'>x</a>"
        "</article></body></html>"
    )

    answer = send(desk, "/paste", text=page + "</textarea><script>alert(5)</script>")

    shown = answer.text
    for bad in ("<script>alert", "<img src=x", "<style>body", "onclick=alert(2)>Kishida", "\u202e"):
        assert bad not in shown, bad
    assert shown.count("<script") == shown.count("<script src=")


def test_process_that_reads_answers_and_is_ended_when_it_takes_too_long(tmp_path: Path) -> None:
    room = Workroom(limit_s=60.0)
    try:
        page = page_of(TEXT)
        assert isinstance(page, Page)
        assert not isinstance(room.read(page), Skipped)
        room._limit_s = 0.0
        started = time.monotonic()
        late = room.read(page)
        assert isinstance(late, Skipped)
        assert late.reason is SkipReason.TIMEOUT
        assert time.monotonic() - started < 10
        assert room._process is None
    finally:
        room.close()


def test_process_that_died_is_said_and_started_anew() -> None:
    room = Workroom()
    try:
        page = page_of(TEXT)
        assert isinstance(page, Page)
        room.read(page)
        assert room._process is not None
        room._process.kill()
        room._process.wait()
        died = room.read(page)
        assert isinstance(died, Skipped)
        assert died.reason is SkipReason.FAILED
        assert not isinstance(room.read(page), Skipped)
    finally:
        room.close()
