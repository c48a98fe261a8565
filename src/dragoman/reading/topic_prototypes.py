"""Topics of a sentence by its vector, for what the phrases of data/topics.tsv miss.

"Capping insulin at $35 a month" speaks of health without one of its words. Each topic that
vectors tell well enough has a prototype and a threshold in data/topic_prototypes.tsv,
written by train/topic_prototypes.py for one version of the model; with another
model, whose vectors mean something else, the phrases stand alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from dragoman.language import SentenceVectors, model_info

_Vector = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Prototypes:
    """The topics of one model: `matrix` is (topics, width), its rows of length 1, as many as thresholds."""

    model: str
    mean: _Vector
    codes: tuple[str, ...]
    thresholds: tuple[float, ...]
    matrix: _Vector

    def near(self, vector: _Vector) -> tuple[str, ...]:
        """The topics whose threshold the cosine of a sentence's vector reaches."""
        apart = vector - self.mean
        cosines = self.matrix @ (apart / max(float(np.linalg.norm(apart)), 1e-9))
        return tuple(
            code
            for code, threshold, cosine in zip(self.codes, self.thresholds, cosines, strict=True)
            if cosine >= threshold
        )


def topics_near(vectors: SentenceVectors, sentence: int) -> tuple[str, ...]:
    """The topics that a sentence is near to, by its number; none with a model that has no prototypes."""
    known = prototypes()
    return known.near(vectors.of(sentence)) if known.model == str(model_info()["version"]) else ()


@cache
def prototypes() -> Prototypes:
    """The table of data/topic_prototypes.tsv."""
    text = resources.files("dragoman.reading").joinpath("data/topic_prototypes.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    (_, model), (_, _, mean), *topics = rows
    return Prototypes(
        model=model,
        mean=_numbers(mean),
        codes=tuple(code for code, _, _ in topics),
        thresholds=tuple(float(threshold) for _, threshold, _ in topics),
        matrix=np.stack([_numbers(cell) for _, _, cell in topics]),
    )


def _numbers(cell: str) -> _Vector:
    return np.array([float(each) for each in cell.split()], np.float32)
