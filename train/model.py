"""The encoder in plain torch: MiniLM (BERT, six layers, 384 wide) and word vectors.

A word's vector is the last hidden state of its first piece beside a small
embedding of its letter shape, since the word pieces are uncased. The heads
stand on these vectors and live in ``heads.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from dragoman.language.pieces import SHAPES
from heads import ArcHead, EntityHead, LabelHead, UposHead

SHAPE_WIDTH = 16
# The states that the tag heads are given of each word: 0 is the word pieces as such, 6 the last layer.
KEPT_LAYERS = (0, 2, 4, 6)


@dataclass(frozen=True)
class EncoderSize:
    """The measures of MiniLM-L6-H384-uncased."""

    vocabulary: int = 30522
    positions: int = 512
    width: int = 384
    inner: int = 1536
    layers: int = 6
    attention_heads: int = 12


class Layer(nn.Module):
    """One transformer layer with the normalisation after each half, as in BERT."""

    def __init__(self, size: EncoderSize, dropout: float) -> None:
        super().__init__()
        self.n_heads = size.attention_heads
        self.query = nn.Linear(size.width, size.width)
        self.key = nn.Linear(size.width, size.width)
        self.value = nn.Linear(size.width, size.width)
        self.out = nn.Linear(size.width, size.width)
        self.norm1 = nn.LayerNorm(size.width, eps=1e-12)
        self.up = nn.Linear(size.width, size.inner)
        self.down = nn.Linear(size.inner, size.width)
        self.norm2 = nn.LayerNorm(size.width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def _split(self, x: Tensor) -> Tensor:
        n, length, width = x.shape
        return x.view(n, length, self.n_heads, width // self.n_heads).transpose(1, 2)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """x: (n, length, width); bias: (n, 1, 1, length), 0 for pieces and very low for padding."""
        x = self.mix(x, bias)
        return self.norm2(x + self.dropout(self.down(functional.gelu(self.up(x)))))

    def mix(self, x: Tensor, bias: Tensor) -> Tensor:
        """The first half: attention."""
        q, k, v = self._split(self.query(x)), self._split(self.key(x)), self._split(self.value(x))
        scores = q @ k.transpose(-1, -2) * (q.shape[-1] ** -0.5) + bias
        mixed = (scores.softmax(-1) @ v).transpose(1, 2).reshape(x.shape)
        return self.norm1(x + self.dropout(self.out(mixed)))


class Encoder(nn.Module):
    """Word pieces to hidden states."""

    def __init__(self, size: EncoderSize, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(size.vocabulary, size.width, padding_idx=0)
        self.positions = nn.Embedding(size.positions, size.width)
        self.kind = nn.Parameter(torch.zeros(size.width))
        self.norm = nn.LayerNorm(size.width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(size, dropout) for _ in range(size.layers))
        self.dropout = nn.Dropout(dropout)

    def forward(self, pieces: Tensor) -> list[Tensor]:
        """The states (n, length, width) before the first layer and after each.

        pieces: (n, length) of ids, 0 for padding.
        """
        bias, states = self.bias(pieces), [self.dropout(self.first_states(pieces))]
        for layer in self.layers:
            states.append(layer(states[-1], bias))
        return states

    def first_states(self, pieces: Tensor) -> Tensor:
        """The states before the first layer."""
        place = torch.arange(pieces.shape[1], device=pieces.device)
        return self.norm(self.words(pieces) + self.positions(place) + self.kind)

    @staticmethod
    def bias(pieces: Tensor) -> Tensor:
        """(n, 1, 1, length): 0 for pieces, very low for padding."""
        return (pieces == 0).to(torch.float32)[:, None, None, :] * -1e4


class Reader(nn.Module):
    """The encoder with all its heads; a new head is one more entry of ``heads``."""

    def __init__(self, size: EncoderSize | None = None, dropout: float = 0.15) -> None:
        super().__init__()
        size = size or EncoderSize()
        self.bf16 = False  # run the encoder's products in bfloat16: twice as fast where the CPU has them
        self.encoder = Encoder(size)
        self.shape = nn.Embedding(len(SHAPES), SHAPE_WIDTH)
        self.dropout = nn.Dropout(dropout)
        width = size.width + SHAPE_WIDTH
        self.heads = nn.ModuleDict(
            {
                "upos": UposHead(width, dropout),
                "arcs": ArcHead(width, dropout),
                "labels": LabelHead(width, dropout),
                "entities": EntityHead(width, dropout),
            }
        )

    def word_vectors(self, pieces: Tensor, first: Tensor, shapes: Tensor) -> Tensor:
        """(n, n_words, width) of the last layer, see ``vectors``."""
        with torch.autocast(pieces.device.type, dtype=torch.bfloat16, enabled=self.bf16):
            states = self.encoder(pieces)[-1].float()
        return self.vectors(states, first, shapes)

    def vectors(self, states: Tensor, first: Tensor, shapes: Tensor) -> Tensor:
        """(n, n_words, width): the first piece of each word beside its shape.

        ``first``: (n, n_words), the place of each word's first piece; 0 (the
        opening marker) for padding. ``shapes``: (n, n_words).
        """
        return self.dropout(torch.cat([at_first(states, first), self.shape(shapes)], -1))

    def kept(self, states: list[Tensor], first: Tensor) -> Tensor:
        """(n, n_words, len(KEPT_LAYERS) * width): the first piece of each word in the kept layers."""
        return torch.cat([at_first(states[layer], first) for layer in KEPT_LAYERS], -1)

    def losses(self, batch: dict[str, Tensor]) -> dict[str, Tensor]:
        """The loss of each head on one batch."""
        words = self.word_vectors(batch["pieces"], batch["first"], batch["shapes"])
        return {name: head.loss(words, batch) for name, head in self.heads.items()}


def at_first(states: Tensor, first: Tensor) -> Tensor:
    """(n, n_words, width): the state of each word's first piece, taken row by row."""
    rows = torch.arange(states.shape[0], device=states.device)[:, None] * states.shape[1] + first
    return states.flatten(0, 1)[rows]


def load_base(model: Reader, folder: Path) -> None:
    """Fill the encoder with the tensors of a BERT ``model.safetensors``."""
    src = {k.removeprefix("bert."): v for k, v in load_file(folder / "model.safetensors").items()}
    emb, out = "embeddings.", {}
    out["words.weight"] = src[emb + "word_embeddings.weight"]
    out["positions.weight"] = src[emb + "position_embeddings.weight"]
    out["kind"] = src[emb + "token_type_embeddings.weight"][0]
    names = {
        "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
        "out": "attention.output.dense", "norm1": "attention.output.LayerNorm",
        "up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm",
    }  # fmt: skip
    for part in ("weight", "bias"):
        out[f"norm.{part}"] = src[f"{emb}LayerNorm.{part}"]
        for i in range(len(model.encoder.layers)):
            for ours, theirs in names.items():
                out[f"layers.{i}.{ours}.{part}"] = src[f"encoder.layer.{i}.{theirs}.{part}"]
    model.encoder.load_state_dict(out)
