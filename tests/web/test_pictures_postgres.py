"""The pages of names and pictures over a database server: the same answers as over a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.ledger import Ledger
from tests.ledger.conftest import postgres_server, postgres_url
from tests.web.conftest import MakeClient, now

__all__ = ["postgres_server", "postgres_url"]

pytestmark = pytest.mark.postgres

ANSWERS = (
    "/countries.csv",
    "/actors.csv",
    "/pairs.csv",
    "/topics.csv",
    "/outlets.csv",
    "/countries/USA.json?limit=9",
    "/countries/USA/counts.json",
    "/board.csv",
    "/board.csv?country=USA",
    "/board.json?kind=meetings",
    "/calendar.json?month=2023-12",
    "/calendar.csv?month=2022-05&country=USA",
    "/timeline.json?country=USA",
    "/map.json?since=2022-01&until=2022-06",
    "/network.csv",
)


def test_answers_are_the_same_over_a_server(
    ledger_file: Path, make_client: MakeClient, postgres_url: str
) -> None:
    with (
        Ledger.open(str(ledger_file)) as whole,
        Ledger.open(postgres_url, create=True, now=now) as ledger,
    ):
        ledger.add_all([stored.record for stored in whole.records()])
    over_file, over_server = make_client(), make_client(ledger=postgres_url)

    for address in ANSWERS:
        told = over_server.get(address)
        assert told.status_code == 200, address
        assert sorted(told.text.splitlines()) == sorted(over_file.get(address).text.splitlines()), address
    for page in ("/board", "/calendar", "/timeline", "/outlets", "/actors"):
        assert over_server.get(page).status_code == 200
