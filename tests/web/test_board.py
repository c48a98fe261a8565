from __future__ import annotations

import csv
import io

import pytest
from starlette.testclient import TestClient

from dragoman.ledger import Ledger
from dragoman.web.boards import STATES
from tests.web.conftest import NOW


def test_every_commitment_stands_in_one_column(client: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/board.csv").text)))
    columns = client.get("/board.json").json()["columns"]

    everything = client.get("/commitments.json?limit=500").json()["rows"]
    assert sorted(row["id"] for row in rows) == sorted(row["id"] for row in everything)
    assert [column["state"] for column in columns] == [str(state) for state in STATES]
    assert sum(column["n"] for column in columns) == len(everything)


def test_states_are_those_of_the_follow_up(client: TestClient, ledger_file: object) -> None:
    rows = csv.DictReader(io.StringIO(client.get("/board.csv").text))
    states = {row["id"]: row["state"] for row in rows}

    with Ledger.open(str(ledger_file)) as ledger:
        for one in states:
            followed = ledger.whole_thing(one, NOW.date()).follow_up
            assert followed is not None
            assert states[one] == str(followed.state)


def test_what_is_overdue_was_due_before_today(client: TestClient) -> None:
    columns = {column["state"]: column for column in client.get("/board.json").json()["columns"]}

    dues = [row["due"][-10:] for row in columns["overdue"]["rows"]]
    assert dues
    assert all(due < f"{NOW:%Y-%m-%d}" for due in dues)


def test_board_is_filtered_by_country_and_pair(client: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/board.csv?country=usa").text)))
    named = client.get("/commitments.json?country=USA&limit=500").json()["rows"]

    assert rows
    assert {row["id"] for row in rows} == {row["id"] for row in named}
    assert client.get("/board?pair=nonsense").status_code == 400


def test_planned_meetings_have_a_board(client: TestClient) -> None:
    columns = client.get("/board.json?kind=meetings").json()["columns"]

    things = [row["thing"] for column in columns for row in column["rows"]]
    assert things
    assert all(thing["state"] in ("planned", "proposed") for thing in things)


def test_feed_of_the_board_has_what_its_page_shows(client: TestClient) -> None:
    columns = client.get("/board.json").json()["columns"]
    feed = client.get("/board.atom").text

    ids = [row["id"] for column in columns for row in column["rows"]]
    assert ids
    assert all(f"<id>urn:dragoman:{one}</id>" in feed for one in ids[:50])


@pytest.mark.parametrize("query", ["kind=gossip", "state=late"])
def test_unknown_choice_is_told(client: TestClient, query: str) -> None:
    assert client.get(f"/board?{query}").status_code == 400


def test_page_says_that_the_ledger_does_not_know_all(client: TestClient) -> None:
    assert "as far as the ledger knows" in client.get("/board").text
