"""What the block classifier of plain text looks at: the words of a block, its place and its neighbours.

There are no tags and no links here. What helps instead is that the blocks of one
story share their words, and that furniture comes in runs of short lines.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.article.block_features import shifted, window_mean
from dragoman.article.word_features import N_WORD, Hints, WordReader, kinship

Matrix = NDArray[np.float32]
_N_NEAR = 14
_N_WINDOW = 8
# Features that the second look sees again.
N_SECOND = 30


def text_features(texts: list[str]) -> Matrix:
    """The features of each block by itself: (n_blocks, n_own)."""
    n_blocks = len(texts)
    counts = Counter(texts)
    reader = WordReader(Hints())
    read = [reader.read(text, text.count(" ") + 1, 0, counts[text]) for text in texts]
    words = np.array([row for row, _ in read], dtype=np.float32)
    length = np.array([len(text) for text in texts], dtype=np.float32)
    n_words = np.array([text.count(" ") + 1 for text in texts], dtype=np.float32)
    prose = np.where(n_words > 10, length, 0)
    before = (np.cumsum(prose) - prose) / max(1.0, float(prose.sum()))
    columns: list[NDArray[Any]] = [
        np.log1p(n_words) / 5,
        np.log1p(length) / 6,
        *kinship([bag for _, bag in read], n_words).T,
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
