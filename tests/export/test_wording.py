"""Days and durations in words."""

from __future__ import annotations

import pytest

from dragoman.article import Evidence
from dragoman.export.wording import actor_words, days_words, duration_words, topics_words
from dragoman.interval import Interval
from dragoman.reading.record import Actor, ActorKind


@pytest.mark.parametrize(
    ("iso_text", "words"),
    [
        ("2022-01-21", "21 January 2022"),
        ("2022-01", "January 2022"),
        ("2022", "2022"),
        ("2022-01/2022-06", "first half of 2022"),
        ("2022-04/2022-06", "second quarter of 2022"),
        ("2022-01-17/2022-01-23", "week of 17 January 2022"),
        ("2022-05-03/2022-05-05", "3 to 5 May 2022"),
        ("2022-05-30/2022-06-02", "30 May to 2 June 2022"),
        ("2021-12-30/2022-01-02", "30 December 2021 to 2 January 2022"),
        ("2022-02/2022-04", "February to April 2022"),
        ("2021-12/2022-04", "December 2021 to April 2022"),
        ("2020/2022", "2020 to 2022"),
    ],
)
def test_days_are_written_as_people_write_them(iso_text: str, words: str) -> None:
    assert days_words(Interval.parse(iso_text)) == words


@pytest.mark.parametrize(
    ("minutes", "words"), [(90, "1 h 30 min"), (45, "45 min"), (120, "2 h"), (0, "0 min")]
)
def test_duration_is_written_in_hours_and_minutes(minutes: int, words: str) -> None:
    assert duration_words(minutes) == words


@pytest.mark.parametrize(
    ("name", "office", "country", "words"),
    [
        ("Fumio Kishida", "Prime Minister", "JPN", "Fumio Kishida, Prime Minister, Japan (JPN)"),
        ("Japan", "", "JPN", "Japan (JPN)"),
        ("UN", "", "UN", "UN"),
        ("", "officials", "", "officials"),
        ("", "", "", "somebody unnamed"),
    ],
)
def test_actor_is_written_with_the_name_of_the_country(
    name: str, office: str, country: str, words: str
) -> None:
    actor = Actor((Evidence("d", 0, 1),), name, office, country, ActorKind.UNKNOWN)
    assert actor_words(actor) == words


def test_topics_are_words_and_countries() -> None:
    assert topics_words(["security", "JPN", "security"]) == "security, Japan"
