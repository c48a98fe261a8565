"""Writes records, or one skipped page, in the caller's transaction.

Every row's id follows from its content, so that a row which is there already is
the same row: what is new is inserted, nothing is overwritten. Only two things
ever change: which reading of a page is the current one, and the columns of its
article that follow the newest reading.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from enum import StrEnum
from functools import cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Column, Connection, Date, Table, func, select, text, update
from sqlalchemy.dialects import postgresql, sqlite

from dragoman.ledger import identity
from dragoman.ledger.batches import chunks
from dragoman.ledger.rereading import settle_page
from dragoman.ledger.rows import RecordRows
from dragoman.ledger.schema import articles, journal, metadata, readings, skipped
from dragoman.ledger.storable import code_column, storable
from dragoman.pages import Skipped

# Parents before children, as foreign keys ask for.
_VALUE_TABLES = (
    "record_values",
    "meetings",
    "commitments",
    "statements",
    "events",
    "findings",
    "value_actors",
    "value_pairs",
    "value_topics",
    "evidence",
    "stated",
)


class Added(StrEnum):
    """What became of a record or skipped page that was added."""

    NEW = "new"
    KNOWN = "known"


def add_rows(connection: Connection, many: list[RecordRows]) -> list[Added]:
    """Store the rows of records, in as few statements as there are tables.

    A record whose reading is there already changes nothing. What a page's current
    reading is gets settled where a page was there before, or comes twice.
    """
    keys = [rows.article["page_key"] for rows in many]
    wait_for_pages(connection, keys)
    known = _those_of(connection, readings.c.id, [rows.reading["id"] for rows in many])
    there = _those_of(connection, articles.c.page_key, keys)
    new: dict[str, RecordRows] = {}
    added = []
    for rows in many:
        reading_id = rows.reading["id"]
        added.append(Added.KNOWN if reading_id in known or reading_id in new else Added.NEW)
        if added[-1] is Added.NEW:
            new[reading_id] = rows
    fresh = list(new.values())
    if not fresh:
        return added
    counted = Counter(rows.article["page_key"] for rows in fresh)
    again = {key for key, number in counted.items() if number > 1 or key in there}
    _insert_all(connection, fresh, again)
    for rows in fresh:
        if rows.article["page_key"] in again:
            _follow_newest_reading(connection, rows)
    for key in sorted(again):
        settle_page(connection, key)
    noted = [(rows.reading["read_at"], "reading added", rows.reading["id"]) for rows in fresh]
    _note(connection, noted)
    return added


def _insert_all(connection: Connection, fresh: list[RecordRows], again: set[str]) -> None:
    """All rows, table by table; a page that was there before has its current reading settled later."""
    insert_missing(connection, articles, [rows.article for rows in fresh])
    marked = [{**rows.reading, "is_current": rows.article["page_key"] not in again} for rows in fresh]
    insert_missing(connection, readings, marked)
    for name in _VALUE_TABLES:
        insert_missing(
            connection, metadata.tables[name], [row for rows in fresh for row in rows.tables.get(name, [])]
        )


def add_skipped(connection: Connection, page: Skipped, seen_at: str) -> Added:
    """Store a page that gave no record, and why."""
    row = {
        "id": identity.skipped_id(page),
        "doc_key": identity.content_id(page.id),
        "doc_id": storable(page.id),
        "origin": storable(page.origin),
        "reason": code_column(page.reason),
        "detail": storable(page.detail),
        "seen_at": seen_at,
    }
    if _has(connection, skipped, row["id"]):
        return Added.KNOWN
    insert_missing(connection, skipped, [row])
    _note(connection, [(seen_at, "page skipped", str(row["id"]))])
    return Added.NEW


def insert_missing(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Insert the rows whose key is not there yet; all have the same columns.

    SQLite takes them from plain tuples: making and checking the parameters of each
    row by SQLAlchemy takes longer than storing them.
    """
    if not rows:
        return
    if connection.dialect.name != "sqlite":
        connection.execute(_insert(table), rows)
        return
    statement, read, dates = _sqlite_insert(table, tuple(rows[0]))
    many = list(map(read, rows))
    for at in dates:
        many = [(*row[:at], _iso(row[at]), *row[at + 1 :]) for row in many]
    connection.exec_driver_sql(statement, many)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


@cache
def _insert(table: Table) -> Any:
    return postgresql.insert(table).on_conflict_do_nothing()


@cache
def _sqlite_insert(table: Table, names: tuple[str, ...]) -> tuple[str, Any, tuple[int, ...]]:
    """The statement for some columns, what takes them out of a row, and which of them are days."""
    statement = sqlite.insert(table).on_conflict_do_nothing().values(dict.fromkeys(names))
    compiled = statement.compile(dialect=sqlite.dialect(paramstyle="qmark"))
    order = tuple(compiled.positiontup or ())
    read = itemgetter(*order) if len(order) > 1 else lambda row: (row[order[0]],)
    dates = tuple(at for at, name in enumerate(order) if isinstance(table.c[name].type, Date))
    return str(compiled), read, dates


def wait_for_pages(connection: Connection, page_keys: list[str]) -> None:
    """Hold back other writers of these pages until the transaction ends; SQLite holds back all anyway.

    In one order everywhere, so that no two writers wait for each other.
    """
    if connection.dialect.name == "postgresql":
        numbers = [{"number": int(key[:16], 16) - 2**63} for key in sorted(set(page_keys))]
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), numbers)


def _those_of(connection: Connection, column: Column[str], words: list[str]) -> set[str]:
    """Which of some words stand in a column."""
    found: set[str] = set()
    for chunk in chunks(words):
        found |= set(connection.scalars(select(column).where(column.in_(chunk))))
    return found


def _has(connection: Connection, table: Table, row_id: str) -> bool:
    return connection.execute(select(table.c.id).where(table.c.id == row_id)).first() is not None


def _follow_newest_reading(connection: Connection, rows: RecordRows) -> None:
    """Let the article's columns say what its newest reading says of it."""
    row, article_id = rows.article, rows.article["id"]
    newest = connection.execute(
        select(readings.c.id)
        .where(readings.c.article_id == article_id)
        .order_by(readings.c.read_at.desc(), readings.c.id.desc())
        .limit(1)
    ).scalar_one()
    first_read_at = connection.execute(
        select(func.min(readings.c.read_at)).where(readings.c.article_id == article_id)
    ).scalar_one()
    columns = {**row, "first_seen_at": first_read_at} if newest == rows.reading["id"] else {}
    columns = columns or {"first_seen_at": first_read_at}
    connection.execute(update(articles).where(articles.c.id == article_id).values(columns))


def _note(connection: Connection, noted: list[tuple[str, str, str]]) -> None:
    """Say in the journal when what was done to what."""
    rows = [{"noted_at": at, "action": action, "subject_id": subject} for at, action, subject in noted]
    connection.execute(journal.insert(), rows)
