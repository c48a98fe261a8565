"""Pairs of reports near the border of likeness, asked about once, by worth times doubt."""

from __future__ import annotations

from random import Random

import pytest

from dragoman.ledger import Ledger, PairVerdict
from dragoman.ledger.merging import doubt_of
from tests.ledger.simulator import meetings, reports


@pytest.fixture
def stream(ledger: Ledger) -> Ledger:
    told = [one.record for one in reports(3, meetings(3, 20), most=4)]
    ledger.add_all(Random(1).sample(told, len(told)))
    return ledger


def test_doubt_is_highest_at_the_border_and_ends_on_both_sides() -> None:
    doubts = [doubt_of("meetings", total) for total in (0.69, 0.75, 0.8, 0.815, 0.84)]

    assert doubts == [0.0, 0.5, 1.0, 0.5, 0.0]


def test_queue_asks_for_each_two_things_once_with_both_reports(stream: Ledger) -> None:
    pairs = stream.doubtful_pairs("ayse", limit=200)

    asked = [
        frozenset((stream.thing(pair.left["id"]).id, stream.thing(pair.right["id"]).id)) for pair in pairs
    ]
    assert len(pairs) > 2
    assert len(set(asked)) == len(asked)
    assert all(pair.left["words"] and pair.right["words"] and pair.likeness for pair in pairs)
    assert all(pair.are_joined == (len(things) == 1) for pair, things in zip(pairs, asked, strict=True))
    weights = [pair.worth * pair.doubt for pair in pairs]
    assert weights == sorted(weights, reverse=True)


@pytest.mark.parametrize("verdict", list(PairVerdict))
def test_judged_pair_is_not_asked_again(stream: Ledger, verdict: PairVerdict) -> None:
    pair = stream.doubtful_pairs("ayse", limit=1)[0]

    stream.decide_pair(pair.left["id"], pair.right["id"], verdict, "ayse")

    again = stream.doubtful_pairs("ayse", limit=200)
    asked = {frozenset((one.left["id"], one.right["id"])) for one in again}
    assert frozenset((pair.left["id"], pair.right["id"])) not in asked
    same = stream.thing(pair.left["id"]).id == stream.thing(pair.right["id"]).id
    assert same is {"same": True, "different": False, "unsure": pair.are_joined}[verdict]
    assert stream.check() == []
