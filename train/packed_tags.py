"""The tag and mention heads as they are exported: sentences one after another, see ``packed.py``."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from dragoman.language.mention_pairs import SIZES
from mention_model import PAIR_WIDTH, MentionHead, PairHead
from model import Layer
from packed import Rows, attend, bias_of, neighbours, places_of, return_of, rows_of
from sentence_vectors import VectorHead
from tag_model import ROLE_WIDTH, RoleHead, Tagger

# Figures of a pair whose tables are added up to one, so that three rows are read instead of nine.
_TOGETHER = ((0, 1, 8), (2, 3, 4), (5, 6, 7))


def _through(layer: Layer, x: Tensor, rows: Rows) -> Tensor:
    """A layer of the tag heads on (words, width)."""
    width, places = x.shape[1] // layer.n_heads, places_of(rows, layer.n_heads, 1)[0]
    parts = (layer.query(x) * width**-0.5, layer.key(x), layer.value(x))
    queries, keys, values = (part.reshape(-1, width)[places] for part in parts)
    mixed = attend(queries, keys, values, bias_of(rows), return_of(rows, layer.n_heads))
    x = layer.norm1(x + layer.out(mixed))
    found: Tensor = layer.norm2(x + layer.down(functional.gelu(layer.up(x))))
    return found


class PackedTags(nn.Module):
    """States of (words, width) of (n,) sentences to word vectors, sentence vectors and carriers."""

    def __init__(self, tagger: Tagger, vectors: VectorHead) -> None:
        super().__init__()
        self.tagger, self.vectors = tagger, vectors

    def forward(self, states: Tensor, n_words: Tensor, shapes: Tensor) -> tuple[Tensor, ...]:
        rows, tagger = rows_of(n_words), self.tagger
        mixed = tagger.mix(torch.cat([states, tagger.shape(shapes)], -1))
        x = tagger.norm(functional.gelu(mixed))
        for layer in tagger.layers:
            x = _through(layer, x, rows)
        belongs = torch.arange(n_words.shape[0])[:, None] == rows.row
        means = belongs.to(states.dtype) @ states / n_words[:, None]
        vectors = functional.normalize(self.vectors.out(means), dim=-1)
        return x, vectors, *tagger.carriers(x)


class PackedRoles(nn.Module):
    """Roles of all words of a sentence, seen from a carrier, for carriers one after another."""

    def __init__(self, head: RoleHead) -> None:
        super().__init__()
        self.head = head

    def forward(
        self, words: Tensor, n_words: Tensor, seen: Tensor, at: Tensor, kinds: Tensor, places: Tensor
    ) -> tuple[Tensor, Tensor]:
        """See ``tag_model.RoleHead``.

        Args:
            words: (words, width).
            n_words: (m,) the words of the sentence of each carrier.
            seen: (r,) for each carrier the numbers of the words of its sentence.
            at: (m,) the number of the carrying word, -1 for none.
            kinds: (m,).
            places: (r, 5).
        """
        head, rows = self.head, rows_of(n_words)
        has_word = (at >= 0)[:, None].to(words.dtype)
        carrier = words[at.clamp(min=0)] * has_word + head.none * (1 - has_word)
        plain, product = head.word(words).split(ROLE_WIDTH, -1)
        plain_c, product_c = head.carrier(carrier).split(ROLE_WIDTH, -1)
        x = plain[seen] + product[seen] * product_c[rows.row] + (plain_c + head.kind(kinds))[rows.row]
        tables = (head.distance, head.way, head.above, head.below, head.mark)
        for number, table in enumerate(tables):
            x = x + table(places[:, number])
        x, around = functional.gelu(x), rows.around()
        for norm, part in zip(head.norms, head.around, strict=True):
            x = x + functional.gelu(part(neighbours(norm(x), around)))
        absent = (1 - rows.here.to(x.dtype))[:, :, None]
        pooled = (x[rows.grid] - 1e4 * absent).amax(1)
        classes: Tensor = head.class_out(head.classes(torch.cat([carrier, pooled], -1)))
        return head.out(x), classes


class PackedMentions(nn.Module):
    """Types of words, (words, types), and the vectors that pairs are scored from."""

    def __init__(self, head: MentionHead) -> None:
        super().__init__()
        self.head = head

    def forward(self, states: Tensor, n_words: Tensor, shapes: Tensor) -> tuple[Tensor, Tensor]:
        head = self.head
        x = functional.gelu(head.mix(torch.cat([states, head.shape(shapes)], -1)))
        x = x + functional.gelu(head.around(neighbours(head.norm(x), rows_of(n_words).around())))
        return head.out(x), head.vector(x)


class PackedPairs(nn.Module):
    """The pair head; what a mention brings along is computed once, not for each of its pairs."""

    def __init__(self, head: PairHead) -> None:
        super().__init__()
        self.head = head
        later, earlier, both = (
            part.T.contiguous() for part in head.inner.weight.detach().split(PAIR_WIDTH, 1)
        )
        self.later, self.earlier, self.both = (nn.Parameter(part) for part in (later, earlier, both))

    def forward(self, vectors: Tensor, pairs: Tensor, figures: Tensor) -> Tensor:
        """(m,) for the mentions of (k, width), pairs of them, (m, 2), later and earlier, and (m, len(SIZES))."""
        head, (later, earlier) = self.head, (pairs[:, 0], pairs[:, 1])
        x = (vectors @ self.later + head.inner.bias)[later] + (vectors @ self.earlier)[earlier]
        x = x + (vectors[later] * vectors[earlier]) @ self.both
        for group in _TOGETHER:
            table, number = head.figures[group[0]].weight, figures[:, group[0]]
            for each in group[1:]:
                table = (table[:, None] + head.figures[each].weight[None]).flatten(0, 1)
                number = number * SIZES[each] + figures[:, each]
            x = x + table[number]
        x = functional.gelu(head.hidden(functional.gelu(x)))
        scores: Tensor = head.out(x).squeeze(-1)
        return scores
