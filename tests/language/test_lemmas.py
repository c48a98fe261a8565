"""Dictionary forms of words that news of diplomacy is full of."""

from __future__ import annotations

import pytest

from dragoman.language.lemmas import lemma_of


@pytest.mark.parametrize(
    ("word", "upos", "lemma"),
    [
        ("met", "VERB", "meet"),
        ("negotiating", "VERB", "negotiate"),
        ("repatriated", "VERB", "repatriate"),
        ("expelled", "VERB", "expel"),
        ("ratified", "VERB", "ratify"),
        ("agrees", "VERB", "agree"),
        ("was", "AUX", "be"),
        ("n’t", "PART", "not"),
        ("'s", "AUX", "be"),
        ("’s", "PART", "'s"),
        ("countries", "NOUN", "country"),
        ("talks", "NOUN", "talk"),
        ("crisis", "NOUN", "crisis"),
        ("men", "NOUN", "man"),
        ("1990s", "NOUN", "1990s"),
        ("better", "ADJ", "good"),
        ("Chinese", "ADJ", "Chinese"),
        ("I", "PRON", "I"),
        ("Nations", "PROPN", "Nations"),
        (",", "PUNCT", ","),
    ],
)
def test_lemma(word: str, upos: str, lemma: str) -> None:
    assert lemma_of(word, upos) == lemma
