"""What the block classifier looks at: about a hundred numbers for each block of a page.

They describe the words (length, links, punctuation, function words, the vocabulary of
furniture), the containers (tags on the way down, what their class names usually
hold), the place (share of the page's text in the parent containers, distance to the
headline) and the neighbours. No feature knows a site or an address.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from dragoman.article.container_marks import ContainerFacts, describe_containers
from dragoman.article.layout import Layout, TextBlock
from dragoman.article.word_features import IS_HEADLINE, N_WORD, Hints, WordReader, kinship

Matrix = NDArray[np.float32]

_OWN_TAGS = (
    "p",
    "div",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "td",
    "blockquote",
    "figcaption",
    "section",
    "article",
    "dd",
)
_TAG_PLACE = {tag: place for place, tag in enumerate(_OWN_TAGS)}


def own_features(layout: Layout, hints: Hints) -> tuple[Matrix, ContainerFacts]:
    """The features of each block by itself: (n_blocks, n_own)."""
    blocks = layout.blocks
    n_blocks = len(blocks)
    facts = describe_containers(layout)
    sizes = _measure(blocks)
    counts = Counter([block.text for block in blocks])
    reader = WordReader(hints)
    read = [reader.read(block.text, block.n_words, block.n_link, counts[block.text]) for block in blocks]
    values = chain.from_iterable([row for row, _ in read])
    words = np.fromiter(values, dtype=np.float32, count=n_blocks * N_WORD).reshape(n_blocks, N_WORD)
    tags = np.zeros((n_blocks, len(_OWN_TAGS) + 1), dtype=np.float32)
    places = [_TAG_PLACE.get(layout.tags[block.container], len(_OWN_TAGS)) for block in blocks]
    tags[np.arange(n_blocks), places] = 1
    # Words outside links, so that lists of links are no prose.
    told = np.where(sizes[:, 2] < 0.5 * sizes[:, 0], sizes[:, 1], 0)
    kin = kinship([bag for _, bag in read], told)
    columns = [_sizes(sizes), kin, words, tags, facts.columns, _places(sizes, words)]
    return np.concatenate(columns, axis=1, dtype=np.float32), facts


def _measure(blocks: list[TextBlock]) -> Matrix:
    """Letters, words, letters in links, links, bold and italic letters, short links before and after: (n_blocks, 8)."""
    rows = [
        (len(b.text), b.n_words, b.n_link, b.n_links, b.n_bold, b.n_italic, b.n_before, b.n_after)
        for b in blocks
    ]
    return np.array(rows, dtype=np.float32).reshape(len(blocks), 8)


def with_neighbours(own: Matrix, facts: ContainerFacts) -> Matrix:
    """The features with those of the two blocks before and after, and of the window around: (n_blocks, n_all)."""
    near = own[:, :_N_NEAR]
    above = facts.parents[:, None]
    columns = [own, *(shifted(near, step) for step in (-2, -1, 1, 2))]
    columns += [shifted(above, step) == above for step in (-1, 1)]
    columns.append(window_mean(own[:, :_N_WINDOW], 5))
    return np.concatenate(columns, axis=1, dtype=np.float32)


def shifted(values: Matrix, step: int) -> Matrix:
    """Row i holds row i + step; rows beyond the ends hold -1."""
    moved = np.full_like(values, -1)
    if abs(step) < len(values):
        if step > 0:
            moved[:-step] = values[step:]
        else:
            moved[-step:] = values[:step]
    return moved


def window_mean(values: Matrix, reach: int) -> Matrix:
    """The mean of each row and of `reach` rows before and after it."""
    padded = np.vstack([np.zeros((1, values.shape[1])), np.cumsum(values, axis=0, dtype=np.float64)])
    places = np.arange(len(values))
    first, last = np.maximum(places - reach, 0), np.minimum(places + reach + 1, len(values))
    mean: Matrix = ((padded[last] - padded[first]) / (last - first)[:, None]).astype(np.float32)
    return mean


# Features that neighbours see, and those averaged over the window, stand first.
_N_NEAR, _N_WINDOW = 21, 13
# Words from which a block counts as prose.
_PROSE_WORDS = 12


def _sizes(sizes: Matrix) -> Matrix:
    """Length, share of links, bold and italic, and the short links before and after: (n_blocks, 8)."""
    length = sizes[:, 0]
    columns = np.empty_like(sizes)
    columns[:, 0] = np.log1p(length) / 6
    columns[:, 1] = np.log1p(sizes[:, 1]) / 5
    columns[:, 2] = np.minimum(sizes[:, 2] / length, 1)
    columns[:, 3] = np.minimum(sizes[:, 3], 5) / 5
    columns[:, 4:6] = np.minimum(sizes[:, 4:6] / length[:, None], 1)
    columns[:, 6:] = np.log1p(sizes[:, 6:]) / 3
    return columns


def _places(sizes: Matrix, words: Matrix) -> Matrix:
    """Where a block stands: in the page, after the headline, and how much text lies before: (n_blocks, 6)."""
    n_blocks = len(sizes)
    place = np.arange(n_blocks, dtype=np.float32)
    prose = np.where(sizes[:, 1] >= _PROSE_WORDS, sizes[:, 0], 0)
    headlines = np.flatnonzero(words[:, IS_HEADLINE])
    columns = np.zeros((n_blocks, 6), dtype=np.float32)
    columns[:, 0] = place / max(1, n_blocks)
    columns[:, 1] = (np.cumsum(prose) - prose) / max(1.0, float(prose.sum()))
    if len(headlines):
        since = place - float(headlines[0])
        columns[:, 2] = np.sign(since) * np.log1p(np.abs(since)) / 5
        columns[:, 3] = 1
        columns[:, 4] = place > headlines[-1]
    columns[:, 5] = np.log1p(n_blocks) / 6
    return columns
