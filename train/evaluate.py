"""Score a checkpoint on the development sets, on gold words.

    python train/evaluate.py CHECKPOINT --base DIR [--data ../shared/data/nlp]

These figures watch training: heads are the best of each word, not yet a tree.
The figures of the shipped model come from raw text, see README.md.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor

from batches import iter_groups, make_batch
from data import Sentence, load_sets
from dragoman.language.pieces import Pieces
from labels import DEPREL, ENTITY, IGNORED
from model import EncoderSize, Reader
from vocabulary import round_table

BASES = torch.tensor([[d.split(":")[0] for d in DEPREL].index(d.split(":")[0]) for d in DEPREL])


def spans(tags: list[int]) -> set[tuple[int, int, str]]:
    """(first, end, type) of the BIO tags; an I- that continues nothing begins a name."""
    found, first, kind = set(), 0, ""
    for i, tag in enumerate([*(ENTITY[t] for t in tags), "O"]):
        if kind and tag != f"I-{kind}":
            found.add((first, i, kind))
            kind = ""
        if not kind and tag != "O":
            first, kind = i, tag[2:]
    return found


def count_words(model: Reader, words: Tensor, batch: dict[str, Tensor], counts: dict[str, int]) -> None:
    """Add the hits of tags, heads and labels."""
    known = batch["heads"] != IGNORED
    scores = model.heads["arcs"](words)
    scores[:, :, 1:] -= 1e4 * (1 - batch["present"][:, None, :])
    heads = scores.argmax(-1)
    row, word = known.nonzero(as_tuple=True)
    dependents, governors = model.heads["labels"](words)
    labels = (
        model.heads["labels"].pair_scores(dependents[row, word], governors[row, heads[row, word]]).argmax(-1)
    )
    right = (heads == batch["heads"])[row, word]
    gold = batch["deprel"][row, word]
    bases = BASES.to(labels.device)
    for key, hits in {
        "words": torch.ones_like(right),
        "upos": (model.heads["upos"](words).argmax(-1) == batch["upos"])[row, word],
        "uas": right,
        "las": right & (bases[labels] == bases[gold]),
        "las_full": right & (labels == gold),
    }.items():
        counts[key] = counts.get(key, 0) + int(hits.sum())


def count_names(model: Reader, words: Tensor, batch: dict[str, Tensor], counts: dict[str, int]) -> None:
    """Add the hits, predictions and gold names of the annotated sentences."""
    tags = model.heads["entities"](words, batch["style"]).argmax(-1)
    for mine, gold in zip(tags.tolist(), batch["entities"].tolist(), strict=True):
        if gold[0] == IGNORED:
            continue
        length = gold.index(IGNORED) if IGNORED in gold else len(gold)
        found, wanted = spans(mine[:length]), spans(gold[:length])
        for key, n in (("hit", len(found & wanted)), ("found", len(found)), ("gold", len(wanted))):
            counts[key] = counts.get(key, 0) + n


@torch.no_grad()
def evaluate_sets(
    model: Reader, sets: dict[str, list[Sentence]], pieces: Pieces, device: torch.device
) -> dict[str, dict[str, float]]:
    """Scores of each set in percent: upos, uas, las, las_full, names (F1)."""
    model.eval()
    result = {}
    for name, sentences in sets.items():
        counts: dict[str, int] = {}
        for group in iter_groups(sentences, pieces, 1600):
            batch = {k: v.to(device) for k, v in make_batch(group, pieces).items()}
            words = model.word_vectors(batch["pieces"], batch["first"], batch["shapes"])
            count_words(model, words, batch, counts)
            count_names(model, words, batch, counts)
        n = counts.get("words", 0)
        result[name] = {k: round(100 * counts[k] / n, 2) for k in ("upos", "uas", "las", "las_full") if n}
        result[name]["names"] = round(200 * counts["hit"] / max(1, counts["found"] + counts["gold"]), 2)
    return result


def load_reader(checkpoint: Path) -> Reader:
    """The model of a checkpoint, its table of word pieces rounded as the shipped one is."""
    state = load_file(checkpoint)
    model = Reader(EncoderSize(inner=len(state["encoder.layers.0.up.weight"])))
    model.load_state_dict(state)
    model.encoder.words.weight.data = round_table(model.encoder.words.weight.data)
    return model.eval()


def main() -> None:
    """Print the scores of one checkpoint."""
    root = Path(__file__).resolve().parent.parent
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--data", type=Path, default=root.parent / "shared" / "data" / "nlp")
    args = parser.parse_args()
    sets = load_sets(args.data, "dev")
    print(
        json.dumps(
            evaluate_sets(
                load_reader(args.checkpoint), sets, Pieces(args.base / "tokenizer.json"), torch.device("cpu")
            ),
            indent=1,
        )
    )


if __name__ == "__main__":
    main()
