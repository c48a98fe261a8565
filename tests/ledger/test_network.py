"""Edges between countries, over all time and over a period."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.ledger import Edge, Ledger, Ties
from dragoman.ledger.company import TOGETHER
from tests.factory import make_record


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """One meeting, one agreement due in June 2023, one event, told of by two outlets."""
    ledger.add_all([make_record(), make_record(doc_id="other", outlet="Herald")])
    return ledger


def test_edge_counts_each_thing_once(filled: Ledger) -> None:
    (edge,) = filled.network().edges

    assert edge == Edge("AUS", "JPN", {"commitments": 1, "events": 1, "meetings": 1}, 3)
    assert filled.network().nodes == {"AUS": 3, "JPN": 3}


@pytest.mark.parametrize(
    ("ties", "total"),
    [
        (Ties(until="2022-12-31"), 2),
        (Ties(since="2023-01-01"), 1),
        (Ties(since="2024-01-01"), 0),
        (Ties(kinds=("meetings",)), 1),
        (Ties(country="jpn"), 3),
        (Ties(country="JP"), 0),
    ],
)
def test_ties_choose_edges(filled: Ledger, ties: Ties, total: int) -> None:
    assert sum(edge.total for edge in filled.network(ties).edges) == total


@pytest.mark.parametrize(
    ("ties", "total"),
    [
        (Ties(kinds=TOGETHER), 1),
        (Ties(kinds=TOGETHER, since="2022-10-01", until="2022-10-31"), 1),
        (Ties(kinds=TOGETHER, until="2022-09-30"), 0),
        (Ties(kinds=("statements",)), 0),
        (Ties(kinds=TOGETHER, person="Anthony ALBANESE"), 1),
        (Ties(kinds=TOGETHER, person="Penny Wong"), 0),
    ],
)
def test_people_are_joined_by_name(filled: Ledger, ties: Ties, total: int) -> None:
    network = filled.network(replace(ties, of_people=True))

    assert sum(edge.total for edge in network.edges) == total
    assert set(network.nodes) == ({"anthony albanese", "fumio kishida"} if total else set())


def test_weaker_edges_are_counted_where_they_are_left_out(filled: Ledger) -> None:
    network = filled.network(Ties(limit=0))

    assert (network.edges, network.n_left_out) == ((), 1)
