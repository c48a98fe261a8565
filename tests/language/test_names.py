"""Names are well-formed stretches whatever the scores say."""

from __future__ import annotations

import numpy as np

from dragoman.language.analysis import NameKind
from dragoman.language.names import decode_names

TAGS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")


def scores(*rows: dict[str, float]) -> np.ndarray:
    table = np.zeros((len(rows), len(TAGS)), np.float32)
    for row, values in zip(table, rows, strict=True):
        for tag, value in values.items():
            row[TAGS.index(tag)] = value
    return table


def test_two_names_may_touch() -> None:
    found = list(decode_names(scores({"B-PER": 9}, {"I-PER": 9}, {"B-LOC": 9}), TAGS))
    assert found == [(0, 2, NameKind.PERSON), (2, 3, NameKind.PLACE)]


def test_a_name_that_begins_in_the_middle_is_mended() -> None:
    found = list(decode_names(scores({"O": 3, "B-ORG": 2}, {"I-ORG": 9}), TAGS))
    assert found == [(0, 2, NameKind.ORGANISATION)]


def test_no_names_in_plain_words() -> None:
    assert list(decode_names(scores({"O": 9}, {"O": 9}), TAGS)) == []
