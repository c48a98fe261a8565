"""Writes the groups: one row for each thing told of, and by what it can be chosen.

A group's id is the id of its first report (the earliest published, then the least
id). Its day is the one that most of its reports name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, update

from dragoman.ledger.adding import insert_missing
from dragoman.ledger.claims import fold
from dragoman.ledger.derived import facets, groups, reports
from dragoman.ledger.merging import chunks
from dragoman.ledger.schema import (
    CODE_LENGTH,
    articles,
    commitments,
    events,
    findings,
    meetings,
    record_values,
    statements,
    value_actors,
    value_pairs,
    value_topics,
)

Facet = tuple[str, str]

_LAST = "9999-12-31"
# What is said, found or done has the day of its report where it has none of its own; a
# meeting or a due date without a day stays without.
_DAY_OF_REPORT = frozenset({"statements", "events", "findings"})
_OWN_FACETS = {
    "meetings": (meetings, {"mode": "mode", "state": "state"}),
    "commitments": (commitments, {"type": "act"}),
    "statements": (statements, {"mode": "manner"}),
    "events": (events, {"type": "type", "state": "realis"}),
    "findings": (findings, {"type": "about"}),
}


@dataclass(slots=True)
class Told:
    """One report, as lists and facets need it."""

    value_id: str
    article_id: str
    kind: str
    day: str
    published: str
    outlet: str
    facets: set[Facet] = field(default_factory=set)


def write_groups(connection: Connection, members: list[list[str]]) -> None:
    """Put groups in the place of those that their members were in before."""
    told = load_reports(connection, [value_id for group in members for value_id in group])
    old = _old_groups(connection, told)
    for chunk in chunks(old):
        connection.execute(delete(groups).where(groups.c.id.in_(chunk)))
        connection.execute(delete(facets).where(facets.c.subject_id.in_(chunk)))
    moves, rows, chosen = [], [], []
    for group in members:
        ordered = sorted(
            (told[value_id] for value_id in group), key=lambda one: (one.published, one.value_id)
        )
        lead, day = ordered[0], _day(ordered)
        moves += [{"member": one.value_id, "into": lead.value_id} for one in ordered]
        rows.append(
            {
                "id": lead.value_id,
                "kind": lead.kind,
                "day": day,
                "n_reports": len(ordered),
                "n_outlets": len({one.outlet for one in ordered}),
            }
        )
        found = {facet for one in ordered for facet in one.facets}
        chosen += facet_rows(lead.kind, lead.value_id, day, found)
    if moves:
        moving = update(reports).where(reports.c.value_id == bindparam("member"))
        connection.execute(moving.values(group_id=bindparam("into")), moves)
    insert_missing(connection, groups, rows)
    insert_missing(connection, facets, chosen)


def facet_rows(kind: str, subject_id: str, day: str, found: Iterable[Facet]) -> list[dict[str, str]]:
    """The rows by which an article or a group can be chosen."""
    with_month = {*found, ("month", day[:7])} if day else set(found)
    return [
        {"kind": kind, "facet": facet, "word": word[:CODE_LENGTH], "day": day, "subject_id": subject_id}
        for facet, word in sorted(with_month)
        if word
    ]


def _day(ordered: list[Told]) -> str:
    """The day that most reports name, of equals the earliest."""
    named = Counter(one.day for one in ordered if one.day)
    return min(named, key=lambda day: (-named[day], day)) if named else ""


def _old_groups(connection: Connection, told: dict[str, Told]) -> set[str]:
    found: set[str] = set(told)
    for chunk in chunks(told):
        query = select(reports.c.group_id).where(reports.c.value_id.in_(chunk)).distinct()
        found |= set(connection.scalars(query))
    return found


def load_reports(connection: Connection, value_ids: Iterable[str]) -> dict[str, Told]:
    """Reports with their facets, by value id."""
    told: dict[str, Told] = {}
    for chunk in chunks(value_ids):
        for row in connection.execute(_report_query(chunk)):
            published = "" if row.published is None else row.published.isoformat()
            day = "" if row.earliest is None else row.earliest.isoformat()
            if not day and row.kind in _DAY_OF_REPORT:
                day = published
            told[row.id] = Told(
                row.id, row.article_id, row.kind, day, published or _LAST, row.outlet or row.doc_id
            )
            if row.outlet:
                told[row.id].facets.add(("outlet", row.outlet))
        _add_facets(connection, told, chunk)
    return told


def _report_query(chunk: list[str]) -> Any:
    return (
        select(
            record_values.c.id,
            record_values.c.article_id,
            record_values.c.kind,
            record_values.c.earliest,
            articles.c.published_earliest.label("published"),
            articles.c.outlet,
            articles.c.doc_id,
        )
        .join_from(record_values, articles, articles.c.id == record_values.c.article_id)
        .where(record_values.c.id.in_(chunk))
    )


def _add_facets(connection: Connection, told: dict[str, Told], chunk: list[str]) -> None:
    actors = select(value_actors.c.value_id, value_actors.c.country, value_actors.c.name)
    for value_id, country, name in connection.execute(actors.where(value_actors.c.value_id.in_(chunk))):
        told[value_id].facets |= {("country", country), ("actor", fold(name))}
    for row in connection.execute(select(value_pairs).where(value_pairs.c.value_id.in_(chunk))):
        told[row.value_id].facets.add(("pair", f"{row.lesser}-{row.greater}"))
    for row in connection.execute(select(value_topics).where(value_topics.c.value_id.in_(chunk))):
        told[row.value_id].facets.add(("topic", row.code))
    by_kind: dict[str, list[str]] = defaultdict(list)
    for value_id in chunk:
        if value_id in told:
            by_kind[told[value_id].kind].append(value_id)
    for kind, ids in by_kind.items():
        table, columns = _OWN_FACETS[kind]
        for row in connection.execute(select(table).where(table.c.value_id.in_(ids))):
            words = row._mapping
            told[row.value_id].facets |= {(facet, words[column]) for facet, column in columns.items()}
