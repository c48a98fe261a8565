"""By what a ledger can be chosen: its countries, pairs, people, topics and outlets, each with a count.

Read in the order of the words from the facets' own index, so that a page of names
costs the same whatever the ledger holds.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, and_, func, select

from dragoman.ledger.claims import fold
from dragoman.ledger.derived import facets, name_parts
from dragoman.ledger.schema import CODE_LENGTH
from dragoman.ledger.storable import storable


class NameKind(StrEnum):
    """What has names of its own in a ledger."""

    ACTORS = "actor"
    COUNTRIES = "country"
    PAIRS = "pair"
    TOPICS = "topic"
    OUTLETS = "outlet"


@dataclass(frozen=True, slots=True)
class Named:
    """A word to choose by: the number of articles that have it, and the first and last day of them (ISO)."""

    word: str
    n_articles: int
    first_on: str | None
    last_on: str | None


@dataclass(frozen=True, slots=True)
class Names:
    """One page of names, and the cursor of the next."""

    rows: list[Named]
    next: str | None


def list_names(connection: Connection, kind: NameKind, begins: str, limit: int, after: str | None) -> Names:
    """The names of one kind in order of their letters; `begins`: only those that begin so, people by any part."""
    start = storable(_folded(kind, begins))[:CODE_LENGTH].strip()
    known_day = func.nullif(facets.c.day, "")
    query = (
        select(
            facets.c.word,
            func.count().label("n"),
            func.min(known_day).label("first_on"),
            func.max(known_day).label("last_on"),
        )
        .where(facets.c.kind == "articles", facets.c.facet == str(kind), facets.c.word != "")
        .group_by(facets.c.word)
        .order_by(facets.c.word)
        .limit(limit + 1)
    )
    if start:
        query = query.where(_beginning(connection, kind, start))
    if after is not None:
        query = query.where(facets.c.word > storable(after)[:CODE_LENGTH])
    rows = connection.execute(query).all()
    shown = [Named(row.word, row.n, row.first_on, row.last_on) for row in rows[:limit]]
    return Names(shown, shown[-1].word if len(rows) > limit and shown else None)


def _beginning(connection: Connection, kind: NameKind, start: str) -> ColumnElement[bool]:
    """Whether a word begins so; of a person any part of the name may: the family name alone finds too."""
    if kind is not NameKind.ACTORS:
        return _begins(connection, facets.c.word, start)
    return facets.c.word.in_(select(name_parts.c.word).where(_begins(connection, name_parts.c.part, start)))


def _begins(connection: Connection, column: ColumnElement[str], start: str) -> ColumnElement[bool]:
    same = func.substr(column, 1, len(start)) == start
    if connection.dialect.name == "sqlite":
        # Its texts are in the order of their code points, so that the last is known too.
        return and_(column >= start, column <= start + chr(sys.maxunicode), same)
    return and_(column >= start, same)


def _folded(kind: NameKind, word: str) -> str:
    """The beginning of a word as facets keep it."""
    if kind in (NameKind.COUNTRIES, NameKind.PAIRS):
        return word.upper()
    return fold(word) if kind is NameKind.ACTORS else word
