"""Annotated sentences to tensors: frozen hidden states, tags, carriers with their roles."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from annotated import Carrier, Example
from batches import MAX_PIECES, pad
from dragoman.language.paths import NO_DISTANCE, NO_WAY, distance_of, mark_states, ways_from
from dragoman.language.pieces import Pieces, shape_of
from labels import CLASSES, DEPREL, IGNORED, KINDS
from model import Reader

NO_RELATION = len(DEPREL)


@dataclass(frozen=True, slots=True)
class Prepared:
    """An example with what the encoder makes of it; ``states``: (n_words, STATES_WIDTH), half precision."""

    example: Example
    states: Tensor


@torch.no_grad()
def prepare(examples: Sequence[Example], reader: Reader, pieces: Pieces) -> list[Prepared]:
    """The examples with their kept states; too long ones are left out."""
    reader.eval()
    encoded = [(example, *pieces.sentence(example.words)) for example in examples]
    encoded = sorted((e for e in encoded if len(e[1]) <= MAX_PIECES), key=lambda e: len(e[1]))
    found = []
    for start in range(0, len(encoded), 16):
        rows = encoded[start : start + 16]
        states = reader.encoder(pad([ids for _, ids, _ in rows], "pieces"))
        kept = reader.kept(states, pad([first for _, _, first in rows], "first")).half()
        found += [
            Prepared(example, state[: len(example.words)].clone())
            for (example, _, _), state in zip(rows, kept, strict=True)
        ]
    return found


def places_of(example: Example, carrier: Carrier) -> list[list[int]]:
    """The five figures of each word as seen from a carrier, see RoleHead."""
    marks = mark_states(example.words)
    if carrier.word < 0:
        return [[NO_DISTANCE, NO_WAY, NO_RELATION, NO_RELATION, mark] for mark in marks]
    ways = ways_from(carrier.word, example.heads, example.deprel, NO_RELATION)
    return [
        [distance_of(i - carrier.word), *way, mark]
        for i, (way, mark) in enumerate(zip(ways, marks, strict=True))
    ]


def make_batch(group: Sequence[Prepared], carriers: Sequence[Sequence[Carrier]]) -> dict[str, Tensor]:
    """Padded tensors of some sentences and the carriers asked about in each."""
    width = max(len(p.example.words) for p in group)
    states = torch.zeros(len(group), width, group[0].states.shape[1])
    for row, p in enumerate(group):
        states[row, : len(p.example.words)] = p.states.float()
    batch = {
        "states": states,
        "present": pad([[1] * len(p.example.words) for p in group], "present"),
        "shapes": pad([[shape_of(w) for w in p.example.words] for p in group], "shapes"),
    }
    for kind in KINDS:
        batch[kind] = pad([list(p.example.tags[kind]) for p in group], "entities")
    asked = [(row, c) for row, of_row in enumerate(carriers) for c in of_row]
    batch["row"] = torch.tensor([row for row, _ in asked])
    batch["at"] = torch.tensor([c.word for _, c in asked])
    batch["kinds"] = torch.tensor([KINDS.index(c.kind) for _, c in asked])
    batch["roles"] = torch.tensor([[*c.roles, *[IGNORED] * (width - len(c.roles))] for _, c in asked])
    batch["places"] = torch.tensor(
        [[*(rows := places_of(group[row].example, c)), *[[-1] * 5] * (width - len(rows))] for row, c in asked]
    )
    for name in CLASSES:
        batch[name] = torch.tensor([c.classes.get(name, IGNORED) for _, c in asked])
    return batch


def iter_groups(
    prepared: Sequence[Prepared], budget: int, rng: random.Random | None = None
) -> Iterator[list[Prepared]]:
    """Groups of like length with at most ``budget`` words; with ``rng`` blurred and shuffled."""
    blur = (lambda: rng.uniform(0.8, 1.25)) if rng else (lambda: 1.0)
    groups: list[list[Prepared]] = [[]]
    longest = 0
    for p in sorted(prepared, key=lambda p: len(p.example.words) * blur()):
        longest = max(longest, len(p.example.words))
        if groups[-1] and longest * (len(groups[-1]) + 1) > budget:
            groups.append([])
            longest = len(p.example.words)
        groups[-1].append(p)
    if rng:
        rng.shuffle(groups)
    yield from groups
