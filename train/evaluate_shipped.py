"""Score the exported tag heads on the held-out annotated sentences, as they will be run.

    python train/evaluate_shipped.py [--model src/dragoman/language/model] [--annotations FILE]

The same scores as ``evaluate_tags.py``, from the files of the package instead of
a checkpoint: for int8 against float32, and for any other model in its place.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from annotated import Example, is_dev, make_examples, read_lines
from dragoman.language.encoder import Model
from dragoman.language.passes import Window
from dragoman.language.tag_scores import Carrier, TagHeads, Tree
from evaluate_tags import Reading, count, f1_scores, gold_readings
from labels import DEPREL

# Sentences that are read together, as an article would be.
ARTICLE = 20


def reading_of(carrier: Carrier) -> Reading:
    """A carrier in the form that is scored."""
    word = -1 if carrier.words is None else carrier.words[0]
    label = carrier.label or "CUE"
    return Reading(carrier.kind, label, word, carrier.roles, carrier.classes)


def read(model: Model, heads: TagHeads, examples: Sequence[Example]) -> list[list[Reading]]:
    """What the shipped heads find in some sentences."""
    scores = model.read([example.words for example in examples], states=True)
    windows = [
        Window(number, 0, len(example.words), example.words, part)
        for number, (example, part) in enumerate(zip(examples, scores, strict=True))
    ]
    trees = [Tree(example.heads, [DEPREL[i] for i in example.deprel]) for example in examples]
    return [[reading_of(c) for c in tags.carriers] for tags in heads.read(windows, trees)]


def evaluate_examples(model: Model, heads: TagHeads, examples: Sequence[Example]) -> dict[str, float]:
    """The scores of the tag heads on some sentences."""
    counts: Counter[str] = Counter()
    for start in range(0, len(examples), ARTICLE):
        part = examples[start : start + ARTICLE]
        for example, found in zip(part, read(model, heads, part), strict=True):
            count(gold_readings(example), found, counts)
    return f1_scores(counts)


def main() -> None:
    """Print the scores of the exported heads."""
    root = Path(__file__).resolve().parent.parent
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", type=Path, default=root / "src" / "dragoman" / "language" / "model")
    parser.add_argument("--annotations", type=Path, default=root / "train/annotations/annotated.jsonl")
    args = parser.parse_args()
    model = Model(args.model)
    heads = TagHeads(model)
    examples = list(make_examples(line for line in read_lines(args.annotations) if is_dev(line["id"])))
    print(json.dumps(evaluate_examples(model, heads, examples), indent=1))


if __name__ == "__main__":
    main()
