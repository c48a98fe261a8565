"""Learns what the words of class names usually hold: article text or furniture."""

from __future__ import annotations

import math
from collections import defaultdict

from dragoman.article.container_marks import tokens_of
from dragoman.article.layout import Layout
from pages import LabelledPage

MIN_HOSTS = 3
_PRIOR = 1.0


def host_shares(
    page: LabelledPage, layout: Layout, labels: list[float], weights: list[float]
) -> dict[str, float]:
    """For each class-name word of a page, the share of the text under it that is article."""
    good: dict[str, float] = defaultdict(float)
    whole: dict[str, float] = defaultdict(float)
    known: dict[int, frozenset[str]] = {}
    for block, label, weight in zip(layout.blocks, labels, weights, strict=True):
        place = block.container
        seen: set[str] = set()
        while place >= 0:
            if place not in known:
                known[place] = tokens_of(layout, place)
            seen |= known[place]
            place = layout.parents[place]
        for token in seen:
            whole[token] += weight
            good[token] += weight * label
    return {token: good[token] / whole[token] for token in whole if whole[token] > 0}


def learn_marks(rows: list[tuple[str, dict[str, float]]]) -> dict[str, float]:
    """The worth of each word that at least three hosts use: log odds against the mean page."""
    by_host: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for host, shares in rows:
        for token, share in shares.items():
            by_host[token][host].append(share)
    base = [sum(v) / len(v) for hosts in by_host.values() for v in hosts.values()]
    odds = sum(base) / max(1e-6, len(base) - sum(base))
    worth: dict[str, float] = {}
    for token, hosts in by_host.items():
        if len(hosts) < MIN_HOSTS:
            continue
        good = sum(sum(values) / len(values) for values in hosts.values())
        bad = len(hosts) - good
        value = math.log((good + _PRIOR * odds) / (bad + _PRIOR) / odds)
        worth[token] = round(max(-3.0, min(3.0, value)), 2)
    return {token: value for token, value in worth.items() if abs(value) >= 0.1}
