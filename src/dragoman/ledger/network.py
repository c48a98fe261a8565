"""Who has to do with whom over some time: countries as nodes, what joins two of them as edges."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import Connection

from dragoman.ledger.tallies import Span, count_words

JOINING = ("meetings", "commitments", "events")


@dataclass(frozen=True, slots=True)
class Edge:
    """Two countries (the lesser code first) and how many things of each kind join them."""

    lesser: str
    greater: str
    counts: dict[str, int]
    total: int


@dataclass(frozen=True, slots=True)
class Network:
    """The strongest edges, the most frequent first; `nodes`: code -> sum of its edges shown.

    `n_left_out`: how many weaker edges there are.
    """

    nodes: dict[str, int]
    edges: tuple[Edge, ...]
    n_left_out: int


@dataclass(frozen=True, slots=True)
class Ties:
    """Which edges are asked for: from which day to which (ISO, both included), of which kinds, whose."""

    since: str | None = None
    until: str | None = None
    kinds: tuple[str, ...] = JOINING
    country: str | None = None
    limit: int | None = 500


def network_of(connection: Connection, ties: Ties) -> Network:
    """The edges of a period; things without a day count where no day is asked for."""
    span = Span(since=ties.since, until=ties.until, kinds=ties.kinds)
    counts = count_words(connection, "pair", span)
    country = None if ties.country is None else ties.country.upper()
    edges = sorted((_edge(word, by_kind) for word, by_kind in counts.items()), key=_strength)
    edges = [edge for edge in edges if country in (None, edge.lesser, edge.greater)]
    shown = tuple(edges[: ties.limit])
    nodes: Counter[str] = Counter()
    for edge in shown:
        nodes[edge.lesser] += edge.total
        nodes[edge.greater] += edge.total
    return Network(dict(nodes.most_common()), shown, len(edges) - len(shown))


def _edge(word: str, counts: dict[str, int]) -> Edge:
    lesser, _, greater = word.partition("-")
    return Edge(lesser, greater, dict(sorted(counts.items())), sum(counts.values()))


def _strength(edge: Edge) -> tuple[int, str, str]:
    return (-edge.total, edge.lesser, edge.greater)
