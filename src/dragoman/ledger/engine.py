"""The engines behind a ledger, and how a transaction begins on each.

SQLite has one writer at a time. A writing transaction says so at its start
(BEGIN IMMEDIATE) and waits for its turn; had it begun by reading, it would fail
where another writer came between. Readers see the state at their first look and
are never held up (WAL).
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from dragoman.errors import LedgerUnreadable, MissingExtra
from dragoman.ledger.failures import LedgerBusy, LedgerWriteFailed
from dragoman.ledger.place import LedgerPlace

# Longer than any single page takes to store, so that only a stuck writer is reported.
BUSY_TIMEOUT_S = 60
_SWITCH_PATIENCE_S = 2
_PAUSE_S = 0.02

_WRITING = "ledger_writing"
# PostgreSQL: lock_not_available, deadlock_detected.
_HELD = frozenset({"55P03", "40P01"})
_PRAGMAS = (
    "foreign_keys = ON",
    "synchronous = NORMAL",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    # 128 MB: new rows go to every part of the indexes, and 2 MB (the default) holds few of their pages.
    "cache_size = -131072",
    # Pages (64 MB) after which the log is written into the file. A page that many transactions
    # change is then written once; with 4 MB (the default) it is written for nearly each of them.
    "wal_autocheckpoint = 16000",
    # Pages that nobody changes are read where the system holds them, and not copied for each connection:
    # with 100,000 records an eighth of the time that adding takes. No limit but SQLite's own, 2 GB.
    "mmap_size = 2147418112",
)


def engine_at(place: LedgerPlace, *, wal: bool = True) -> Engine:
    """An engine for a ledger's place; nothing is opened yet.

    `wal` is off while a ledger is being made: its first state must lie in the
    file itself, where it is recognised by.
    """
    if place.path is None:
        return _postgresql_engine(place)
    is_read_only = lies_read_only(place.path)
    url = _read_only_url(place.path) if is_read_only else place.url
    engine = create_engine(url, connect_args={"timeout": BUSY_TIMEOUT_S})

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _: object) -> None:
        connection.isolation_level = None  # BEGIN is ours to say
        _patiently(lambda: _prepare_file(connection), BUSY_TIMEOUT_S)
        if wal and not is_read_only:
            _keep_log_beside_file(connection)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get(_WRITING, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def lies_read_only(path: Path) -> bool:
    """Whether a ledger's file is there and neither it nor its folder lets this program write."""
    return path.is_file() and not (os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK))


def _read_only_url(path: Path) -> URL:
    """The file as SQLite reads it without writing anything beside it.

    Without a log beside it the file is whole, and is declared unchanging: SQLite would
    otherwise make the files of WAL. With one, SQLite reads both, which it can where the
    program that writes to them has made them.
    """
    log = path.with_name(f"{path.name}-wal")
    has_log = log.is_file() and log.stat().st_size > 0
    query = {"mode": "ro", "uri": "true"} | ({} if has_log else {"immutable": "1"})
    return URL.create("sqlite+pysqlite", database=path.absolute().as_uri(), query=query)


def _prepare_file(connection: sqlite3.Connection) -> None:
    """Set what holds for one connection, and look into the file for the first time."""
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").close()
    connection.execute("SELECT count(*) FROM sqlite_master").close()


def _patiently(act: Callable[[], None], patience_s: float) -> None:
    """Do something at once, or again and again where another program is in the way.

    SQLite's own timeout does not cover the moments in which the file is closed,
    mended or switched to WAL (sqlite.org/wal.html, section 8).
    """
    give_up_at = time.monotonic() + patience_s
    while True:
        try:
            return act()
        except sqlite3.OperationalError as error:
            if not _is_busy(error) or time.monotonic() > give_up_at:
                raise
        time.sleep(_PAUSE_S)


def _is_busy(error: sqlite3.Error) -> bool:
    return error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY


def _keep_log_beside_file(connection: sqlite3.Connection) -> None:
    """Switch a file to WAL, once for all its life.

    Where another program holds a ledger that was made a moment ago, the file may
    stay as it is until somebody next opens it: readers and writers then wait for
    each other, and nothing else differs.
    """
    try:
        _patiently(lambda: connection.execute("PRAGMA journal_mode = WAL").close(), _SWITCH_PATIENCE_S)
    except sqlite3.OperationalError as error:
        if not _is_busy(error):
            raise


def empty_log(engine: Engine, place: LedgerPlace) -> None:
    """Write SQLite's log into the file and empty it; left for later where others are reading just now."""
    if place.path is None:
        return
    with closing(engine.raw_connection()) as pooled:
        connection: Any = pooled.driver_connection
        connection.execute(f"PRAGMA busy_timeout = {_SWITCH_PATIENCE_S * 1000}").close()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
        connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_S * 1000}").close()


def _postgresql_engine(place: LedgerPlace) -> Engine:
    try:
        return create_engine(place.url, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise MissingExtra(
            'A ledger on PostgreSQL needs an extra. Install it with: pip install "dragoman[postgres]"'
        ) from error


@contextmanager
def writing(engine: Engine, place: LedgerPlace) -> Iterator[Connection]:
    """A transaction that writes; kept whole or not at all."""
    with (
        explained(place),
        engine.connect().execution_options(**{_WRITING: True}) as connection,
        connection.begin(),
    ):
        if place.path is None:
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(BUSY_TIMEOUT_S * 1000)}")
        yield connection


@contextmanager
def reading(engine: Engine, place: LedgerPlace) -> Iterator[Connection]:
    """A transaction that reads one state of the ledger, whatever is written meanwhile.

    SQLite gives that by itself; PostgreSQL would show each statement a newer state.
    """
    options = {} if place.path is not None else {"isolation_level": "REPEATABLE READ"}
    with (
        explained(place),
        engine.connect().execution_options(**options) as connection,
        connection.begin(),
    ):
        yield connection


@contextmanager
def explained(place: LedgerPlace) -> Iterator[None]:
    """Turns a database's refusal into words for people.

    Raises:
        LedgerBusy: Another program, or all threads of this one, held the ledger for too long.
        LedgerUnreadable: The file is damaged, or the server cannot be reached.
        LedgerWriteFailed: The disk is full or may not be written to.
    """
    try:
        yield
    except DatabaseError as error:
        raise _explanation(error, place) from error
    except PoolTimeout as error:
        raise LedgerBusy(
            f'Too many at once ask the ledger "{place.shown}" for something. Nothing was changed; try again.'
        ) from error


def _explanation(error: DatabaseError, place: LedgerPlace) -> Exception:
    origin: Any = error.orig
    name = getattr(origin, "sqlite_errorname", "") or ""
    said = str(origin).strip().splitlines()[0] if str(origin).strip() else type(origin).__name__
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")) or _sqlstate(origin) in _HELD:
        return LedgerBusy(
            f'The ledger "{place.shown}" was in use by another program for more than {BUSY_TIMEOUT_S} s. '
            "Nothing was changed; try again when it is done."
        )
    if name.startswith(("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY")) or _is_full(origin):
        return LedgerWriteFailed(
            f'The ledger "{place.shown}" could not be written: {said}. '
            "What was stored before is whole; make room or permit writing, then run the same command again."
        )
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_CANTOPEN")):
        return LedgerUnreadable(f'The ledger "{place.shown}" cannot be read: {said}. Restore it from a copy.')
    if place.path is None and isinstance(error, OperationalError):
        return LedgerUnreadable(f'The database "{place.shown}" does not answer: {said}.')
    return error


def _is_full(origin: object) -> bool:
    return _sqlstate(origin) == "53100"  # disk_full


def _sqlstate(origin: object) -> str | None:
    """PostgreSQL's code of an error."""
    return getattr(origin, "sqlstate", None)
