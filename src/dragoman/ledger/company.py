"""With whom somebody is told of, and what else is told where two of them meet.

Two people are no facet of a ledger, as two countries are: there are too many of them.
What they have to do with each other is found from the facets of each.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import Connection, Select, func, select

from dragoman.ledger.derived import facets, groups, reports
from dragoman.ledger.listing import Listed
from dragoman.ledger.person_keys import stands_under
from dragoman.ledger.tallies import Entry, Span, entries_of, within
from dragoman.ledger.telling import JOINS_ACTORS, facet_condition, page_of

# What has several people by name.
TOGETHER = ("meetings", "statements")

# As many of the latest meetings of two are looked at for what else is told in their reports.
_LATEST = 200


def list_company(connection: Connection, actor: str, limit: int) -> list[Entry]:
    """The people who are most often told of with somebody, by the number of meetings and statements."""
    word = stands_under(connection, actor)
    one, other = facets.alias("one"), facets.alias("other")
    query = (
        select(other.c.word, one.c.kind, func.count().label("n"))
        .join_from(one, other, other.c.subject_id == one.c.subject_id)
        .where(one.c.kind.in_(TOGETHER), one.c.facet == "actor", one.c.word == word)
        # Wrapped, so that SQLite looks up the others of each thing, and not all people of the ledger.
        .where(func.coalesce(other.c.facet, "") == "actor", other.c.word != word)
        .group_by(other.c.word, one.c.kind)
    )
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    for row in connection.execute(query):
        counts[row.word][row.kind] = row.n
    return entries_of(connection, "actor", counts, limit)


def count_people_pairs(connection: Connection, span: Span) -> dict[str, dict[str, int]]:
    """Two people ("angela merkel & joe biden") -> kind -> number of things in which both have a part."""
    one, other = facets.alias("one"), facets.alias("other")
    query = (
        select(one.c.word, other.c.word.label("with_word"), one.c.kind, func.count().label("n"))
        .join_from(one, other, (other.c.subject_id == one.c.subject_id) & (other.c.kind == one.c.kind))
        .where(one.c.kind.in_(span.kinds), one.c.facet == "actor", *within(one.c.day, span.since, span.until))
        .where(other.c.facet == "actor", other.c.word > one.c.word)
        .group_by(one.c.word, other.c.word, one.c.kind)
    )
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    for row in connection.execute(query):
        counts[f"{row.word}{JOINS_ACTORS}{row.with_word}"][row.kind] = row.n
    return dict(counts)


def told_beside(connection: Connection, pair: str, kind: str, limit: int) -> list[Listed]:
    """The latest things of a kind in the articles that report a meeting of two; `pair` as in filters."""
    query = select(groups).where(groups.c.kind == kind, groups.c.id.in_(_beside(pair)))
    found = connection.execute(query.order_by(groups.c.day.desc(), groups.c.id.desc()).limit(limit)).all()
    return page_of(connection, found, limit).rows


def _beside(pair: str) -> Select[Any]:
    latest = (
        select(facets.c.subject_id)
        .where(facet_condition("meetings", "pair", pair))
        .order_by(facets.c.day.desc())
        .limit(_LATEST)
    )
    of_meeting, of_thing = reports.alias("of_meeting"), reports.alias("of_thing")
    return (
        select(of_thing.c.group_id)
        .join_from(of_meeting, of_thing, of_meeting.c.article_id == of_thing.c.article_id)
        .where(of_meeting.c.group_id.in_(select(latest.subquery().c.subject_id)))
    )
