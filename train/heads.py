"""The heads: what is read off the word vectors, and the loss of each.

Every head has ``loss(words, batch)`` for training and ``forward(words)`` for
the export. ``words``: (n, n_words, width). A value of IGNORED in the batch
leaves a word out of a loss, which is how a data set without an annotation
still trains the other heads.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from labels import DEPREL, ENTITY, IGNORED, STYLES, UPOS

ARC_WIDTH = 256
LABEL_WIDTH = 96
ENTITY_WIDTH = 128


def projection(width: int, out: int, dropout: float) -> nn.Sequential:
    """One hidden layer."""
    return nn.Sequential(nn.Linear(width, out), nn.GELU(), nn.Dropout(dropout))


def mean_loss(scores: Tensor, gold: Tensor) -> Tensor:
    """Cross entropy over the words that are annotated; 0 where none is."""
    total = functional.cross_entropy(
        scores.flatten(0, 1), gold.flatten(), ignore_index=IGNORED, reduction="sum"
    )
    return total / (gold != IGNORED).sum().clamp(min=1)


class UposHead(nn.Module):
    """Universal part-of-speech tags."""

    def __init__(self, width: int, dropout: float) -> None:
        super().__init__()
        self.out = nn.Linear(width, len(UPOS))

    def forward(self, words: Tensor) -> Tensor:
        """(n, n_words, len(UPOS))."""
        scores: Tensor = self.out(words)
        return scores

    def loss(self, words: Tensor, batch: dict[str, Tensor]) -> Tensor:
        return mean_loss(self(words), batch["upos"])


class ArcHead(nn.Module):
    """Biaffine scores of every word as the head of every other; a learned vector is the root."""

    def __init__(self, width: int, dropout: float) -> None:
        super().__init__()
        self.dependent = projection(width, ARC_WIDTH, dropout)
        self.head = projection(width, ARC_WIDTH, dropout)
        self.root = nn.Parameter(torch.zeros(width))
        self.bilinear = nn.Parameter(torch.zeros(ARC_WIDTH, ARC_WIDTH))
        self.prior = nn.Linear(ARC_WIDTH, 1, bias=False)
        nn.init.normal_(self.root, std=0.02)
        nn.init.xavier_uniform_(self.bilinear)

    def forward(self, words: Tensor) -> Tensor:
        """(n, n_words, 1 + n_words): column 0 is the root."""
        root = self.root.expand(words.shape[0], 1, -1)
        heads = self.head(torch.cat([root, words], 1))
        scores: Tensor = self.dependent(words) @ self.bilinear @ heads.transpose(1, 2)
        return scores * (ARC_WIDTH**-0.5) + self.prior(heads).transpose(1, 2)

    def loss(self, words: Tensor, batch: dict[str, Tensor]) -> Tensor:
        scores = self(words)
        absent = torch.cat([torch.zeros_like(batch["present"][:, :1]), 1 - batch["present"]], 1)
        return mean_loss(scores - 1e4 * absent[:, None, :], batch["heads"])


class LabelHead(nn.Module):
    """Biaffine scores of the dependency labels, for given pairs of words.

    The export gives the two projections only, and the label scores of the
    chosen heads are computed after decoding: scoring every pair would cost
    more than the encoder does.
    """

    def __init__(self, width: int, dropout: float) -> None:
        super().__init__()
        self.dependent = projection(width, LABEL_WIDTH, dropout)
        self.head = projection(width, LABEL_WIDTH, dropout)
        self.root = nn.Parameter(torch.zeros(width))
        self.bilinear = nn.Parameter(torch.zeros(LABEL_WIDTH + 1, len(DEPREL), LABEL_WIDTH + 1))
        nn.init.normal_(self.root, std=0.02)
        nn.init.normal_(self.bilinear, std=0.02)

    def forward(self, words: Tensor) -> tuple[Tensor, Tensor]:
        """(n, n_words, LABEL_WIDTH) as dependents, (n, 1 + n_words, LABEL_WIDTH) as heads."""
        root = self.root.expand(words.shape[0], 1, -1)
        return self.dependent(words), self.head(torch.cat([root, words], 1))

    def pair_scores(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """(m, len(DEPREL)) for m pairs; both inputs (m, LABEL_WIDTH)."""
        d, h = functional.pad(dependents, (0, 1), value=1.0), functional.pad(heads, (0, 1), value=1.0)
        width, n_labels, _ = self.bilinear.shape
        left = (d @ self.bilinear.reshape(width, -1)).view(-1, n_labels, width)
        return torch.einsum("mlk,mk->ml", left, h)

    def loss(self, words: Tensor, batch: dict[str, Tensor]) -> Tensor:
        dependents, heads = self(words)
        row, word = (batch["heads"] != IGNORED).nonzero(as_tuple=True)
        if not len(row):
            return words.sum() * 0
        scores = self.pair_scores(dependents[row, word], heads[row, batch["heads"][row, word]])
        return functional.cross_entropy(scores, batch["deprel"][row, word])


class EntityHead(nn.Module):
    """Names of persons, organisations and places as BIO tags.

    The data sets draw borders differently (titles, "the"), so the head is told
    which custom to follow; the export fixes one.
    """

    def __init__(self, width: int, dropout: float) -> None:
        super().__init__()
        self.hidden = nn.Linear(width, ENTITY_WIDTH)
        self.style = nn.Embedding(len(STYLES), ENTITY_WIDTH)
        self.dropout = nn.Dropout(dropout)
        self.out = nn.Linear(ENTITY_WIDTH, len(ENTITY))
        nn.init.zeros_(self.style.weight)

    def forward(self, words: Tensor, style: Tensor) -> Tensor:
        """(n, n_words, len(ENTITY)); ``style``: (n,) index in STYLES."""
        scores: Tensor = self.out(
            self.dropout(functional.gelu(self.hidden(words) + self.style(style)[:, None]))
        )
        return scores

    def loss(self, words: Tensor, batch: dict[str, Tensor]) -> Tensor:
        return mean_loss(self(words, batch["style"]), batch["entities"])
