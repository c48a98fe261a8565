"""Fits the weights of a skim and writes src/dragoman/reading/data/skim.tsv.

    python train/skim.py --shared ../shared

A page belongs to the one class if the reading finds a value in it today, to the
other if its article does not pass the relevance test. The pages are those of
bench/skim_pages.py but for the annotated documents, which are held back: web pages, and
texts set into other pages. A page is judged by its best stretch, which depends on
the weights, so fitting and choosing take turns. Prints recall and the share passed
over at several thresholds: of the fit, and of five fits that each did not see a fifth.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))

from dragoman.knowledge import knowledge
from dragoman.reading.page_prose import prose_of
from dragoman.reading.relevance import FEATURES
from dragoman.reading.skimming import LEAST_PROSE, skim_features
from logistic import fit_logistic
from skim_pages import Tried, iter_tried

_OUT = Path("src/dragoman/reading/data/skim.tsv")
_FIRST_CHOICE = np.array([1.5, 0.1, 1.5, 1.0, -1.0, 1.0, 1.0, 0.0])
_TURNS = 5
_FOLDS = 5
Matrix = NDArray[np.float64]


def main() -> None:
    """Fits, writes and reports."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    options = parser.parse_args()
    tried = [one for one in iter_tried(options.shared) if one.n_values or not one.is_near]
    tried = [one for one in tried if one.fate in ("record", "no article")]
    stretches = [_stretches(one) for one in tried]
    seen = [place for place, found in enumerate(stretches) if found is not None]
    tried, stretches = [tried[place] for place in seen], [stretches[place] for place in seen]
    truth = np.array([one.n_values > 0 for one in tried], dtype=float)
    is_shown = np.array([not one.origin.startswith(("annotated", "generated")) for one in tried])
    weights = _fit(stretches, truth, is_shown)
    rows = [f"{name}\t{weight:.4f}" for name, weight in zip((*FEATURES, "bias"), weights, strict=True)]
    _OUT.write_text("# Weights of a skim; written by train/skim.py.\n" + "\n".join(rows) + "\n")
    _report("fit", _scores(stretches, weights), truth, tried)
    folds = np.random.default_rng(0).integers(0, _FOLDS, len(truth))
    unseen = np.zeros(len(truth))
    for fold in range(_FOLDS):
        weights = _fit(stretches, truth, is_shown & (folds != fold))
        unseen[folds == fold] = _scores(stretches, weights)[folds == fold]
    _report("not seen by its fit", unseen, truth, tried)


def _stretches(tried: Tried) -> Matrix | None:
    """The features of each stretch of a page, (n, 7); None where it shows too little text to be judged."""
    prose = prose_of(tried.page)
    if len(prose) < LEAST_PROSE:
        return None
    return np.array(skim_features(prose, knowledge())).reshape(-1, len(FEATURES))


def _fit(stretches: list[Matrix | None], truth: Matrix, is_used: NDArray[np.bool_]) -> Matrix:
    """Weights in the order of FEATURES, the bias last."""
    weights = _FIRST_CHOICE
    for _ in range(_TURNS):
        best = np.array([_best(found, weights) for found in stretches])
        weights = fit_logistic(best[is_used], truth[is_used])
    return weights


def _best(stretches: Matrix | None, weights: Matrix) -> Matrix:
    if stretches is None or not len(stretches):
        return np.zeros(len(FEATURES))
    chosen: Matrix = stretches[np.argmax(stretches @ weights[:-1])]
    return chosen


def _scores(stretches: list[Matrix | None], weights: Matrix) -> Matrix:
    best = np.array([_best(found, weights) for found in stretches])
    scores: Matrix = 1 / (1 + np.exp(-(best @ weights[:-1] + weights[-1])))
    return scores


def _report(name: str, scores: Matrix, truth: Matrix, tried: list[Tried]) -> None:
    is_real = np.array([one.origin == "web pages" for one in tried])
    print(f"{name}\nthreshold  recall  passed over: others  web pages")
    for threshold in (0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3):
        passed = scores < threshold
        shares = passed[truth == 0].mean(), passed[(truth == 0) & is_real].mean()
        print(f"{threshold:9.2f}  {1 - passed[truth == 1].mean():6.4f}  {shares[0]:19.3f}  {shares[1]:9.3f}")
    lowest = np.argsort(np.where(truth == 1, scores, 2.0))[:8]
    print("lowest:", ", ".join(f"{tried[each].page.id} {scores[each]:.3f}" for each in lowest))


if __name__ == "__main__":
    main()
