"""How a page's outlet is called where it is not named."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from dragoman.web import wording
from dragoman.web.language import speak


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        ({"outlet": "The Canberra Courier", "url": "https://a.example/1"}, "The Canberra Courier"),
        ({"outlet": None, "url": "https://www.harbour-wire.example:8443/2023/1"}, "harbour-wire.example"),
        ({"outlet": "", "url": None, "doc_id": "year-05"}, "outlet not named"),
        ({"outlet": None, "url": "https://[broken"}, "outlet not named"),
    ],
)
def test_outlet_or_else_the_host_is_shown(row: dict[str, Any], shown: str) -> None:
    speak("en")
    assert wording.outlet_of(row) == shown


def test_versions_name_each_outlet_once() -> None:
    rows = [
        {"id": "1", "outlet": "B"},
        {"id": "2", "outlet": None, "url": "https://a.example/x"},
        {"id": "3", "outlet": "B"},
        {"id": "4", "outlet": "C"},
    ]
    assert wording.outlets_by_id(["1", "2", "3"], rows) == ["B", "a.example"]


def test_no_page_passes_its_file_off_as_an_outlet(client: TestClient) -> None:
    rows = client.get("/articles.json?limit=200").json()["rows"]
    unnamed = [row for row in rows if not row["outlet"]]
    text = client.get("/articles?limit=200").text
    assert unnamed
    assert not [one for one in unnamed if f'class="outlet" dir="auto">{one["doc_id"]}<' in text]


@pytest.mark.parametrize(("read_only", "has_review"), [(False, True), (True, False)])
def test_keys_of_the_desk_are_listed(make_client: Any, read_only: bool, has_review: bool) -> None:
    client = make_client(read_only=read_only, public_url=None, host="127.0.0.1")
    page = client.get("/about").text
    assert "<kbd>g</kbd> <kbd>p</kbd>" in page
    assert ("<kbd>g</kbd> <kbd>r</kbd>" in page) == has_review
