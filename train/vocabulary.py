"""Make the shipped files smaller without changing what they say.

The base model's table has 30,522 word pieces, half of the file. Unused places and
pieces of other scripts than Latin and Greek go, so that every English text has the
same pieces as before. The rows that stay are rounded to four bits a number, each 32
numbers with a scale of their own, before the heads that are trained on the encoder's
states see them (``round_table``); the file holds two numbers in a byte. Large weights
that are not quantised are stored in half precision.
"""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from tokenizers import Tokenizer
from torch import Tensor, nn

# Weights in float32 with more numbers than this are stored in half precision.
HALF_FROM = 20_000
# Numbers that share one scale; a number is one of 16 steps, zero among them.
BLOCK = 32
ZERO = 8


def is_kept(piece: str) -> bool:
    """Whether a piece stays in the table."""
    return not piece.startswith("[unused") and all(_is_western(c) for c in piece.removeprefix("##"))


def _is_western(character: str) -> bool:
    """Latin and Greek letters, digits, marks; not the letters of other scripts."""
    western = ("LATIN", "GREEK", "MODIFIER", "FEMININE", "MASCULINE", "MICRO")
    return not character.isalpha() or unicodedata.name(character, "").startswith(western)


def kept_pieces(tokenizer_json: Path) -> list[int]:
    """The old numbers of the pieces that stay, in their order."""
    vocab = json.loads(tokenizer_json.read_text(encoding="utf-8"))["model"]["vocab"]
    return [number for piece, number in sorted(vocab.items(), key=lambda item: item[1]) if is_kept(piece)]


def write_tokenizer(tokenizer_json: Path, kept: list[int], target: Path) -> None:
    """The tokenizer of the pieces that stay, numbered anew."""
    spec = json.loads(tokenizer_json.read_text(encoding="utf-8"))
    _renumber(spec, {old: new for new, old in enumerate(kept)})
    target.write_text(json.dumps(spec, ensure_ascii=False), encoding="utf-8")
    Tokenizer.from_file(str(target))


def _renumber(spec: dict[str, Any], number: dict[int, int]) -> None:
    vocab = spec["model"]["vocab"]
    spec["model"]["vocab"] = {piece: number[old] for piece, old in vocab.items() if old in number}
    for token in spec["added_tokens"]:
        token["id"] = number[token["id"]]
    for special in spec["post_processor"]["special_tokens"].values():
        special["ids"] = [number[old] for old in special["ids"]]
    spec["truncation"] = spec["padding"] = None


def steps_of(table: Tensor) -> tuple[Tensor, Tensor]:
    """A table (n, width) as steps from 0 to 15, (n, width / BLOCK, BLOCK), and scales (n, width / BLOCK, 1).

    The number that is farthest from zero is met exactly, up to the half precision of the scale.
    """
    blocks = table.view(len(table), -1, BLOCK)
    farthest = blocks.gather(-1, blocks.abs().argmax(-1, keepdim=True))
    scales = (farthest / -ZERO).half().float()
    scales = torch.where(scales == 0, 1.0, scales)
    return ((blocks / scales).round() + ZERO).clamp(0, 2 * ZERO - 1), scales


def round_table(table: Tensor) -> Tensor:
    """The table as it will be read from the file."""
    steps, scales = steps_of(table)
    return ((steps - ZERO) * scales).view_as(table)


class PackedTable(nn.Module):
    """An embedding of four bits a number: the first half of a row in the upper bits, the second in the lower."""

    def __init__(self, table: Tensor) -> None:
        super().__init__()
        steps, scales = steps_of(table.detach())
        upper, lower = steps.view(len(table), -1).to(torch.uint8).chunk(2, -1)
        self.packed = nn.Parameter(upper * 16 + lower, requires_grad=False)
        self.scales = nn.Parameter(scales.squeeze(-1).half(), requires_grad=False)

    def forward(self, pieces: Tensor) -> Tensor:
        both = self.packed[pieces].float()
        upper = torch.floor(both * (1 / 16))
        steps = torch.cat([upper, both - upper * 16], -1) - ZERO
        blocks = steps.unflatten(-1, (-1, BLOCK)) * self.scales[pieces].float().unsqueeze(-1)
        return blocks.flatten(-2)


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
