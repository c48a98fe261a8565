"""One pass of the model over the sentences of a text.

A sentence that is longer than the model reads is cut into windows; everything
that is made of the pass later (trees, names, tags) comes from the same scores.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.language.encoder import Model, Scores, load_model


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a sentence that was read at once; first and last are words of the sentence."""

    sentence: int
    first: int
    last: int
    words: Sequence[str]
    scores: Scores


def run_pass(sentences: Sequence[Sequence[str]], *, states: bool = False) -> list[Window]:
    """The windows of all sentences with their scores, in order.

    Args:
        sentences: The words of each sentence; none is empty.
        states: Whether the states for the tag heads are kept.
    """
    if not sentences:
        return []
    model: Model = load_model()
    cuts = [(k, *cut) for k, words in enumerate(sentences) for cut in model.windows(words)]
    words = [sentences[k][first:last] for k, first, last in cuts]
    scores = model.read(words, states=states)
    return [Window(*cut, part, score) for cut, part, score in zip(cuts, words, scores, strict=True)]
