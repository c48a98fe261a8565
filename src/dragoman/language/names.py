"""BIO scores to names: the best sequence of tags that is well formed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from dragoman.language.analysis import NameKind

_NEVER = np.float32(-1e9)


def decode_names(scores: npt.NDArray[np.float32], tags: Sequence[str]) -> Iterator[tuple[int, int, NameKind]]:
    """The names of a sentence as half-open ranges of words with their kinds.

    Args:
        scores: (n, len(tags)).
        tags: "O", "B-PER", "I-PER" and so on.
    """
    path = scores.argmax(1).tolist()
    table = _transitions(tuple(tags))
    if any(table[a, b] < 0 for a, b in zip([tags.index("O"), *path], path, strict=False)):
        path = _best_path(scores, table, tags.index("O"))
    first = -1
    for i, tag in enumerate([*path, tags.index("O")]):
        if first >= 0 and not tags[tag].startswith("I-"):
            yield first, i, NameKind(tags[path[first]][2:])
            first = -1
        if tags[tag].startswith("B-"):
            first = i


@lru_cache(maxsize=4)
def _transitions(tags: tuple[str, ...]) -> npt.NDArray[np.float32]:
    """(from, to): 0 where a tag may follow, very low where an I- continues nothing."""
    table = np.zeros((len(tags), len(tags)), np.float32)
    for i, before in enumerate(tags):
        for j, tag in enumerate(tags):
            if tag.startswith("I-") and before[2:] != tag[2:]:
                table[i, j] = _NEVER
    return table


def _best_path(scores: npt.NDArray[np.float32], table: npt.NDArray[np.float32], outside: int) -> list[int]:
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
