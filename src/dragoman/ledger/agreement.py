"""How far reviewers agree beyond chance: Krippendorff's alpha for nominal labels.

Our own few lines, since the libraries that have it bring numpy tables and other
scales with them. Values that only one reviewer labelled do not count, as in the
published method (K. Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping


def krippendorff_alpha(units: Iterable[Mapping[str, str]]) -> float | None:
    """1 for full agreement, 0 for what chance gives, less for worse than chance.

    Args:
        units: For each thing judged, the label that each reviewer gave.

    Returns:
        Alpha, or None where no two reviewers judged the same thing, or all labels
        are one and the same, so that nothing can be said of chance.
    """
    judged = [Counter(labels.values()) for labels in units if len(labels) > 1]
    n_labels = sum(sum(counts.values()) for counts in judged)
    totals = sum(judged, Counter())
    expected = n_labels**2 - sum(number**2 for number in totals.values())
    if not expected:
        return None
    observed = sum(_disagreement(counts) for counts in judged)
    return 1 - (n_labels - 1) * observed / expected


def _disagreement(counts: Counter[str]) -> float:
    """Pairs of unlike labels of one thing, over the number of others that each label met."""
    n_labels = sum(counts.values())
    return (n_labels**2 - sum(number**2 for number in counts.values())) / (n_labels - 1)
