"""What the block classifier of plain text looks at: the words of a block, its place and its neighbours.

There are no tags and no links here. What helps instead is that the blocks of one
story share their words, and that furniture comes in runs of short lines.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.article.block_features import N_WORD, Hints, WordReader, shifted, window_mean
from dragoman.article.furniture import fold

Matrix = NDArray[np.float32]
_LETTERS = 4
_N_NEAR = 14
_N_WINDOW = 8
# Features that the second look sees again.
N_SECOND = 30


def text_features(texts: list[str]) -> Matrix:
    """The features of each block by itself: (n_blocks, n_own)."""
    n_blocks = len(texts)
    counts = Counter(texts)
    reader = WordReader(Hints())
    words = np.array([reader.read(text, 0, counts[text]) for text in texts], dtype=np.float32)
    length = np.array([len(text) for text in texts], dtype=np.float32)
    n_words = np.array([text.count(" ") + 1 for text in texts], dtype=np.float32)
    prose = np.where(n_words > 10, length, 0)
    before = (np.cumsum(prose) - prose) / max(1.0, float(prose.sum()))
    columns: list[NDArray[Any]] = [
        np.log1p(n_words) / 5,
        np.log1p(length) / 6,
        *_kinship(texts, n_words),
        (np.arange(n_blocks) / n_blocks).astype(np.float32),
        before,
        np.full(n_blocks, np.log1p(n_blocks) / 7, dtype=np.float32),
        np.full(n_blocks, np.log1p(float(prose.sum())) / 10, dtype=np.float32),
        *_capitals(texts),
    ]
    return np.hstack([np.column_stack(columns), words.reshape(n_blocks, N_WORD)]).astype(np.float32)


def text_neighbours(own: Matrix) -> Matrix:
    """The features with those of the three blocks before and after and of the window: (n_blocks, n_all)."""
    near = own[:, :_N_NEAR]
    columns = [own, *(shifted(near, step) for step in (-3, -2, -1, 1, 2, 3))]
    columns += [window_mean(own[:, :_N_WINDOW], 4), window_mean(own[:, :_N_WINDOW], 12)]
    return np.hstack(columns).astype(np.float32)


def _kinship(texts: list[str], n_words: Matrix) -> list[Matrix]:
    """How far the words of a block also stand in other blocks of prose: three columns.

    The share of its longer words found in any other prose, in at least three other
    blocks, and the share of prose blocks among all that hold its rarest words.
    """
    bags = [{word for word in fold(text[:1500]).split() if len(word) >= _LETTERS} for text in texts]
    held: Counter[str] = Counter()
    is_prose = n_words > 15
    for bag, counted in zip(bags, is_prose, strict=True):
        if counted:
            held.update(bag)
    rows = []
    for bag, counted in zip(bags, is_prose, strict=True):
        own = 1 if counted else 0
        n_bag = max(1, len(bag))
        rows.append(
            (
                sum(held[word] > own for word in bag) / n_bag,
                sum(held[word] > own + 2 for word in bag) / n_bag,
                min(len(bag), 40) / 40,
            )
        )
    array = np.array(rows, dtype=np.float32)
    return [array[:, 0], array[:, 1], array[:, 2]]


def _capitals(texts: list[str]) -> list[Matrix]:
    """Share of words with a capital, and of words without letters: two columns."""
    rows = []
    for text in texts:
        words = text.split()[:40]
        rows.append(
            (
                sum(word[:1].isupper() for word in words) / len(words),
                sum(not any(map(str.isalpha, word)) for word in words) / len(words),
            )
        )
    array = np.array(rows, dtype=np.float32)
    return [array[:, 0], array[:, 1]]
