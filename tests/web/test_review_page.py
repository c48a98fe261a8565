"""The review by forms: judging, going on, undoing, several reviewers, settling."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from dragoman.ledger import Ledger, ListKind
from tests.web.auth.conftest import AsRole, as_role, cheap, desk, own_ledger
from tests.web.desk import send

__all__ = ["as_role", "cheap", "desk", "own_ledger"]


def shown_value(client: TestClient, path: str = "/review") -> str:
    found = re.search(r'name="value" value="([0-9a-f]{24})"', client.get(path).text)
    assert found is not None
    return found[1]


def standing(ledger_path: str, value: str) -> str | None:
    with Ledger.open(ledger_path) as ledger:
        found = ledger.standing(value)
    return None if found is None else found.verdict


@pytest.mark.parametrize("verdict", ["accept", "reject", "unsure"])
def test_one_key_judges_and_goes_on(desk: TestClient, own_ledger: str, verdict: str) -> None:
    first = shown_value(desk)

    answer = send(desk, "/review", value=first, verdict=verdict, note="seen in the readout")

    assert answer.status_code == 303
    assert shown_value(desk, answer.headers["location"]) != first
    assert standing(own_ledger, first) == verdict
    assert "seen in the readout" in desk.get(f"/review?at={first}").text


def test_correction_needs_its_words(desk: TestClient, own_ledger: str) -> None:
    first = shown_value(desk)

    refused = send(desk, "/review", value=first, verdict="correct", correction="  ")
    assert refused.status_code == 400
    assert standing(own_ledger, first) is None

    send(desk, "/review", value=first, verdict="correct", correction="It was the foreign minister.")
    with Ledger.open(own_ledger) as ledger:
        found = ledger.standing(first)
    assert found is not None
    assert (found.verdict, found.correction) == ("correct", "It was the foreign minister.")
    assert found.by == {"deniz": "correct"}


def test_last_word_is_taken_back_and_its_value_shown_again(desk: TestClient, own_ledger: str) -> None:
    first = shown_value(desk)
    send(desk, "/review", value=first, verdict="reject")

    answer = send(desk, "/review/undo")

    assert shown_value(desk, answer.headers["location"]) == first
    assert standing(own_ledger, first) is None
    assert send(desk, "/review/undo").status_code == 303


def test_value_whose_word_is_taken_back_waits_again_in_its_place(desk: TestClient) -> None:
    first = shown_value(desk)
    before = desk.get("/review").text
    send(desk, "/review", value=first, verdict="accept")

    again = desk.get(send(desk, "/review/undo").headers["location"]).text

    assert _waiting(again) == _waiting(before)
    assert _skips_to(again) == _skips_to(before)
    assert shown_value(desk) == first


def _waiting(page: str) -> str:
    (found,) = re.findall(r"([\d,]+\+?) to judge", page)
    return str(found)


def _skips_to(page: str) -> str:
    (found,) = re.findall(r'href="/review\?at=([0-9a-f]+)" data-review-key="ArrowRight"', page)
    return str(found)


def test_reports_are_parted_joined_and_undone(desk: TestClient, own_ledger: str) -> None:
    with Ledger.open(own_ledger) as ledger:
        rows = ledger.things(ListKind.MEETINGS).rows
        value, n_reports = next((row["id"], row["n_reports"]) for row in rows if row["n_reports"] > 2)

    assert f"{n_reports - 1} other reports" in desk.get(f"/review?at={value}").text
    send(desk, "/review", value=value, verdict="different")
    with Ledger.open(own_ledger) as ledger:
        assert len(ledger.thing(value).reports) == 1
    send(desk, "/review/undo")
    with Ledger.open(own_ledger) as ledger:
        assert len(ledger.thing(value).reports) == n_reports


def test_one_report_is_parted_from_the_others(desk: TestClient, own_ledger: str) -> None:
    with Ledger.open(own_ledger) as ledger:
        rows = ledger.things(ListKind.MEETINGS).rows
        value = next(row["id"] for row in rows if row["n_reports"] > 2)
        other = ledger.thing(value).reports[1]["id"]

    answer = send(desk, "/review", value=value, verdict="different", other=other)

    assert value in answer.headers["location"]
    with Ledger.open(own_ledger) as ledger:
        assert other not in [row["id"] for row in ledger.thing(value).reports]


def test_kinds_are_chosen_and_skipping_goes_on(desk: TestClient) -> None:
    page = desk.get("/review?kind=commitments").text
    assert "kind-commitment" in page
    assert "kind-meeting" not in page
    skip = re.search(
        r'href="(/review\?kind=commitments&amp;at=[0-9a-f]{24})" data-review-key="ArrowRight"', page
    )
    assert skip is not None
    following = desk.get(skip[1].replace("&amp;", "&")).text
    assert 'data-review-key="ArrowLeft"' in following


def test_sentence_is_shown_with_its_context_and_the_words_marked(desk: TestClient) -> None:
    page = desk.get("/review?kind=meetings").text

    assert 'class="ev ev-meeting"' in page
    assert "review-around" in page


def test_two_reviewers_differ_and_an_admin_settles(as_role: AsRole, own_ledger: str) -> None:
    reviewer, admin = as_role("reviewer"), as_role("admin")
    value = shown_value(reviewer)
    send(reviewer, "/review", value=value, verdict="accept", note="clear")
    send(admin, "/review", value=value, verdict="reject", note="<script>alert(1)</script>\u202egnp")

    page = admin.get("/review/agreement").text
    assert "the-reviewer" in page
    assert "the-admin" in page
    assert "<script>alert" not in page
    assert "\u202e" not in page
    assert 'action="/review/settle"' in page
    assert 'action="/review/settle"' not in reviewer.get("/review/agreement").text
    assert standing(own_ledger, value) == "disputed"

    send(admin, "/review/settle", value=value, verdict="accept")

    assert standing(own_ledger, value) == "accept"
    assert 'action="/review/settle"' not in admin.get("/review/agreement").text
    with Ledger.open(own_ledger) as ledger:
        assert ledger.review_figures().by_reviewer == {"the-admin": 1, "the-reviewer": 1}


def test_reviewer_takes_back_own_words_alone(as_role: AsRole, own_ledger: str) -> None:
    reviewer, admin = as_role("reviewer"), as_role("admin")
    value = shown_value(reviewer)
    send(reviewer, "/review", value=value, verdict="accept")

    send(admin, "/review/undo")

    assert standing(own_ledger, value) == "accept"


@pytest.mark.parametrize(
    "fields",
    [
        {"value": "0" * 24, "verdict": "accept"},
        {"value": "0" * 24, "verdict": "same"},
        {"value": "", "verdict": "accept"},
        {"value": "'; DROP TABLE decisions --", "verdict": "accept"},
        {"value": "VALUE", "verdict": "maybe"},
        {"value": "VALUE", "verdict": "final accept"},
        {"value": "VALUE", "verdict": "same", "other": "0" * 24},
    ],
    ids=str,
)
def test_hostile_words_change_nothing(desk: TestClient, own_ledger: str, fields: dict[str, str]) -> None:
    value = shown_value(desk)
    given = {name: value if word == "VALUE" else word for name, word in fields.items()}

    answer = send(desk, "/review", **given)

    assert answer.status_code == 400, answer.text
    with Ledger.open(own_ledger) as ledger:
        assert ledger.review_figures().n_values == 0
        assert ledger.check() == []


def test_note_keeps_what_can_be_stored(desk: TestClient, own_ledger: str) -> None:
    value = shown_value(desk)

    answer = send(desk, "/review", value=value, verdict="accept", note="a\x00b\x1b[31m" + "x" * 5000)

    assert answer.status_code == 303
    with Ledger.open(own_ledger) as ledger:
        assert ledger.check() == []


def test_address_of_a_value_that_is_not_there_says_so(desk: TestClient) -> None:
    assert desk.get("/review?at=" + "0" * 24).status_code == 404
    for at in ("x", "%00", "a" * 5000):
        assert desk.get(f"/review?at={at}").status_code == 200
