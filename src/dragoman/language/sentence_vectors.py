"""One vector a sentence, computed for those sentences that somebody asks about.

The states that the pass of the encoder left are kept until then; the map from
them is a part of `tags.onnx`, of which nothing else is run.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from dragoman.language.analyse import Span, assemble, divide, written
from dragoman.language.analysis import Analysis
from dragoman.language.encoder import Array, Model, load_model
from dragoman.language.passes import Window, run_pass


class SentenceVectors:
    """The vectors of the sentences of one analysis: the cosine of two says how near their matter is."""

    def __init__(self, windows: Sequence[Window]) -> None:
        self._windows: dict[int, list[Window]] = {}
        for window in windows:
            self._windows.setdefault(window.sentence, []).append(window)
        self._known: dict[int, Array] = {}

    def of(self, sentence: int) -> Array:
        """The vector of a sentence by its number, (width,), of length 1: the mean over its words."""
        known = self._known.get(sentence)
        if known is None:
            states = np.concatenate([window.scores.states for window in self._windows[sentence]])
            known = self._known[sentence] = _mapping_of(load_model()).run(states.mean(0))
        return known


def analyse_with_vectors(text: str, spans: Sequence[Span] | None = None) -> tuple[Analysis, SentenceVectors]:
    """The analysis of a text, as `analyse` gives it, and the vectors of its sentences from the same pass."""
    sentences = divide(text, spans)
    windows = run_pass(written(text, sentences), states=True)
    return assemble(text, sentences, windows), SentenceVectors(windows)


class _Mapping:
    """The part of `tags.onnx` that leads to the vectors: a linear map from the mean of the states."""

    def __init__(self, model: Model) -> None:
        import onnxruntime

        self._session: Any = model.open("tags.onnx", ["vectors"])
        self._options = onnxruntime.RunOptions()
        self._options.only_execute_path_to_fetches = True

    def run(self, mean: Array) -> Array:
        """The vector, (width,), of a sentence with this mean state, which stands for its only word."""
        inputs = {"states": mean[None], "n_words": np.ones(1, np.int64), "shapes": np.zeros(1, np.int64)}
        found = self._session.run(["vectors"], inputs, self._options)
        return np.asarray(found[0][0], np.float32)


@lru_cache(maxsize=2)
def _mapping_of(model: Model) -> _Mapping:
    """The mapping of a model, opened once in a process."""
    return _Mapping(model)
