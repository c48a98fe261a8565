"""Fits the weights of the relevance test and writes src/dragoman/reading/data/relevance.tsv.

    python train/relevance.py --shared ../shared

Labels: statements of the White House collection whose title names a foreign office
or a joint statement are about diplomacy, its "other" pages are not; pages that the
first fit places far on the other side are relabelled once (the collection has
readouts among "other" pages and domestic summits among statements). The example
pages of the repository are added with their own labels. Prints recall and the share
let through at several thresholds, then those of the annotated documents, which are
not trained on.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dragoman.article import read_article
from dragoman.knowledge import knowledge
from dragoman.pages import Skipped, iter_pages
from dragoman.reading.relevance import FEATURES, relevance, relevance_features
from logistic import fit_logistic

_FOREIGN = re.compile(
    r"prime minister|president .* of|foreign|chancellor|secretary.general|joint statement", re.I
)
_HOME = re.compile(
    r"congress|senat|governor|mayor|leader (?:schumer|jeffries|mcconnell)|representative", re.I
)
_OUT = Path("src/dragoman/reading/data/relevance.tsv")
_RELABEL_BELOW, _RELABEL_ABOVE = 0.15, 0.6
Matrix = NDArray[np.float64]


def main() -> None:
    """Fits, writes and reports."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    options = parser.parse_args()
    facts = knowledge()
    texts, labels = _white_house(options.shared / "data" / "texts" / "white_house.jsonl.gz")
    n_collected = len(texts)
    for text, label in _annotated(Path("examples/pages"), Path("examples/expected")):
        texts.append(text)
        labels.append(label)
    features = np.array([relevance_features(text, facts) for text in texts])
    truth = np.array(labels, dtype=float)
    guesses = _predict(features, fit_logistic(features, truth))
    collected = np.arange(len(truth)) < n_collected
    truth[collected & (truth == 1) & (guesses < _RELABEL_BELOW)] = 0
    truth[collected & (truth == 0) & (guesses > _RELABEL_ABOVE)] = 1
    weights = fit_logistic(features, truth)
    rows = [f"{name}\t{weight:.4f}" for name, weight in zip((*FEATURES, "bias"), weights, strict=True)]
    _OUT.write_text(
        "# Weights of the relevance test; written by train/relevance.py.\n" + "\n".join(rows) + "\n"
    )
    _report(_predict(features, weights), truth)
    for path, label in _gold(options.shared / "gold" / "dev"):
        print(f"{path.name:12} diplomacy {label} score {relevance(_text_of(path), facts):.2f}")


def _white_house(path: Path) -> tuple[list[str], list[int]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        pages = [json.loads(line) for line in lines]
    about = [page for page in pages if page["kind"] == "statement" and _FOREIGN.search(page["title"])]
    about = [page for page in about if not _HOME.search(page["title"])]
    other = [page for page in pages if page["kind"] == "other"]
    chosen = random.Random(3)
    about, other = chosen.sample(about, min(300, len(about))), chosen.sample(other, min(400, len(other)))
    texts = [re.sub(r"\n(?!\n)", " ", page["text"]) for page in (*about, *other)]
    return texts, [1] * len(about) + [0] * len(other)


def _text_of(path: Path) -> str:
    page = next(iter(iter_pages([str(path)])))
    article = page if isinstance(page, Skipped) else read_article(page)
    return "" if isinstance(article, Skipped) else article.text


def _gold(folder: Path) -> list[tuple[Path, int]]:
    pages = [path for path in sorted(folder.iterdir()) if path.suffix != ".json"]
    return [(path, int(not json.loads(path.with_suffix(".json").read_text())["negative"])) for path in pages]


def _annotated(pages: Path, records: Path) -> list[tuple[str, int]]:
    found = []
    for path in sorted(pages.iterdir()):
        record = json.loads((records / f"{path.stem}.json").read_text(encoding="utf-8"))
        found.append((_text_of(path), int(not record["negative"])))
    return found


def _predict(features: Matrix, weights: Matrix) -> Matrix:
    scores: Matrix = 1 / (1 + np.exp(-(features @ weights[:-1] + weights[-1])))
    return scores


def _report(guesses: Matrix, truth: Matrix) -> None:
    print("threshold  recall  let through of the rest")
    for threshold in (0.05, 0.1, 0.15, 0.2, 0.3, 0.5):
        kept = guesses >= threshold
        print(f"{threshold:9.2f}  {kept[truth == 1].mean():6.3f}  {kept[truth == 0].mean():.3f}")


if __name__ == "__main__":
    main()
