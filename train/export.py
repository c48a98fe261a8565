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

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.onnx_model import ONNXModel
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
from model import Reader
from name_model import JointNames, NameHead, stand_between
from packed import PackedArcs, PackedEncoder, PackedLabels, PackedNames, rows_of
from smoothing import Shrunk, smooth
from vocabulary import PackedTable, halve, kept_pieces, write_tokenizer

INPUTS = ("pieces", "n_pieces", "first", "n_words", "shapes", "lists")
OUTPUTS = ("upos", "arcs", "dependents", "governors", "entities", "states")
# One in so many training sentences measures the channels of the encoder.
MEASURED = 60
ROOT = Path(__file__).resolve().parent.parent
NAMED_EVENTS = "train/annotations/named_events.jsonl"
LICENCES = {
    "weights": "CC-BY-SA-4.0",
    "encoder": "Apache-2.0 (sentence-transformers/all-MiniLM-L6-v2)",
    "UD_English-EWT": "CC-BY-SA-4.0",
    "UNER_English-EWT": "CC-BY-SA-4.0",
    "GUM annotations": "CC-BY-4.0",
    "GUM texts": "CC-BY, CC-BY-SA-3.0, public domain",
    "CrossNER politics": "MIT; sentences CC-BY-SA-3.0",
    "named events of train/annotations": "CC-BY-4.0",
    "statements of the White House (states alone)": "CC0",
    "GeoNames (word_lists.txt)": "CC-BY-4.0",
    "census names (word_lists.txt)": "public domain",
}


class Exported(nn.Module):
    """The reader and its name head as one function of six arrays, see ``packed.py``."""

    def __init__(self, reader: Reader, names: NameHead, style: str) -> None:
        super().__init__()
        heads = reader.heads
        self.encoder, self.shape = PackedEncoder(reader.encoder), reader.shape
        self.upos, self.arcs, self.labels = (
            heads["upos"],
            PackedArcs(heads["arcs"]),
            PackedLabels(heads["labels"]),
        )
        self.names = PackedNames(JointNames(names, heads["entities"]), STYLES.index(style))

    def forward(
        self, pieces: Tensor, n_pieces: Tensor, first: Tensor, n_words: Tensor, shapes: Tensor, lists: Tensor
    ) -> tuple[Tensor, ...]:
        rows = rows_of(n_words)
        kept = self.encoder(pieces, rows_of(n_pieces), first, rows)
        words, states = torch.cat([kept[-1], self.shape(shapes)], -1), torch.cat(kept, -1)
        scores = self.upos(words), self.arcs(words, rows), *self.labels(words)
        return *scores, self.names(words, states, shapes, lists, rows.around()), states


def export_float(reader: Reader, names: NameHead, style: str, path: Path) -> None:
    """The graph with float32 weights; the numbers of sentences, pieces and words are free."""
    inputs = (
        torch.tensor([101, 2023, 2003, 2748, 102, 101, 2748, 102]),
        torch.tensor([5, 3]),
        torch.tensor([1, 2, 3, 6]),
        torch.tensor([3, 1]),
        torch.tensor([1, 0, 4, 1]),
        torch.zeros(4, len(COLUMNS)),
    )
    free = {
        "pieces": {0: "pieces"}, "n_pieces": {0: "n"}, "n_words": {0: "n"}, "governors": {0: "words_and_root"},
        "arcs": {0: "n", 1: "longest", 2: "longest_and_root"},
        **{name: {0: "words"} for name in ("first", "shapes", "lists", "upos", "dependents", "entities", "states")},
    }  # fmt: skip
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Exported(reader, names, style).eval(), inputs, str(path), input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes=free, opset_version=17, dynamo=False,
        )  # fmt: skip


def quantise(path: Path) -> None:
    """Weights of a file to int8, per channel, those of the heads too; what stays and is large to half precision."""
    model = ONNXModel(onnx.load(path))
    model.replace_gemm_with_matmul()
    quantize_dynamic(
        model.model, path, per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul"]
    )
    halve(path)


@torch.no_grad()
def smooth_layers(reader: Reader, args: argparse.Namespace) -> Tensor:
    """Smooth the layers on some training sentences; the greatest absolute value of each kept state."""
    train = load_sets(args.data, "train")
    sentences = [s for name in ("ewt", "gum") for s in train[name][::MEASURED]]
    pieces = Pieces(args.base / "tokenizer.json")
    batches = [make_batch(group, pieces) for group in iter_groups(sentences, pieces, 1600)]
    smooth(reader.encoder, [batch["pieces"] for batch in batches])
    states = [reader.kept(reader.encoder(batch["pieces"]), batch["first"]) for batch in batches]
    check_packed(reader, batches[0], states[0])
    return torch.stack([kept.abs().flatten(0, 1).amax(0) for kept in states]).amax(0)


def check_packed(reader: Reader, batch: dict[str, Tensor], states: Tensor) -> None:
    """Raise where the packed encoder says anything else than the padded one of a batch.

    states: what the padded one keeps of each word, (n, n_words, width).
    """
    pieces, first = batch["pieces"], batch["first"]
    lengths, counts = (pieces > 0).sum(1), (first > 0).sum(1)
    starts = (lengths.cumsum(0) - lengths)[:, None]
    rows, words = rows_of(lengths), rows_of(counts)
    found = PackedEncoder(reader.encoder)(pieces[pieces > 0], rows, (first + starts)[first > 0], words)
    torch.testing.assert_close(torch.cat(found, -1), states[first > 0], atol=1e-3, rtol=1e-3)


def fit_for_int8(reader: Reader, names: NameHead, largest: Tensor, args: argparse.Namespace) -> None:
    """Smooth the name head, then trim and pack the tables."""
    ones = torch.ones(names.mix.in_features - len(largest))
    names.mix = Shrunk(names.mix, torch.cat([largest, ones]))
    kept = kept_pieces(args.base / "tokenizer.json")
    reader.encoder.words = PackedTable(reader.encoder.words.weight[kept])
    places = reader.encoder.positions.weight[: MAX_PIECES + 2]
    reader.encoder.positions = nn.Embedding.from_pretrained(places)
    write_tokenizer(args.base / "tokenizer.json", kept, args.out / "tokenizer.json")


class LabelScorer(nn.Module):
    """The label head's bilinear form alone: it is run once for an article, when the trees are known."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        bilinear = reader.heads["labels"].bilinear.detach()
        self.shape = bilinear.shape
        flat = bilinear.transpose(1, 2).reshape(bilinear.shape[0], -1)
        self.flat = nn.Parameter(flat.contiguous(), requires_grad=False)

    def forward(self, dependents: Tensor, governors: Tensor) -> Tensor:
        ones = torch.ones_like(dependents[:, :1])
        left = torch.cat([dependents, ones], 1) @ self.flat
        left = left.view(-1, self.shape[2], self.shape[1])
        return (torch.cat([governors, ones], 1)[:, None] @ left).squeeze(1)


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
        "data": file_hashes(args.data)
        | {NAMED_EVENTS: hashlib.sha256((ROOT / NAMED_EVENTS).read_bytes()).hexdigest()},
        "licences": LICENCES,
    }


def main() -> None:
    """Export from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--names", type=Path, required=True, help="checkpoint of the name head")
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=ROOT / "src" / "dragoman" / "language" / "model")
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data" / "nlp")
    parser.add_argument("--lists", type=Path, default=ROOT / "src/dragoman/language/model/word_lists.txt")
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
    largest = smooth_layers(reader, args)
    if args.float:
        shutil.copy(args.base / "tokenizer.json", args.out / "tokenizer.json")
    else:
        fit_for_int8(reader, names, largest, args)
    export_float(reader, names, args.style, args.out / "model.onnx")
    export_label_scorer(reader, args.out / "labels.onnx")
    if not args.float:
        for name in ("model.onnx", "labels.onnx"):
            quantise(args.out / name)
    if args.lists.resolve() != (args.out / args.lists.name).resolve():
        shutil.copy(args.lists, args.out / args.lists.name)
    (args.out / "model.json").write_text(json.dumps(describe(args), indent=1) + "\n")


if __name__ == "__main__":
    main()
