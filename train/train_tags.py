"""Train the tag heads on the annotated sentences; the encoder stays as it is shipped.

    python train/train_tags.py --reader runs/slim/pass-1.safetensors --out runs/tags
        [--annotations train/annotations/annotated.jsonl] [--sizes 500 1000 2000]

Writes ``OUT/tags.safetensors`` and ``OUT/scores.json``. With ``--sizes`` the
learning curve is measured instead (``OUT/curve.json``): one training for each
number of sentences, each from the same start.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import Tensor
from torch.nn import functional

from annotated import is_dev, make_examples, read_lines
from evaluate import load_reader
from evaluate_tags import evaluate_tags
from labels import CLASSES, IGNORED, KINDS
from model import Reader
from tag_batches import Prepared, iter_groups, make_batch, prepare
from tag_model import Tagger

RATE, CLIP, WARM_UP = 1.2e-3, 1.0, 60
BUDGET = 900
# Few words carry anything: those that do weigh more, so that fewer are missed.
CARRYING_WEIGHT = 3.0
CARRIER_WEIGHT, ROLE_WEIGHT, CLASS_WEIGHT = 2.0, 2.0, 0.3


def parse_args() -> argparse.Namespace:
    """The command line."""
    root = Path(__file__).resolve().parent
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--reader", type=Path, required=True, help="checkpoint of the parser, for the letter shapes"
    )
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--annotations", type=Path, default=root / "annotations" / "annotated.jsonl")
    parser.add_argument("--passes", type=int, default=12)
    parser.add_argument("--sizes", type=int, nargs="*", default=[], help="learning curve at these numbers")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args()


def loss_of(model: Tagger, batch: dict[str, Tensor]) -> Tensor:
    """The joint loss of one batch."""
    words = model.words(batch["states"], batch["present"], batch["shapes"])
    total = torch.zeros(())
    for kind, scores in zip(KINDS, model.carriers(words), strict=True):
        total = total + CARRIER_WEIGHT * carrier_loss(scores.flatten(0, 1), batch[kind].flatten())
    roles, classes = model.roles(words, batch["row"], batch["at"], batch["kinds"], batch["places"])
    total = total + ROLE_WEIGHT * cross_entropy(roles.flatten(0, 1), batch["roles"].flatten())
    start = 0
    for name, values in CLASSES.items():
        total = total + CLASS_WEIGHT * cross_entropy(classes[:, start : start + len(values)], batch[name])
        start += len(values)
    return total


def carrier_loss(scores: Tensor, gold: Tensor) -> Tensor:
    """Cross entropy in which a word that carries something weighs CARRYING_WEIGHT."""
    weights = torch.full((scores.shape[1],), CARRYING_WEIGHT)
    weights[0] = 1.0
    total = functional.cross_entropy(scores, gold, weights, ignore_index=IGNORED, reduction="sum")
    return total / (gold != IGNORED).sum()


def cross_entropy(scores: Tensor, gold: Tensor) -> Tensor:
    """The mean over what is annotated, 0 where nothing is."""
    total = functional.cross_entropy(scores, gold, ignore_index=IGNORED, reduction="sum")
    return total / (gold != IGNORED).sum().clamp(min=1)


def train(model: Tagger, prepared: Sequence[Prepared], args: argparse.Namespace) -> None:
    """All passes, the rate going down to zero."""
    optimizer = torch.optim.AdamW(model.parameters(), RATE, weight_decay=0.01, betas=(0.9, 0.98))
    passes = [
        list(iter_groups(prepared, BUDGET, random.Random(args.seed * 1000 + n))) for n in range(args.passes)
    ]
    total, step, began = sum(map(len, passes)), 0, time.monotonic()
    for number, groups in enumerate(passes, start=1):
        model.train()
        losses = 0.0
        for group in groups:
            share = min((step + 1) / WARM_UP, (total - step) / max(1, total - WARM_UP))
            optimizer.param_groups[0]["lr"] = RATE * share
            loss = loss_of(model, make_batch(group, [p.example.carriers for p in group]))
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), CLIP)
            optimizer.step()
            losses += float(loss.detach())
            step += 1
        print(f"pass {number}: loss {losses / len(groups):.3f}, {time.monotonic() - began:.0f} s", flush=True)


def fresh(args: argparse.Namespace, reader: Reader) -> Tagger:
    """An untrained model that begins at the reader, the same for a seed."""
    torch.manual_seed(args.seed)
    model = Tagger()
    model.shape.load_state_dict(reader.shape.state_dict())
    return model


def curve(args: argparse.Namespace, reader: Reader, learn: list[Prepared], dev: list[Prepared]) -> None:
    """Train with growing parts of the sentences, each from the same start, and print the scores."""
    random.Random(args.seed).shuffle(learn)
    scores = {}
    for size in args.sizes:
        model = fresh(args, reader)
        train(model, learn[:size], args)
        scores[size] = evaluate_tags(model, dev)
        print(json.dumps({size: scores[size]}), flush=True)
    (args.out / "curve.json").write_text(json.dumps(scores, indent=1) + "\n")


def main() -> None:
    """Train from the command line."""
    args = parse_args()
    torch.set_num_threads(args.threads)
    args.out.mkdir(parents=True, exist_ok=True)
    reader = load_reader(args.reader)
    began = time.monotonic()
    examples = list(make_examples(read_lines(args.annotations)))
    prepared = prepare(examples)
    learn = [p for p in prepared if not is_dev(p.example.id.split("/")[0])]
    dev = [p for p in prepared if is_dev(p.example.id.split("/")[0])]
    print(f"{len(learn)} to train, {len(dev)} to measure, {time.monotonic() - began:.0f} s", flush=True)
    if args.sizes:
        curve(args, reader, learn, dev)
        return
    model = fresh(args, reader)
    train(model, learn, args)
    scores = evaluate_tags(model, dev)
    print(json.dumps(scores, indent=1))
    save_file(model.state_dict(), args.out / "tags.safetensors")
    (args.out / "scores.json").write_text(json.dumps(scores, indent=1) + "\n")


if __name__ == "__main__":
    main()
