"""Labels of blocks, from an expected article, from passages, or from extractors that agree.

A label is 1 (article) or 0 (not), with a weight: how far it can be trusted, times
how much text hangs on it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dragoman.article.furniture import fold
from dragoman.article.layout import Layout
from train.article.pages import LabelledPage

# Blocks of fewer words are found in any text; they need a line of their own there.
_MIN_WORDS = 4
_PASSAGE_WEIGHT = 6.0
_VOTES = {0: (0.0, 1.0), 1: (0.0, 0.25), 2: (1.0, 0.4), 3: (1.0, 1.0)}


class FoldedText:
    """A text in which blocks are looked up."""

    def __init__(self, text: str) -> None:
        self.whole = f" {fold(text)} "
        self.lines = frozenset(fold(line) for line in text.splitlines())

    def holds(self, folded: str) -> bool:
        """Whether a folded block is a part of the text."""
        if folded.count(" ") + 1 < _MIN_WORDS:
            return folded in self.lines
        return f" {folded} " in self.whole


def label_blocks(page: LabelledPage, layout: Layout) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Labels and weights of a page's blocks: two arrays (n_blocks,)."""
    folded = [fold(block.text) for block in layout.blocks]
    if page.expected is not None:
        expected, captions = FoldedText(page.expected), {fold(text) for text in page.captions}
        labels = np.array([expected.holds(f) and f not in captions for f in folded], dtype=np.float32)
        weights = np.full(len(folded), 1.5, dtype=np.float32)
    else:
        labels, weights = _silver(page, folded)
    _passages(page, layout, labels, weights)
    lengths = np.array([f.count(" ") + 1 for f in folded], dtype=np.float32)
    return labels, weights * np.sqrt(np.minimum(lengths, 100)) / 3


def _silver(page: LabelledPage, folded: list[str]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    texts = [FoldedText(text) for text in page.silver]
    sure = all(len(text.whole) > 200 for text in texts)
    rows = [_VOTES[sum(text.holds(f) for text in texts)] for f in folded]
    array = np.array(rows, dtype=np.float32).reshape(len(rows), 2)
    return array[:, 0].copy(), array[:, 1] * (1.0 if sure else 0.0)


def _passages(
    page: LabelledPage, layout: Layout, labels: NDArray[np.float32], weights: NDArray[np.float32]
) -> None:
    keep = [" ".join(passage.split()) for passage in page.keep]
    leave = [" ".join(passage.split()) for passage in page.leave]
    for place, block in enumerate(layout.blocks):
        if any(passage in block.text for passage in keep):
            labels[place], weights[place] = 1, _PASSAGE_WEIGHT
        elif any(passage in block.text for passage in leave):
            labels[place], weights[place] = 0, _PASSAGE_WEIGHT
