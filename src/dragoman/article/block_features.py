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
    counts = Counter([block.text for block in blocks])
    reader = WordReader(hints)
    read = [reader.read(block.text, block.n_link, counts[block.text]) for block in blocks]
    values = chain.from_iterable([row for row, _ in read])
    words = np.fromiter(values, dtype=np.float32, count=n_blocks * N_WORD).reshape(n_blocks, N_WORD)
    tags = np.zeros((n_blocks, len(_OWN_TAGS) + 1), dtype=np.float32)
    places = [_TAG_PLACE.get(layout.tags[block.container], len(_OWN_TAGS)) for block in blocks]
    tags[np.arange(n_blocks), places] = 1
    kin = kinship([bag for _, bag in read], _word_counts(blocks))
    own = np.hstack([_sizes(blocks), kin, words, tags, facts.columns, _places(blocks, words)])
    return own.astype(np.float32), facts


def _word_counts(blocks: list[TextBlock]) -> Matrix:
    """Words outside links, so that lists of links are no prose: (n_blocks,)."""
    return np.array(
        [block.n_words if block.n_link < 0.5 * len(block.text) else 0 for block in blocks],
        dtype=np.float32,
    )


def with_neighbours(own: Matrix, facts: ContainerFacts) -> Matrix:
    """The features with those of the two blocks before and after, and of the window around: (n_blocks, n_all)."""
    near = own[:, :_N_NEAR]
    above = facts.parents[:, None]
    columns = [own, *(shifted(near, step) for step in (-2, -1, 1, 2))]
    columns += [(shifted(above, step) == above).astype(np.float32) for step in (-1, 1)]
    columns.append(window_mean(own[:, :_N_WINDOW], 5))
    return np.hstack(columns).astype(np.float32)


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


def _sizes(blocks: list[TextBlock]) -> Matrix:
    """Length, share of links, bold and italic, and the short links before and after: (n_blocks, 8)."""
    raw = np.array(
        [
            (
                len(b.text),
                b.n_words,
                b.n_link,
                b.n_links,
                b.n_bold,
                b.n_italic,
                b.n_before,
                b.n_after,
            )
            for b in blocks
        ],
        dtype=np.float32,
    ).reshape(len(blocks), 8)
    length = raw[:, 0]
    return np.column_stack(
        [
            np.log1p(length) / 6,
            np.log1p(raw[:, 1]) / 5,
            np.minimum(raw[:, 2] / length, 1),
            np.minimum(raw[:, 3], 5) / 5,
            np.minimum(raw[:, 4] / length, 1),
            np.minimum(raw[:, 5] / length, 1),
            np.log1p(raw[:, 6]) / 3,
            np.log1p(raw[:, 7]) / 3,
        ]
    ).astype(np.float32)


def _places(blocks: list[TextBlock], words: Matrix) -> Matrix:
    """Where a block stands: in the page, after the headline, and how much text lies before: (n_blocks, 6)."""
    n_blocks = len(blocks)
    place = np.arange(n_blocks, dtype=np.float32)
    prose = np.array([len(b.text) if b.n_words > 11 else 0 for b in blocks], dtype=np.float32)
    before = (np.cumsum(prose) - prose) / max(1.0, float(prose.sum()))
    headlines = np.flatnonzero(words[:, IS_HEADLINE])
    first = float(headlines[0]) if len(headlines) else -1.0
    last = float(headlines[-1]) if len(headlines) else -1.0
    since = place - first if first >= 0 else np.zeros(n_blocks, dtype=np.float32)
    return np.column_stack(
        [
            place / max(1, n_blocks),
            before,
            np.sign(since) * np.log1p(np.abs(since)) / 5,
            np.full(n_blocks, float(first >= 0)),
            (place > last) if last >= 0 else np.zeros(n_blocks),
            np.full(n_blocks, np.log1p(n_blocks) / 6),
        ]
    ).astype(np.float32)
