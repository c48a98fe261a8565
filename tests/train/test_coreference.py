"""The measures of entities, against figures worked out by hand."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest

TRAIN = Path(__file__).parents[2] / "train"


@pytest.fixture
def coreference(monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """The module, which is found only from its own folder."""
    monkeypatch.syspath_prepend(str(TRAIN))
    import coreference as module

    yield module
    sys.modules.pop("coreference", None)


def scores(coreference, gold: list[set[int]], found: list[set[int]]) -> dict[str, float]:  # type: ignore[no-untyped-def]
    counts: Counter[str] = Counter()
    coreference.count([frozenset(e) for e in gold], [frozenset(e) for e in found], counts)
    result: dict[str, float] = coreference.f1_scores(counts)
    return result


def test_the_gold_itself_is_perfect(coreference) -> None:  # type: ignore[no-untyped-def]
    gold = [{1, 4, 9}, {2, 3}]
    assert scores(coreference, gold, gold) == {"MUC": 100.0, "B3": 100.0, "LEA": 100.0}


def test_a_split_entity_loses_recall_alone(coreference) -> None:  # type: ignore[no-untyped-def]
    # MUC: 2 of 3 links, none wrong. B3: each mention sees half of its entity. LEA: 2 of 6 links.
    found = scores(coreference, [{1, 2, 3, 4}], [{1, 2}, {3, 4}])
    assert found == {"MUC": 80.0, "B3": 66.7, "LEA": 50.0}


def test_nothing_found_is_nothing(coreference) -> None:  # type: ignore[no-untyped-def]
    assert scores(coreference, [{1, 2}], []) == {"MUC": 0.0, "B3": 0.0, "LEA": 0.0}


def test_entities_of_one_mention_are_left_out(coreference) -> None:  # type: ignore[no-untyped-def]
    assert coreference.without_singles([frozenset({1}), frozenset({2, 3})]) == [frozenset({2, 3})]
