"""How far two annotators agree on the same sentences: F1 of spans, kappa of choices.

Exact spans; for attributed content also by characters. `format.py agreement A B`
prints it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

Line = dict[str, Any]


def _spans_of(line: Line) -> dict[str, set[Any]]:
    """What two annotators are compared in, each as a set of comparable values."""
    found: dict[str, set[Any]] = {}

    def add(name: str, values: Iterable[Any]) -> None:
        found.setdefault(name, set()).update(values)

    for item in line["attributions"]:
        add("attribution content", item["content"])
        add("attribution source", [item["source"]] if item["source"] else [])
        add("attribution cue", [item["cue"]] if item["cue"] else [])
        add("attribution content+source", [(tuple(item["content"]), item["source"])])
    for item in line["events"]:
        add("event trigger", [item["trigger"]])
        add("event type", [item["type"]])
        add("event trigger+type", [(item["trigger"], item["type"])])
        add("event source", [(item["type"], span) for span in item["source"]])
        add("event target", [(item["type"], span) for span in item["target"]])
        add("event place", [(item["type"], item["place"])] if item["place"] else [])
        add("event time", [(item["type"], item["time"])] if item["time"] else [])
    for item in line["commitments"]:
        add("commitment content", [item["content"]])
        add("commitment who", item["who"])
        add("commitment act", [item["act"]])
    for item in line["meetings"]:
        add("meeting trigger", [item["trigger"]])
        add("meeting participants", item["participants"])
        add("meeting state", [item["state"]])
    return found


def _f1(same: float, left: float, right: float) -> float:
    return 2 * same / (left + right) if left + right else 1.0


def cohen_kappa(pairs: list[tuple[str, str]]) -> float:
    """Agreement beyond chance of two annotators on one choice; 1.0 when both always gave one value."""
    if not pairs:
        return float("nan")
    left, right = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(left[name] * right[name] for name in left) / len(pairs) ** 2
    observed = sum(a == b for a, b in pairs) / len(pairs)
    return 1.0 if chance == 1 else (observed - chance) / (1 - chance)


def _overlap(left: Line, right: Line) -> tuple[int, int, int]:
    """Characters of attributed content: in both, in the left, in the right."""
    covered = [
        {at for item in line["attributions"] for start, end in item["content"] for at in range(start, end)}
        for line in (left, right)
    ]
    return len(covered[0] & covered[1]), len(covered[0]), len(covered[1])


def _aligned_realis(left: Line, right: Line) -> list[tuple[str, str]]:
    """The realis of events that both found: same type and overlapping triggers."""
    pairs = []
    free = list(right["events"])
    for event in left["events"]:
        a = event["trigger"]
        for other in free:
            b = other["trigger"]
            if other["type"] == event["type"] and a[0] < b[1] and b[0] < a[1]:
                pairs.append((event["realis"], other["realis"]))
                free.remove(other)
                break
    return pairs


def measure_agreement(left: list[Line], right: list[Line]) -> dict[str, float]:
    """F1 of each kind of span (exact) and kappa of realis over the texts that both annotated."""
    others = {line["text"]: line for line in right}
    both = [(line, others[line["text"]]) for line in left if line["text"] in others]
    totals: dict[str, list[int]] = {}
    realis: list[tuple[str, str]] = []
    overlap = [0, 0, 0]
    presence: list[tuple[str, str]] = []
    for a, b in both:
        one, two = _spans_of(a), _spans_of(b)
        for name in one.keys() | two.keys():
            x, y = one.get(name, set()), two.get(name, set())
            sums = totals.setdefault(name, [0, 0, 0])
            for at, n in enumerate((len(x & y), len(x), len(y))):
                sums[at] += n
        overlap = [total + n for total, n in zip(overlap, _overlap(a, b), strict=True)]
        realis += _aligned_realis(a, b)
        presence.append((str(bool(a["events"])), str(bool(b["events"]))))
    result: dict[str, float] = {"sentences": float(len(both))}
    result["attribution content, characters F1"] = _f1(*overlap)
    result |= {f"{name} F1": _f1(*totals[name]) for name in sorted(totals)}
    result["any event kappa"] = cohen_kappa(presence)
    result["realis kappa"] = cohen_kappa(realis)
    result["realis pairs"] = float(len(realis))
    return result
