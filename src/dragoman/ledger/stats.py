"""Figures over a whole ledger, by its current readings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, String, Table, cast, func, select

from dragoman.ledger.derived import facets, tallies
from dragoman.ledger.listing import not_read_since
from dragoman.ledger.rows import KINDS
from dragoman.ledger.schema import articles, readings, skipped, stated, value_pairs

_MOST_PAIRS = 20


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows a ledger holds; values and articles of current readings, all readings."""

    articles: int
    readings: int
    meetings: int
    commitments: int
    statements: int
    events: int
    findings: int
    skipped: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two countries and the number of meetings, commitments and events that join them, each counted once."""

    countries: tuple[str, str]
    n_values: int


@dataclass(frozen=True, slots=True)
class Stats:
    """What a ledger holds, at a glance.

    `by_outlet`, `by_month`, `by_language`: articles; the empty key stands for "not
    known". Months are those of publication (YYYY-MM). `first_on`, `last_on`: the
    first and last day of publication, ISO, or None.
    """

    counts: Counts
    first_on: str | None
    last_on: str | None
    by_outlet: dict[str, int]
    by_month: dict[str, int]
    by_language: dict[str, int]
    skipped_by_reason: dict[str, int]
    top_pairs: tuple[Pair, ...]


def count_rows(connection: Connection) -> Counts:
    """The number of articles, readings, values and skipped pages."""
    sums = [func.coalesce(func.sum(readings.c[f"n_{kind}"]), 0).label(kind) for kind in KINDS]
    current = connection.execute(
        select(func.count().label("articles"), *sums).where(readings.c.is_current)
    ).one()
    return Counts(
        articles=current.articles,
        readings=_number(connection, select(func.count()).select_from(readings)),
        **{kind: int(current._mapping[kind]) for kind in KINDS},
        skipped=_number(connection, select(func.count()).select_from(skipped).where(not_read_since())),
    )


def collect_stats(connection: Connection) -> Stats:
    """All figures, from one state of the ledger."""
    counts = count_rows(connection)
    n_known = _number(
        connection, select(func.coalesce(func.sum(tallies.c.n), 0)).where(*_all_articles(tallies))
    )
    # Records that were stored but not joined yet are counted one by one.
    figures = (
        _kept_figures(connection, counts.articles) if n_known == counts.articles else _figures(connection)
    )
    return Stats(counts=counts, skipped_by_reason=_skips_by_reason(connection), **figures)


def _kept_figures(connection: Connection, n_articles: int) -> dict[str, Any]:
    """The figures of articles from the numbers that are kept per month."""
    day = facets.c.day
    first, last = connection.execute(
        select(func.min(day), func.max(day)).where(*_all_articles(facets), day != "")
    ).one()
    by_month = select(tallies.c.month.label("key"), tallies.c.n).where(
        *_all_articles(tallies), tallies.c.n > 0
    )
    return {
        "first_on": first,
        "last_on": last,
        "by_month": {row.key: row.n for row in connection.execute(by_month.order_by(tallies.c.month))},
        "by_outlet": _kept_by(connection, "outlet", n_articles),
        "by_language": _kept_by(connection, "language", n_articles),
        "top_pairs": _kept_pairs(connection),
    }


def _kept_pairs(connection: Connection) -> tuple[Pair, ...]:
    number = func.sum(tallies.c.n)
    query = (
        select(tallies.c.word, number.label("n"))
        .where(tallies.c.kind.in_(KINDS), tallies.c.facet == "pair")
        .group_by(tallies.c.word)
        .having(number > 0)
        .order_by(number.desc(), tallies.c.word)
        .limit(_MOST_PAIRS)
    )
    found = [(*row.word.split("-", 1), int(row.n)) for row in connection.execute(query)]
    return tuple(Pair((lesser, greater), n) for lesser, greater, n in found)


def _all_articles(table: Table) -> tuple[ColumnElement[bool], ...]:
    return table.c.kind == "articles", table.c.facet == "any", table.c.word == "*"


def _kept_by(connection: Connection, facet: str, n_articles: int) -> dict[str, int]:
    """Articles by a facet's word; those without one under the empty word."""
    number = func.sum(tallies.c.n)
    query = (
        select(tallies.c.word, number.label("n"))
        .where(tallies.c.kind == "articles", tallies.c.facet == facet)
        .group_by(tallies.c.word)
        .having(number > 0)
    )
    found = {row.word: int(row.n) for row in connection.execute(query)}
    if (unknown := n_articles - sum(found.values())) > 0:
        found[""] = unknown
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def _figures(connection: Connection) -> dict[str, Any]:
    """The same figures counted from the articles; of what is not joined, each report counts."""
    day = articles.c.published_earliest
    first, last = connection.execute(
        select(func.min(day), func.max(day)).join_from(articles, readings).where(readings.c.is_current)
    ).one()
    return {
        "first_on": None if first is None else first.isoformat(),
        "last_on": None if last is None else last.isoformat(),
        "by_month": dict(sorted(_articles_by(connection, func.substr(cast(day, String), 1, 7)).items())),
        "by_outlet": _articles_by(connection, articles.c.outlet),
        "by_language": _articles_by(connection, articles.c.language),
        "top_pairs": _top_pairs(connection),
    }


def _number(connection: Connection, query: Select[Any]) -> int:
    return int(connection.execute(query).scalar_one())


def _articles_by(connection: Connection, key: ColumnElement[Any]) -> dict[str, int]:
    """Articles by a key, the most frequent first, then by the key."""
    known = func.coalesce(key, "").label("key")
    query = (
        select(known, func.count().label("n"))
        .join_from(articles, readings)
        .where(readings.c.is_current)
        .group_by(known)
    )
    rows = connection.execute(query).all()
    return {row.key: row.n for row in sorted(rows, key=lambda row: (-row.n, row.key))}


def _skips_by_reason(connection: Connection) -> dict[str, int]:
    query = (
        select(skipped.c.reason, func.count().label("n")).where(not_read_since()).group_by(skipped.c.reason)
    )
    return {row.reason: row.n for row in connection.execute(query.order_by(skipped.c.reason))}


def _top_pairs(connection: Connection) -> tuple[Pair, ...]:
    query = (
        select(value_pairs.c.lesser, value_pairs.c.greater, func.count().label("n"))
        .join(stated, stated.c.value_id == value_pairs.c.value_id)
        .join(readings, readings.c.id == stated.c.reading_id)
        .where(readings.c.is_current)
        .group_by(value_pairs.c.lesser, value_pairs.c.greater)
        .order_by(func.count().desc(), value_pairs.c.lesser, value_pairs.c.greater)
        .limit(_MOST_PAIRS)
    )
    return tuple(Pair((row.lesser, row.greater), row.n) for row in connection.execute(query))
