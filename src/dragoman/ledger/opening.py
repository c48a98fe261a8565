"""Opens, makes and upgrades ledgers; refuses what is none and leaves it untouched."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from dragoman.errors import LedgerNotFound, LedgerUnreadable
from dragoman.ledger.deriving import derive_all
from dragoman.ledger.engine import engine_at, explained, reading, writing
from dragoman.ledger.migrating import KNOWN_SCHEMAS, OLDEST_OPENED, migrate, stored_schema
from dragoman.ledger.place import APPLICATION_ID, LedgerPlace, is_blank, place_of, refuse_foreign_file


def utc_now() -> datetime:
    """The time at which something enters the ledger."""
    return datetime.now(UTC)


def open_engine(place: LedgerPlace, *, create: bool) -> Engine:
    """An engine on a ledger whose tables are those of this version.

    Raises:
        LedgerNotFound: There is none, and none was to be made.
        LedgerUnreadable: What lies there is no ledger, or one of another version.
    """
    _recognise(place, create=create)
    engine = engine_at(place)
    try:
        with reading(engine, place) as connection:
            _refuse_other_schema(place, stored_schema(connection))
            if place.path is not None:
                _refuse_programs(place, connection)
    except BaseException:
        engine.dispose()
        raise
    return engine


def upgrade_ledger(target: str | Path, now: Callable[[], datetime] = utc_now) -> tuple[str, str]:
    """The schema versions of a ledger before and after bringing it up to date.

    What follows from the records (groups, the index of words) is made anew; `now`
    dates the merges that are found.

    Raises:
        LedgerNotFound: There is no ledger.
        LedgerUnreadable: It is none, or was written by a newer dragoman.
    """
    place = place_of(target)
    at = now().astimezone(UTC).isoformat(timespec="microseconds")
    _recognise(place, create=False)
    engine = engine_at(place)
    try:
        with writing(engine, place) as connection:
            before = stored_schema(connection)
            if before is None:
                raise _no_ledger(place)
            _refuse_newer_schema(place, before)
            migrate(connection)
            if before < OLDEST_OPENED:
                derive_all(connection, at)
    finally:
        engine.dispose()
    return before, KNOWN_SCHEMAS[-1]


def _recognise(place: LedgerPlace, *, create: bool) -> None:
    """Make sure that a ledger is there; make it where that was asked for."""
    if place.path is None:
        _recognise_database(place, create=create)
    elif is_blank(place.path) and not create:
        raise LedgerNotFound(
            f'No ledger at "{place.path}". Create it with: dragoman ledger init {place.path}   '
            "(read --ledger makes one by itself)"
        )
    elif is_blank(place.path):
        _make_file(place, place.path)
    else:
        refuse_foreign_file(place.path)


def _make_file(place: LedgerPlace, path: Path) -> None:
    if not path.parent.is_dir():
        raise LedgerNotFound(f'No ledger can be made at "{path}": there is no folder "{path.parent}".')
    engine = engine_at(place, wal=False)
    try:
        with writing(engine, place) as connection:
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            migrate(connection)
    finally:
        engine.dispose()


def _recognise_database(place: LedgerPlace, *, create: bool) -> None:
    engine = engine_at(place)
    try:
        with explained(place), writing(engine, place) as connection:
            if stored_schema(connection) is not None:
                return
            if not create:
                raise LedgerNotFound(
                    f'No ledger at "{place.shown}". Create it with: dragoman ledger init URL   '
                    "(read --ledger makes one by itself)"
                )
            # Two programs that make one ledger at once: the second waits and finds it made.
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": APPLICATION_ID})
            if stored_schema(connection) is None and inspect(connection).has_table("articles"):
                raise LedgerUnreadable(
                    f'"{place.shown}" holds tables of another program. '
                    "Give the ledger a database or schema of its own."
                )
            migrate(connection)
    finally:
        engine.dispose()


def _refuse_other_schema(place: LedgerPlace, schema: str | None) -> None:
    if schema is None:
        raise _no_ledger(place)
    _refuse_newer_schema(place, schema)
    if schema < OLDEST_OPENED:
        raise LedgerUnreadable(
            f'The ledger "{place.shown}" was written by an older dragoman (schema {schema}, this one uses '
            f"{KNOWN_SCHEMAS[-1]}). Bring it up to date with: dragoman ledger upgrade {place.shown}"
        )


def _refuse_newer_schema(place: LedgerPlace, schema: str) -> None:
    if schema not in KNOWN_SCHEMAS:
        raise LedgerUnreadable(
            f'The ledger "{place.shown}" was written by a newer dragoman (schema "{schema}", this one knows '
            f"up to {KNOWN_SCHEMAS[-1]}). It was left as it is; upgrade dragoman: pip install -U dragoman"
        )


def _refuse_programs(place: LedgerPlace, connection: Connection) -> None:
    """A ledger's file holds tables and indexes; triggers and views in it are somebody else's program."""
    found = connection.execute(
        text("SELECT type, name FROM sqlite_master WHERE type NOT IN ('table', 'index')")
    ).first()
    if found is not None:
        raise LedgerUnreadable(
            f'The ledger "{place.shown}" holds a {found.type} "{found.name}", which dragoman did not put '
            "there. It was left as it is; do not trust where it came from."
        )


def _no_ledger(place: LedgerPlace) -> LedgerUnreadable:
    return LedgerUnreadable(f'"{place.shown}" is no ledger: its tables are missing. Name another file.')
