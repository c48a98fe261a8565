"""Topics by the model's vectors: writes src/dragoman/reading/data/topic_prototypes.tsv.

    python train/topic_prototypes.py [--list N]

The prototype of a topic is made of the annotated sentences with a phrase of
data/topics.tsv: the difference between their mean vector and that of
the others, turned by the inverse covariance, so that what all talk of diplomacy shares
counts little. The cosine of a sentence with it is measured on pages that the prototype
was not made of (five folds of pages).

The phrases are the first reading; only what they miss is at stake. So the threshold of
a topic is the lowest cosine down to which at least LEAST_RIGHT of the sentences without
its phrase are about it by annotations/topics.tsv, and a margin above that. A topic with
fewer than LEAST_READ such sentences gets no prototype. --list prints the nearest
sentences without a phrase, which is what a reader judges.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.language import analyse_with_vectors, model_info
from dragoman.reading.topics import topic_patterns

_HERE = Path(__file__).parent
_OUT = Path("src/dragoman/reading/data/topic_prototypes.tsv")
# Swept 0.1-3: rank of the sentences with a phrase (area under the curve) 0.929, 0.925 at 1, 0.916 at 3.
RIDGE = 0.3
FOLDS = 5
LEAST_RIGHT = 0.85
LEAST_READ = 4
MARGIN = 0.01
_GROUP = 40
Matrix = NDArray[np.float64]
Mask = NDArray[np.bool_]


def main() -> None:
    """Fits, writes, and reports what each threshold gives."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--list", type=int, default=0, help="print so many sentences a topic to be judged")
    options = parser.parse_args()
    lines = [json.loads(line) for line in (_HERE / "annotations" / "annotated.jsonl").open(encoding="utf-8")]
    vectors = _vectors(lines)
    patterns = topic_patterns()
    by_phrase = np.array(
        [[p.search(each["text"], 0, len(each["text"])) is not None for _, p in patterns] for each in lines]
    )
    judged = _judged()
    cosines = _cosines_of_others(vectors, by_phrase, _folds(lines))
    mean, prototypes = fit(vectors, by_phrase)
    rows = [f"model\t{model_info()['version']}\n", _row("mean", 0.0, mean)]
    for j, (code, _) in enumerate(patterns):
        missed = [i for i in np.argsort(-cosines[:, j]) if not by_phrase[i, j]]
        for i in missed[: options.list]:
            said = judged.get(code, {}).get(lines[i]["id"], "?")
            print(f"{code}\t{cosines[i, j]:.2f}\t{lines[i]['id']}\t{said}\t{lines[i]['text']}")
        read = [(float(cosines[i, j]), judged.get(code, {}).get(lines[i]["id"])) for i in missed]
        threshold, n_read, n_right = _threshold(read)
        if n_read:
            rows.append(_row(code, threshold, prototypes[j]))
            print(f"{code:15} from {threshold:.2f}: {n_right} of {n_read} right that have no phrase")
    _OUT.write_text("".join(rows), encoding="utf-8")


def fit(vectors: Matrix, labels: Mask) -> tuple[Matrix, Matrix]:
    """The mean vector, (width,), and one prototype of length 1 for each topic, (topics, width)."""
    mean = vectors.mean(0)
    turned = _directions(vectors - mean)
    covariance = np.cov((vectors - mean).T)
    width = len(mean)
    inverse = np.linalg.inv(covariance + RIDGE * np.trace(covariance) / width * np.eye(width))
    apart = [turned[has].mean(0) - turned[~has].mean(0) for has in labels.T]
    return mean, _directions(np.array(apart) @ inverse)


def _directions(rows: Matrix) -> Matrix:
    lengths: Matrix = np.linalg.norm(rows, axis=-1, keepdims=True)
    return rows / lengths


def _cosines_of_others(vectors: Matrix, labels: Mask, folds: NDArray[np.int_]) -> Matrix:
    """(sentences, topics): each sentence with the prototypes that were made without its page."""
    found = np.zeros(labels.shape)
    for fold in range(FOLDS):
        mean, prototypes = fit(vectors[folds != fold], labels[folds != fold])
        found[folds == fold] = _directions(vectors[folds == fold] - mean) @ prototypes.T
    return found


def _folds(lines: list[dict[str, Any]]) -> NDArray[np.int_]:
    """The fold of each sentence; those of one page are together."""
    pages = [line["id"] if line["origin"] == "written" else line["origin"] for line in lines]
    order = {page: i for i, page in enumerate(dict.fromkeys(pages))}
    fold_of = np.random.default_rng(0).integers(0, FOLDS, len(order))
    return np.array([fold_of[order[page]] for page in pages])


def _threshold(read: list[tuple[float, bool | None]]) -> tuple[float, int, int]:
    """The threshold of one topic, how many were read above it, and how many of them are right.

    Args:
        read: Cosines from the highest, and what the reader said; None ends the part that was read.
    """
    n_right, best = 0, (0.0, 0, 0)
    for n_read, (cosine, is_right) in enumerate(read, start=1):
        if is_right is None:
            break
        n_right += is_right
        if is_right and n_read >= LEAST_READ and n_right >= LEAST_RIGHT * n_read:
            best = (cosine + MARGIN, n_read, n_right)
    return best


def _vectors(lines: list[dict[str, Any]]) -> Matrix:
    """(sentences, width): the vector of each annotated line, of its first sentence where it holds two."""
    return np.array(
        [row for start in range(0, len(lines), _GROUP) for row in _read(lines[start : start + _GROUP])]
    )


def _read(lines: list[dict[str, Any]]) -> Iterator[Matrix]:
    text, spans = "", []
    for line in lines:
        spans.append((len(text), len(text) + len(line["text"])))
        text += line["text"].replace("\n", " ") + "\n"
    analysis, vectors = analyse_with_vectors(text, spans)
    starts = [sentence.start for sentence in analysis.sentences]
    for start, end in spans:
        sentence = next(i for i, each in enumerate(starts) if start <= each < end)
        yield vectors.of(sentence).astype(np.float64)


def _judged() -> dict[str, dict[str, bool]]:
    """What a reader said of sentences without a phrase: topic, sentence, whether it is about it."""
    found: dict[str, dict[str, bool]] = {}
    for line in (_HERE / "annotations" / "topics.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            code, key, said = line.split("\t")
            found.setdefault(code, {})[key] = said == "yes"
    return found


def _row(name: str, threshold: float, numbers: Matrix) -> str:
    return f"{name}\t{threshold:.2f}\t{' '.join(f'{each:.4f}' for each in numbers)}\n"


if __name__ == "__main__":
    main()
