"""Dates that pages state, in the forms of many countries."""

from __future__ import annotations

import pytest

from dragoman.article.dateline import read_dateline
from dragoman.article.page_date import parse_page_date


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2022-01-21T11:26:54-05:00", "2022-01-21T11:26:54-05:00"),
        ("2022-01-21 11:26:54-05:00", "2022-01-21T11:26:54-05:00"),
        ("2023-11-02T10:12:16.123Z", "2023-11-02T10:12:16Z"),
        ("Fri, 21 Jan 2022 11:26:54 GMT", "2022-01-21T11:26:54Z"),
        ("January 21, 2022", "2022-01-21"),
        ("Published Nov. 8, 2023 at 6:14 p.m.", "2023-11-08T18:14"),
        ("19. Oktober 2019, 06:00 Uhr", "2019-10-19T06:00"),
        ("le 9 décembre 2019 à 17h14", "2019-12-09T17:14"),
        ("4 de mayo de 2022", "2022-05-04"),
        ("12 marca 2021", "2021-03-12"),
        ("5 Mayıs 2020", "2020-05-05"),
        ("21.01.2022", "2022-01-21"),
        ("03/14/2022", "2022-03-14"),
        ("2022年1月21日", "2022-01-21"),
        ("1642782414", "2022-01-21T16:26:54Z"),
    ],
)
def test_a_stated_date_is_read_with_time_and_zone_as_far_as_given(text: str, value: str) -> None:
    found = parse_page_date(text, "test")

    assert found is not None
    assert found.value == value


@pytest.mark.parametrize("text", ["", "in due course", "31.02.2022", "tel. 12/34/56789", "99999999999"])
def test_what_is_no_date_of_the_calendar_is_none(text: str) -> None:
    assert parse_page_date(text, "test") is None


def test_a_dateline_gives_place_and_day_seen_from_the_publication() -> None:
    published = parse_page_date("1988-01-03", "test")

    place, on = read_dateline("WASHINGTON, Dec 30 (Reuters) - The two sides met.", published)

    assert place == "WASHINGTON"
    assert on is not None
    assert on.isoformat() == "1987-12-30"


def test_an_ordinary_sentence_has_no_dateline() -> None:
    assert read_dateline("The minister - who arrived on Tuesday - said so.", None) == (None, None)


@pytest.mark.parametrize("row", ["- ", " ", "|"])
def test_long_row_behind_a_day_is_looked_through_once(row: str) -> None:
    found = parse_page_date("1 May 2024 " + row * 20_000 + "x", "test")

    assert found is not None
    assert found.value == "2024-05-01"


@pytest.mark.parametrize(
    ("text", "place", "day"),
    [
        ("KUALA LUMPUR, May 9, 2024: Malaysia agreed.", "KUALA LUMPUR", "2024-05-09"),
        ("YEREVAN, OCTOBER 21, WIRE. Armenia agreed.", "YEREVAN", "2024-10-21"),
    ],
)
def test_a_dateline_may_end_with_a_colon_or_its_agency(text: str, place: str, day: str) -> None:
    published = parse_page_date("2024-10-22", "page")
    found, on = read_dateline(text, published)
    assert found == place
    assert on is not None
    assert on.isoformat() == day


def test_a_day_before_a_colon_is_no_dateline() -> None:
    assert read_dateline("On Monday, May 9, 2024: a day of talks.", None) == (None, None)
