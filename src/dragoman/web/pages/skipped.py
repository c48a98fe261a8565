"""Pages that gave no record, and why: nothing disappears."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from fastapi import APIRouter
from sqlalchemy import select
from starlette.requests import Request

from dragoman.errors import UsageError
from dragoman.export.delimited import plain_csv_lines
from dragoman.export.feed import Entry
from dragoman.ledger import Filter, Page
from dragoman.ledger.listing import not_read_since
from dragoman.ledger.schema import skipped
from dragoman.pages import SkipReason
from dragoman.web.language import noted
from dragoman.web.lists import Field, ListSpec, add_list
from dragoman.web.pages.article import safe_link
from dragoman.web.state import reading_of
from dragoman.web.wording import word

router = APIRouter()

Listed = dict[str, Any]

_COLUMNS = ("id", "doc_id", "reason", "detail", "url", "seen_at")
_ID_DIGITS = frozenset("0123456789abcdef")


def _fetch(request: Request, wanted: Filter) -> Page:
    """Skipped pages in the order of their ids, which says nothing, but stays."""
    limit = wanted.limit or 1
    query = select(skipped).where(not_read_since()).order_by(skipped.c.id).limit(limit + 1)
    if "reason" in wanted.facets:
        query = query.where(skipped.c.reason == wanted.facets["reason"])
    if wanted.after is not None:
        if not set(wanted.after) <= _ID_DIGITS:
            raise UsageError(f'"{wanted.after}" is no cursor. Give the one that the page before ended with.')
        query = query.where(skipped.c.id > wanted.after)
    with reading_of(request) as connection:
        found = [_row(row) for row in connection.execute(query)]
    return Page(found[:limit], found[limit - 1]["id"] if len(found) > limit else None)


def _row(row: Any) -> Listed:
    """A skipped page; a path of this machine is nobody's business, an address of the web is."""
    columns = row._mapping
    known = {name: columns[name] for name in _COLUMNS if name != "url"}
    return {**known, "url": safe_link(columns["origin"])}


def _to_entries(request: Request, rows: list[Listed]) -> list[Entry]:
    return [
        Entry(
            id=f"skipped:{row['id']}",
            title=row["doc_id"],
            updated=row["seen_at"],
            author=word(row["reason"]),
            summary=row["detail"],
            related=row["url"],
        )
        for row in rows
    ]


def _to_csv(rows: Iterable[Listed]) -> Iterator[str]:
    return plain_csv_lines(_COLUMNS, rows)


add_list(
    router,
    ListSpec(
        "skipped",
        noted("Skipped pages"),
        (Field("reason", noted("Reason"), "choice", tuple(SkipReason)),),
        _fetch,
        template="skipped.html",
        to_csv=_to_csv,
        to_entries=_to_entries,
        intro=noted("Pages that gave no record, and why. Nothing that was fed in disappears."),
    ),
)
