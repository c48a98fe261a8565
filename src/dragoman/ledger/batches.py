"""Asks for many ids at once, in a form that either database takes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import JSON, Connection, Select, TableValuedAlias, cast, func, select

# As many as a statement takes as parameters, whatever else it asks.
AT_ONCE = 500


def chunks(ids: Iterable[str]) -> Iterator[list[str]]:
    """Sorted ids, a few hundred at a time, as many as a statement takes."""
    ordered = sorted(ids)
    return (ordered[at : at + AT_ONCE] for at in range(0, len(ordered), AT_ONCE))


def words_as_rows(connection: Connection, words: Iterable[str]) -> TableValuedAlias:
    """Any number of words as a table with the column `value`; one parameter, however many they are."""
    if connection.dialect.name == "sqlite":
        return func.json_each(json.dumps(list(words))).table_valued("value")
    return func.json_array_elements_text(cast(list(words), JSON)).table_valued("value")


def one_of(connection: Connection, words: Iterable[str]) -> Select[Any]:
    """Any number of words for a condition: `column.in_(one_of(connection, words))`."""
    return select(words_as_rows(connection, words).c.value)
