"""Batches of the model: sentences one after another, and each read as if it stood alone."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.encoder import group_by_length, load_model
from dragoman.language.passes import run_pass
from dragoman.language.tag_scores import inputs_of

SENTENCES = [
    ["Xi", "met", "Biden", "in", "Bali", "."],
    ["Talks", "failed", "."],
    "The foreign ministers of the two countries said that they would meet again in Geneva on Friday .".split(),
]


@given(st.lists(st.integers(1, 400), max_size=40), st.integers(1, 300))
def test_groups_hold_every_sentence_once_and_no_more_than_asked(lengths: list[int], most: int) -> None:
    groups = list(group_by_length(lengths, most))
    assert sorted(i for group in groups for i in group) == list(range(len(lengths)))
    assert all(len(group) == 1 or sum(lengths[i] for i in group) <= most for group in groups)


def test_each_sentence_of_a_batch_has_its_own_scores() -> None:
    model = load_model()
    together = model.read(SENTENCES, states=True)
    for words, scores in zip(SENTENCES, together, strict=True):
        (alone,) = model.read([words], states=True)
        n = len(words)
        assert scores.arcs.shape == (n, n + 1)
        assert scores.governors.shape[0] == n + 1
        # One scale of quantisation for the batch moves the figures a little, not what they say.
        assert np.corrcoef(scores.states.ravel(), alone.states.ravel())[0, 1] > 0.99
        assert (scores.upos.argmax(1) == alone.upos.argmax(1)).all()
        assert (scores.arcs.argmax(1) == alone.arcs.argmax(1)).all()


def test_the_tag_heads_are_given_the_words_of_all_windows_in_a_row() -> None:
    inputs = inputs_of(run_pass(SENTENCES, states=True))
    n_words = [len(words) for words in SENTENCES]
    assert inputs["n_words"].tolist() == n_words
    assert len(inputs["states"]) == len(inputs["shapes"]) == sum(n_words)
