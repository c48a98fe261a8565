"""Make the shipped files smaller without changing what they say.

The base model's table has 30,522 word pieces, half of the file. Unused places and
pieces of other scripts than Latin and Greek go; every English text has the same
pieces as before, and the rows that stay are the same to the bit. Large weights
that are not quantised are stored in half precision.
"""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import numpy_helper
from tokenizers import Tokenizer

# Weights in float32 with more numbers than this are stored in half precision.
HALF_FROM = 20_000
TABLE = "encoder.words.weight"


def is_kept(piece: str) -> bool:
    """Whether a piece stays in the table."""
    return not piece.startswith("[unused") and all(_is_western(c) for c in piece.removeprefix("##"))


def _is_western(character: str) -> bool:
    """Latin and Greek letters, digits, marks; not the letters of other scripts."""
    western = ("LATIN", "GREEK", "MODIFIER", "FEMININE", "MASCULINE", "MICRO")
    return not character.isalpha() or unicodedata.name(character, "").startswith(western)


def trim_vocabulary(tokenizer_json: Path, folder: Path) -> None:
    """Take the rows out of the table in ``folder``'s model and write its tokenizer."""
    spec = json.loads(tokenizer_json.read_text(encoding="utf-8"))
    pieces = sorted(spec["model"]["vocab"].items(), key=lambda item: item[1])
    kept = [number for piece, number in pieces if is_kept(piece)]
    _trim_table(folder / "model.onnx", kept)
    _renumber(spec, {old: new for new, old in enumerate(kept)})
    (folder / "tokenizer.json").write_text(json.dumps(spec, ensure_ascii=False), encoding="utf-8")
    Tokenizer.from_file(str(folder / "tokenizer.json"))


def _trim_table(path: Path, kept: list[int]) -> None:
    model = onnx.load(path)
    (table,) = [t for t in model.graph.initializer if TABLE in t.name and len(t.dims) == 2]
    table.CopyFrom(
        numpy_helper.from_array(np.ascontiguousarray(numpy_helper.to_array(table)[kept]), table.name)
    )
    onnx.save(model, path)


def _renumber(spec: dict[str, Any], number: dict[int, int]) -> None:
    vocab = spec["model"]["vocab"]
    spec["model"]["vocab"] = {piece: number[old] for piece, old in vocab.items() if old in number}
    for token in spec["added_tokens"]:
        token["id"] = number[token["id"]]
    for special in spec["post_processor"]["special_tokens"].values():
        special["ids"] = [number[old] for old in special["ids"]]
    spec["truncation"] = spec["padding"] = None


def halve(path: Path) -> None:
    """Store the large float32 weights in half precision; the runtime widens them when it loads."""
    model = onnx.load(path)
    for weight in list(model.graph.initializer):
        if weight.data_type != onnx.TensorProto.FLOAT or np.prod(weight.dims) < HALF_FROM:
            continue
        half = numpy_helper.from_array(
            numpy_helper.to_array(weight).astype(np.float16), f"{weight.name}_half"
        )
        cast = onnx.helper.make_node("Cast", [half.name], [weight.name], to=onnx.TensorProto.FLOAT)
        model.graph.initializer.remove(weight)
        model.graph.initializer.append(half)
        model.graph.node.insert(0, cast)
    onnx.save(model, path)
