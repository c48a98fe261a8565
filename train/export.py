"""Turn a checkpoint into the files that the package ships.

    python train/export.py CHECKPOINT --names NAMES --base DIR --out src/dragoman/language/model [--float]

Writes ``model.onnx`` (weights in int8, per channel; ``--float`` leaves them in
float32 for comparison), ``labels.onnx`` (the label scorer, for the heads that
decoding chose), ``tokenizer.json`` and ``model.json``. The vocabulary is trimmed and packed, see
``vocabulary.py``; the encoder is made fit for int8, see ``smoothing.py``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import warnings
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import load_file
from torch import Tensor, nn

from batches import iter_groups, make_batch
from data import file_hashes, load_sets
from dragoman.language.encoder import FORMAT, MAX_PIECES
from dragoman.language.pieces import SHAPES, Pieces
from dragoman.language.word_lists import COLUMNS
from evaluate import load_reader
from heads import LABEL_WIDTH
from labels import DEPREL, NAME_TAGS, STYLES, UPOS
from model import EncoderSize, Reader
from name_model import JointNames, NameHead, stand_between
from smoothing import Shrunk, smooth
from vocabulary import PackedTable, halve, kept_pieces, write_tokenizer

INPUTS = ("pieces", "first", "shapes", "lists")
OUTPUTS = ("upos", "arcs", "dependents", "governors", "entities", "states")
HEAD_NODES = ("/upos/", "/arcs/", "/dependent", "/labels/", "/names/entities/")
# One in so many training sentences measures the channels of the encoder.
MEASURED = 60
LICENCES = {
    "weights": "CC-BY-SA-4.0",
    "encoder": "Apache-2.0 (sentence-transformers/all-MiniLM-L6-v2)",
    "UD_English-EWT": "CC-BY-SA-4.0",
    "UNER_English-EWT": "CC-BY-SA-4.0",
    "GUM annotations": "CC-BY-4.0",
    "GUM texts": "CC-BY, CC-BY-SA-3.0, public domain",
    "CrossNER politics": "MIT; sentences CC-BY-SA-3.0",
    "GeoNames (word_lists.txt)": "CC-BY-4.0",
    "census names (word_lists.txt)": "public domain",
}


class Exported(nn.Module):
    """The reader and its name head as one function of four arrays."""

    def __init__(self, reader: Reader, names: NameHead, style: str) -> None:
        super().__init__()
        self.reader, self.names = reader, JointNames(names, reader.heads["entities"])
        self.style = STYLES.index(style)

    def forward(self, pieces: Tensor, first: Tensor, shapes: Tensor, lists: Tensor) -> tuple[Tensor, ...]:
        states = self.reader.encoder(pieces)
        words = self.reader.vectors(states[-1], first, shapes)
        heads = self.reader.heads
        style = torch.zeros_like(pieces[:, 0]) + self.style
        scores = heads["upos"](words), heads["arcs"](words), *heads["labels"](words)
        kept = self.reader.kept(states, first)
        # The place of a word's first piece is 0, that of the opening marker, where there is no word.
        return *scores, self.names(words, kept, shapes, lists, (first > 0).long(), style), kept


def export_float(reader: Reader, names: NameHead, style: str, path: Path) -> None:
    """The graph with float32 weights; the numbers of sentences, pieces and words are free."""
    inputs = (
        torch.tensor([[101, 2023, 2003, 102], [101, 2748, 102, 0]]),
        torch.tensor([[1, 2, 3], [1, 2, 0]]),
        torch.tensor([[1, 0, 4], [1, 0, 0]]),
        torch.zeros(2, 3, len(COLUMNS)),
    )
    free = {"pieces": {0: "n", 1: "length"}, **{name: {0: "n", 1: "words"} for name in INPUTS[1:]}}
    for name in OUTPUTS:
        free[name] = {0: "n", 1: "words_and_root" if name == "governors" else "words"}
    free["arcs"][2] = "words_and_root"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Exported(reader, names, style).eval(), inputs, str(path), input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes=free, opset_version=17, dynamo=False,
        )  # fmt: skip


def quantise(source: Path, target: Path) -> None:
    """Weights of the encoder to int8, per channel; the heads stay in float32, which costs 1 MB."""
    model = onnx.load(source)
    heads = [node.name for node in model.graph.node if node.name.startswith(HEAD_NODES)]
    quantize_dynamic(
        model, target, per_channel=True, weight_type=QuantType.QInt8,
        nodes_to_exclude=heads, op_types_to_quantize=["MatMul"],
    )  # fmt: skip


@torch.no_grad()
def fit_for_int8(reader: Reader, names: NameHead, args: argparse.Namespace) -> None:
    """Smooth the layers and the name head on some training sentences, then trim and pack the tables."""
    train = load_sets(args.data, "train")
    sentences = [s for name in ("ewt", "gum") for s in train[name][::MEASURED]]
    pieces = Pieces(args.base / "tokenizer.json")
    batches = [make_batch(group, pieces) for group in iter_groups(sentences, pieces, 1600)]
    smooth(reader.encoder, [batch["pieces"] for batch in batches])
    states = [reader.kept(reader.encoder(batch["pieces"]), batch["first"]) for batch in batches]
    largest = torch.stack([kept.abs().flatten(0, 1).amax(0) for kept in states]).amax(0)
    ones = torch.ones(names.mix.in_features - len(largest))
    names.mix = Shrunk(names.mix, torch.cat([largest, ones]))
    kept = kept_pieces(args.base / "tokenizer.json")
    reader.encoder.words = PackedTable(reader.encoder.words.weight[kept])
    places = reader.encoder.positions.weight[: MAX_PIECES + 2]
    reader.encoder.positions = nn.Embedding.from_pretrained(places)
    write_tokenizer(args.base / "tokenizer.json", kept, args.out / "tokenizer.json")


def fix_sizes(path: Path) -> None:
    """Give the layers' reshapes their sizes as constants, of which 0 keeps a size, for steps that compute them."""
    model = onnx.load(path)
    for node in model.graph.node:
        if node.op_type != "Reshape" or not node.name.startswith("/encoder/layers."):
            continue
        sizes = [0, 0, -1] if "Transpose" in node.input[0] else [0, 0, EncoderSize().attention_heads, -1]
        constant = numpy_helper.from_array(np.array(sizes, np.int64), f"{node.name}_sizes")
        model.graph.initializer.append(constant)
        node.input[1] = constant.name
    drop_unread(model.graph)
    onnx.save(model, path)


def drop_unread(graph: onnx.GraphProto) -> None:
    """Take out the steps whose results nobody reads; the runtime would take them."""
    while True:
        read = {name for node in graph.node for name in node.input} | {o.name for o in graph.output}
        unread = [node for node in graph.node if read.isdisjoint(node.output)]
        if not unread:
            return
        for node in unread:
            graph.node.remove(node)


class LabelScorer(nn.Module):
    """The label head's bilinear form alone: it is run once for an article, when the trees are known."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        bilinear = reader.heads["labels"].bilinear.detach()
        self.shape = bilinear.shape
        self.flat = nn.Parameter(bilinear.reshape(bilinear.shape[0], -1), requires_grad=False)

    def forward(self, dependents: Tensor, governors: Tensor) -> Tensor:
        ones = torch.ones_like(dependents[:, :1])
        left = torch.cat([dependents, ones], 1) @ self.flat
        left = left.view(-1, self.shape[1], self.shape[2])
        return (left @ torch.cat([governors, ones], 1)[:, :, None]).squeeze(-1)


def export_label_scorer(reader: Reader, path: Path) -> None:
    """The graph from pairs of projections, both (m, 96), to label scores, (m, labels)."""
    pair = (torch.zeros(2, LABEL_WIDTH), torch.zeros(2, LABEL_WIDTH))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            LabelScorer(reader).eval(), pair, str(path), input_names=["dependents", "governors"],
            output_names=["labels"], dynamic_axes={"dependents": {0: "m"}, "governors": {0: "m"}},
            opset_version=17, dynamo=False,
        )  # fmt: skip


def describe(args: argparse.Namespace) -> dict[str, object]:
    """The content of model.json."""
    scores = json.loads(args.scores.read_text()) if args.scores else {}
    return {
        "name": "dragoman-reader-en",
        "version": args.version,
        "format": FORMAT,
        "weights": "float32" if args.float else "int8",
        "sha256": hashlib.sha256((args.out / "model.onnx").read_bytes()).hexdigest(),
        "upos": UPOS,
        "deprel": DEPREL,
        "entities": NAME_TAGS,
        "shapes": SHAPES,
        "style": args.style,
        "scores": scores,
        "data": file_hashes(args.data),
        "licences": LICENCES,
    }


def main() -> None:
    """Export from the command line."""
    root = Path(__file__).resolve().parent.parent
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--names", type=Path, required=True, help="checkpoint of the name head")
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=root / "src" / "dragoman" / "language" / "model")
    parser.add_argument("--data", type=Path, default=root.parent / "shared" / "data" / "nlp")
    parser.add_argument("--lists", type=Path, default=root / "src/dragoman/language/model/word_lists.txt")
    parser.add_argument("--style", choices=STYLES, default="uner")
    parser.add_argument("--float", action="store_true", help="keep float32 weights")
    parser.add_argument("--version", default="0.1.0")
    parser.add_argument("--scores", type=Path, help="JSON file with the scores to state in model.json")
    args = parser.parse_args()
    torch.set_num_threads(1)
    args.out.mkdir(parents=True, exist_ok=True)
    reader, names = load_reader(args.checkpoint), NameHead()
    names.load_state_dict(load_file(args.names))
    stand_between(names, args.style, "gum")
    if args.float:
        shutil.copy(args.base / "tokenizer.json", args.out / "tokenizer.json")
    else:
        fit_for_int8(reader, names, args)
    export_float(reader, names, args.style, args.out / "model.onnx")
    export_label_scorer(reader, args.out / "labels.onnx")
    if not args.float:
        fix_sizes(args.out / "model.onnx")
        for name in ("model.onnx", "labels.onnx"):
            quantise(args.out / name, args.out / name)
            halve(args.out / name)
    if args.lists.resolve() != (args.out / args.lists.name).resolve():
        shutil.copy(args.lists, args.out / args.lists.name)
    (args.out / "model.json").write_text(json.dumps(describe(args), indent=1) + "\n")


if __name__ == "__main__":
    main()
