"""The measures of the article stage: shingles, exact pages, passages.

Body: bags of four-word shingles (runs of word characters); precision and recall a
page, F1 of the two means; exact: the bags are equal.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_WORD = re.compile(r"\w+")


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """The bag of four-word shingles of a text; all its words where it has fewer than four."""
    words = _WORD.findall(text)
    if len(words) < 4:
        return Counter([tuple(words)] if words else [])
    return Counter(tuple(words[i : i + 4]) for i in range(len(words) - 3))


def body_scores(pairs: Iterable[tuple[str, str]]) -> dict[str, float]:
    """F1, precision, recall and share of exact pages over (expected, predicted) texts."""
    precision, recall, exact = [], [], []
    for expected, predicted in pairs:
        gold, found = shingles(expected), shingles(predicted)
        shared = sum((gold & found).values())
        precision.append(shared / sum(found.values()) if found else float(not gold))
        recall.append(shared / sum(gold.values()) if gold else 1.0)
        exact.append(gold == found)
    p, r = sum(precision) / len(precision), sum(recall) / len(recall)
    return {"f1": 2 * p * r / (p + r) if p + r else 0.0, "p": p, "r": r, "exact": sum(exact) / len(exact)}


def passage_scores(rows: Iterable[tuple[list[str], list[str], str]]) -> dict[str, float]:
    """F1, precision and recall of passages over (keep, leave, predicted text), pooled."""
    tp = fp = fn = 0
    for keep, leave, predicted in rows:
        text = " ".join(predicted.split())
        kept = sum(" ".join(passage.split()) in text for passage in keep)
        tp, fn = tp + kept, fn + len(keep) - kept
        fp += sum(" ".join(passage.split()) in text for passage in leave)
    p, r = tp / max(1, tp + fp), tp / max(1, tp + fn)
    return {"f1": 2 * p * r / (p + r) if p + r else 0.0, "p": p, "r": r}
