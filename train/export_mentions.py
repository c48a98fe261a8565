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
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import load_file

from dragoman.language.mention_pairs import SIZES
from export_tags import export_graph
from labels import MENTION_TYPES
from mention_model import PAIR_WIDTH, MentionHead, PairHead
from tag_model import STATES_WIDTH
from vocabulary import halve

FILES = ("mentions.onnx", "pairs.onnx")


def export_heads(mentions: MentionHead, pairs: PairHead, out: Path) -> None:
    """Both graphs, each on two rows as an example."""
    present, shapes = torch.tensor([[1, 1, 1], [1, 1, 0]]), torch.tensor([[1, 0, 0], [1, 0, 0]])
    inputs = {"states": torch.rand(2, 3, STATES_WIDTH), "shapes": shapes, "present": present}
    outputs = {"types": ["n", "n_words"], "vectors": ["n", "n_words"]}
    export_graph(mentions, inputs, outputs, out / "mentions.onnx")
    pair = {
        "later": torch.rand(2, PAIR_WIDTH),
        "earlier": torch.rand(2, PAIR_WIDTH),
        "figures": torch.zeros(2, len(SIZES), dtype=torch.long),
    }
    export_graph(pairs, pair, {"scores": ["m"]}, out / "pairs.onnx", free=1)


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
        quantize_dynamic(
            path, path, per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul"]
        )
        halve(path)
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
