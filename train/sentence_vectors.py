"""Sentence vectors from the parser's states: a linear map that imitates the base model's.

    python train/sentence_vectors.py --reader runs/reader/pass-6.safetensors --base DIR --out runs/tags

The base model was trained to bring sentences of like matter together (the mean
of its last states); the parser's encoder has moved away from it. The map from the
mean of the kept states to the WIDTH main directions of the base's vectors is
fitted in closed form (ridge regression) on the training sentences, and measured
on development sentences: the rank correlation of the cosines of pairs.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import Tensor, nn
from torch.nn import functional

from batches import pad
from data import load_sets
from dragoman.language.pieces import Pieces
from evaluate import load_reader
from model import Encoder, EncoderSize, Reader, load_base
from tag_model import STATES_WIDTH

WIDTH = 64
RIDGE = 10.0


class VectorHead(nn.Module):
    """(n, WIDTH) from the mean of the kept states over the words of each sentence."""

    def __init__(self) -> None:
        super().__init__()
        self.out = nn.Linear(STATES_WIDTH, WIDTH)

    def forward(self, states: Tensor, present: Tensor) -> Tensor:
        vectors: Tensor = self.out(mean_of(states, present))
        return vectors


def mean_of(states: Tensor, present: Tensor) -> Tensor:
    """The mean state of each sentence; where ``present`` is 0 is padding."""
    weights = (present > 0).to(states.dtype)[:, :, None]
    return (states * weights).sum(1) / weights.sum(1)


@torch.no_grad()
def means(
    reader: Reader, base: Encoder, sentences: list[tuple[list[int], list[int]]]
) -> tuple[Tensor, Tensor]:
    """The mean kept states of the reader, and the mean last states of the base, of each sentence."""
    mine, theirs = [], []
    for start in range(0, len(sentences), 16):
        rows = sentences[start : start + 16]
        pieces, first = pad([ids for ids, _ in rows], "pieces"), pad([at for _, at in rows], "first")
        mine.append(mean_of(reader.kept(reader.encoder(pieces), first), first))
        theirs.append(mean_of(base(pieces)[-1], pieces))
    return torch.cat(mine), functional.normalize(torch.cat(theirs), dim=-1)


def fit(mine: Tensor, theirs: Tensor) -> VectorHead:
    """The ridge regression onto the main directions of the base's vectors."""
    centre = theirs.mean(0)
    _, _, directions = torch.linalg.svd(theirs - centre, full_matrices=False)
    wanted = (theirs - centre) @ directions[:WIDTH].T
    middle = mine.mean(0)
    x = mine - middle
    weight = torch.linalg.solve(x.T @ x + RIDGE * torch.eye(x.shape[1]), x.T @ wanted)
    head = VectorHead()
    head.out.weight.data = weight.T.contiguous()
    head.out.bias.data = -(middle @ weight)
    return head


def rank_correlation(mine: Tensor, theirs: Tensor) -> float:
    """Spearman's rho of the cosines of all pairs of sentences."""
    above = torch.triu_indices(len(mine), len(mine), 1)
    ranks = []
    for vectors in (mine, theirs):
        cosines = functional.normalize(vectors, dim=-1)
        values = (cosines @ cosines.T)[above[0], above[1]]
        ranks.append(values.argsort().argsort().to(torch.float64))
    return float(torch.corrcoef(torch.stack(ranks))[0, 1])


def main() -> None:
    """Fit and measure from the command line."""
    root = Path(__file__).resolve().parent.parent
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reader", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--data", type=Path, default=root.parent / "shared" / "data" / "nlp")
    parser.add_argument("--limit", type=int, default=4000, help="sentences of each set")
    args = parser.parse_args()
    torch.set_num_threads(1)
    pieces = Pieces(args.base / "tokenizer.json")
    reader, base = load_reader(args.reader), Reader(EncoderSize())
    load_base(base, args.base)
    base.eval()
    encoded = {}
    for part, limit in (("train", args.limit), ("dev", 300)):
        sets = load_sets(args.data, part)
        rows = [
            pieces.sentence(s.words)
            for name in ("ewt", "gum")
            for s in sets[name][:: max(1, len(sets[name]) // limit)]
        ]
        encoded[part] = sorted((row for row in rows if 8 < len(row[0]) < 120), key=lambda row: len(row[0]))
    head = fit(*means(reader, base.encoder, encoded["train"]))
    mine, theirs = means(reader, base.encoder, encoded["dev"])
    centred = theirs - theirs.mean(0)
    with torch.no_grad():
        print(
            f"rank correlation with the base: {rank_correlation(head.out(mine), centred):.3f}, "
            f"of the plain mean: {rank_correlation(mine - mine.mean(0), centred):.3f}"
        )
    args.out.mkdir(parents=True, exist_ok=True)
    save_file(head.state_dict(), args.out / "vectors.safetensors")


if __name__ == "__main__":
    main()
