from __future__ import annotations

import csv
import io
import json
from importlib.resources import files

import pytest
from starlette.testclient import TestClient


def _numbers(client: TestClient, query: str = "") -> dict[str, dict[str, object]]:
    return {row["code"]: row for row in client.get(f"/map.json{query}").json()["rows"]}


def test_numbers_are_those_of_the_index(client: TestClient) -> None:
    rows = client.get("/countries.json?limit=500").json()["rows"]

    told = _numbers(client)
    for row in rows:
        things = row["meetings"] + row["commitments"] + row["statements"] + row["events"]
        assert told.get(row["word"], {"total": 0})["total"] == things


def test_countries_have_the_number_of_their_shape(client: TestClient) -> None:
    atlas = json.loads((files("dragoman.web") / "static/vendor/countries-110m.json").read_text("utf-8"))
    names = {
        shape.get("id"): shape["properties"]["name"] for shape in atlas["objects"]["countries"]["geometries"]
    }

    told = _numbers(client)

    assert names[told["JPN"]["numeric"]] == "Japan"
    assert names[told["USA"]["numeric"]] == "United States of America"
    assert told["EU"]["numeric"] is None


def test_span_is_rounded_to_whole_months(client: TestClient) -> None:
    days = _numbers(client, "?kind=meetings&since=2022-03-14&until=2022-04-02")
    months = _numbers(client, "?kind=meetings&since=2022-03&until=2022-04")

    assert days == months
    assert days != _numbers(client, "?kind=meetings")


def test_table_is_the_same_without_the_picture(client: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/map.csv").text)))
    page = client.get("/map").text

    assert rows
    assert all(f'href="/countries/{row["code"]}"' in page for row in rows)


@pytest.mark.parametrize("query", ["kind=gossip", "since=soon"])
def test_bad_question_is_told(client: TestClient, query: str) -> None:
    assert client.get(f"/map?{query}").status_code == 400
