from __future__ import annotations

import csv
import io
import re
from datetime import date

import pytest
from starlette.testclient import TestClient

from dragoman.interval import Interval
from dragoman.ledger import Ledger
from dragoman.web.months import Wanted, month_of


def _busiest(client: TestClient) -> str:
    """The month with the most meetings."""
    rows = csv.DictReader(io.StringIO(client.get("/meetings.csv").text))
    months = [row["when"][:7] for row in rows if len(row["when"]) == len("2022-05-01")]
    return max(months, key=months.count)


def test_month_has_its_meetings_on_their_days(client: TestClient) -> None:
    month = _busiest(client)

    days = client.get(f"/calendar.json?month={month}&kind=meetings").json()["days"]

    assert days
    named = [(row["when"], day["day"]) for day in days for row in day["rows"] if row["when"]]
    assert named
    assert all(Interval.parse(when).earliest.isoformat() == day for when, day in named)


def test_commitment_stands_on_its_last_day(client: TestClient) -> None:
    rows = client.get("/commitments.json?limit=500").json()["rows"]
    due = next(
        row for row in rows if row["due"] and "/" not in row["due"] and len(row["due"]) == len("2022-05")
    )
    last = Interval.parse(due["due"]).latest

    days = client.get(f"/calendar.json?month={last:%Y-%m}").json()["days"]

    found = {row["id"]: day["day"] for day in days for row in day["rows"]}
    assert found[due["id"]] == last.isoformat()


def test_file_for_calendars_holds_the_month(client: TestClient) -> None:
    month = _busiest(client)

    text = client.get(f"/calendar.ics?month={month}")
    table = list(csv.DictReader(io.StringIO(client.get(f"/calendar.csv?month={month}").text)))

    assert text.headers["content-type"].startswith("text/calendar")
    assert text.text.startswith("BEGIN:VCALENDAR\r\n")
    assert text.text.count("BEGIN:VCALENDAR") == 1
    names = re.findall(r"UID:(\w+)@dragoman", text.text)
    assert sorted(names) == sorted(row["id"] for row in table)


def test_page_leads_to_the_months_beside_it(client: TestClient) -> None:
    page = client.get("/calendar?month=2022-12").text

    assert 'href="/calendar?month=2022-11"' in page
    assert 'href="/calendar?month=2023-01"' in page


def test_month_is_this_one_unless_asked_for(client: TestClient) -> None:
    assert "<h1>April 2024</h1>" in client.get("/calendar").text
    assert "<h1>Nisan 2024</h1>" in client.get("/calendar?lang=tr").text


@pytest.mark.parametrize("month", ["0001-01", "9999-12", "2024-02"])
def test_edges_of_time_have_a_page(client: TestClient, month: str) -> None:
    assert client.get(f"/calendar?month={month}").status_code == 200


@pytest.mark.parametrize("query", ["month=soon", "month=2022-13", "kind=gossip", "month=2022-01&pair=x"])
def test_bad_question_is_told(client: TestClient, query: str) -> None:
    assert client.get(f"/calendar?{query}").status_code == 400


def test_weeks_begin_on_monday(ledger_file: object) -> None:
    with Ledger.open(str(ledger_file)) as ledger, ledger.snapshot() as connection:
        month = month_of(connection, Wanted(date(2024, 2, 1)))

    assert len(month.days) == 29
    assert all(len(week) == 7 for week in month.weeks)
    first = next(at for at, day in enumerate(month.weeks[0]) if day is not None)
    assert first == date(2024, 2, 1).weekday()
