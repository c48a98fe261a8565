"""Who has to do with whom over some time: countries or people as nodes, what joins two of them as edges."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import Connection

from dragoman.ledger.company import count_people_pairs
from dragoman.ledger.person_keys import stands_under
from dragoman.ledger.tallies import Span, count_words
from dragoman.ledger.telling import JOINS_ACTORS

JOINING = ("meetings", "commitments", "events")


@dataclass(frozen=True, slots=True)
class Edge:
    """Two countries or people (the lesser word first) and how many things of each kind join them."""

    lesser: str
    greater: str
    counts: dict[str, int]
    total: int


@dataclass(frozen=True, slots=True)
class Network:
    """The strongest edges, the most frequent first; `nodes`: code or folded name -> sum of its edges shown.

    `n_left_out`: how many weaker edges there are.
    """

    nodes: dict[str, int]
    edges: tuple[Edge, ...]
    n_left_out: int


@dataclass(frozen=True, slots=True)
class Ties:
    """Which edges are asked for: from which day to which (ISO, both included), of which kinds, whose.

    `country`: must be at one end. `of_people`: edges between people, who have a part in meetings
    and statements by name; `person`: must be at one end of those.
    """

    since: str | None = None
    until: str | None = None
    kinds: tuple[str, ...] = JOINING
    country: str | None = None
    limit: int | None = 500
    of_people: bool = False
    person: str | None = None


def network_of(connection: Connection, ties: Ties) -> Network:
    """The edges of a period; things without a day count where no day is asked for."""
    span = Span(since=ties.since, until=ties.until, kinds=ties.kinds)
    if ties.of_people:
        counts, joined = count_people_pairs(connection, span), JOINS_ACTORS
        one = None if ties.person is None else stands_under(connection, ties.person)
    else:
        counts, joined = count_words(connection, "pair", span), "-"
        one = None if ties.country is None else ties.country.upper()
    edges = sorted(
        (_edge(word.partition(joined), by_kind) for word, by_kind in counts.items()), key=_strength
    )
    edges = [edge for edge in edges if one in (None, edge.lesser, edge.greater)]
    shown = tuple(edges[: ties.limit])
    nodes: Counter[str] = Counter()
    for edge in shown:
        nodes[edge.lesser] += edge.total
        nodes[edge.greater] += edge.total
    return Network(dict(nodes.most_common()), shown, len(edges) - len(shown))


def _edge(word: tuple[str, str, str], counts: dict[str, int]) -> Edge:
    lesser, _, greater = word
    return Edge(lesser, greater, dict(sorted(counts.items())), sum(counts.values()))


def _strength(edge: Edge) -> tuple[int, str, str]:
    return (-edge.total, edge.lesser, edge.greater)
