"""Intervals: the days of a date, their ISO text, and what two of them share."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.interval import Interval, Resolution

DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
INTERVALS = st.builds(lambda a, b: Interval.between(min(a, b), max(a, b)), DAYS, DAYS)


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "resolution"),
    [
        ("2022-01-21", date(2022, 1, 21), date(2022, 1, 21), Resolution.DAY),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), Resolution.MONTH),
        ("2022", date(2022, 1, 1), date(2022, 12, 31), Resolution.YEAR),
        ("2022-01/2022-06", date(2022, 1, 1), date(2022, 6, 30), Resolution.HALF_YEAR),
        ("2022-04/2022-06", date(2022, 4, 1), date(2022, 6, 30), Resolution.QUARTER),
        ("2022-01/2022-04", date(2022, 1, 1), date(2022, 4, 30), Resolution.RANGE),
        ("2022-02/2022-04", date(2022, 2, 1), date(2022, 4, 30), Resolution.RANGE),
        ("2020/2022", date(2020, 1, 1), date(2022, 12, 31), Resolution.RANGE),
        ("2022-01-17/2022-01-23", date(2022, 1, 17), date(2022, 1, 23), Resolution.WEEK),
        ("2022-01-21/2022-02-03", date(2022, 1, 21), date(2022, 2, 3), Resolution.RANGE),
    ],
)
def test_iso_text_is_read_and_written_alike(
    text: str, earliest: date, latest: date, resolution: Resolution
) -> None:
    interval = Interval.parse(text)

    assert interval == Interval(earliest, latest, resolution)
    assert interval.isoformat() == text


@pytest.mark.parametrize(
    "text", ["", "2022-13", "2022-02-30", "22-01-01", "2022-1-1", "2022/", "/2022", "٢٠٢٢", "0000"]
)
def test_a_text_that_is_no_date_is_named_in_the_message(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a date\. Use YYYY-MM-DD") as caught:
        Interval.parse(text)

    assert f'"{text}"' in str(caught.value)


def test_an_interval_that_ends_before_it_begins_cannot_be_built() -> None:
    with pytest.raises(ValueError, match="ends before it begins"):
        Interval(date(2022, 1, 2), date(2022, 1, 1), Resolution.RANGE)
    with pytest.raises(ValueError, match="ends before it begins"):
        Interval.parse("2022-02/2022-01")


def test_the_inner_interval_keeps_its_resolution_when_two_are_intersected() -> None:
    week = Interval(date(2022, 1, 19), date(2022, 1, 25), Resolution.WEEK)

    assert Interval.year(2022).intersect(week) == week
    assert week.intersect(Interval.on_day(date(2022, 1, 20))) == Interval.on_day(date(2022, 1, 20))


def test_february_of_a_leap_year_has_29_days() -> None:
    assert Interval.month(2024, 2).n_days == 29


@given(INTERVALS)
def test_parse_gives_back_what_isoformat_wrote(interval: Interval) -> None:
    assert Interval.parse(interval.isoformat()) == interval


@given(INTERVALS, INTERVALS)
def test_intersection_is_symmetric_and_agrees_with_overlaps(left: Interval, right: Interval) -> None:
    common = left.intersect(right)

    assert left.overlaps(right) == right.overlaps(left) == (common is not None)
    if common is not None:
        assert (common.earliest, common.latest) == (
            max(left.earliest, right.earliest),
            min(left.latest, right.latest),
        )


@given(INTERVALS)
def test_an_interval_contains_its_ends_and_not_the_days_beside_them(interval: Interval) -> None:
    assert interval.contains(interval.earliest)
    assert interval.contains(interval.latest)
    if interval.latest < date.max:
        assert not interval.contains(interval.latest + timedelta(days=1))
