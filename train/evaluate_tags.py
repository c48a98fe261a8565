"""Scores of the tag heads on annotated sentences: everything found, nothing given.

Carriers are matched by their first word (events: and by type); roles are
counted over all carriers, so that a missed carrier loses its roles and a made-up
one counts against them. An overlap is half of the union, in words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import torch

from annotated import Carrier, Example
from dragoman.language.bio import decode_bio
from labels import CARRIERS, CLASSES, KINDS, ROLES
from tag_batches import Prepared, iter_groups, make_batch
from tag_model import Tagger

Stretch = tuple[str, int, int]
OVERLAP = 0.5


@dataclass(frozen=True, slots=True)
class Reading:
    """One carrier as found or as annotated."""

    kind: str
    label: str
    word: int
    roles: tuple[Stretch, ...]
    classes: dict[str, str]


def stretches(tags: Iterable[int]) -> tuple[Stretch, ...]:
    """The annotated roles of one carrier."""
    rows = np.eye(len(ROLES), dtype=np.float32)[list(tags)] * 10
    return tuple((label, first, end) for first, end, label in decode_bio(rows, ROLES))


def gold_readings(example: Example) -> list[Reading]:
    """The annotated carriers of a sentence; the one without a word only where it has roles."""
    found = []
    for c in example.carriers:
        tag = CARRIERS[c.kind][example.tags[c.kind][c.word]] if c.word >= 0 else "B-CUE"
        classes = {name: CLASSES[name][i] for name, i in c.classes.items() if i >= 0}
        if c.word >= 0 or any(c.roles):
            found.append(Reading(c.kind, tag[2:], c.word, stretches(c.roles), classes))
    return found


def found_carriers(scores: Sequence[np.ndarray], n_words: int) -> list[tuple[Carrier, str]]:
    """The carriers of one sentence and their labels; the one without a word is always asked about."""
    found = [(Carrier("attribution", -1, (0,) * n_words), "CUE")]
    for kind, rows in zip(KINDS, scores, strict=True):
        for first, _, label in decode_bio(rows[:n_words], CARRIERS[kind]):
            found.append((Carrier(kind, first, (0,) * n_words), label))
    return found


@torch.no_grad()
def read_group(model: Tagger, group: Sequence[Prepared]) -> list[list[Reading]]:
    """What the model finds in some sentences."""
    batch = make_batch(group, [p.example.carriers[-1:] for p in group])
    words = model.words(batch["states"], batch["present"], batch["shapes"])
    scores = [part.numpy() for part in model.carriers(words)]
    found = [
        found_carriers([part[row] for part in scores], len(p.example.words)) for row, p in enumerate(group)
    ]
    batch = make_batch(group, [[c for c, _ in of_row] for of_row in found])
    roles, classes = model.roles(words, batch["row"], batch["at"], batch["kinds"], batch["places"])
    return collect(found, roles.numpy(), classes.numpy())


def collect(
    found: Sequence[Sequence[tuple[Carrier, str]]], roles: np.ndarray, classes: np.ndarray
) -> list[list[Reading]]:
    """Role and class scores to readings; a carrier without a word is kept where it has a content."""
    result: list[list[Reading]] = []
    number = 0
    for of_row in found:
        result.append([])
        for carrier, label in of_row:
            mine = tuple(
                (role, first, end)
                for first, end, role in decode_bio(roles[number][: len(carrier.roles)], ROLES)
            )
            if carrier.word >= 0 or any(role == "CONTENT" for role, _, _ in mine):
                result[-1].append(
                    Reading(carrier.kind, label, carrier.word, mine, split_classes(classes[number]))
                )
            number += 1
    return result


def split_classes(row: np.ndarray) -> dict[str, str]:
    """The best value of each class."""
    found, start = {}, 0
    for name, values in CLASSES.items():
        found[name] = values[int(row[start : start + len(values)].argmax())]
        start += len(values)
    return found


def overlaps(a: Stretch, b: Stretch) -> bool:
    """Whether two stretches have the same role and share half of their union."""
    shared = min(a[2], b[2]) - max(a[1], b[1])
    return a[0] == b[0] and shared > 0 and shared >= OVERLAP * (max(a[2], b[2]) - min(a[1], b[1]))


def count(gold: Sequence[Reading], found: Sequence[Reading], counts: Counter[str]) -> None:
    """Add one sentence to the counts: NAME/gold, NAME/found, NAME/hit."""
    for readings, side in ((gold, "gold"), (found, "found")):
        for r in readings:
            counts[f"{r.kind}/{side}"] += r.word >= 0
            for role, _, _ in r.roles:
                counts[f"{r.kind} {role}/{side}"] += 1
                counts[f"{r.kind} {role} exact/{side}"] += 1
    by_place = {(r.kind, r.word): r for r in gold}
    for r in found:
        other = by_place.get((r.kind, r.word))
        if other is None:
            continue
        counts[f"{r.kind}/hit"] += r.word >= 0
        if r.kind == "event":
            counts["event type/hit"] += r.label == other.label
        for name, value in other.classes.items():
            counts[f"{name}/all"] += 1
            counts[f"{name}/right"] += r.classes[name] == value
        _count_roles(r, other, counts)
    for side in ("gold", "found"):
        counts[f"event type/{side}"] = counts[f"event/{side}"]


def _count_roles(found: Reading, gold: Reading, counts: Counter[str]) -> None:
    left = list(gold.roles)
    for mine in found.roles:
        match = next((other for other in left if overlaps(mine, other)), None)
        if match is not None:
            left.remove(match)
            counts[f"{found.kind} {mine[0]}/hit"] += 1
            counts[f"{found.kind} {mine[0]} exact/hit"] += mine == match


def f1_scores(counts: Counter[str]) -> dict[str, float]:
    """F1 of everything that was counted on both sides, and the share of right classes, in percent."""
    names = sorted({key.rsplit("/", 1)[0] for key in counts})
    result = {}
    for name in names:
        if counts[f"{name}/all"]:
            result[name] = round(100 * counts[f"{name}/right"] / counts[f"{name}/all"], 1)
        elif counts[f"{name}/gold"]:
            both = counts[f"{name}/gold"] + counts[f"{name}/found"]
            result[name] = round(200 * counts[f"{name}/hit"] / both, 1)
    return result


def evaluate_tags(model: Tagger, prepared: Sequence[Prepared]) -> dict[str, float]:
    """The scores of a model on some sentences."""
    model.eval()
    counts: Counter[str] = Counter()
    for group in iter_groups(prepared, 2000):
        for p, found in zip(group, read_group(model, group), strict=True):
            count(gold_readings(p.example), found, counts)
    return f1_scores(counts)
