"""BIO scores to stretches of words: the best sequence of tags that is well formed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

_NEVER = np.float32(-1e9)
# A tag that goes on with whatever began before it.
ANY_INSIDE = "I-*"

Scores = npt.NDArray[np.float32]


def decode_bio(scores: Scores, tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """The stretches of a sentence as half-open ranges of words, each with its label.

    Args:
        scores: (n, len(tags)).
        tags: "O", "B-PER", "I-PER" and so on; ANY_INSIDE may follow every B-.
    """
    path = scores.argmax(1).tolist()
    outside = tags.index("O")
    if path.count(outside) == len(path):
        return
    table, never = _transitions(tuple(tags))
    if not never.isdisjoint(zip([outside, *path], path, strict=False)):
        path = _best_path(scores, table, outside)
    first = -1
    for i, tag in enumerate([*path, outside]):
        if first >= 0 and not tags[tag].startswith("I-"):
            yield first, i, tags[path[first]][2:]
            first = -1
        if tags[tag].startswith("B-"):
            first = i


@lru_cache(maxsize=16)
def _transitions(tags: tuple[str, ...]) -> tuple[Scores, frozenset[tuple[int, int]]]:
    """(from, to): 0 where a tag may follow, very low where an I- continues nothing; and the pairs that are low."""
    table = np.zeros((len(tags), len(tags)), np.float32)
    for i, before in enumerate(tags):
        for j, tag in enumerate(tags):
            goes_on = before[2:] == tag[2:] or (tag == ANY_INSIDE and before != "O")
            if tag.startswith("I-") and not goes_on:
                table[i, j] = _NEVER
    return table, frozenset((int(i), int(j)) for i, j in np.argwhere(table < 0))


def _best_path(scores: Scores, table: Scores, outside: int) -> list[int]:
    """The Viterbi path over the log-probabilities of the tags."""
    logs = scores - scores.max(1, keepdims=True)
    logs = logs - np.log(np.exp(logs).sum(1, keepdims=True))
    best = logs[0] + table[outside]
    back = []
    for row in logs[1:]:
        through = best[:, None] + table
        back.append(through.argmax(0))
        best = through.max(0) + row
    path = [int(best.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return path[::-1]
