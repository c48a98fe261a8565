"""The name head: names, times, named events and nationality words on the encoder's kept states.

It sees each word in the kept layers of the encoder, which stays as the parser was
trained, beside its letter shape and the lists of known names in which it stands
(``dragoman.language.word_lists``). The last layer was trained with names of its own
(``heads.EntityHead``) and knows those of the training sentences by heart; a head that
trusted it there would be disappointed by new names. So training mostly hides that layer
in the sentences as they are and shows it where their names were swapped for others
(``name_swaps``). ``JointNames`` adds up what both heads say.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from dragoman.language.pieces import SHAPES
from dragoman.language.word_lists import COLUMNS
from heads import EntityHead
from labels import ENTITY, NAME_TAGS, STYLES
from model import SHAPE_WIDTH, EncoderSize
from tag_model import REACH, STATES_WIDTH, neighbours

WIDTH = 192
# How much the name head counts beside the entity head for what both know; of 0-5 the best on EWT dev.
SHARE = 2.0
# The kept states without the last layer's.
LOWER_WIDTH = STATES_WIDTH - EncoderSize().width


class NameHead(nn.Module):
    """BIO scores of all kinds of names; the style says whose borders to draw."""

    def __init__(self, dropout: float = 0.3) -> None:
        super().__init__()
        self.shape = nn.Embedding(len(SHAPES), SHAPE_WIDTH)
        self.mix = nn.Linear(STATES_WIDTH + SHAPE_WIDTH + len(COLUMNS), WIDTH)
        self.style = nn.Embedding(len(STYLES), WIDTH)
        self.around = nn.ModuleList(nn.Linear((2 * REACH + 1) * WIDTH, WIDTH) for _ in range(2))
        self.norms = nn.ModuleList(nn.LayerNorm(WIDTH) for _ in range(2))
        self.out = nn.Linear(WIDTH, len(NAME_TAGS))
        self.dropout = nn.Dropout(dropout)
        nn.init.zeros_(self.style.weight)

    def forward(
        self, states: Tensor, shapes: Tensor, lists: Tensor, present: Tensor, style: Tensor
    ) -> Tensor:
        """(n, n_words, len(NAME_TAGS)).

        Args:
            states: (n, n_words, STATES_WIDTH); the last layer's may be zeros.
            shapes: (n, n_words).
            lists: (n, n_words, len(COLUMNS)), 1 where a word stands in a list.
            present: (n, n_words), 0 for padding.
            style: (n,) index in STYLES.
        """
        here = present.to(states.dtype).unsqueeze(-1)
        x = self.mix(torch.cat([self.dropout(states), self.shape(shapes), lists], -1))
        x = self.dropout(functional.gelu(x + self.style(style)[:, None])) * here
        for norm, part in zip(self.norms, self.around, strict=True):
            x = (x + self.dropout(functional.gelu(part(neighbours(norm(x) * here))))) * here
        scores: Tensor = self.out(x)
        return scores


class JointNames(nn.Module):
    """What the entity head of the reader and the name head say together, see ``joined``."""

    def __init__(self, names: NameHead, entities: EntityHead) -> None:
        super().__init__()
        self.names, self.entities = names, entities

    def forward(
        self, words: Tensor, states: Tensor, shapes: Tensor, lists: Tensor, present: Tensor, style: Tensor
    ) -> Tensor:
        """As ``NameHead``; words: the word vectors of the reader; states: all kept states."""
        return joined(self.names(states, shapes, lists, present, style), self.entities(words, style))


def joined(mine: Tensor, theirs: Tensor) -> Tensor:
    """The scores of both heads as log-probabilities, (..., len(NAME_TAGS)).

    Whether a word belongs to a time, an event or a nationality says the name head alone: the
    entity head knows the places and bodies after which events are called, but no events. What
    that leaves over is divided by both: what the entity head says and SHARE of what the name head says.

    Args:
        mine: (..., len(NAME_TAGS)), of the name head.
        theirs: (..., len(ENTITY)), of the entity head.
    """
    mine = mine.log_softmax(-1)
    known, others = mine[..., : len(ENTITY)], mine[..., len(ENTITY) :]
    both = (theirs.log_softmax(-1) + SHARE * known).log_softmax(-1)
    return torch.cat([both + known.logsumexp(-1, keepdim=True), others], -1)


@torch.no_grad()
def stand_between(names: NameHead, style: str, other: str) -> None:
    """Let a style of the head be the mean of itself and another one.

    The entity head keeps the borders of its own style; a name head between both finds
    names that either custom marks.
    """
    weights = names.style.weight
    weights[STYLES.index(style)] = (weights[STYLES.index(style)] + weights[STYLES.index(other)]) / 2


def open_loss(scores: Tensor, allowed: Tensor) -> Tensor:
    """Minus the log of the share of all allowed tags together, the mean over the words.

    scores: (m, tags); allowed: (m, tags), true for what a word may be; all true
    (padding) costs nothing and does not count.
    """
    counted = ~allowed.all(-1)
    inside = scores.masked_fill(~allowed, -1e9).logsumexp(-1)
    return ((scores.logsumexp(-1) - inside) * counted).sum() / counted.sum().clamp(min=1)
