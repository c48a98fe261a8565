"""One article with its record and all its values: where they stand, and what else tells of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import Connection, select

from dragoman.ledger.derived import groups, reports
from dragoman.ledger.listing import Listed, article_rows, values_by_id
from dragoman.ledger.review import Standing, standings
from dragoman.ledger.rows import KINDS
from dragoman.ledger.schema import evidence, stated
from dragoman.ledger.stored import StoredRecord, find_record


@dataclass(frozen=True, slots=True)
class PlacedWords:
    """Words of an article: offsets in code points, half-open; `field`: what of the value they stand for."""

    field: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PlacedValue:
    """A value of an article with the places of its words.

    `row`: as in lists, with its `list`. `thing_id`: the thing that it tells of, which
    `n_reports` articles of `n_outlets` outlets tell of. `review`: where its review stands.
    """

    row: Listed
    places: tuple[PlacedWords, ...]
    thing_id: str
    n_reports: int
    n_outlets: int
    review: Standing | None


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """An article as lists show it, its record, and its values in the order of the record."""

    article: Listed
    stored: StoredRecord
    values: tuple[PlacedValue, ...]


def article_page(connection: Connection, name: str) -> ArticlePage | None:
    """The article that a name means (see `find_record`); None for a page that a newer text has replaced.

    Raises:
        UsageError: More than one article answers to the name.
    """
    stored = find_record(connection, name)
    if stored is None or not stored.is_current:
        return None
    query = select(stated.c.kind, stated.c.position, stated.c.value_id)
    found = connection.execute(query.where(stated.c.reading_id == stored.reading_id)).all()
    found = sorted(found, key=lambda row: (KINDS.index(row.kind), row.position))
    ids = list(dict.fromkeys(row.value_id for row in found))
    return ArticlePage(
        article_rows(connection, [stored.article_id])[stored.article_id],
        stored,
        tuple(_placed(connection, ids)),
    )


def _placed(connection: Connection, ids: list[str]) -> list[PlacedValue]:
    rows, judged = values_by_id(connection, ids), standings(connection, ids)
    places: dict[str, list[PlacedWords]] = defaultdict(list)
    order = evidence.c.value_id, evidence.c.position
    for row in connection.execute(select(evidence).where(evidence.c.value_id.in_(ids)).order_by(*order)):
        places[row.value_id].append(PlacedWords(row.field, row.start_offset, row.end_offset))
    counted = (
        select(reports.c.value_id, groups.c.id, groups.c.n_reports, groups.c.n_outlets)
        .join(groups, groups.c.id == reports.c.group_id)
        .where(reports.c.value_id.in_(ids))
    )
    things = {row.value_id: (row.id, row.n_reports, row.n_outlets) for row in connection.execute(counted)}
    alone = (1, 1)
    return [
        PlacedValue(rows[one], tuple(places[one]), *things.get(one, (one, *alone)), judged.get(one))
        for one in ids
        if one in rows
    ]
