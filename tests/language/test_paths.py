"""Places of words as seen from one word: every figure fits its table."""

from __future__ import annotations

import pytest

from dragoman.language.paths import N_DISTANCES, N_WAYS, NO_WAY, distance_of, mark_states, ways_from


def test_distances_near_by_are_told_apart_and_far_ones_fit_the_table() -> None:
    near = [distance_of(offset) for offset in range(-8, 9)]
    assert len(set(near)) == 17
    assert all(0 <= distance_of(offset) < N_DISTANCES - 1 for offset in range(-300, 301))
    assert distance_of(-200) != distance_of(200)


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("Lund said , “ We will wait ”", [0, 0, 0, 2, 1, 1, 1, 2]),
        ('He " waits " here', [0, 2, 1, 2, 0]),
        ("It is over , ” he said", [1, 1, 1, 1, 2, 0, 0]),
        ("No marks here", [0, 0, 0]),
    ],
    ids=["curly", "straight", "begun in an earlier sentence", "none"],
)
def test_quotation_marks_open_and_close(text: str, states: list[int]) -> None:
    assert mark_states(text.split()) == states


def test_ways_lead_over_the_common_ancestor() -> None:
    # "Lund said Chile paid": Lund <- said -> paid -> Chile
    heads, relations, none = [1, -1, 3, 1], [10, 11, 12, 13], 99
    ways = ways_from(1, heads, relations, none)
    assert ways == [(1, none, 10), (0, none, none), (2, none, 13), (1, none, 13)]
    assert ways_from(3, heads, relations, none)[0] == (6, 13, 10)


def test_words_without_a_common_ancestor_have_no_way() -> None:
    assert ways_from(0, [-1, -1], [1, 1], 9)[1][0] == NO_WAY
    assert NO_WAY == N_WAYS - 1
