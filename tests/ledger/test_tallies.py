"""Counts per day, month and year, and the words of facets."""

from __future__ import annotations

from collections import Counter

import pytest

from dragoman.ledger import Filter, Ledger, ListKind, Period, Span
from tests.factory import make_record
from tests.ledger.simulator import meetings, reports


@pytest.fixture
def stream(ledger: Ledger) -> Ledger:
    ledger.add_all([told.record for told in reports(3, meetings(3, 20), most=3)])
    return ledger


@pytest.mark.parametrize(("facet", "word"), [("country", "jpn"), ("topic", "energy"), ("outlet", "Outlet 7")])
def test_months_count_what_the_list_of_the_facet_holds(stream: Ledger, facet: str, word: str) -> None:
    listed = stream.things(ListKind.MEETINGS, Filter({facet: word}, limit=None)).rows
    by_month = Counter(row["day"][:7] for row in listed if row["day"])

    tally = stream.tally(facet, word)

    assert {month: counts.get("meetings", 0) for month, counts in tally.by_period.items()} | dict(
        by_month
    ) == {month: by_month[month] for month in {*tally.by_period, *by_month}}
    assert tally.total["meetings"] == len(listed) > 0
    assert list(tally.by_period) == sorted(tally.by_period)


def test_outlet_is_covered_day_by_day(ledger: Ledger) -> None:
    ledger.add_all(
        [
            make_record(
                doc_id=f"p{at}", headline=f"Talks no. {at}", published=f"2022-10-2{at}", outlet="Post"
            )
            for at in (2, 2, 4)
        ]
    )

    tally = ledger.tally("outlet", "Post", Span(Period.DAY, kinds=("articles",)))

    assert tally.by_period == {"2022-10-22": {"articles": 1}, "2022-10-24": {"articles": 1}}


def test_days_outside_of_the_span_and_undated_things_are_left_out(ledger: Ledger) -> None:
    ledger.add_all(
        [
            make_record(doc_id="a", published="2022-10-22"),
            make_record(doc_id="b", headline="Later", published="2023-02-01"),
            make_record(doc_id="c", headline="Undated", published=None),
        ]
    )
    span = Span(Period.YEAR, since="2022-01-01", until="2022-12-31", kinds=("articles",))

    assert ledger.tally("any", "*", span).by_period == {"2022": {"articles": 1}}
    whole = ledger.tally("any", "*", Span(Period.YEAR, kinds=("articles",)))
    assert (whole.undated, whole.total) == ({"articles": 1}, {"articles": 3})


def test_people_are_listed_as_reports_write_them(ledger: Ledger) -> None:
    ledger.add(make_record())

    entries = ledger.words("actor", Span(kinds=("meetings", "statements")))

    assert [(one.word, one.shown, one.total) for one in entries] == [
        ("fumio kishida", "Fumio Kishida", 2),
        ("anthony albanese", "Anthony Albanese", 1),
    ]


def test_most_frequent_words_come_first(stream: Ledger) -> None:
    entries = stream.words("country", limit=3)

    totals = [one.total for one in entries]
    assert len(entries) == 3
    assert totals == sorted(totals, reverse=True)
