"""Scores of entities, each a set of mentions: MUC, B-cubed, LEA. A mention is known by its head word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

Entities = Sequence[frozenset[int]]


def without_singles(entities: Entities) -> list[frozenset[int]]:
    """The entities that are mentioned more than once, as in most evaluations."""
    return [entity for entity in entities if len(entity) > 1]


def count(gold: Entities, found: Entities, counts: Counter[str]) -> None:
    """Add one document: NAME/rhit, NAME/rall (recall), NAME/phit, NAME/pall (precision)."""
    for side, ours, theirs in (("r", gold, found), ("p", found, gold)):
        of_mention = {mention: number for number, entity in enumerate(theirs) for mention in entity}
        for entity in ours:
            parts = Counter(of_mention.get(mention, -mention - 1) for mention in entity)
            counts[f"MUC/{side}hit"] += len(entity) - len(parts)
            counts[f"MUC/{side}all"] += len(entity) - 1
            shared = sum(n * n for part, n in parts.items() if part >= 0)
            counts[f"B3/{side}hit"] += shared / len(entity)  # type: ignore[assignment]
            counts[f"B3/{side}all"] += len(entity)
            links = len(entity) * (len(entity) - 1) / 2
            linked = sum(n * (n - 1) / 2 for part, n in parts.items() if part >= 0)
            counts[f"LEA/{side}hit"] += len(entity) * linked / links if links else 0  # type: ignore[assignment]
            counts[f"LEA/{side}all"] += len(entity)


def f1_scores(counts: Counter[str]) -> dict[str, float]:
    """F1 in percent of each measure."""
    found = {}
    for name in ("MUC", "B3", "LEA"):
        recall = counts[f"{name}/rhit"] / max(1, counts[f"{name}/rall"])
        precision = counts[f"{name}/phit"] / max(1, counts[f"{name}/pall"])
        found[name] = round(200 * recall * precision / max(1e-9, recall + precision), 1)
    return found
