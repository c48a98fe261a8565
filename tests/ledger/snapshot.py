"""All rows of a ledger, for comparing two of them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, Table, create_engine, select

from dragoman.ledger.place import place_of
from dragoman.ledger.schema import metadata

# When something was noted, and in which order, is not part of what the ledger says.
_WITHOUT = {"journal"}
_WITHOUT_COLUMNS = {("merges", "made_at")}


def snapshot(target: str) -> dict[str, list[Any]]:
    """Table name -> its rows, sorted."""
    engine = create_engine(place_of(target).url)
    try:
        with engine.connect() as connection:
            return {
                table.name: sorted((tuple(row) for row in connection.execute(_contents(table))), key=repr)
                for table in metadata.sorted_tables
                if table.name not in _WITHOUT
            }
    finally:
        engine.dispose()


def _contents(table: Table) -> Select[Any]:
    return select(*(column for column in table.columns if (table.name, column.name) not in _WITHOUT_COLUMNS))
