"""Turn the trained tag heads into the files that the package ships beside the parser.

    python train/export_tags.py runs/tags/tags.safetensors --vectors runs/tags/vectors.safetensors
        [--out src/dragoman/language/model] [--scores FILE] [--float]

Writes ``tags.onnx`` (states to words, sentence vectors and carriers) and
``roles.onnx`` (words and carriers to roles), and enters the label sets into the
``model.json`` of the folder.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import warnings
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from export import quantise
from labels import CARRIERS, CLASSES, KINDS, ROLES
from packed_tags import PackedRoles, PackedTags
from sentence_vectors import VectorHead
from tag_model import STATES_WIDTH, WIDTH, Tagger


def export_graph(model: nn.Module, inputs: dict[str, Tensor], outputs: dict[str, str], path: Path) -> None:
    """One graph; the first size of all inputs and outputs is free.

    Args:
        model: What is exported.
        inputs: An example of each input.
        outputs: The name of the first size of each output.
        path: Where the file goes.
    """
    sizes = {name: name for name in inputs} | outputs
    axes = {name: {0: size} for name, size in sizes.items()}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            model.eval(), tuple(inputs.values()), str(path), input_names=list(inputs),
            output_names=list(outputs), dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip


def export_tags(tagger: Tagger, vectors: VectorHead, path: Path) -> None:
    """The graph of carriers, on two sentences as an example."""
    inputs = {
        "states": torch.rand(5, STATES_WIDTH),
        "n_words": torch.tensor([3, 2]),
        "shapes": torch.tensor([1, 0, 0, 1, 0]),
    }
    names = {"words": "words", "vectors": "n", **dict.fromkeys(KINDS, "words")}
    export_graph(PackedTags(tagger, vectors), inputs, names, path)


def export_roles(tagger: Tagger, path: Path) -> None:
    """The graph of roles, on three carriers of two sentences as an example."""
    inputs = {
        "words": torch.rand(6, WIDTH),
        "n_words": torch.tensor([4, 4, 2]),
        "seen": torch.tensor([0, 1, 2, 3, 0, 1, 2, 3, 4, 5]),
        "at": torch.tensor([-1, 2, 5]),
        "kinds": torch.tensor([0, 1, 3]),
        "places": torch.ones(10, 5, dtype=torch.long),
    }
    export_graph(PackedRoles(tagger.roles), inputs, {"roles": "r", "classes": "m"}, path)


def describe(args: argparse.Namespace) -> dict[str, object]:
    """What model.json says of the tag heads."""
    files = ("tags.onnx", "roles.onnx")
    return {
        "carriers": {kind: CARRIERS[kind] for kind in KINDS},
        "roles": ROLES,
        "classes": CLASSES,
        "sha256": {name: hashlib.sha256((args.out / name).read_bytes()).hexdigest() for name in files},
        "scores": json.loads(args.scores.read_text()) if args.scores else {},
        "data": hashlib.sha256(args.annotations.read_bytes()).hexdigest(),
        "licence": "annotations CC-BY-4.0",
    }


def main() -> None:
    """Export from the command line."""
    root = Path(__file__).resolve().parent.parent
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--vectors", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=root / "src" / "dragoman" / "language" / "model")
    parser.add_argument("--annotations", type=Path, default=root / "train/annotations/annotated.jsonl")
    parser.add_argument("--scores", type=Path, help="JSON file with the scores to state in model.json")
    parser.add_argument("--float", action="store_true", help="keep float32 weights")
    args = parser.parse_args()
    torch.set_num_threads(1)
    tagger, vectors = Tagger(), VectorHead()
    tagger.load_state_dict(load_file(args.checkpoint))
    vectors.load_state_dict(load_file(args.vectors))
    export_tags(tagger, vectors, args.out / "tags.onnx")
    export_roles(tagger, args.out / "roles.onnx")
    for path in [] if args.float else [args.out / "tags.onnx", args.out / "roles.onnx"]:
        quantise(path)
    about = json.loads((args.out / "model.json").read_text())
    about["tags"] = describe(args)
    (args.out / "model.json").write_text(json.dumps(about, indent=1) + "\n")


if __name__ == "__main__":
    main()
