"""Two actors: what both have a part in, with whom somebody is told of, and what is told beside it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.errors import UsageError
from dragoman.ledger import Filter, Ledger, ListKind, Period, Span
from dragoman.reading.record import Record
from tests.factory import make_actor, make_record

PAIR = "Fumio Kishida & Anthony Albanese"


def told_alone(doc_id: str, name: str = "Fumio Kishida", country: str = "JPN") -> Record:
    """A report of a meeting in which one of the two has no part; the commitment is told there too."""
    record = make_record(doc_id=doc_id, outlet=doc_id)
    actor = make_actor(record.article, "Fumio Kishida", country, name)
    return replace(record, meetings=(replace(record.meetings[0], participants=(actor,), place=None),))


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    ledger.add_all([make_record(), told_alone("alone"), told_alone("guest", "Penny Wong", "AUS")])
    return ledger


@pytest.mark.parametrize(
    ("pair", "n_meetings"),
    [
        (PAIR, 1),
        ("anthony albanese & FUMIO kishida", 1),
        ("AUS & Fumio Kishida", 1),
        ("AUS & JPN", 1),
        ("Fumio Kishida & Penny Wong", 0),
    ],
)
def test_pair_of_actors_chooses_what_both_have_a_part_in(filled: Ledger, pair: str, n_meetings: int) -> None:
    found = filled.things(ListKind.MEETINGS, Filter({"pair": pair})).rows

    assert len(found) == n_meetings


def test_articles_tell_of_both_actors(filled: Ledger) -> None:
    found = filled.search("", Filter({"pair": PAIR})).rows

    assert [row["doc_id"] for row in found] == ["canberra"]


@pytest.mark.parametrize("span", [Span(), Span(per=Period.DAY), Span(since="2022-10-01", until="2022-10-31")])
def test_numbers_of_a_pair_of_actors_are_those_of_its_lists(filled: Ledger, span: Span) -> None:
    tally = filled.tally("pair", PAIR, span)

    assert tally.total == {"articles": 1, "meetings": 1}
    assert sum(counts.get("meetings", 0) for counts in tally.by_period.values()) == 1


def test_company_is_who_else_takes_part(filled: Ledger) -> None:
    (one,) = filled.company("Fumio Kishida")

    assert (one.shown, one.counts, one.total) == ("Anthony Albanese", {"meetings": 1}, 1)
    assert filled.company("Penny Wong") == []


def test_what_is_promised_is_found_beside_a_meeting_of_two(filled: Ledger) -> None:
    (promised,) = filled.beside(PAIR, ListKind.COMMITMENTS)

    assert promised["what"] == "to hold joint exercises"
    assert filled.beside("Fumio Kishida & Penny Wong", ListKind.COMMITMENTS) == []


def test_half_a_pair_is_refused_with_both_forms(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match=r"AUS-JPN.*fumio kishida & NATO"):
        ledger.things(ListKind.MEETINGS, Filter({"pair": "Fumio Kishida &"}))
