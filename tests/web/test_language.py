from __future__ import annotations

import pytest
from starlette.testclient import TestClient
from tools.catalogues import iter_missing
from tools.catalogues import languages as catalogue_languages

from dragoman.interval import Interval
from dragoman.web import facts, wording
from dragoman.web.language import choose_language, languages, speak


@pytest.mark.parametrize("language", catalogue_languages())
def test_every_message_has_a_translation(language: str) -> None:
    assert list(iter_missing(language)) == []


@pytest.mark.parametrize(
    ("asked", "kept", "accepted", "chosen"),
    [
        ("tr", "en", "en", "tr"),
        (None, "tr", "en-GB,en;q=0.9", "tr"),
        (None, None, "de-DE,tr;q=0.8,en;q=0.5", "tr"),
        (None, None, "fr", "en"),
        ("xx", None, "tr-TR", "tr"),
        (None, None, "tr;q=nonsense,en", "en"),
        (None, None, "tr;q=0", "en"),
    ],
)
def test_language_is_asked_for_kept_or_accepted(
    asked: str | None, kept: str | None, accepted: str, chosen: str
) -> None:
    assert choose_language(asked, kept, accepted, "en") == chosen


def test_turkish_page_is_turkish_and_stays_so(client: TestClient) -> None:
    page = client.get("/meetings?lang=tr")

    assert '<html lang="tr"' in page.text
    assert "Görüşmeler" in page.text
    assert '<html lang="tr"' in client.get("/").text


def test_page_says_what_its_answer_depends_on(client: TestClient) -> None:
    assert client.get("/").headers["vary"].startswith("Accept-Language, Cookie")


@pytest.mark.parametrize(
    ("language", "days", "words"),
    [
        ("en", "2022-01-21", "21 January 2022"),
        ("tr", "2022-01-21", "21 Ocak 2022"),
        ("en", "2022-05", "May 2022"),
        ("tr", "2022-05", "Mayıs 2022"),
        ("en", "2022", "2022"),
        ("en", "2022-05-03/2022-05-05", "3–5 May 2022"),
    ],
)
def test_days_are_said_in_the_reader_s_language(language: str, days: str, words: str) -> None:
    speak(language)

    assert wording.days(days) == words


@pytest.mark.parametrize(
    ("language", "code", "name"),
    [
        ("en", "JPN", "Japan"),
        ("tr", "JPN", "Japonya"),
        ("tr", "EU", "Avrupa Birliği"),
        ("en", "YUG", "Yugoslavia"),
    ],
)
def test_countries_have_the_names_of_cldr(language: str, code: str, name: str) -> None:
    speak(language)

    assert wording.country(code) == name


def test_turkish_capital_of_i_keeps_its_dot() -> None:
    speak("tr")

    assert wording.capital("iklim") == "İklim"


def test_numbers_follow_the_language() -> None:
    speak("tr")

    assert wording.number(1234567) == "1.234.567"
    assert wording.share(0.87) == "%87"


def test_interval_words_of_a_quarter_name_it() -> None:
    speak("en")

    assert wording.interval_words(Interval.parse("2022-01-01/2022-03-31")) == "1st quarter 2022"


def test_facet_of_a_pair_is_said_by_names() -> None:
    speak("tr")

    assert facts.facet_words("pair", "jpn-fra") == "Japonya – Fransa"
    assert facts.facet_words("pair", "joe biden & NATO") == "Joe Biden – NATO"
    assert facts.facet_words("country", "jpn,FRA") == "Japonya, Fransa"


def test_languages_begin_with_the_site_s_own() -> None:
    assert languages()[0] == "en"
    assert "tr" in languages()
