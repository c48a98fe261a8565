"""The ledger's tables row by row, a page at a time, whatever their length."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from dragoman.errors import UsageError
from dragoman.export.columns import TABLES
from dragoman.ledger import Filter, Ledger, ListKind

Listed = dict[str, Any]

_AT_ONCE = 500


def iter_rows(ledger: Ledger, table: str, wanted: Filter | None = None) -> Iterator[Listed]:
    """Rows of a table, the latest first; each thing that is told of once.

    Raises:
        UsageError: There is no such table.
    """
    if table not in TABLES:
        raise UsageError(f'There is no table "{table}". Give one of: {", ".join(TABLES)}.')
    wanted = wanted or Filter(limit=None)
    left, cursor = wanted.limit, wanted.after
    while left is None or left > 0:
        asked = replace(wanted, limit=_AT_ONCE if left is None else min(left, _AT_ONCE), after=cursor)
        if table == "articles":
            found = ledger.search("", asked)
            rows, cursor = found.rows, found.next
        else:
            page = ledger.things(ListKind(table), asked)
            rows, cursor = page.rows, page.next
        yield from rows
        left = None if left is None else left - len(rows)
        if cursor is None:
            return
