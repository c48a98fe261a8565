"""How often something is told of: per day, month or year, for a country, pair, person, topic or outlet.

Things count on their day, once each however many reports tell of them; articles on
the day on which they were published.
"""

from __future__ import annotations

from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, func, select

from dragoman.ledger.batches import chunks, words_as_rows
from dragoman.ledger.claims import fold
from dragoman.ledger.derived import facets, reports, tallies
from dragoman.ledger.person_keys import full_names
from dragoman.ledger.schema import CODE_LENGTH, value_actors
from dragoman.ledger.telling import GROUPED, facet_word, has_facet, sides_of

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
        facet: country, pair (of countries or of any two actors), actor, topic, outlet, type, mode, state or language; "any"
            with the word "*" counts all articles.
        word: The facet's word, in any case.
        span: What is counted.
    """
    stored = word if facet == "any" else facet_word(facet, word)
    is_of_actors = facet == "pair" and sides_of(stored) is not None
    source = _rows(span) if is_of_actors else _source(span)
    here = (
        has_facet(facet, stored)
        if is_of_actors
        else and_(source.table.c.facet == facet, source.table.c.word == stored)
    )
    period = func.substr(source.day, 1, int(span.per)).label("period")
    query = (
        select(source.table.c.kind, period, source.number.label("n"))
        .where(source.table.c.kind.in_(span.kinds), here)
        .where(*within(source.day, source.since, source.until))
        .group_by(source.table.c.kind, period)
        .order_by(period)
    )
    by_period: dict[str, dict[str, int]] = defaultdict(dict)
    total: Counter[str] = Counter()
    for row in connection.execute(query):
        if row.n:
            by_period[row.period][row.kind] = row.n
            total[row.kind] += row.n
    undated = by_period.pop("", {})
    return Tally(dict(by_period), undated, dict(total))


def list_words(connection: Connection, facet: str, span: Span, limit: int | None) -> list[Entry]:
    """The words of a facet by how often they are told of, the most frequent first."""
    return entries_of(connection, facet, count_words(connection, facet, span), limit)


def entries_of(
    connection: Connection, facet: str, counts: dict[str, dict[str, int]], limit: int | None
) -> list[Entry]:
    """Words with their numbers by kind, the most frequent first, each as people write it."""
    ordered = sorted(counts, key=lambda word: (-sum(counts[word].values()), word))[:limit]
    names = _names(connection, ordered) if facet == "actor" else {}
    return [Entry(word, names.get(word, word), counts[word], sum(counts[word].values())) for word in ordered]


def count_words(connection: Connection, facet: str, span: Span) -> dict[str, dict[str, int]]:
    """Word -> kind -> number of things that have the word of a facet."""
    source = _source(span)
    query = (
        select(source.table.c.kind, source.table.c.word, source.number.label("n"))
        .where(source.table.c.kind.in_(span.kinds), source.table.c.facet == facet)
        .where(*within(source.day, source.since, source.until))
        .group_by(source.table.c.kind, source.table.c.word)
    )
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    for row in connection.execute(query).all():
        if row.n:
            counts[row.word][row.kind] = row.n
    return dict(counts)


@dataclass(frozen=True, slots=True)
class _Source:
    """The table that answers fastest: numbers of months, or the rows that they count."""

    table: Table
    day: ColumnElement[str]
    number: ColumnElement[int]
    since: str | None
    until: str | None


def _source(span: Span) -> _Source:
    if span.per is Period.DAY or not _has_whole_months(span):
        return _rows(span)
    since, until = (day and day[: int(Period.MONTH)] for day in (span.since, span.until))
    return _Source(tallies, tallies.c.month, func.sum(tallies.c.n), since, until)


def _rows(span: Span) -> _Source:
    return _Source(facets, facets.c.day, func.count(), span.since, span.until)


def _has_whole_months(span: Span) -> bool:
    """Whether a span begins with a month and ends with one, so that months need not be cut."""
    return (span.since is None or span.since.endswith("-01")) and (
        span.until is None or _is_last_of_month(span.until)
    )


def _is_last_of_month(day: str) -> bool:
    year, month, number = map(int, day.split("-"))
    return number == monthrange(year, month)[1]


def within(day: ColumnElement[str], since: str | None, until: str | None) -> Iterator[ColumnElement[bool]]:
    """The conditions of a span of days, both included; what has no day is in none that ends."""
    if since is not None:
        yield day >= since
    if until is not None:
        yield and_(day <= until, day != "")


def _names(connection: Connection, words: list[str]) -> dict[str, str]:
    """Names of people as one of the newest reports writes them, by the folded name."""
    group_of: dict[str, str] = {
        row.word: row.group_id
        for row in connection.execute(_newest_groups(connection, words))
        if row.group_id
    }
    names: dict[str, list[str]] = defaultdict(list)
    for chunk in chunks(set(group_of.values())):
        spellings = (
            select(reports.c.group_id, value_actors.c.name)
            .join(value_actors, value_actors.c.value_id == reports.c.value_id)
            .where(reports.c.group_id.in_(chunk), value_actors.c.name != "")
            .distinct()
        )
        for group_id, name in connection.execute(spellings).all():
            names[group_id].append(name)
    folded = {name: fold(name)[:CODE_LENGTH] for those in names.values() for name in those}
    found: dict[str, str] = {}
    for word, group_id in group_of.items():
        its = [name for name in names[group_id] if folded[name] == word]
        if its:
            found[word] = max(its)
    return full_names(set(words) - set(found)) | found


def _newest_groups(connection: Connection, words: list[str]) -> Select[Any]:
    """One of the newest things for each person, all asked for at once: the index is read from its end."""
    asked = words_as_rows(connection, words)
    newest = [
        select(facets.c.subject_id)
        .where(facets.c.kind == kind, facets.c.facet == "actor", facets.c.word == asked.c.value)
        .order_by(facets.c.day.desc(), facets.c.subject_id.desc())
        .limit(1)
        .correlate(asked)
        .scalar_subquery()
        for kind in GROUPED
    ]
    return select(asked.c.value.label("word"), func.coalesce(*newest).label("group_id")).select_from(asked)
