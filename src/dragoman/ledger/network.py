"""Who has to do with whom over some time: countries as nodes, what joins two of them as edges."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from sqlalchemy import Connection, func, or_, select

from dragoman.ledger.derived import facets

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
    query = (
        select(facets.c.kind, facets.c.word, func.count().label("n"))
        .where(facets.c.kind.in_(ties.kinds), facets.c.facet == "pair")
        .group_by(facets.c.kind, facets.c.word)
    )
    if ties.since is not None:
        query = query.where(facets.c.day >= ties.since)
    if ties.until is not None:
        query = query.where(facets.c.day <= ties.until, facets.c.day != "")
    if ties.country is not None:
        code = ties.country.upper()
        query = query.where(
            or_(
                facets.c.word.startswith(f"{code}-", autoescape=True),
                facets.c.word.endswith(f"-{code}", autoescape=True),
            )
        )
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    for row in connection.execute(query):
        counts[row.word][row.kind] = row.n
    edges = sorted((_edge(word, by_kind) for word, by_kind in counts.items()), key=_strength)
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
