"""Turn the trained mention heads into the files that the package ships beside the parser.

    python train/export_mentions.py runs/mentions [--out src/dragoman/language/model] [--float]

Writes ``mentions.onnx`` (states to types and vectors) and ``pairs.onnx`` (vectors and
figures of pairs to scores), and enters the types into the ``model.json`` of the folder.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import torch
from safetensors.torch import load_file

from dragoman.language.mention_pairs import SIZES
from export import quantise
from export_tags import export_graph
from labels import MENTION_TYPES
from mention_model import PAIR_WIDTH, MentionHead, PairHead
from packed_tags import PackedMentions, PackedPairs
from tag_model import STATES_WIDTH

FILES = ("mentions.onnx", "pairs.onnx")


def export_heads(mentions: MentionHead, pairs: PairHead, out: Path) -> None:
    """Both graphs, each on two rows as an example."""
    words = {
        "states": torch.rand(5, STATES_WIDTH),
        "n_words": torch.tensor([3, 2]),
        "shapes": torch.tensor([1, 0, 0, 1, 0]),
    }
    outputs = {"types": "words", "vectors": "words"}
    export_graph(PackedMentions(mentions), words, outputs, out / "mentions.onnx")
    pair = {
        "vectors": torch.rand(3, PAIR_WIDTH),
        "pairs": torch.tensor([[1, 0], [2, 1]]),
        "figures": torch.zeros(2, len(SIZES), dtype=torch.long),
    }
    export_graph(PackedPairs(pairs), pair, {"scores": "m"}, out / "pairs.onnx")


def main() -> None:
    """Export from the command line."""
    root = Path(__file__).resolve().parent.parent
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("run", type=Path, help="folder of train_mentions.py")
    parser.add_argument("--out", type=Path, default=root / "src" / "dragoman" / "language" / "model")
    parser.add_argument("--float", action="store_true", help="keep float32 weights")
    args = parser.parse_args()
    mentions, pairs = MentionHead(), PairHead()
    mentions.load_state_dict(load_file(args.run / "mentions.safetensors"))
    pairs.load_state_dict(load_file(args.run / "pairs.safetensors"))
    export_heads(mentions, pairs, args.out)
    for path in [] if args.float else [args.out / file for file in FILES]:
        quantise(path)
    about = json.loads((args.out / "model.json").read_text())
    about["mentions"] = {
        "types": MENTION_TYPES,
        "sha256": {file: hashlib.sha256((args.out / file).read_bytes()).hexdigest() for file in FILES},
        "scores": json.loads((args.run / "scores.json").read_text()),
        "data": "GUM train, see data",
    }
    (args.out / "model.json").write_text(json.dumps(about, indent=1) + "\n")


if __name__ == "__main__":
    main()
