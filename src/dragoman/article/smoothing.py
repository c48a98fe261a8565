"""The second look at a row of blocks: what the first look said of the blocks around.

A body is a run of blocks in one or two containers. The second network sees the
first one's probabilities of the five blocks before and after, of the blocks that
share a container, and where the run begins and ends.
"""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

Matrix = NDArray[np.float32]
_REACH = 5


def smoothing_features(shares: Matrix, own: Matrix, groups: list[NDArray[np.int32]], words: Matrix) -> Matrix:
    """The features of the second look: (n_blocks, n_features).

    Args:
        shares: The first look's probability of each block, (n_blocks,).
        own: Features of the block itself that the second look may use, (n_blocks, n_own).
        groups: For each level, the number of the group each block is in, (n_blocks,).
        words: Number of words of each block, (n_blocks,).
    """
    padded = np.concatenate([np.full(_REACH, -0.2), shares, np.full(_REACH, -0.2)])
    window = sliding_window_view(padded, 2 * _REACH + 1)
    weight = np.sqrt(words)
    columns = [window, own]
    columns += [_mean_of_others(shares, weight, group) for group in groups]
    columns.append(_run_columns(shares, words))
    return np.concatenate(columns, axis=1, dtype=np.float32)


def _mean_of_others(shares: Matrix, weight: Matrix, group: NDArray[np.int32]) -> Matrix:
    """Mean probability of the other blocks of a group, and how many there are: (n_blocks, 2)."""
    total = np.bincount(group, weights=shares * weight)
    mass = np.bincount(group, weights=weight)
    rest = mass[group] - weight
    mean = np.where(rest > 0, (total[group] - shares * weight) / np.maximum(rest, 1e-6), -0.2)
    columns = np.empty((len(shares), 2), dtype=np.float32)
    columns[:, 0], columns[:, 1] = mean, np.log1p(rest) / 5
    return columns


def _run_columns(shares: Matrix, words: Matrix) -> Matrix:
    """Place against the first and last likely block, and the share of likely text before: (n_blocks, 6)."""
    n_blocks = len(shares)
    place = np.arange(n_blocks)
    mass = shares * words
    before = (np.cumsum(mass) - mass) / max(1e-6, float(mass.sum()))
    likely = np.flatnonzero((shares > 0.5) & (words > 8))
    first, last = (int(likely[0]), int(likely[-1])) if len(likely) else (0, n_blocks)
    columns = np.empty((n_blocks, 6), dtype=np.float32)
    columns[:, 0], columns[:, 1] = before, 1 - before
    columns[:, 2] = np.clip((place - first) / 10, -1, 1)
    columns[:, 3] = np.clip((last - place) / 10, -1, 1)
    columns[:, 4] = np.log1p(float(mass.sum())) / 8
    columns[:, 5] = shares.max(initial=0)
    return columns
