"""Takes an article out of the ledger for good: its words, all that was read in it, all that was said of it.

Everything else in the ledger is only ever added to. This is for what may not be kept: a
page whose publisher or whose subject asks that it go. The journal keeps the article's id
and the time, and nothing else. What was joined with its reports is joined anew without
them, so that the ledger stands as if the page had never been read. A page that is read
again, or a ledger that is taken in, brings the article back.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, Delete, delete, func, or_, select

from dragoman.ledger.adding import wait_for_pages
from dragoman.ledger.batches import chunks
from dragoman.ledger.deriving import derive_pages, underive_article
from dragoman.ledger.rereading import settle_page
from dragoman.ledger.schema import (
    KIND_TABLES,
    articles,
    decisions,
    evidence,
    journal,
    merges,
    readings,
    record_values,
    stated,
    value_actors,
    value_pairs,
    value_topics,
)

# Children before parents, as foreign keys ask for.
_OF_VALUES = (stated, decisions, evidence, value_topics, value_pairs, value_actors, *KIND_TABLES.values())


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What went with an article: the numbers of its readings and values, and of decisions on them."""

    article_id: str
    readings: int
    values: int
    decisions: int


def forget_article(connection: Connection, article_id: str, at: str) -> Forgotten | None:
    """Remove an article with all that hangs on it; None, and nothing changes, where it is not there."""
    row = connection.execute(select(articles).where(articles.c.id == article_id)).one_or_none()
    if row is None:
        return None
    if connection.dialect.name == "sqlite":
        # Freed parts of the file are overwritten: what is forgotten must not be found in it.
        connection.exec_driver_sql("PRAGMA secure_delete = ON")
    wait_for_pages(connection, [row.page_key])
    value_ids = set(
        connection.scalars(select(record_values.c.id).where(record_values.c.article_id == article_id))
    )
    n_decisions = sum(_number_of_decisions(connection, chunk) for chunk in chunks(value_ids))
    underive_article(connection, row)
    for chunk in chunks(value_ids):
        connection.execute(
            delete(merges).where(or_(merges.c.lesser_id.in_(chunk), merges.c.greater_id.in_(chunk)))
        )
        for table in _OF_VALUES:
            connection.execute(delete(table).where(table.c.value_id.in_(chunk)))
        connection.execute(delete(record_values).where(record_values.c.id.in_(chunk)))
    n_readings = _remove(connection, delete(readings).where(readings.c.article_id == article_id))
    _remove(connection, delete(articles).where(articles.c.id == article_id))
    _settle_page(connection, row.page_key, at)
    entry = {"noted_at": at, "action": "article forgotten", "subject_id": article_id}
    connection.execute(journal.insert(), [entry])
    return Forgotten(article_id, n_readings, len(value_ids), n_decisions)


def _number_of_decisions(connection: Connection, value_ids: list[str]) -> int:
    query = select(func.count()).select_from(decisions).where(decisions.c.value_id.in_(value_ids))
    return int(connection.execute(query).scalar_one())


def _remove(connection: Connection, statement: Delete) -> int:
    return connection.execute(statement).rowcount


def _settle_page(connection: Connection, page_key: str, at: str) -> None:
    """Let another text of the page speak for it, where there is one."""
    if connection.scalar(select(articles.c.id).where(articles.c.page_key == page_key).limit(1)) is not None:
        settle_page(connection, page_key)
        derive_pages(connection, {page_key}, at)
