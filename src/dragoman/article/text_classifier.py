"""Judges damaged text: which gaps a sentence runs over, and which blocks are the article."""

from __future__ import annotations

from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from dragoman.article.join_features import join_features, second_join_features
from dragoman.article.network import Network, load_network
from dragoman.article.smoothing import smoothing_features
from dragoman.article.text_features import N_SECOND, text_features, text_neighbours

Matrix = NDArray[np.float32]


def judge_gaps(texts: list[str], gaps: list[int]) -> Matrix:
    """For the gap before each line but the first, the probability that a sentence runs over it: (n_lines - 1,)."""
    if len(texts) < 2:
        return np.zeros(0, dtype=np.float32)
    first, second, _, _ = _networks()
    inputs = join_features(texts, gaps)
    return second.shares(second_join_features(inputs, gaps, first.shares(inputs)))


def judge_blocks(texts: list[str]) -> Matrix:
    """The probability of each block to be a part of the article: (n_blocks,)."""
    if not texts:
        return np.zeros(0, dtype=np.float32)
    _, _, first, second = _networks()
    own = text_features(texts)
    return second.shares(second_text_features(own, texts, first.shares(text_neighbours(own))))


def second_text_features(own: Matrix, texts: list[str], shares: Matrix) -> Matrix:
    """The features of the second look at the blocks of a text: (n_blocks, n_features)."""
    words = np.array([text.count(" ") + 1 for text in texts], dtype=np.float32)
    return smoothing_features(shares, own[:, :N_SECOND], [], words)


@cache
def _networks() -> tuple[Network, Network, Network, Network]:
    folder = resources.files("dragoman.article").joinpath("data")
    with resources.as_file(folder.joinpath("text.npz")) as path, np.load(path) as arrays:
        return (
            load_network(arrays, "join_first"),
            load_network(arrays, "join_second"),
            load_network(arrays, "first"),
            load_network(arrays, "second"),
        )
