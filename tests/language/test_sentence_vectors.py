"""Vectors of sentences: those of the tags, whichever sentence is asked about first."""

from __future__ import annotations

import numpy as np

from dragoman.language import analyse, analyse_and_tag, analyse_with_vectors

TEXT = """Norway froze its arms exports to Chile on Monday.

The two ministers spoke of vaccines and of hospitals. Police in Lima arrested two opposition leaders."""


def test_the_analysis_is_the_same_with_vectors_and_without() -> None:
    assert analyse_with_vectors(TEXT)[0] == analyse(TEXT)


def test_a_vector_is_that_of_the_tags_but_for_rounding() -> None:
    _, vectors = analyse_with_vectors(TEXT)
    _, tags = analyse_and_tag(TEXT)
    for number in (2, 0, 1):
        assert float(vectors.of(number) @ np.array(tags.vectors[number])) > 0.998


def test_a_sentence_longer_than_the_window_has_one_vector() -> None:
    text = "They spoke of trade, " + "of tariffs and of ships, " * 60 + "and of nothing else."
    _, vectors = analyse_with_vectors(text)
    assert abs(float(np.linalg.norm(vectors.of(0))) - 1) < 1e-5


def test_a_text_without_sentences_has_no_vectors() -> None:
    analysis, _ = analyse_with_vectors("")
    assert analysis.sentences == ()
