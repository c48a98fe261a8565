"""The mention heads: which words head a mention, of what, and which mentions are of the same.

They stand on the kept states of the encoder, as the tag heads do. Pairs are scored
from short vectors of both heads and from the figures of ``mention_pairs``; being the
first of its entity is one more choice, scored zero.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from dragoman.language.mention_pairs import SIZES
from dragoman.language.pieces import SHAPES
from labels import MENTION_TYPES
from model import SHAPE_WIDTH
from tag_model import REACH, STATES_WIDTH, neighbours

WIDTH, PAIR_WIDTH, INNER = 160, 64, 96


class MentionHead(nn.Module):
    """Types of mentions by their head words, and the vectors that pairs are scored from."""

    def __init__(self, dropout: float = 0.3) -> None:
        super().__init__()
        self.shape = nn.Embedding(len(SHAPES), SHAPE_WIDTH)
        self.mix = nn.Linear(STATES_WIDTH + SHAPE_WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH)
        self.around = nn.Linear((2 * REACH + 1) * WIDTH, WIDTH)
        self.out = nn.Linear(WIDTH, len(MENTION_TYPES))
        self.vector = nn.Linear(WIDTH, PAIR_WIDTH)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor, shapes: Tensor, present: Tensor) -> tuple[Tensor, Tensor]:
        """(n, n_words, types) and (n, n_words, PAIR_WIDTH); see ``NameHead`` for the inputs."""
        here = present.to(states.dtype).unsqueeze(-1)
        x = self.dropout(functional.gelu(self.mix(torch.cat([self.dropout(states), self.shape(shapes)], -1))))
        x = x * here
        x = (x + self.dropout(functional.gelu(self.around(neighbours(self.norm(x) * here))))) * here
        return self.out(x), self.vector(x)


class PairHead(nn.Module):
    """How likely two mentions are of the same, above 0: rather than none of those before."""

    def __init__(self, dropout: float = 0.3) -> None:
        super().__init__()
        self.figures = nn.ModuleList(nn.Embedding(size, INNER) for size in SIZES)
        self.inner = nn.Linear(3 * PAIR_WIDTH, INNER)
        self.hidden = nn.Linear(INNER, INNER)
        self.out = nn.Linear(INNER, 1)
        self.dropout = nn.Dropout(dropout)
        for part in self.figures:
            nn.init.normal_(part.weight, std=0.1)  # type: ignore[arg-type]

    def forward(self, later: Tensor, earlier: Tensor, figures: Tensor) -> Tensor:
        """(m,) for m pairs; later, earlier: (m, PAIR_WIDTH); figures: (m, len(SIZES))."""
        x = self.inner(torch.cat([later, earlier, later * earlier], -1))
        for number, table in enumerate(self.figures):
            x = x + table(figures[:, number])
        x = self.dropout(functional.gelu(x))
        x = self.dropout(functional.gelu(self.hidden(x)))
        scores: Tensor = self.out(x).squeeze(-1)
        return scores
