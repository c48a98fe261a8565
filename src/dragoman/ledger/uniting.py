"""Copies a ledger whole, and takes one ledger into another.

Ids follow from content and readings carry their times, so that two ledgers that are
united hold what one would hold that had read all pages itself; decisions of people
and what they said of pairs come along. Groups are made anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, select

from dragoman.errors import UsageError
from dragoman.ledger.adding import Added, add_rows, insert_missing
from dragoman.ledger.deriving import derive_pages, regroup_values
from dragoman.ledger.engine import reading, writing
from dragoman.ledger.failures import LedgerWriteFailed
from dragoman.ledger.place import LedgerPlace
from dragoman.ledger.rows import rows_of
from dragoman.ledger.schema import decisions, merges, skipped
from dragoman.ledger.stored import StoredRecord, iter_records_by_day

_AT_ONCE = 200


def back_up(engine: Engine, place: LedgerPlace, to: Path) -> None:
    """Copy a ledger's file while others may write to it; the copy is whole or not there.

    Raises:
        UsageError: The ledger is on a server, or something lies at the copy's place.
        LedgerWriteFailed: The copy could not be written.
    """
    if place.path is None:
        raise UsageError(f'"{place.shown}" is on a server. Copy it with: pg_dump')
    if to.exists():
        raise UsageError(f'"{to}" is there already. Name a new file for the copy.')
    unfinished = to.with_name(f".{to.name}.part")
    unfinished.unlink(missing_ok=True)
    try:
        with engine.connect() as connection, closing(sqlite3.connect(unfinished)) as copy:
            source: Any = connection.connection.driver_connection
            source.backup(copy, pages=1000)
            copy.execute("PRAGMA journal_mode = DELETE").close()
        unfinished.replace(to)
    except (sqlite3.Error, OSError) as error:
        raise LedgerWriteFailed(
            f'The copy "{to}" could not be written: {error}. The ledger is as it was.'
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)


def take_in(into: tuple[Engine, LedgerPlace], other: tuple[Engine, LedgerPlace], at: str) -> tuple[int, int]:
    """Add all that another ledger holds; gives the numbers of new and of known readings."""
    counts = {Added.NEW: 0, Added.KNOWN: 0}
    with reading(*other) as source:
        records = iter_records_by_day(source)
        while batch := list(islice(records, _AT_ONCE)):
            with writing(*into) as connection:
                for added in _add(connection, batch, at):
                    counts[added] += 1
        with writing(*into) as connection:
            insert_missing(connection, skipped, _all(source, select(skipped)))
            insert_missing(connection, decisions, _all(source, select(decisions)))
            said = _all(
                source, select(merges).where(~merges.c.made_by.startswith("dragoman ", autoescape=True))
            )
            insert_missing(connection, merges, said)
            regroup_values(connection, {row[key] for row in said for key in ("lesser_id", "greater_id")})
    return counts[Added.NEW], counts[Added.KNOWN]


def _add(connection: Connection, batch: Iterable[StoredRecord], at: str) -> Iterator[Added]:
    rows = [rows_of(stored.record, stored.read_at) for stored in batch]
    added = add_rows(connection, rows)
    pages = {one.article["page_key"] for one, what in zip(rows, added, strict=True) if what is Added.NEW}
    if pages:
        derive_pages(connection, pages, at)
    yield from added


def _all(source: Connection, query: Any) -> list[dict[str, Any]]:
    return [dict(row._mapping) for row in source.execute(query)]
