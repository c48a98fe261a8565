"""Takes records out of the ledger again, equal to what went in."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, or_, select

from dragoman.errors import UsageError
from dragoman.ledger import identity
from dragoman.ledger.schema import ID_LENGTH, SPEAKS, articles, readings, record_values, stated
from dragoman.ledger.serial import from_json
from dragoman.reading.record import Record

# Below this, a prefix of an id is more likely a name.
_SHORTEST_PREFIX = 4
_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A record with its place in the ledger; times are ISO 8601 in UTC."""

    record: Record
    article_id: str
    reading_id: str
    read_at: str
    is_current: bool


def find_record(connection: Connection, name: str) -> StoredRecord | None:
    """The current reading of an article, or its newest where none is current.

    `name`: the article's id or a unique prefix of it, its page's name, or the id
    or prefix of one of its values.

    Raises:
        UsageError: More than one article answers to the name; says which.
    """
    for article_ids in _candidates(connection, name):
        if len(article_ids) > 1:
            shown = ", ".join(article_ids[:5])
            raise UsageError(f'"{name}" names {len(article_ids)} articles: {shown}. Give one of these ids.')
        if article_ids:
            query = _records().where(readings.c.article_id == article_ids[0])
            newest = query.order_by(
                readings.c.is_current.desc(), readings.c.read_at.desc(), readings.c.id.desc()
            )
            row = connection.execute(newest.limit(1)).one()
            return _assemble(row, _values(connection, [row.reading_id])[row.reading_id])
    return None


def _candidates(connection: Connection, name: str) -> Iterator[list[str]]:
    """The ids of articles that a name may mean, the surest sense first."""
    yield list(connection.scalars(select(articles.c.id).where(articles.c.id == name)))
    named = (
        select(articles.c.id).where(articles.c.doc_key == identity.content_id(name)).order_by(articles.c.id)
    )
    current = named.join(readings, readings.c.article_id == articles.c.id).where(SPEAKS)
    yield list(connection.scalars(current))
    yield list(connection.scalars(named))
    if _SHORTEST_PREFIX <= len(name) <= ID_LENGTH and set(name) <= set("0123456789abcdef"):
        upper = name + "g"
        for column, table in ((articles.c.id, articles), (record_values.c.article_id, record_values)):
            within = (table.c.id >= name) & (table.c.id < upper)
            yield list(connection.scalars(select(column).where(within).distinct().order_by(column)))


def iter_records(connection: Connection, *, current_only: bool = True) -> Iterator[StoredRecord]:
    """Every stored record, in order of article and reading; a few hundred at a time in memory."""
    last = ("", "")
    while True:
        query = _records().where(
            or_(
                readings.c.article_id > last[0],
                (readings.c.article_id == last[0]) & (readings.c.id > last[1]),
            )
        )
        if current_only:
            query = query.where(SPEAKS)
        rows = connection.execute(query.order_by(readings.c.article_id, readings.c.id).limit(_AT_ONCE)).all()
        if not rows:
            return
        values = _values(connection, [row.reading_id for row in rows])
        for row in rows:
            yield _assemble(row, values[row.reading_id])
        last = (rows[-1].article_id, rows[-1].reading_id)


def iter_records_by_day(connection: Connection) -> Iterator[StoredRecord]:
    """Every stored record, older readings too, by the day of publication: the order in which a ledger grows best."""
    ordered = select(readings.c.id).join_from(readings, articles)
    ids = list(connection.scalars(ordered.order_by(articles.c.published_earliest, readings.c.id)))
    for at in range(0, len(ids), _AT_ONCE):
        batch = ids[at : at + _AT_ONCE]
        rows = connection.execute(_records().where(readings.c.id.in_(batch))).all()
        values, by_id = _values(connection, batch), {row.reading_id: row for row in rows}
        yield from (_assemble(by_id[reading_id], values[reading_id]) for reading_id in batch)


def _records() -> Select[Any]:
    return select(
        readings.c.article_id,
        readings.c.id.label("reading_id"),
        readings.c.read_at,
        readings.c.is_current,
        readings.c.frame,
        articles.c.text,
    ).join_from(readings, articles)


def _values(connection: Connection, reading_ids: list[str]) -> dict[str, dict[str, list[Any]]]:
    """The JSON of all values of some readings: reading id -> kind -> values in order."""
    query = (
        select(stated, record_values.c.body)
        .join_from(stated, record_values)
        .where(stated.c.reading_id.in_(reading_ids))
        .order_by(stated.c.reading_id, stated.c.kind, stated.c.position)
    )
    found: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for row in connection.execute(query):
        body = json.loads(row.body)
        body["confidence"] = row.confidence
        if row.salience is not None:
            body["salience"] = row.salience
        found[row.reading_id][row.kind].append(body)
    return found


def _assemble(row: Row[Any], values: dict[str, list[Any]]) -> StoredRecord:
    frame = json.loads(row.frame)
    frame["article"].setdefault("text", row.text)
    record = from_json(Record, {**frame, **values})
    return StoredRecord(record, row.article_id, row.reading_id, row.read_at, row.is_current)
