"""Arc scores to a tree: every word has one head, one word hangs on the root, no cycle.

The best head of each word alone is a tree for most sentences; where it is not,
the best tree is searched (Chu and Liu 1965, Edmonds 1967) once for each word
that may be the root.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
_NEVER = -1e9
# Words that are tried as the root of a sentence whose words want several; a row of dashes would else try each of
# them, for half a minute a page. Among 2,300 parts of EWT and GUM dev none wants more than two.
_MOST_ROOTS = 4


def decode_tree(arcs: npt.NDArray[np.float32]) -> list[int]:
    """The head of each word, counted from 1; 0 is the root and is the head of exactly one.

    Args:
        arcs: (n, 1 + n) scores of heads for each word; column 0 is the root.
    """
    n = len(arcs)
    under = arcs - arcs.max(1, keepdims=True)
    alone = under.copy()
    np.fill_diagonal(alone[:, 1:], _NEVER)
    heads = [0, *alone.argmax(1).tolist()]
    if heads.count(0) == 2 and _find_cycle(heads) is None:
        return heads[1:]
    scores = np.full((n + 1, n + 1), _NEVER)
    scores[1:] = under
    scores[1:] -= np.log(np.exp(scores[1:]).sum(1, keepdims=True))
    np.fill_diagonal(scores, _NEVER)
    roots = sorted((i for i in range(1, n + 1) if heads[i] == 0), key=lambda i: -scores[i, 0])
    candidates = roots[:_MOST_ROOTS] or [int(scores[1:, 0].argmax()) + 1]
    trees = [_rooted_tree(scores, root) for root in candidates]
    return max(trees, key=lambda tree: sum(scores[i, h] for i, h in enumerate(tree, 1)))


def _rooted_tree(scores: Array, root: int) -> list[int]:
    """The best tree in which only ``root`` hangs on the root."""
    mine = scores.copy()
    mine[:, 0] = _NEVER
    mine[root] = _NEVER
    mine[root, 0] = 0.0
    return _best_tree(mine)[1:]


def _find_cycle(heads: Sequence[int]) -> list[int] | None:
    """The words of one cycle, or None; node 0 is the root and its entry is ignored."""
    state = [0] * len(heads)
    for start in range(1, len(heads)):
        path, at = [], start
        while at != 0 and state[at] == 0:
            state[at] = start
            path.append(at)
            at = heads[at]
        if at != 0 and state[at] == start:
            return path[path.index(at) :]
    return None


def _best_tree(scores: Array) -> list[int]:
    """The heads of the maximum spanning tree from node 0; scores[dependent, head]."""
    np.fill_diagonal(scores, _NEVER * 10)
    heads = scores.argmax(1).tolist()
    heads[0] = 0
    cycle = _find_cycle(heads)
    if cycle is None:
        return [int(h) for h in heads]
    inside = set(cycle)
    rest = [i for i in range(len(heads)) if i not in inside]
    contracted, enters, leaves = _contract(scores, heads, cycle, rest)
    small = _best_tree(contracted)
    for k, node in enumerate(rest):
        if k:
            heads[node] = rest[small[k]] if small[k] < len(rest) else cycle[leaves[k]]
    entry = small[-1]
    heads[cycle[enters[entry]]] = rest[entry]
    return [int(h) for h in heads]


def _contract(
    scores: Array, heads: Sequence[int], cycle: list[int], rest: list[int]
) -> tuple[Array, list[int], list[int]]:
    """The scores with the cycle as one node, the last.

    Returns:
        The scores; for each remaining node as head, the cycle's word that it
        would take; for each as dependent, the cycle's word that it hangs on.
    """
    n = len(rest)
    small = np.full((n + 1, n + 1), _NEVER)
    small[:n, :n] = scores[np.ix_(rest, rest)]
    broken = scores[np.array(cycle), [heads[c] for c in cycle]]
    into = scores[np.ix_(cycle, rest)] - broken[:, None]
    out = scores[np.ix_(rest, cycle)]
    small[n, :n] = into.max(0)
    small[:n, n] = out.max(1)
    return small, into.argmax(0).tolist(), out.argmax(1).tolist()
