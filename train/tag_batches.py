"""Annotated sentences to tensors: frozen hidden states, tags, carriers with their roles."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from annotated import Carrier, Example
from batches import pad
from dragoman.language.encoder import load_model
from dragoman.language.paths import NO_DISTANCE, NO_WAY, distance_of, mark_states, ways_from
from dragoman.language.pieces import shape_of
from labels import CLASSES, DEPREL, IGNORED, KINDS

NO_RELATION = len(DEPREL)
# Sentences that are read at once, as an article would be.
ARTICLE = 16


@dataclass(frozen=True, slots=True)
class Prepared:
    """An example with what the encoder makes of it; ``states``: (n_words, STATES_WIDTH), half precision."""

    example: Example
    states: Tensor


def prepare(examples: Sequence[Example]) -> list[Prepared]:
    """The examples with the states that the shipped encoder keeps of them; too long ones are left out.

    Those of int8, as the heads will be given them: what is learnt from exact ones loses more at an export.
    """
    model, found = load_model(), []
    fitting = [e for e in examples if len(list(model.windows(e.words))) == 1]
    for start in range(0, len(fitting), ARTICLE):
        part = fitting[start : start + ARTICLE]
        scores = model.read([example.words for example in part], states=True)
        found += [
            Prepared(example, torch.from_numpy(each.states.copy()).half())
            for example, each in zip(part, scores, strict=True)
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
