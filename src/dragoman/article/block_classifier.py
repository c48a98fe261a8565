"""How likely each block of a page is a part of the article: two small networks, one after the other."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dragoman.article.block_features import own_features, with_neighbours
from dragoman.article.container_marks import TABLE, ContainerFacts
from dragoman.article.layout import Layout, without_short_links
from dragoman.article.network import Network, load_network
from dragoman.article.smoothing import smoothing_features
from dragoman.article.word_features import Hints

Matrix = NDArray[np.float32]
# How many of a block's own features the second look sees.
_N_SECOND = 40
_LIKELY = 0.5


def classify_blocks(layout: Layout, hints: Hints) -> Matrix:
    """The probability of each block to be a part of the article, (n_blocks,).

    A short link has none of its own; as an item of a list or table it has that of its
    neighbour.
    """
    result = np.zeros(len(layout.blocks), dtype=np.float32)
    rest, places = without_short_links(layout)
    if places:
        result[places] = classify_rest(rest, hints)
        _share_with_links(layout, places, result)
    return result


def _share_with_links(layout: Layout, places: list[int], shares: Matrix) -> None:
    """Give short links the probability of a block beside them that stands in the same list."""
    for left, right in pairwise(places):
        if right == left + 1 or shares[left] < _LIKELY or shares[right] < _LIKELY:
            continue
        above = {_above(layout, left), _above(layout, right)}
        for place in range(left + 1, right):
            if _above(layout, place) in above and not layout.blocks[place].is_region:
                shares[place] = min(shares[left], shares[right])


def _above(layout: Layout, place: int) -> int:
    return layout.parents[layout.blocks[place].container]


def classify_rest(layout: Layout, hints: Hints) -> Matrix:
    """The probability of each block of a layout that holds no short links: (n_blocks,)."""
    first, second = _networks()
    own, facts = own_features(layout, hints)
    shares = first.shares(with_neighbours(own, facts))
    return second.shares(second_features(layout, own, facts, shares))


def second_features(layout: Layout, own: Matrix, facts: ContainerFacts, shares: Matrix) -> Matrix:
    """The features of the second look at a page: (n_blocks, n_features)."""
    parent = np.array(layout.parents, dtype=np.int32)
    level = facts.own
    groups = []
    for _ in range(4):
        groups.append(level)
        level = np.maximum(parent[level], 0)
    words = np.array([block.n_words for block in layout.blocks], dtype=np.float32)
    return smoothing_features(shares, own[:, :_N_SECOND], groups, words)


@cache
def _networks() -> tuple[Network, Network]:
    folder = resources.files("dragoman.article").joinpath("data")
    TABLE.load(json.loads(folder.joinpath("marks.json").read_text(encoding="utf-8")))
    with resources.as_file(folder.joinpath("blocks.npz")) as path, np.load(path) as arrays:
        return load_network(arrays, "first"), load_network(arrays, "second")
