from __future__ import annotations

import csv
import io
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

ATOM = "{http://www.w3.org/2005/Atom}"


def test_points_are_the_history_of_a_country(client: TestClient) -> None:
    points = client.get("/timeline.json?country=JPN").json()
    history = client.get("/countries/JPN.json?limit=300").json()["rows"]

    assert [point["id"] for point in points["rows"]] == [row["id"] for row in history]
    assert points["is_whole"] is True


def test_point_lasts_from_its_first_day_to_its_last(client: TestClient) -> None:
    rows = client.get("/timeline.json").json()["rows"]

    dated = [row for row in rows if row["from"]]
    assert dated
    assert all(row["from"] <= row["to"] for row in dated)
    assert any(row["from"] < row["to"] for row in dated)


def test_days_choose_points(client: TestClient) -> None:
    rows = client.get("/timeline.json?since=2022-02-01&until=2022-02-28&kind=meetings").json()["rows"]

    assert rows
    assert all("2022-02-01" <= row["from"] <= "2022-02-28" for row in rows)
    assert {row["list"] for row in rows} == {"meetings"}


def test_file_has_every_point(client: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/timeline.csv?country=USA").text)))

    assert len(rows) == len(list(csv.DictReader(io.StringIO(client.get("/countries/USA.csv").text))))


def test_list_stands_in_the_page_and_goes_on(client: TestClient) -> None:
    page = client.get("/timeline").text
    ids = [row["id"] for row in client.get("/timeline.json").json()["rows"]]

    assert f"/{ids[0]}" in page
    assert 'rel="next"' in page


def test_feed_has_the_newest_points_with_their_pages(client: TestClient) -> None:
    feed = ElementTree.fromstring(client.get("/timeline.atom?country=USA").content)
    newest = client.get("/timeline.json?country=USA").json()["rows"][0]

    entry = feed.find(f"{ATOM}entry")
    assert entry is not None
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert link.attrib["href"] == f"http://testserver{newest['page']}"


@pytest.mark.parametrize("query", ["kind=gossip", "since=soon", "pair=x"])
def test_bad_question_is_told(client: TestClient, query: str) -> None:
    assert client.get(f"/timeline?{query}").status_code == 400
