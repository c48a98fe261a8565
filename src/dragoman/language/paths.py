"""How each word stands to one word of its sentence: distance, way through the tree, quotation marks.

The role heads of the model are told these things, so that a few thousand
annotated sentences are enough to learn where a speaker, a content or a target
lies. The same figures serve training and reading.
"""

from __future__ import annotations

from collections.abc import Sequence

# Steps up to the common ancestor and down from it are told apart up to these numbers.
MAX_UP, MAX_DOWN = 3, 4
N_WAYS = (MAX_UP + 1) * (MAX_DOWN + 1) + 1
NO_WAY = N_WAYS - 1

# Distances are exact up to EXACT words on either side, then in three steps.
EXACT = 8
_FAR = (12, 20)
N_DISTANCES = 2 * (EXACT + len(_FAR) + 1) + 2
NO_DISTANCE = N_DISTANCES - 1

N_MARKS = 3
_MARKS = frozenset('"“”„«»') | {"``", "''"}


def distance_of(offset: int) -> int:
    """The class of a distance in words, counted from the word that is asked about."""
    size = abs(offset)
    if size > EXACT:
        size = EXACT + 1 + sum(size > limit for limit in _FAR)
    middle = EXACT + len(_FAR) + 1
    return middle + (size if offset >= 0 else -size)


def mark_states(words: Sequence[str]) -> list[int]:
    """0 for a word outside of double quotation marks, 1 inside, 2 for a mark itself.

    A sentence whose first mark closes is inside from its beginning.
    """
    marks = [word for word in words if word in _MARKS]
    inside = bool(marks) and marks[0] in ("”", "»", "''")
    states = []
    for word in words:
        if word in _MARKS:
            inside = word in ("“", "„", "«", "``") or (word == '"' and not inside)
            states.append(2)
        else:
            states.append(int(inside))
    return states


def ways_from(
    word: int, heads: Sequence[int], deprel: Sequence[int], none: int
) -> list[tuple[int, int, int]]:
    """For each word: the way from ``word`` to it, the last relation up and the first one down.

    Args:
        word: Index of the word that is asked about.
        heads: Index of the head of each word, -1 for the root.
        deprel: The relation of each word to its head, as a number.
        none: The number that stands for no relation.
    """
    climb = [word]
    while heads[climb[-1]] >= 0 and len(climb) <= len(heads):
        climb.append(heads[climb[-1]])
    depth = {at: n for n, at in enumerate(climb)}
    return [_way(i, climb, depth, heads, deprel, none) for i in range(len(heads))]


def _way(
    to: int,
    climb: Sequence[int],
    depth: dict[int, int],
    heads: Sequence[int],
    deprel: Sequence[int],
    none: int,
) -> tuple[int, int, int]:
    """The way to one word; NO_WAY where the two have no common ancestor."""
    down, at, relation = 0, to, none
    while at not in depth:
        relation = deprel[at]
        at = heads[at]
        down += 1
        if at < 0 or down > len(heads):
            return NO_WAY, none, relation
    up = depth[at]
    above = deprel[climb[up - 1]] if up else none
    return min(up, MAX_UP) * (MAX_DOWN + 1) + min(down, MAX_DOWN), above, relation
