"""Trains the block classifier of HTML pages and writes its weights.

    python train/article/train_blocks.py --data ../shared/data/extraction --cache silver.json
        [--out src/dragoman/article/data] [--predictions folds.npz]

With --predictions it trains once for each fold of hosts and writes the
probability of each block, short links apart, of the pages that were held out; with --out it trains on
all pages and writes `blocks.npz` and `marks.json`.
"""

from __future__ import annotations

import argparse
import json
import time
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from block_labels import label_blocks
from fit import arrays_of, fit_network
from marks import host_shares, learn_marks
from numpy.typing import NDArray

from dragoman.article.block_classifier import second_features
from dragoman.article.block_features import own_features, with_neighbours
from dragoman.article.container_marks import TABLE, ContainerFacts
from dragoman.article.layout import Layout, without_short_links
from dragoman.article.metadata import read_statements
from dragoman.article.network import Network
from dragoman.article.scan import scan_page
from dragoman.article.word_features import Hints
from pages import N_FOLDS, LabelledPage, load_pages

Matrix = NDArray[np.float32]
Features = tuple[Any, Matrix, ContainerFacts]
_N_NETWORKS = 3


@dataclass(slots=True)
class Example:
    """A page ready for training."""

    page: LabelledPage
    layout: Layout
    hints: Hints
    labels: Matrix
    weights: Matrix
    shares: dict[str, float]


def make_examples(pages: list[LabelledPage]) -> list[Example]:
    """The pages that have blocks, with labels and the contents of their class names."""
    examples = []
    for page in pages:
        scan = scan_page(page.html)
        if scan is None:
            continue
        layout, _ = without_short_links(scan.layout)
        if not layout.blocks:
            continue
        stated = read_statements(scan.elements, page.url)
        hints = Hints(stated.headline or "", stated.description or "", stated.body or "")
        labels, weights = label_blocks(page, layout)
        shares = host_shares(page, layout, labels.tolist(), weights.tolist())
        examples.append(Example(page, layout, hints, labels, weights, shares))
    return examples


def read_features(example: Example, marks: dict[str, float], poor: bool = False) -> Features:
    """The block's own features of a page under a table of class-name words.

    A poor copy of a page knows only half of the words and no articleBody, so that
    the networks do not lean on them alone.
    """
    hints = example.hints
    if poor:
        marks = {
            token: worth
            for token, worth in marks.items()
            if zlib.crc32((example.page.id + token).encode()) % 2
        }
        hints = Hints(hints.headline, hints.description)
    TABLE.load(marks)
    return example, *own_features(example.layout, hints)


def marks_without(examples: list[Example], *folds: int) -> dict[str, float]:
    """The table learned from all pages outside some folds."""
    return learn_marks([(e.page.host, e.shares) for e in examples if e.page.fold not in folds])


def train(examples: list[Example], held_out: int) -> tuple[Network, Network]:
    """Both networks, from the pages outside a fold (-1: from all).

    Each training page is seen through a table, and in the second look through a
    first network, that were learned without its own fold.
    """
    inner = [fold for fold in range(N_FOLDS) if fold != held_out]
    tables = {fold: marks_without(examples, fold, held_out) for fold in inner}
    seen: dict[int, list[Features]] = {
        fold: [
            read_features(e, tables[fold], poor)
            for poor in (False, True)
            for e in examples
            if e.page.fold == fold
        ]
        for fold in inner
    }
    second_inputs, labels, weights = [], [], []
    for fold in inner:
        rest = [row for other in inner if other != fold for row in seen[other]]
        network = fit_first(rest)
        for example, own, facts in seen[fold]:
            shares = network.shares(with_neighbours(own, facts))
            second_inputs.append(second_features(example.layout, own, facts, shares))
            labels.append(example.labels)
            weights.append(example.weights)
    second = fit_network(
        np.vstack(second_inputs),
        np.concatenate(labels),
        np.concatenate(weights),
        hidden=(32, 12),
        epochs=9,
        n_networks=_N_NETWORKS,
    )
    return fit_first([row for fold in inner for row in seen[fold]]), second


def fit_first(rows: list[Features]) -> Network:
    """The first network, from pages with their features."""
    inputs = np.vstack([with_neighbours(own, facts) for _, own, facts in rows])
    labels = np.concatenate([example.labels for example, _, _ in rows])
    weights = np.concatenate([example.weights for example, _, _ in rows])
    return fit_network(inputs, labels, weights, epochs=12, n_networks=_N_NETWORKS)


def predict_held_out(examples: list[Example]) -> dict[str, Matrix]:
    """For each page the probability of its blocks by networks that never saw its host."""
    found: dict[str, Matrix] = {}
    for fold in range(N_FOLDS):
        started = time.monotonic()
        first, second = train(examples, fold)
        marks = marks_without(examples, fold)
        for example in examples:
            if example.page.fold == fold:
                _, own, facts = read_features(example, marks)
                shares = first.shares(with_neighbours(own, facts))
                found[example.page.id] = second.shares(second_features(example.layout, own, facts, shares))
        print(f"fold {fold}: {time.monotonic() - started:.0f} s", flush=True)
    return found


def main() -> None:
    """Read the arguments, train, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=Path("../shared/data/extraction"))
    parser.add_argument("--cache", type=Path, help="JSON file that keeps what the peers extracted")
    parser.add_argument("--out", type=Path, help="folder for blocks.npz and marks.json")
    parser.add_argument("--predictions", type=Path, help="npz file for the probabilities of held-out pages")
    args = parser.parse_args()
    examples = make_examples(load_pages(args.data, args.cache))
    print(f"{len(examples)} pages, {sum(len(e.layout.blocks) for e in examples)} blocks", flush=True)
    if args.predictions:
        np.savez_compressed(args.predictions, **predict_held_out(examples))
    if args.out:
        first, second = train(examples, -1)
        marks = marks_without(examples)
        np.savez_compressed(
            args.out / "blocks.npz", **arrays_of(first, "first"), **arrays_of(second, "second")
        )
        rows = json.dumps(marks, ensure_ascii=False, indent=0, sort_keys=True)
        (args.out / "marks.json").write_text(rows + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
