"""Arc scores become a tree whatever they are."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dragoman.language import trees
from dragoman.language.trees import decode_tree


def is_tree(heads: list[int]) -> bool:
    """One word on the root, and every word reaches it."""
    if heads.count(0) != 1:
        return False
    for word in range(1, len(heads) + 1):
        seen: set[int] = set()
        while word:
            if word in seen:
                return False
            seen.add(word)
            word = heads[word - 1]
    return True


@given(st.data(), st.integers(1, 9))
def test_any_scores_give_a_tree(data: st.DataObject, n: int) -> None:
    values = st.floats(-30, 30, width=32)
    arcs = data.draw(arrays(np.float32, (n, n + 1), elements=values))
    heads = decode_tree(arcs)
    assert len(heads) == n
    assert is_tree(heads)


def test_the_best_heads_stay_where_they_are_a_tree() -> None:
    arcs = np.full((3, 4), -5, np.float32)
    for word, head in enumerate([2, 0, 2]):
        arcs[word, head] = 5
    assert decode_tree(arcs) == [2, 0, 2]


def test_a_cycle_is_broken_at_its_cheapest_arc() -> None:
    # Words 1 and 2 want each other; word 1 would take the root for 1, word 2 for 9 less.
    arcs = np.array([[9, -50, 10], [0, 10, -50]], np.float32)
    assert decode_tree(arcs) == [0, 1]


def test_only_the_better_of_two_roots_stays() -> None:
    arcs = np.array([[5, -50, 4], [6, 0, -50]], np.float32)
    assert decode_tree(arcs) == [2, 0]


def test_words_that_all_want_the_root_give_one_and_few_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = []
    whole = trees._rooted_tree
    monkeypatch.setattr(trees, "_rooted_tree", lambda scores, root: tried.append(root) or whole(scores, root))
    arcs = np.zeros((160, 161), np.float32)
    arcs[:, 0] = 9

    heads = decode_tree(arcs)

    assert is_tree(heads)
    assert len(tried) <= 4
