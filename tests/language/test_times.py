"""Time expressions: what is found, what it means from an anchor, and what is left alone."""

from __future__ import annotations

import sys
from datetime import date
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.interval import Interval
from dragoman.language import _times_grammar as grammar
from dragoman.language.times import Direction, TimeExpression, TimeKind, find_times, resolve

FRIDAY = date(2022, 1, 21)


def only(text: str, anchor: date | Interval | None = FRIDAY) -> TimeExpression:
    found = find_times(text, anchor)
    assert len(found) == 1, found
    return found[0]


def days(text: str, anchor: date | Interval | None = FRIDAY) -> str | None:
    interval = only(text, anchor).interval
    return None if interval is None else interval.isoformat()


ABSOLUTE = [
    ("January 21, 2022", "2022-01-21"),
    ("21 January 2022", "2022-01-21"),
    ("the 21st of January 2022", "2022-01-21"),
    ("2022-01-21", "2022-01-21"),
    ("21.01.2022", "2022-01-21"),
    ("11-MAR-1987", "1987-03-11"),
    ("01/21/2022", "2022-01-21"),
    ("21/01/2022", "2022-01-21"),
    ("Sept. 11, 2001", "2001-09-11"),
    ("Friday, 21 January 2022", "2022-01-21"),
    ("April 2021", "2021-04"),
    ("in 2021", "2021"),
    ("in 1848", "1848"),
    ("the 1990s", "1990/1999"),
    ("the 19th century", "1800/1899"),
    ("the second quarter of 2021", "2021-04/2021-06"),
    ("the first half of 2022", "2022-01/2022-06"),
    ("Q2 2022", "2022-04/2022-06"),
    ("early 2022", "2022-01/2022-04"),
    ("mid-2021", "2021-05/2021-08"),
    ("late 2021", "2021-09/2021-12"),
    ("by the end of 2025", "2025-12"),
    ("the first three months of 2022", "2022-01/2022-03"),
    ("the spring of 2020", "2020-03/2020-05"),
    ("July 11-13, 2017", "2017-07-11/2017-07-13"),
    ("11 to 13 July 2017", "2017-07-11/2017-07-13"),
    ("between May 3 and 5, 2021", "2021-05-03/2021-05-05"),
    ("March to August 2011", "2011-03/2011-08"),
    ("between July 2003 and December 2004", "2003-07/2004-12"),
    ("Oct. 3, 2019 to Nov. 4", "2019-10-03/2019-11-04"),
    ("from 2019 to 2021", "2019/2021"),
    ("2019-20", "2019/2020"),
    ("the September 11 attacks", "2001-09-11"),
    ("Good Friday 2022", "2022-04-15"),
]


@pytest.mark.parametrize(("text", "wanted"), ABSOLUTE, ids=[text for text, _ in ABSOLUTE])
@pytest.mark.parametrize("anchor", [FRIDAY, None], ids=["anchored", "bare"])
def test_a_date_with_its_year_needs_no_anchor(text: str, wanted: str, anchor: date | None) -> None:
    assert days(text, anchor) == wanted
    assert not only(text, anchor).anchored


RELATIVE = [
    ("They met on Thursday.", "2022-01-20"),
    ("They met on Friday.", "2022-01-21"),
    ("They will meet on Thursday.", "2022-01-27"),
    ("They will meet on Friday.", "2022-01-21"),
    ("The talks are scheduled for Monday.", "2022-01-24"),
    ("He will stay in Sweden until Sunday.", "2022-01-23"),
    ("They met last Thursday.", "2022-01-20"),
    ("The two leaders meet next Monday.", "2022-01-24"),
    ("this coming Friday", "2022-01-28"),
    ("Thursday next week", "2022-01-27"),
    ("He spoke on Thursday morning.", "2022-01-20"),
    ("today", "2022-01-21"),
    ("yesterday", "2022-01-20"),
    ("tomorrow", "2022-01-22"),
    ("this week", "2022-01-17/2022-01-23"),
    ("last week", "2022-01-10/2022-01-16"),
    ("next month", "2022-02"),
    ("last year", "2021"),
    ("earlier this month", "2022-01-01/2022-01-21"),
    ("later this year", "2022-01-21/2022-12-31"),
    ("three days ago", "2022-01-18"),
    ("ten months ago", "2021-03"),
    ("two years ago", "2020"),
    ("They will meet in two weeks.", "2022-01-31/2022-02-06"),
    ("Iran will reply within 90 days.", "2022-01-21/2022-04-21"),
    ("over the past three years", "2019-01-21/2022-01-21"),
    ("over the weekend", "2022-01-15/2022-01-16"),
    ("They will meet this weekend.", "2022-01-22/2022-01-23"),
    ("in the coming days", "2022-01-21/2022-02-04"),
    ("the first half of this year", "2022-01/2022-06"),
    ("the end of the year", "2022-12"),
    ("early next month", "2022-02-01/2022-02-10"),
    ("last November", "2021-11"),
    ("He was elected in November.", "2021-11"),
    ("He will visit in April.", "2022-04"),
    ("He agreed to visit Moscow in May.", "2022-05"),
    ("They met on Jan. 19.", "2022-01-19"),
    ("They met on Dec. 28.", "2021-12-28"),
    ("The summit will be held May 24.", "2022-05-24"),
    ("He visited from January 31 to February 4, 2021", "2021-01-31/2021-02-04"),
    ("He was there from Monday to Wednesday.", "2022-01-17/2022-01-19"),
    ("last summer", "2021-06/2021-08"),
    ("this winter", "2021-12/2022-02"),
    ("Christmas", "2021-12-25"),
    ("New Year’s Day", "2022-01-01"),
    ("the week of January 10", "2022-01-10/2022-01-16"),
]


@pytest.mark.parametrize(("text", "wanted"), RELATIVE, ids=[text for text, _ in RELATIVE])
def test_a_relative_date_is_counted_from_the_anchor(text: str, wanted: str) -> None:
    assert days(text) == wanted
    assert days(text, None) is None or not only(text, None).anchored


@pytest.mark.parametrize(
    "text", ["Thursday", "last year", "in April", "3 days ago", "the first half of this year"]
)
def test_a_relative_date_without_an_anchor_is_found_and_names_no_day(text: str) -> None:
    assert days(text, None) is None


def test_the_nearest_verb_decides_where_a_weekday_lies() -> None:
    said, meeting = find_times("Biden said on Thursday that he will meet Kishida on Monday.", FRIDAY)

    assert said.interval == Interval.on_day(date(2022, 1, 20))
    assert meeting.interval == Interval.on_day(date(2022, 1, 24))


def test_an_introduction_is_dated_by_the_verb_that_follows() -> None:
    assert days("Following a call with Trump on Thursday, Zelensky called for a truce.") == "2022-01-20"
    assert days("On Monday, the leader will travel to Washington.") == "2022-01-24"


def test_the_following_day_is_counted_from_the_date_mentioned_last() -> None:
    found = find_times("They met on Jan. 3. The following day he left. A day earlier he had called.", FRIDAY)

    assert [each.interval and each.interval.isoformat() for each in found] == [
        "2022-01-03",
        "2022-01-04",
        "2022-01-03",
    ]


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("The meeting lasted about an hour and a half.", 90),
        ("a 90-minute call", 90),
        ("nearly two hours", 120),
        ("two and a half hours", 150),
        ("half an hour", 30),
        ("two hours and 15 minutes", 135),
        ("a two-day visit", 2880),
        ("a week-long visit", 10080),
        ("for twenty-one days", 30240),
        ("two to three hours", None),
        ("for several hours", None),
    ],
)
def test_a_duration_is_given_in_minutes(text: str, minutes: int | None) -> None:
    found = only(text)

    assert found.kind is TimeKind.DURATION
    assert found.minutes == minutes
    assert found.interval is None


@pytest.mark.parametrize(
    "text", ["every year", "twice a week", "an annual summit", "each Monday", "on Mondays"]
)
def test_a_repeated_time_is_a_set(text: str) -> None:
    assert only(text).kind is TimeKind.SET


@pytest.mark.parametrize(
    "text",
    [
        "He may march second.",
        "The Sun reported that 1,500 people came.",
        "Resolution 2231",
        "Resolutions 1874 and 2094",
        "Route 66",
        "a Boeing 787",
        "the Group of 20",
        "Mrs May and COVID-19",
        "a 35-year-old man, aged 35 years",
        "the Six-Day War",
        "The China Daily",
        "Russia Today",
        "the Sunday Times",
        "2000 soldiers",
        "$2022",
        "one day",
        "$60 a day",
        "First Corinthians 9:25",
    ],
)
def test_words_that_look_like_times_are_left_alone(text: str) -> None:
    assert find_times(text, FRIDAY) == []


def test_day_and_month_that_cannot_be_told_apart_name_no_day() -> None:
    found = only("on 04/05/2026")

    assert (found.interval, found.inconsistent) == (None, False)


@pytest.mark.parametrize(
    "text", ["31 February", "February 30, 2022", "29 February 2023", "2026-13-05", "31/04/2022"]
)
def test_a_day_that_does_not_exist_is_inconsistent(text: str) -> None:
    found = only(text)

    assert (found.interval, found.inconsistent) == (None, True)


def test_a_wrong_weekday_yields_to_the_date_and_is_noted() -> None:
    found = only("Thursday, 21 January 2022")
    bracketed = find_times("They met on Tuesday (Jan. 19).", FRIDAY)

    assert (found.interval, found.inconsistent) == (Interval.on_day(FRIDAY), True)
    assert [each.inconsistent for each in bracketed] == [True, False]
    assert bracketed[0].interval == Interval.on_day(date(2022, 1, 19))


def test_an_uncertain_anchor_widens_the_days() -> None:
    week = Interval(date(2022, 1, 17), date(2022, 1, 21), Interval.parse("2022-01-17/2022-01-23").resolution)

    assert days("yesterday", week) == "2022-01-16/2022-01-20"
    assert days("last year", week) == "2021"
    assert days("yesterday", Interval.on_day(FRIDAY)) == "2022-01-20"


def test_resolve_reads_the_words_of_one_expression() -> None:
    assert resolve("Thursday", FRIDAY, Direction.FUTURE) == Interval.on_day(date(2022, 1, 27))
    assert resolve("on Thursday", FRIDAY, Direction.PAST) == Interval.on_day(date(2022, 1, 20))
    assert resolve("in due course", FRIDAY) is None


def test_offsets_count_code_points_and_spans_do_not_overlap() -> None:
    text = "“Пять” 🕊 On Jan. 21, 2022 — hours after midnight, 🕊🕊 — they met for an hour and a half."
    found = find_times(text, FRIDAY)

    assert [text[each.start : each.end] for each in found] == [each.text for each in found]
    assert [each.text for each in found if each.kind is TimeKind.DATE] == ["Jan. 21, 2022"]


def test_given_sentences_bound_the_search_for_a_verb() -> None:
    text = "It will rain. talks held Thursday"
    assert find_times(text, FRIDAY, [(0, 13), (14, len(text))])[-1].interval == Interval.on_day(
        date(2022, 1, 20)
    )


SIGNS = [*"0123456789,-–./½$:(", "2022", "31", "1,500", "\n\n"]
WORDS = [*sorted(grammar.lexicon().words), *SIGNS]


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)))
def test_any_text_gives_ordered_spans_that_slice_back(text: str) -> None:
    end = 0
    for each in find_times(text, FRIDAY):
        assert end <= each.start < each.end <= len(text)
        assert text[each.start : each.end] == each.text
        end = each.end


@settings(max_examples=100, deadline=None)
@given(st.dates(date(1900, 1, 1), date(2060, 12, 31)), st.dates(date(1990, 1, 1), date(2040, 12, 31)))
def test_a_full_date_is_read_back_in_every_order(day: date, anchor: date) -> None:
    for form in ("{0:%B} {0.day}, {0.year}", "{0.day} {0:%B} {0.year}", "{0:%b} {0.day} {0.year}", "{0}"):
        assert days(form.format(day), anchor) == day.isoformat()


def test_no_rule_repeats_without_bound() -> None:
    for _, pattern in grammar.RULES + grammar.INNER_RULES:
        assert not set("*+") & set(grammar.compiled(pattern).pattern.replace("\\", ""))


@pytest.mark.parametrize(
    "piece", ["1 ", "May ", "the first half of ", "from Monday to ", "1-", "two and a half ", "a "]
)
def test_work_grows_with_the_length_of_the_text_and_no_faster(piece: str) -> None:
    find_times(piece * 4, FRIDAY)
    once, fourfold = _n_calls(piece * 250), _n_calls(piece * 1000)

    assert fourfold < 5 * once + 2000


def _n_calls(text: str) -> int:
    n_calls = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal n_calls
        n_calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        find_times(text, FRIDAY)
    finally:
        sys.setprofile(None)
    return n_calls
