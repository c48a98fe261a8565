"""Days that fit all claims of a text."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dragoman.interval import Interval
from dragoman.knowledge.dating import dates_that_fit
from dragoman.knowledge.facts import Tenure
from tests.knowledge.factory import make_tenure

TENURES = st.builds(
    lambda first, n_days: make_tenure(
        "p", "Prime Minister", first.isoformat(), (first + timedelta(days=n_days)).isoformat()
    ),
    st.dates(min_value=date(1990, 1, 1), max_value=date(2020, 1, 1)),
    st.integers(min_value=0, max_value=4000),
)


def test_two_holders_leave_the_days_they_share() -> None:
    left = make_tenure("a", "President", "2021-01-20", "2025-01-20")
    right = make_tenure("b", "Prime Minister", "2021-10-04", "2024-10-01")
    fitting = dates_that_fit([[left], [right]])
    assert fitting is not None
    assert fitting.isoformat() == "2021-10-04/2024-10-01"


def test_holders_of_other_times_leave_no_day() -> None:
    left = make_tenure("a", "President", "1990-01-01", "1994-01-01")
    right = make_tenure("b", "Prime Minister", "2000-01-01", "2004-01-01")
    assert dates_that_fit([[left], [right]]) is None


def test_claims_that_nobody_knows_are_passed_over() -> None:
    left = make_tenure("a", "President", "1990-01-01", "1994-01-01")
    assert dates_that_fit([[], [left], []]) == dates_that_fit([[left]])
    assert dates_that_fit([]) is None


@given(st.lists(st.lists(TENURES, min_size=1, max_size=3), min_size=1, max_size=4))
def test_order_of_claims_does_not_matter(claims: list[list[Tenure]]) -> None:
    assert dates_that_fit(claims) == dates_that_fit(claims[::-1])


@given(st.lists(TENURES, min_size=1, max_size=3))
def test_one_more_claim_never_widens(tenures: list[Tenure]) -> None:
    wide: Interval | None = dates_that_fit([tenures])
    narrow = dates_that_fit([tenures, tenures[:1]])
    assert wide is not None
    assert narrow is not None
    assert wide.earliest <= narrow.earliest <= narrow.latest <= wide.latest
