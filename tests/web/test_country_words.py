"""Countries in the filters of lists, however they are named."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from dragoman.web.country_words import codes_named
from dragoman.web.language import speak


@pytest.mark.parametrize(
    ("language", "words", "codes"),
    [
        ("en", "JPN", "JPN"),
        ("en", "usa, fra", "USA,FRA"),
        ("en", "Japan", "JPN"),
        ("en", "japan,FRA", "JPN,FRA"),
        ("en", "Korea, Republic of", "KOR"),
        ("en", "European Union", "EU"),
        ("en", "nato", "NATO"),
        ("en", "Atlantis", "Atlantis"),
        ("tr", "Japonya", "JPN"),
        ("tr", "Çin, Rusya", "CHN,RUS"),
        ("tr", "Germany", "DEU"),
    ],
)
def test_country_is_found_by_code_and_by_name(language: str, words: str, codes: str) -> None:
    speak(language)
    try:
        assert codes_named(words) == codes
    finally:
        speak("en")


@pytest.mark.parametrize("path", ["meetings", "articles", "pairs", "countries/USA"])
def test_lists_take_a_country_by_its_name(client: TestClient, path: str) -> None:
    by_code = client.get(f"/{path}.json?country=JPN").json()["rows"]

    assert client.get(f"/{path}.json?country=Japan").json()["rows"] == by_code
    assert client.get(f"/{path}.json?country=Japonya&lang=tr").json()["rows"] != []
    assert len(by_code) > 0


def test_pictures_and_board_take_a_country_by_its_name(client: TestClient) -> None:
    for path in ("network.json", "board.json", "timeline.json", "calendar.json"):
        named = client.get(f"/{path}?country=Japan").json()
        assert named == client.get(f"/{path}?country=JPN").json()
