"""The networks as they are exported: sentences one after another, without padding.

Training pads the sentences of a batch to one length; a reader of short articles would
spend a fifth of its time on the padding. Here pieces and words stand in one row, and only
what looks at whole sentences (attention, arcs) lays them out as a grid. The weights are
those of the trained modules, and so are the results: ``export.py`` compares the states.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from heads import ARC_WIDTH, ArcHead, LabelHead
from model import KEPT_LAYERS, Encoder
from name_model import JointNames, joined
from smoothing import SmoothLayer, SmoothLinear
from tag_model import REACH


@dataclass(frozen=True, slots=True)
class Rows:
    """Where the words (or pieces) of n sentences stand.

    grid: (n, longest), the number of each word; past the end of a sentence, of some other one.
    here: (n, longest), whether there is a word. row, column: (words,), the place of each in the grid.
    """

    grid: Tensor
    here: Tensor
    row: Tensor
    column: Tensor
    counts: Tensor

    def around(self) -> Tensor:
        """(words, 2 * REACH + 1): one more than the number of each neighbour, 0 beyond the sentence."""
        offsets = torch.arange(-REACH, REACH + 1)
        places = self.column[:, None] + offsets
        inside = (places >= 0) & (places < self.counts[self.row][:, None])
        numbers = torch.arange(1, self.row.shape[0] + 1)[:, None] + offsets
        return numbers * inside.long()


def rows_of(counts: Tensor) -> Rows:
    """The layout of sentences of (n,) words."""
    columns = torch.arange(counts.max())
    here = columns < counts[:, None]
    row, column = here.nonzero(as_tuple=True)
    starts = counts.cumsum(0) - counts
    grid = torch.minimum(starts[:, None] + columns, counts.sum() - 1)
    return Rows(grid, here, row, column, counts)


def neighbours(x: Tensor, around: Tensor) -> Tensor:
    """As ``tag_model.neighbours`` on (words, width); around: see ``Rows.around``."""
    return torch.cat([torch.zeros_like(x[:1]), x])[around].flatten(1)


def places_of(rows: Rows, n_heads: int, n_parts: int) -> list[Tensor]:
    """Where attention finds what each head reads, so that nothing needs to be cut or transposed.

    Queries, keys and values, or some of them, stand side by side in ``n_parts`` parts of heads.

    Returns:
        For each part (n, heads, longest), rows of what is (words * parts * heads, width of a head).
    """
    start, heads = rows.grid[:, None] * (n_parts * n_heads), torch.arange(n_heads)[:, None]
    return [start + (part * n_heads + heads) for part in range(n_parts)]


def return_of(rows: Rows, n_heads: int) -> Tensor:
    """(words, heads): where the result of each word and head stands in (n * heads * longest)."""
    return (rows.row[:, None] * n_heads + torch.arange(n_heads)) * rows.grid.shape[1] + rows.column[:, None]


def bias_of(rows: Rows) -> Tensor:
    """(n, 1, 1, longest), very low where there is no word."""
    return (rows.here.to(torch.float32) - 1)[:, None, None] * 1e4


def attend(queries: Tensor, keys: Tensor, values: Tensor, bias: Tensor, back: Tensor) -> Tensor:
    """Attention within each sentence, (words that ask, width), from (n, heads, longest, width of a head)."""
    scores = queries @ keys.transpose(2, 3) + bias
    mixed = (scores.softmax(-1) @ values).flatten(0, 2)[back]
    return mixed.reshape(-1, back.shape[1] * values.shape[3])


def side_by_side(parts: Sequence[SmoothLinear]) -> SmoothLinear:
    """Several maps of one input as one."""
    joined = SmoothLinear(nn.Linear(1, 1), torch.ones(1))
    joined.weight = nn.Parameter(torch.cat([part.weight for part in parts], 1), requires_grad=False)
    joined.bias = nn.Parameter(torch.cat([part.bias for part in parts]), requires_grad=False)
    return joined


class PackedLayer(nn.Module):
    """A smoothed layer on (words, width); the last one answers for the words that ``first`` names alone."""

    def __init__(self, layer: SmoothLayer, is_last: bool) -> None:
        super().__init__()
        self.layer, self.is_last = layer, is_last
        asked = [layer.key, layer.value]
        self.read = side_by_side(asked if is_last else [layer.query, *asked])

    def forward(self, x: Tensor, rows: Rows, first: Tensor, words: Rows) -> Tensor:
        part, n_heads = self.layer, self.layer.n_heads
        small, asking = x * part.before, words if self.is_last else rows
        width = x.shape[1] // n_heads
        read = self.read(small).reshape(-1, width)
        places = places_of(rows, n_heads, 2 if self.is_last else 3)
        if self.is_last:
            x = x[first]
            queries = part.query(small[first]).reshape(-1, width)[places_of(words, n_heads, 1)[0]]
        else:
            queries = read[places[0]]
        keys, values = (read[place] for place in places[-2:])
        x = part.norm1(x + part.out(attend(queries, keys, values, bias_of(rows), return_of(asking, n_heads))))
        inner = functional.gelu(part.up(x * part.middle))
        found: Tensor = part.norm2(x + part.down(inner * part.after))
        return found


class PackedEncoder(nn.Module):
    """The kept states of words.

    In the last layer the pieces that begin a word are computed alone, since nobody reads the others.
    """

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.words, self.positions, self.kind = encoder.words, encoder.positions, encoder.kind
        self.norm = encoder.norm
        last = len(encoder.layers) - 1
        self.layers = nn.ModuleList(PackedLayer(layer, k == last) for k, layer in enumerate(encoder.layers))

    def forward(self, pieces: Tensor, rows: Rows, first: Tensor, words: Rows) -> list[Tensor]:
        """pieces: (pieces,); first: (words,), the number of each word's first piece."""
        x = self.norm(self.words(pieces) + self.positions(rows.column) + self.kind)
        kept = [x[first]] if 0 in KEPT_LAYERS else []
        for number, layer in enumerate(self.layers, start=1):
            x = layer(x, rows, first, words)
            if number in KEPT_LAYERS:
                kept.append(x if layer.is_last else x[first])
        return kept


class PackedArcs(nn.Module):
    """The arc head: (n, longest, 1 + longest), column 0 is the root; what is past a sentence says nothing."""

    def __init__(self, plain: ArcHead) -> None:
        super().__init__()
        self.plain = plain
        self.bilinear = nn.Parameter(plain.bilinear.detach() * ARC_WIDTH**-0.5, requires_grad=False)
        self.prior = nn.Parameter(plain.prior.weight.detach().T.contiguous(), requires_grad=False)

    def forward(self, words: Tensor, rows: Rows) -> Tensor:
        heads = torch.cat([self.plain.head(self.plain.root[None]), self.plain.head(words)])
        grid = torch.cat([torch.zeros_like(rows.grid[:, :1]), rows.grid + 1], 1)
        dependents = self.plain.dependent(words) @ self.bilinear
        prior = (heads @ self.prior)[grid].transpose(1, 2)
        return dependents[rows.grid] @ heads[grid].transpose(1, 2) + prior


class PackedLabels(nn.Module):
    """The projections of the label head: (words, width), and (1 + words, width) with the root first."""

    def __init__(self, plain: LabelHead) -> None:
        super().__init__()
        self.plain = plain

    def forward(self, words: Tensor) -> tuple[Tensor, Tensor]:
        root = self.plain.head(self.plain.root[None])
        return self.plain.dependent(words), torch.cat([root, self.plain.head(words)])


class PackedNames(nn.Module):
    """What the entity head and the name head say together, see ``name_model.JointNames``: (words, tags)."""

    def __init__(self, plain: JointNames, style: int) -> None:
        super().__init__()
        self.names, self.entities, self.style = plain.names, plain.entities, style

    def forward(self, words: Tensor, states: Tensor, shapes: Tensor, lists: Tensor, around: Tensor) -> Tensor:
        names, entities = self.names, self.entities
        x = names.mix(torch.cat([states, names.shape(shapes), lists], -1))
        x = functional.gelu(x + names.style.weight[self.style])
        for norm, part in zip(names.norms, names.around, strict=True):
            x = x + functional.gelu(part(neighbours(norm(x), around)))
        hidden = functional.gelu(entities.hidden(words) + entities.style.weight[self.style])
        return joined(names.out(x), entities.out(hidden))
