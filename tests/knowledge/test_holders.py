"""Held, not held, not known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.interval import Interval
from dragoman.knowledge import Knowledge, Verdict
from dragoman.knowledge.facts import Office
from dragoman.knowledge.holders import Holders
from dragoman.knowledge.tables import Coverage
from tests.knowledge.factory import day, make_tenure

ANN = make_tenure("ann", "Prime Minister", "2000-01-01", "2004-06-30")
BOB = make_tenure("bob", "Prime Minister", "2004-06-30")
CIS = make_tenure("cis", "King", "1990-01-01", office_class="head_of_state")


@pytest.fixture
def holders(tables: Knowledge) -> Holders:
    """One kingdom with two prime ministers, covered from 2000 to 2025."""
    first, last = day("2000-01-01").earliest, day("2025-01-01").latest
    offices = [
        Office("XXA", each.office_class, (each.title,), each.start, None, "test") for each in (ANN, CIS)
    ]
    coverage = [Coverage("XXA", each, first, last) for each in ("head_of_state", "head_of_government")]
    return Holders([ANN, BOB, CIS], offices, coverage, tables.titles)


def verdict(holders: Holders, tables: Knowledge, person: str, title: str, when: str) -> Verdict:
    return holders.held(person, tables.office_query(title, "XXA", day(when)))[0]


@pytest.mark.parametrize(
    ("person", "title", "when", "expected"),
    [
        ("ann", "Prime Minister", "2002-05-05", Verdict.HELD),
        ("ann", "Premier", "2002", Verdict.HELD),
        ("ann", "Prime Minister", "2010-01-01", Verdict.NOT_HELD),
        ("ann", "Prime Minister", "2004-07-05", Verdict.UNKNOWN),
        ("ann", "Prime Minister", "1999-06-01", Verdict.UNKNOWN),
        ("ann", "President", "2002-05-05", Verdict.NOT_HELD),
        ("cis", "Prime Minister", "2002-05-05", Verdict.NOT_HELD),
        ("bob", "Prime Minister", "2024-12-31", Verdict.HELD),
        ("bob", "Prime Minister", "2026-01-01", Verdict.UNKNOWN),
        ("bob", "Foreign Minister", "2010-01-01", Verdict.UNKNOWN),
    ],
)
def test_answer_depends_on_title_day_and_coverage(
    holders: Holders, tables: Knowledge, person: str, title: str, when: str, expected: Verdict
) -> None:
    assert verdict(holders, tables, person, title, when) is expected


def test_kingdom_lacks_a_president(holders: Holders, tables: Knowledge) -> None:
    assert holders.lacks_office(tables.office_query("President", "XXA", day("2010")))
    assert not holders.lacks_office(tables.office_query("Prime Minister", "XXA", day("2010")))
    assert not holders.lacks_office(tables.office_query("King", "XXA", day("2010")))


def test_what_the_person_was_instead_is_told(holders: Holders, tables: Knowledge) -> None:
    _, tenure = holders.held("ann", tables.office_query("President", "XXA", day("2002-05-05")))
    assert tenure == ANN


@given(when=st.dates(min_value=day("2000-02-01").earliest, max_value=day("2024-12-01").earliest))
def test_nobody_both_held_and_did_not_hold(tables: Knowledge, when: object) -> None:
    first, last = day("2000-01-01").earliest, day("2025-01-01").latest
    coverage = [Coverage("XXA", "head_of_government", first, last)]
    both = Holders([ANN, BOB], [], coverage, tables.titles)
    query = tables.office_query("Prime Minister", "XXA", Interval.on_day(when))  # type: ignore[arg-type]
    verdicts = {both.held(person, query)[0] for person in ("ann", "bob")}
    assert Verdict.HELD in verdicts
