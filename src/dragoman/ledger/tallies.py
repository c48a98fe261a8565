"""How often something is told of: per day, month or year, for a country, pair, person, topic or outlet.

Things count on their day, once each however many reports tell of them; articles on
the day on which they were published.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from dragoman.ledger.claims import fold
from dragoman.ledger.derived import facets, reports
from dragoman.ledger.schema import value_actors
from dragoman.ledger.telling import GROUPED, facet_word

COUNTED_KINDS = ("articles", *GROUPED)


class Period(IntEnum):
    """By what is counted; the number of characters of an ISO day that name it."""

    DAY = 10
    MONTH = 7
    YEAR = 4


@dataclass(frozen=True, slots=True)
class Span:
    """What is counted: which kinds, from which day to which (ISO, both included), per what."""

    per: Period = Period.MONTH
    since: str | None = None
    until: str | None = None
    kinds: tuple[str, ...] = COUNTED_KINDS


@dataclass(frozen=True, slots=True)
class Tally:
    """How many things of each kind have a facet.

    `by_period`: period ("2022-10") -> kind -> number, in the order of time, without
    the periods that have none. `undated`: kind -> number of things without a day.
    `total`: kind -> number of all, undated ones too where no span of days was asked for.
    """

    by_period: dict[str, dict[str, int]]
    undated: dict[str, int]
    total: dict[str, int]


@dataclass(frozen=True, slots=True)
class Entry:
    """A word of a facet, as it is stored and as people write it, with its numbers by kind."""

    word: str
    shown: str
    counts: dict[str, int]
    total: int


def tally_facet(connection: Connection, facet: str, word: str, span: Span) -> Tally:
    """How often a facet has a word, per period.

    Args:
        connection: A transaction that reads.
        facet: country, pair, actor, topic, outlet, type, mode, state or language; "any"
            with the word "*" counts all articles.
        word: The facet's word, in any case.
        span: What is counted.
    """
    stored = word if facet == "any" else facet_word(facet, word)
    period = func.substr(facets.c.day, 1, int(span.per)).label("period")
    query = (
        select(facets.c.kind, period, func.count().label("n"))
        .where(facets.c.kind.in_(span.kinds), facets.c.facet == facet, facets.c.word == stored)
        .where(*_within(span))
        .group_by(facets.c.kind, period)
        .order_by(period)
    )
    by_period: dict[str, dict[str, int]] = defaultdict(dict)
    total: Counter[str] = Counter()
    for row in connection.execute(query):
        by_period[row.period][row.kind] = row.n
        total[row.kind] += row.n
    undated = by_period.pop("", {})
    return Tally(dict(by_period), undated, dict(total))


def list_words(connection: Connection, facet: str, span: Span, limit: int | None) -> list[Entry]:
    """The words of a facet by how often they are told of, the most frequent first."""
    query = (
        select(facets.c.kind, facets.c.word, func.count().label("n"))
        .where(facets.c.kind.in_(span.kinds), facets.c.facet == facet, *_within(span))
        .group_by(facets.c.kind, facets.c.word)
    )
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    for row in connection.execute(query):
        counts[row.word][row.kind] = row.n
    ordered = sorted(counts, key=lambda word: (-sum(counts[word].values()), word))[:limit]
    names = _names(connection, ordered) if facet == "actor" else {}
    return [Entry(word, names.get(word, word), counts[word], sum(counts[word].values())) for word in ordered]


def _within(span: Span) -> Iterable[ColumnElement[bool]]:
    if span.since is not None:
        yield facets.c.day >= span.since
    if span.until is not None:
        yield facets.c.day <= span.until
        yield facets.c.day != ""


def _names(connection: Connection, words: list[str]) -> dict[str, str]:
    """Names of people as one of the newest reports writes them, by the folded name."""
    found: dict[str, str] = {}
    for word in words:
        for name in connection.scalars(_spellings(word)):
            if fold(name) == word:
                found[word] = name
                break
    return found


def _spellings(word: str) -> Select[Any]:
    newest = (
        select(facets.c.subject_id)
        .where(facets.c.kind.in_(GROUPED), facets.c.facet == "actor", facets.c.word == word)
        .limit(1)
        .scalar_subquery()
    )
    return (
        select(value_actors.c.name)
        .join(reports, reports.c.value_id == value_actors.c.value_id)
        .where(reports.c.group_id == newest)
    )
