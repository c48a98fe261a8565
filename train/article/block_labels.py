"""Labels of blocks, from an expected article, from passages, or from extractors that agree.

A label is 1 (article) or 0 (not), with a weight: how far it can be trusted, times
how much text hangs on it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dragoman.article.furniture import fold
from dragoman.article.layout import Layout
from pages import LabelledPage

# Blocks of fewer words are found in any text; they need a line of their own there.
_MIN_WORDS = 4
_PASSAGE_WEIGHT = 6.0
# Label and weight by who of the three extractors (trafilatura, readability, resiliparse) has a block:
# how often each pattern was right on the pages with an expected article and with passages.
_VOTES = {
    (False, False, False): (0.0, 1.0),
    (False, False, True): (0.0, 0.7),
    (False, True, False): (0.0, 0.8),
    (False, True, True): (1.0, 0.3),
    (True, False, False): (1.0, 0.3),
    (True, False, True): (1.0, 0.55),
    (True, True, False): (1.0, 0.8),
    (True, True, True): (1.0, 1.0),
}


def vote(texts: list[FoldedText], folded: str) -> tuple[float, float]:
    """The label of a folded block by three extractors' texts, and its weight."""
    first, second, third = (text.holds(folded) for text in texts)
    return _VOTES[first, second, third]


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
        weights = np.full(len(folded), 2.0, dtype=np.float32)
    else:
        labels, weights = _silver(page, folded)
    for place, block in enumerate(layout.blocks):
        if is_caption(layout, block.container):
            labels[place], weights[place] = 0, 1.0
    _passages(page, layout, labels, weights)
    lengths = np.array([f.count(" ") + 1 for f in folded], dtype=np.float32)
    return labels, weights * np.sqrt(np.minimum(lengths, 100)) / 3


def _silver(page: LabelledPage, folded: list[str]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    texts = [FoldedText(text) for text in page.silver]
    sure = all(len(text.whole) > 200 for text in texts)
    rows = [vote(texts, f) for f in folded]
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


def is_caption(layout: Layout, container: int) -> bool:
    """Whether a container stands in the caption of a figure."""
    while container >= 0:
        if layout.tags[container] == "figcaption":
            return True
        container = layout.parents[container]
    return False
