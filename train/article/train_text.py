"""Trains the two judges of damaged text: which gaps to close, and which blocks to keep.

    python train/article/train_text.py --data ../shared/data/extraction --cache silver.json
        [--out src/dragoman/article/data] [--held-out folds]

Each page gives several damaged texts. With --held-out it writes one weights file
for each fold of hosts (`folds/0.npz` ...), trained without it.
"""

from __future__ import annotations

import argparse
import random
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from damage import HABITS, DamagedLine, cut_lines, damage, foreign_furniture, part_by_lines
from fit import arrays_of, fit_network
from numpy.typing import NDArray

from dragoman.article.join_features import join_features, second_join_features
from dragoman.article.network import Network
from dragoman.article.text_classifier import second_text_features
from dragoman.article.text_features import text_features, text_neighbours
from dragoman.article.text_lines import is_joined
from dragoman.article.tree import parse_tree
from pages import N_FOLDS, LabelledPage, load_pages

Matrix = NDArray[np.float32]
N_TEXTS = 2


@dataclass(slots=True)
class Sample:
    """One damaged text: its lines, the truth of its gaps and their weights, (n_lines - 1,) each."""

    fold: int
    lines: list[DamagedLine]
    inputs: Matrix
    labels: Matrix
    weights: Matrix
    gaps: list[int]
    near: NDArray[np.bool_]


def make_samples(pages: list[LabelledPage], n_texts: int) -> list[Sample]:
    """Damaged texts of all pages, the same at each run."""
    samples = []
    rng = random.Random(11)
    for page in pages:
        for _ in range(n_texts):
            foreign = foreign_furniture(rng.choice(pages), rng)
            lines = damage(page, rng, foreign)
            if len(lines) < 3:
                continue
            samples.append(_sample(page.fold, lines))
    return samples


def make_gap_samples(pages: list[LabelledPage]) -> list[Sample]:
    """The gaps in and around the articles of all pages, under each habit; the text around tells the habit."""
    samples = []
    rng = random.Random(12)
    for page in pages:
        tree = parse_tree(page.html)
        if tree is None:
            continue
        for habit in HABITS:
            lines = cut_lines(page, tree, habit, rng)
            if habit.startswith("blank") and rng.random() < 0.3:
                part_by_lines(lines, rng)
            if len(lines) >= 3:
                samples.append(_sample(page.fold, lines))
    return samples


def _sample(fold: int, lines: list[DamagedLine]) -> Sample:
    """A text with its features; near are the gaps in and around the article, from which joins are learned."""
    gaps = [line.gap for line in lines]
    inputs = join_features([line.text for line in lines], gaps)
    inside = np.array([line.label > 0 for line in lines])
    near = np.convolve(inside, np.ones(9))[4 : 4 + len(lines)][1:] > 0
    prose = np.array([line.label > 0 or len(line.text) > 120 for line in lines])
    weights = np.where(prose[1:] | prose[:-1], 1.0, 0.1).astype(np.float32)
    labels = np.array([line.runs_on for line in lines[1:]], dtype=np.float32)
    return Sample(fold, lines, inputs, labels, weights, gaps, near)


def fit_joins(samples: list[Sample]) -> tuple[Network, Network]:
    """Both networks for gaps; the second learns from the first's word on the whole text."""
    inputs, labels, weights = _stack(samples)
    first = fit_network(inputs, labels, weights, hidden=(48, 16), epochs=6)
    rows = [second_join_features(s.inputs, s.gaps, first.shares(s.inputs))[s.near] for s in samples]
    return first, fit_network(np.vstack(rows), labels, weights, hidden=(32, 12), epochs=6)


def _stack(samples: list[Sample]) -> tuple[Matrix, Matrix, Matrix]:
    return (
        np.vstack([s.inputs[s.near] for s in samples]),
        np.concatenate([s.labels[s.near] for s in samples]),
        np.concatenate([s.weights[s.near] for s in samples]),
    )


def join_lines(sample: Sample, networks: tuple[Network, Network]) -> tuple[list[str], Matrix, Matrix]:
    """The blocks of a text after its gaps were judged, with the label and weight of each."""
    first, second = networks
    shares = second.shares(second_join_features(sample.inputs, sample.gaps, first.shares(sample.inputs)))
    texts, labels, weights = [sample.lines[0].text], [[sample.lines[0]]], []
    for before, line, share in zip(sample.lines, sample.lines[1:], shares, strict=False):
        if is_joined(before.text, line.text, float(share)):
            texts[-1] += " " + line.text
            labels[-1].append(line)
        else:
            texts.append(line.text)
            labels.append([line])
    values = []
    for text, group in zip(texts, labels, strict=True):
        sizes = np.array([len(line.text) for line in group], dtype=np.float32)
        values.append(float(np.dot(sizes, [line.label for line in group]) / sizes.sum() > 0.5))
        trust = float(np.dot(sizes, [line.weight for line in group]) / sizes.sum())
        weights.append(trust * np.sqrt(min(text.count(" ") + 1, 100)) / 3)
    return texts, np.array(values, dtype=np.float32), np.array(weights, dtype=np.float32)


def train(samples: list[Sample], gaps: list[Sample], held_out: int) -> dict[str, np.ndarray]:
    """All four networks from the texts outside a fold (-1: from all), as arrays."""
    inner = [fold for fold in range(N_FOLDS) if fold != held_out]
    used = [s for s in samples if s.fold != held_out]
    joins = fit_joins([s for s in gaps if s.fold != held_out])
    rows = [(s.fold, *join_lines(s, joins)) for s in used]
    own = [text_features(texts) for _, texts, _, _ in rows]
    full = [text_neighbours(values) for values in own]
    second_inputs: list[Matrix] = [np.zeros(0, dtype=np.float32)] * len(rows)
    for fold in inner:
        rest = [place for place, row in enumerate(rows) if row[0] != fold]
        network = _fit_blocks(full, rows, rest)
        for place, row in enumerate(rows):
            if row[0] == fold:
                second_inputs[place] = second_text_features(own[place], row[1], network.shares(full[place]))
    first = _fit_blocks(full, rows, list(range(len(rows))))
    labels, weights = np.concatenate([r[2] for r in rows]), np.concatenate([r[3] for r in rows])
    second = fit_network(np.vstack(second_inputs), labels, weights, hidden=(32, 12), epochs=6)
    return {
        **arrays_of(joins[0], "join_first"),
        **arrays_of(joins[1], "join_second"),
        **arrays_of(first, "first"),
        **arrays_of(second, "second"),
    }


def _fit_blocks(
    full: list[Matrix], rows: list[tuple[int, list[str], Matrix, Matrix]], places: list[int]
) -> Network:
    return fit_network(
        np.vstack([full[place] for place in places]),
        np.concatenate([rows[place][2] for place in places]),
        np.concatenate([rows[place][3] for place in places]),
        epochs=6,
    )


def main() -> None:
    """Read the arguments, train, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=Path("../shared/data/extraction"))
    parser.add_argument("--cache", type=Path, help="JSON file that keeps what the peers extracted")
    parser.add_argument("--out", type=Path, help="folder for text.npz")
    parser.add_argument("--held-out", type=Path, help="folder for one weights file a fold")
    args = parser.parse_args()
    pages = load_pages(args.data, args.cache)
    samples, gaps = make_samples(pages, N_TEXTS), make_gap_samples(pages)
    print(f"{len(samples)} texts, {sum(len(s.lines) for s in samples)} lines", flush=True)
    if args.held_out:
        args.held_out.mkdir(parents=True, exist_ok=True)
        for fold in range(N_FOLDS):
            started = time.monotonic()
            np.savez_compressed(args.held_out / f"{fold}.npz", **train(samples, gaps, fold))
            print(f"fold {fold}: {time.monotonic() - started:.0f} s", flush=True)
    if args.out:
        np.savez_compressed(args.out / "text.npz", **train(samples, gaps, -1))


if __name__ == "__main__":
    main()
