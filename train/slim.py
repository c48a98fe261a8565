"""Make the encoder of a trained reader smaller: fewer neurons that say the same.

    python train/slim.py runs/reader/pass-6.safetensors --base DIR --out runs/slim --bf16

Neurons of the feed-forward layers are taken out (``prune.py``); then what is left learns to give
the states of the whole encoder, on the sentences of the treebanks, on our own and on those of
statements that are free to use. No annotation is needed for it, and the heads stay as they are.
Writes ``OUT/pass-N.safetensors``, a checkpoint like that of ``train.py``; goes on after a kill as it does.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import Tensor, nn

from annotated import read_lines
from batches import iter_groups, make_batch
from data import Sentence, load_sets
from dragoman.language.analyse import divide, written
from dragoman.language.pieces import Pieces
from evaluate import load_reader
from model import Encoder, Reader
from prune import prune
from train import Run, make_optimizer, train_all

# One in so many sentences measures the neurons; one in so many statements is learnt from.
MEASURED, STATEMENTS = 12, 10


class Pupil(nn.Module):
    """A reader whose encoder learns to give the states of another."""

    def __init__(self, reader: Reader, whole: Encoder) -> None:
        super().__init__()
        self.encoder, self.bf16 = reader.encoder, reader.bf16
        self._whole = [whole.eval()]  # in a list, so that it is no part of what is trained or saved

    def losses(self, batch: dict[str, Tensor]) -> dict[str, Tensor]:
        """The mean over the layers of the squared error as a share of the squares."""
        pieces = batch["pieces"]
        present = pieces > 0
        with torch.autocast(pieces.device.type, dtype=torch.bfloat16, enabled=self.bf16):
            with torch.no_grad():
                wanted = self._whole[0](pieces)[1:]
            found = self.encoder.eval()(pieces)[1:]  # without dropout: there is one right answer
        shares = [
            (mine.float() - theirs.float())[present].square().sum() / theirs.float()[present].square().sum()
            for mine, theirs in zip(found, wanted, strict=True)
        ]
        return {"states": torch.stack(shares).mean()}


def own_sentences(annotations: Path, texts: Path) -> Iterator[Sentence]:
    """Sentences without annotation: our own, and some of the statements."""
    for line in read_lines(annotations):
        yield from _sentences(line["text"])
    with gzip.open(texts, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % STATEMENTS == 0:
                yield from _sentences(json.loads(line)["text"])


def _sentences(text: str) -> Iterator[Sentence]:
    for words in written(text, divide(text, None)):
        yield Sentence("uner", tuple(words))


def slimmed(path: Path, inner: int, sentences: list[Sentence], pieces: Pieces) -> Reader:
    """The reader of a checkpoint with fewer neurons, fitted but not yet trained."""
    reader = load_reader(path)
    groups = iter_groups(sentences[::MEASURED], pieces, 1600)
    errors = prune(reader.encoder, [make_batch(group, pieces)["pieces"] for group in groups], inner)
    print("squared error of the states after each layer:", *(f"{error:.4f}" for error in errors), flush=True)
    return reader


def parse_args() -> argparse.Namespace:
    """The command line."""
    root = Path(__file__).resolve().parent.parent
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--inner", type=int, default=768, help="neurons of each layer that stay")
    parser.add_argument("--data", type=Path, default=root.parent / "shared" / "data" / "nlp")
    parser.add_argument("--texts", type=Path, default=root.parent / "shared/data/texts/white_house.jsonl.gz")
    parser.add_argument("--annotations", type=Path, default=root / "train/annotations/annotated.jsonl")
    parser.add_argument("--passes", type=int, default=1)
    parser.add_argument("--budget", type=int, default=1600, help="pieces in a batch, padding counted")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--limit", type=int, help="learn from this many sentences: a rehearsal")
    parser.add_argument("--bf16", action="store_true", help="encoders in bfloat16 while training")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    return parser.parse_args()


def make_run(args: argparse.Namespace, sentences: list[Sentence]) -> tuple[Run, Reader]:
    """The run from its beginning, and the reader whose encoder it trains."""
    device, pieces = torch.device(args.device), Pieces(args.base / "tokenizer.json")
    begun = args.out / "pruned.safetensors"
    if not begun.exists():
        save_file(slimmed(args.checkpoint, args.inner, sentences, pieces).state_dict(), begun)
    reader, whole = load_reader(begun).to(device), load_reader(args.checkpoint).encoder.to(device)
    reader.bf16 = args.bf16
    pupil = Pupil(reader, whole)
    return Run(args, pupil, pieces, make_optimizer(pupil), device, 0), reader


def main() -> None:
    """Prune and train from the command line."""
    args = parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    sentences = [s for part in load_sets(args.data, "train").values() for s in part]
    sentences = [*sentences, *own_sentences(args.annotations, args.texts)][: args.limit]
    run, reader = make_run(args, sentences)
    train_all(run, reader, sentences, load_sets(args.data, "dev"))


if __name__ == "__main__":
    main()
