"""All that is told of a country, pair, person, topic or outlet, whatever its kind, the latest first."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from dragoman.ledger.telling import Filter, Page, choose, page_of


def list_history(connection: Connection, kinds: tuple[str, ...], wanted: Filter) -> Page:
    """One page of the things of several kinds; `list` in each row says of which kind it is.

    Each kind is read from the newest end of its own index, and the newest of all are shown.
    """
    most = None if wanted.limit is None else wanted.limit + 1
    found: list[Any] = []
    for kind in kinds:
        found += connection.execute(choose(connection, kind, wanted).limit(most)).all()
    found.sort(key=lambda row: (row.day, row.id), reverse=True)
    return page_of(connection, found, wanted.limit)
