"""Whether a ledger is whole: the file, its keys, every word, every id.

The rows of a record follow from the record (`dragoman.ledger.rows`). The check
takes each record out, makes its rows anew and compares them with what is stored,
so that a half-written page, a changed text and a value moved from its words all
show, whatever caused them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, or_, select

from dragoman.errors import DragomanError
from dragoman.ledger.check_derived import iter_derived_problems
from dragoman.ledger.rows import RecordRows, rows_of
from dragoman.ledger.schema import KIND_TABLES, articles, evidence, metadata, readings, record_values, stated
from dragoman.ledger.stored import StoredRecord, iter_records

# Tables whose rows belong to a value and follow from it.
_OF_VALUES = (*KIND_TABLES, "value_actors", "value_pairs", "value_topics", "evidence")
_FIRST_SEEN_AT = articles.columns.keys().index("first_seen_at")
# Records that are taken out and compared at once.
_AT_ONCE = 200


def iter_problems(connection: Connection) -> Iterator[str]:
    """One sentence for each thing that is wrong; nothing for a whole ledger."""
    if connection.dialect.name == "sqlite":
        yield from _file_problems(connection)
    yield from _evidence_problems(connection)
    yield from _orphan_problems(connection)
    yield from _current_problems(connection)
    yield from _record_problems(connection)
    yield from iter_derived_problems(connection)


def _file_problems(connection: Connection) -> Iterator[str]:
    for (said,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if said != "ok":
            yield f"The file is damaged: {said}."
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"Row {row} of {table} names a row of {parent} that is not there."


def _evidence_problems(connection: Connection) -> Iterator[str]:
    start, end = evidence.c.start_offset, evidence.c.end_offset
    outside = (
        select(evidence, articles.c.doc_id)
        .join_from(evidence, record_values)
        .join(articles, articles.c.id == record_values.c.article_id)
        .where(or_(start < 0, end <= start, end > func.length(articles.c.text)))
    )
    for row in connection.execute(outside):
        yield (
            f"Value {row.value_id} of {row.doc_id!r} points at [{row.start_offset}, {row.end_offset}), "
            "which holds no words of its article."
        )
    for value_id in connection.scalars(_values_without(evidence.c.value_id)):
        yield f"Value {value_id} has no evidence."


def _orphan_problems(connection: Connection) -> Iterator[str]:
    for value_id in connection.scalars(_values_without(stated.c.value_id)):
        yield f"Value {value_id} is stated by no reading."
    unread = select(articles.c.id).where(~articles.c.id.in_(select(readings.c.article_id)))
    for article_id in connection.scalars(unread):
        yield f"Article {article_id} has no reading."


def _values_without(column: ColumnElement[str]) -> Any:
    return (
        select(record_values.c.id).where(~record_values.c.id.in_(select(column))).order_by(record_values.c.id)
    )


def _current_problems(connection: Connection) -> Iterator[str]:
    """Every page has at least one current reading; the index forbids two of one article."""
    n_current = func.sum(readings.c.is_current.cast(_integer()))
    query = (
        select(articles.c.page_key, func.min(articles.c.doc_id).label("doc_id"))
        .join_from(articles, readings)
        .group_by(articles.c.page_key)
        .having(n_current == 0)
    )
    for row in connection.execute(query):
        yield f"The page {row.doc_id!r} has readings, but none is the current one."


def _integer() -> Any:
    return readings.c.n_meetings.type


def _record_problems(connection: Connection) -> Iterator[str]:
    batch: list[StoredRecord] = []
    try:
        for stored in iter_records(connection, current_only=False):
            batch.append(stored)
            if len(batch) == _AT_ONCE:
                yield from _batch_problems(connection, batch)
                batch = []
    except (ValueError, DragomanError) as error:
        yield f"A record after {batch[-1].reading_id if batch else 'the start'} cannot be taken out: {error}"
    yield from _batch_problems(connection, batch)


def _batch_problems(connection: Connection, batch: list[StoredRecord]) -> Iterator[str]:
    """Differences between the stored rows of some records and the rows that they ought to have."""
    reading_ids = [stored.reading_id for stored in batch]
    of_values = select(stated.c.value_id).where(stated.c.reading_id.in_(reading_ids))
    found: dict[str, dict[str, set[Any]]] = {
        "articles": _rows_by(connection, "articles", "id", [stored.article_id for stored in batch]),
        "readings": _rows_by(connection, "readings", "id", reading_ids),
        "record_values": _rows_by(connection, "record_values", "id", of_values),
        "stated": _rows_by(connection, "stated", "reading_id", reading_ids),
        **{name: _rows_by(connection, name, "value_id", of_values) for name in _OF_VALUES},
    }
    for stored in batch:
        expected = rows_of(stored.record, stored.read_at)
        yield from _id_problems(stored, expected)
        yield from _own_row_problems(stored, expected, found)
        yield from _row_problems(stored, expected, found)


def _id_problems(stored: StoredRecord, expected: RecordRows) -> Iterator[str]:
    name = stored.record.article.id
    if stored.article_id != expected.article["id"]:
        yield f"The article {stored.article_id} ({name!r}) does not hold the words that its id was made from."
    elif stored.reading_id != expected.reading["id"]:
        yield f"The reading {stored.reading_id} of {name!r} does not say what its id was made from."


def _own_row_problems(
    stored: StoredRecord, expected: RecordRows, found: dict[str, dict[str, set[Any]]]
) -> Iterator[str]:
    """The rows of the reading and of its article, but for the columns that others decide."""
    name = stored.record.article.id
    reading = {**expected.reading, "is_current": stored.is_current}
    if _comparable(reading, "readings") not in found["readings"][stored.reading_id]:
        yield f"The row of the reading {stored.reading_id} of {name!r} does not say what its record says."
    (article,) = found["articles"][stored.article_id]
    wanted = _comparable({**expected.article, "first_seen_at": article[_FIRST_SEEN_AT]}, "articles")
    if stored.is_current and wanted != article:
        yield f"The row of the article {stored.article_id} ({name!r}) does not say what its record says."


def _row_problems(
    stored: StoredRecord, expected: RecordRows, found: dict[str, dict[str, set[Any]]]
) -> Iterator[str]:
    for name in ("record_values", "stated", *_OF_VALUES):
        by_owner = found[name]
        owner_column = {"record_values": "id", "stated": "reading_id"}.get(name, "value_id")
        wanted: dict[str, set[Any]] = defaultdict(set)
        for row in expected.tables.get(name, []):
            wanted[row[owner_column]].add(_comparable(row, name))
        for owner, rows in wanted.items():
            if rows != by_owner.get(owner, set()):
                yield f"The rows of {owner} in {name} are not those of {stored.record.article.id!r}."


def _rows_by(connection: Connection, name: str, owner_column: str, owners: Any) -> dict[str, set[Any]]:
    table = metadata.tables[name]
    result: dict[str, set[Any]] = defaultdict(set)
    for row in connection.execute(select(table).where(table.c[owner_column].in_(owners))):
        result[row._mapping[owner_column]].add(tuple(row))
    return result


def _comparable(row: dict[str, Any], name: str) -> tuple[Any, ...]:
    return tuple(row[column.name] for column in metadata.tables[name].columns)
