"""The tag heads: carriers of attributions, events, commitments and meetings, and their roles.

They stand on the encoder as the parser was trained and leave it unchanged: each
word is given as its states in several layers, since the upper ones have turned to
syntax and the lower ones still know the word. A small transformer layer over the
words joins them.

Carriers are tags of words. Roles are tags of words seen from one carrier: a
small network over both words, their product, and their places in the tree.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from dragoman.language.paths import N_DISTANCES, N_MARKS, N_WAYS
from dragoman.language.pieces import SHAPES
from heads import projection
from labels import CARRIERS, CLASSES, DEPREL, KINDS, ROLES
from model import KEPT_LAYERS, SHAPE_WIDTH, EncoderSize, Layer

STATES_WIDTH = len(KEPT_LAYERS) * EncoderSize().width
WIDTH = 256
SIZE = EncoderSize(width=WIDTH, inner=512, layers=1, attention_heads=4)
CARRIER_WIDTH, ROLE_WIDTH, CLASS_WIDTH = 128, 128, 96
REACH = 2  # words on either side that a role tag sees, twice over


def neighbours(x: Tensor) -> Tensor:
    """Each word beside the REACH words before and after it; zeros beyond the sentence."""
    n_words = x.shape[1]
    padded = functional.pad(x, (0, 0, REACH, REACH))
    return torch.cat([padded[:, k : k + n_words] for k in range(2 * REACH + 1)], -1)


class CarrierHeads(nn.Module):
    """(n, n_words, tags) for each kind."""

    def __init__(self, width: int, dropout: float) -> None:
        super().__init__()
        self.hidden = projection(width, CARRIER_WIDTH, dropout)
        self.out = nn.ModuleList(nn.Linear(CARRIER_WIDTH, len(CARRIERS[kind])) for kind in KINDS)

    def forward(self, words: Tensor) -> list[Tensor]:
        hidden = self.hidden(words)
        return [out(hidden) for out in self.out]


class RoleHead(nn.Module):
    """Roles of all words of a sentence, seen from one carrier, and the classes of that carrier."""

    def __init__(self, width: int, dropout: float) -> None:
        super().__init__()
        self.word = nn.Linear(width, 2 * ROLE_WIDTH)
        self.carrier = nn.Linear(width, 2 * ROLE_WIDTH)
        self.none = nn.Parameter(torch.zeros(width))
        self.kind = nn.Embedding(len(KINDS), ROLE_WIDTH)
        self.distance = nn.Embedding(N_DISTANCES, ROLE_WIDTH)
        self.way = nn.Embedding(N_WAYS, ROLE_WIDTH)
        self.above = nn.Embedding(len(DEPREL) + 1, ROLE_WIDTH)
        self.below = nn.Embedding(len(DEPREL) + 1, ROLE_WIDTH)
        self.mark = nn.Embedding(N_MARKS, ROLE_WIDTH)
        self.around = nn.ModuleList(nn.Linear((2 * REACH + 1) * ROLE_WIDTH, ROLE_WIDTH) for _ in range(2))
        self.norms = nn.ModuleList(nn.LayerNorm(ROLE_WIDTH) for _ in range(2))
        self.out = nn.Linear(ROLE_WIDTH, len(ROLES))
        self.classes = projection(width + ROLE_WIDTH, CLASS_WIDTH, dropout)
        self.class_out = nn.Linear(CLASS_WIDTH, sum(len(names) for names in CLASSES.values()))
        self.dropout = nn.Dropout(dropout)
        for part in (self.kind, self.distance, self.way, self.above, self.below, self.mark):
            nn.init.normal_(part.weight, std=0.1)

    def forward(
        self, words: Tensor, row: Tensor, at: Tensor, kinds: Tensor, places: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Scores of m carriers.

        Args:
            words: (n, n_words, width).
            row: (m,) the sentence of each carrier.
            at: (m,) the carrying word, -1 for none.
            kinds: (m,) index in KINDS.
            places: (m, n_words, 5): distance, way, above, below, mark; -1 for padding.

        Returns:
            (m, n_words, len(ROLES)) and (m, all classes one after another).
        """
        has_word = (at >= 0)[:, None].to(words.dtype)
        carrier = words[row, at.clamp(min=0)] * has_word + self.none * (1 - has_word)
        present = (places[:, :, :1] >= 0).to(words.dtype)
        places = places.clamp(min=0)
        plain, product = self.word(words)[row].split(ROLE_WIDTH, -1)
        plain_c, product_c = self.carrier(carrier)[:, None].split(ROLE_WIDTH, -1)
        x = plain + plain_c + product * product_c + self.kind(kinds)[:, None]
        tables = (self.distance, self.way, self.above, self.below, self.mark)
        for number, table in enumerate(tables):
            x = x + table(places[:, :, number])
        x = self.dropout(functional.gelu(x)) * present
        for norm, part in zip(self.norms, self.around, strict=True):
            y = part(neighbours(norm(x) * present))
            x = (x + self.dropout(functional.gelu(y))) * present
        pooled = (x - 1e4 * (1 - present)).amax(1)
        classes: Tensor = self.class_out(self.classes(torch.cat([carrier, pooled], -1)))
        return self.out(x), classes


class Tagger(nn.Module):
    """The tag heads on the kept states of the encoder (``Reader.kept``)."""

    def __init__(self, dropout: float = 0.2) -> None:
        super().__init__()
        self.shape = nn.Embedding(len(SHAPES), SHAPE_WIDTH)
        self.mix = nn.Linear(STATES_WIDTH + SHAPE_WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH)
        self.layers = nn.ModuleList(Layer(SIZE, 0.1) for _ in range(SIZE.layers))
        self.carriers = CarrierHeads(WIDTH, dropout)
        self.roles = RoleHead(WIDTH, dropout)
        self.dropout = nn.Dropout(dropout)

    def words(self, states: Tensor, present: Tensor, shapes: Tensor) -> Tensor:
        """(n, n_words, WIDTH).

        states: (n, n_words, STATES_WIDTH); present: (n, n_words), 0 for padding;
        shapes: (n, n_words).
        """
        mixed = self.mix(self.dropout(torch.cat([states, self.shape(shapes)], -1)))
        x = self.norm(functional.gelu(mixed))
        bias = (1 - present.to(x.dtype))[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        out: Tensor = self.dropout(x)
        return out
