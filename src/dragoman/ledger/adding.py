"""Writes one record, or one skipped page, in the caller's transaction.

Every row's id follows from its content, so that a row which is there already is
the same row: what is new is inserted, nothing is overwritten. Only two things
ever change: which reading of a page is the current one, and the columns of its
article that follow the newest reading.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, func, select, text, update
from sqlalchemy.dialects import postgresql, sqlite

from dragoman.ledger import identity
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


def add_rows(connection: Connection, rows: RecordRows) -> Added:
    """Store the rows of one record; nothing changes where the same reading is there."""
    _wait_for_page(connection, rows.article["page_key"])
    if _has(connection, readings, rows.reading["id"]):
        return Added.KNOWN
    page_is_known = _page_is_known(connection, rows.article["page_key"])
    insert_missing(connection, articles, [rows.article])
    insert_missing(connection, readings, [{**rows.reading, "is_current": not page_is_known}])
    for name in _VALUE_TABLES:
        insert_missing(connection, metadata.tables[name], rows.tables.get(name, []))
    if page_is_known:
        _follow_newest_reading(connection, rows)
        settle_page(connection, rows.article["page_key"])
    _note(connection, rows.reading["read_at"], "reading added", rows.reading["id"])
    return Added.NEW


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
    _note(connection, seen_at, "page skipped", row["id"])
    return Added.NEW


def insert_missing(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Insert the rows whose key is not there yet."""
    if rows:
        connection.execute(_insert(table, connection.dialect.name), rows)


@cache
def _insert(table: Table, dialect: str) -> Any:
    if dialect == "sqlite":
        return sqlite.insert(table).on_conflict_do_nothing()
    return postgresql.insert(table).on_conflict_do_nothing()


def _wait_for_page(connection: Connection, page_key: str) -> None:
    """Hold back other writers of this page until the transaction ends; SQLite holds back all anyway."""
    if connection.dialect.name == "postgresql":
        number = int(page_key[:16], 16) - 2**63
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number})


def _has(connection: Connection, table: Table, row_id: str) -> bool:
    return connection.execute(select(table.c.id).where(table.c.id == row_id)).first() is not None


def _page_is_known(connection: Connection, page_key: str) -> bool:
    query = select(articles.c.id).where(articles.c.page_key == page_key).limit(1)
    return connection.execute(query).first() is not None


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


def _note(connection: Connection, noted_at: str, action: str, subject_id: str) -> None:
    row = {"noted_at": noted_at, "action": action, "subject_id": subject_id}
    connection.execute(journal.insert(), row)
