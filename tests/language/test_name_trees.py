"""A name is one piece of the tree."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.name_trees import attach_names


def test_a_torn_name_is_made_whole() -> None:
    heads, deprel = [-1, 0, 0], ["root", "nsubj", "ccomp"]  # "said Fitsum Arega"
    attach_names(heads, deprel, [(1, 3)])
    assert (heads, deprel) == ([-1, 0, 1], ["root", "nsubj", "flat"])


def test_a_whole_name_is_left_alone() -> None:
    heads, deprel = [1, -1, 1, 2], ["case", "root", "nmod", "flat"]
    attach_names(heads, deprel, [(2, 4)])
    assert heads == [1, -1, 1, 2]


@given(st.data(), st.integers(2, 12))
def test_the_tree_stays_a_tree(data: st.DataObject, n_words: int) -> None:
    heads = [-1] + [data.draw(st.integers(0, word - 1)) for word in range(1, n_words)]
    order = data.draw(st.permutations(range(n_words)))
    mixed = [0] * n_words
    for word, head in enumerate(heads):
        mixed[order[word]] = -1 if head < 0 else order[head]
    first = data.draw(st.integers(0, n_words - 1))
    last = data.draw(st.integers(first + 1, n_words))
    attach_names(mixed, ["dep"] * n_words, [(first, last)])
    assert mixed.count(-1) == 1
    for word in range(n_words):
        current, steps = word, 0
        while current >= 0:
            current, steps = mixed[current], steps + 1
            assert steps <= n_words
