"""Stretches are well formed whatever the scores say."""

from __future__ import annotations

import numpy as np

from dragoman.language.bio import ANY_INSIDE, decode_bio

TAGS = ("O", "B-AID", "B-AGREE", ANY_INSIDE)


def scores(*best: int) -> np.ndarray:
    table = np.zeros((len(best), len(TAGS)), np.float32)
    table[np.arange(len(best)), list(best)] = 5
    return table


def test_one_inside_tag_goes_on_with_any_beginning() -> None:
    assert list(decode_bio(scores(1, 3, 2, 3), TAGS)) == [(0, 2, "AID"), (2, 4, "AGREE")]


def test_an_inside_tag_without_a_beginning_is_mended() -> None:
    found = list(decode_bio(scores(0, 3, 3), TAGS))
    assert [(first, last) for first, last, _ in found] in ([], [(0, 3)], [(1, 3)])


def test_nothing_is_found_where_all_is_outside() -> None:
    assert list(decode_bio(scores(0, 0), TAGS)) == []
