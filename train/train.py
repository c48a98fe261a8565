"""Train the reader: one encoder, several heads, one loss.

    python train/train.py --out runs/reader --base DIR [--data ../shared/data/nlp]

Writes ``OUT/pass-N.safetensors`` after each pass, ``OUT/state.pt`` every few
hundred steps and ``OUT/train.log``. A killed run goes on from its last state
when the same command is given again. The same script runs on a GPU.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from dataclasses import dataclass, field
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import Tensor, nn

from batches import iter_groups, make_batch
from data import Sentence, load_sets
from dragoman.language.pieces import Pieces
from evaluate import evaluate_sets
from model import Reader, load_base

# The weight of each head in the joint loss; 1 where none is said.
WEIGHTS = {"upos": 0.5, "arcs": 1.0, "labels": 1.0, "entities": 1.0}
ENCODER_RATE, HEAD_RATE = 2e-4, 1.5e-3
WARM_UP, CLIP = 60, 1.0
SAVE_EVERY, LOG_EVERY = 200, 50


@dataclass
class Run:
    """Where a run stands."""

    args: argparse.Namespace
    model: nn.Module
    pieces: Pieces
    optimizer: torch.optim.Optimizer
    device: torch.device
    total: int
    step: int = 0
    sums: dict[str, float] = field(default_factory=dict)
    began: float = field(default_factory=time.monotonic)

    def log(self, **values: object) -> None:
        """One line of JSON to the log file and to standard output."""
        line = json.dumps(
            {"step": self.step, "of": self.total, "s": round(time.monotonic() - self.began), **values}
        )
        print(line, flush=True)
        with (self.args.out / "train.log").open("a") as file:
            file.write(line + "\n")


def parse_args() -> argparse.Namespace:
    """The command line."""
    root = Path(__file__).resolve().parent.parent
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints and the log")
    parser.add_argument(
        "--base", type=Path, required=True, help="folder with model.safetensors, tokenizer.json"
    )
    parser.add_argument("--data", type=Path, default=root.parent / "shared" / "data" / "nlp")
    parser.add_argument("--passes", type=int, default=6)
    parser.add_argument("--budget", type=int, default=1600, help="pieces in a batch, padding counted")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--limit", type=int, help="train on this many sentences of each set: a rehearsal")
    parser.add_argument("--bf16", action="store_true", help="encoder in bfloat16 while training")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    return parser.parse_args()


def make_optimizer(model: Reader) -> torch.optim.Optimizer:
    """AdamW with a slow encoder and quick heads; biases and norms are not decayed."""
    groups = []
    for is_encoder, rate in ((True, ENCODER_RATE), (False, HEAD_RATE)):
        mine = [p for n, p in model.named_parameters() if n.startswith("encoder.") == is_encoder]
        groups.append({"params": [p for p in mine if p.dim() > 1], "lr": rate, "weight_decay": 0.01})
        groups.append({"params": [p for p in mine if p.dim() == 1], "lr": rate, "weight_decay": 0.0})
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)


def groups_of_pass(run: Run, train: list[Sentence], number: int) -> list[list[Sentence]]:
    """The batches of one pass, the same for a seed whenever they are asked for."""
    rng = random.Random(run.args.seed * 1000 + number)
    return list(iter_groups(train, run.pieces, run.args.budget, rng))


def train_step(run: Run, batch: dict[str, Tensor]) -> None:
    """One batch: losses, gradients, one step of the optimizer."""
    share = min((run.step + 1) / WARM_UP, max(0.0, (run.total - run.step) / max(1, run.total - WARM_UP)))
    for group in run.optimizer.param_groups:
        group.setdefault("full", group["lr"])
        group["lr"] = group["full"] * share
    losses = run.model.losses({k: v.to(run.device) for k, v in batch.items()})
    loss = sum(
        (WEIGHTS.get(name, 1.0) * value for name, value in losses.items()), torch.zeros((), device=run.device)
    )
    run.optimizer.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(run.model.parameters(), CLIP)
    run.optimizer.step()
    run.step += 1
    for name, value in losses.items():
        run.sums[name] = run.sums.get(name, 0.0) + float(value.detach())


def save_state(run: Run) -> None:
    """The whole state, replaced in one move so that a kill leaves the old one."""
    state = {
        "model": run.model.state_dict(),
        "optimizer": run.optimizer.state_dict(),
        "step": run.step,
        "random": torch.get_rng_state(),
    }
    torch.save(state, run.args.out / "state.tmp")
    (run.args.out / "state.tmp").replace(run.args.out / "state.pt")


def load_state(run: Run) -> None:
    """Go on from the last state, where there is one."""
    path = run.args.out / "state.pt"
    if path.exists():
        state = torch.load(path, map_location=run.device, weights_only=True)
        run.model.load_state_dict(state["model"])
        run.optimizer.load_state_dict(state["optimizer"])
        run.step = state["step"]
        torch.set_rng_state(state["random"].cpu())
        run.log(event="resumed")


def train_pass(run: Run, groups: list[list[Sentence]], number: int, skip: int) -> None:
    """One pass over the data, from batch ``skip`` on."""
    run.model.train()
    for i, group in enumerate(groups):
        if i < skip:
            continue
        rng = random.Random(f"{run.args.seed}/{number}/{i}")
        train_step(run, make_batch(group, run.pieces, rng))
        if run.step % LOG_EVERY == 0:
            run.log(**{name: round(value / LOG_EVERY, 4) for name, value in run.sums.items()})
            run.sums.clear()
        if run.step % SAVE_EVERY == 0:
            save_state(run)


def train_all(run: Run, reader: Reader, train: list[Sentence], dev: dict[str, list[Sentence]]) -> None:
    """All passes from the last state on, each with a checkpoint of the reader and its scores."""
    passes = [groups_of_pass(run, train, number) for number in range(run.args.passes)]
    run.total = sum(len(groups) for groups in passes)
    load_state(run)
    before = 0
    for number, groups in enumerate(passes, start=1):
        skip = run.step - before
        before += len(groups)
        if skip >= len(groups):
            continue
        train_pass(run, groups, number, skip)
        save_state(run)
        save_file(reader.state_dict(), run.args.out / f"pass-{number}.safetensors")
        run.log(event=f"pass {number}", dev=evaluate_sets(reader, dev, run.pieces, run.device))


def limited(sets: dict[str, list[Sentence]], limit: int | None) -> dict[str, list[Sentence]]:
    """At most ``limit`` sentences of each set."""
    return {name: sentences[:limit] for name, sentences in sets.items()}


def main() -> None:
    """Train from the command line."""
    args = parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    device = torch.device(args.device)
    train = [s for part in limited(load_sets(args.data, "train"), args.limit).values() for s in part]
    dev = limited(load_sets(args.data, "dev"), args.limit)
    model = Reader()
    load_base(model, args.base)
    model.bf16 = args.bf16
    model.to(device)
    run = Run(args, model, Pieces(args.base / "tokenizer.json"), make_optimizer(model), device, 0)
    train_all(run, model, train, dev)


if __name__ == "__main__":
    main()
