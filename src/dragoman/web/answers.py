"""The forms of an answer for programs: JSON with an ETag, CSV and JSON rows page after page, feeds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from dragoman.export.json_text import json_text
from dragoman.ledger import Filter, Page
from dragoman.web.addresses import url
from dragoman.web.render import conditional
from dragoman.web.state import settings_of

Listed = dict[str, Any]

_AT_ONCE = 500


def json_answer(request: Request, body: dict[str, Any]) -> Response:
    """Some JSON with an ETag."""
    return conditional(request, Response(json_text(body, indent=1) + "\n", media_type="application/json"))


def csv_answer(lines: Iterable[str], name: str) -> Response:
    """Lines of CSV as a file, written as they are read."""
    return file_answer(lines, f"{name}.csv", "text/csv")


def file_answer(lines: Iterable[str], name: str, media_type: str) -> Response:
    """Lines of some text as a file, written as they are read."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(_in_parts(lines), media_type=f"{media_type}; charset=utf-8", headers=headers)


def atom_answer(request: Request, lines: Iterable[str]) -> Response:
    """A feed with an ETag."""
    return conditional(request, Response("".join(lines), media_type="application/atom+xml; charset=utf-8"))


def following(request: Request, table: str, cursor: str | None) -> str | None:
    """The whole address of the next page of a list's JSON; None where there is none."""
    if cursor is None:
        return None
    query = {**request.query_params, "after": cursor}
    return settings_of(request).base_url + url(f"/{table}.json", **query)


def whole_list(request: Request, fetch: Callable[[Filter], Page], wanted: Filter) -> Iterator[Listed]:
    """All rows of a list, or as many as the address says.

    The first are read at once, so that what is wrong with the query shows before the answer begins.
    """
    limit = wanted.limit if "limit" in request.query_params else None
    return _rows(fetch, wanted, fetch(replace(wanted, limit=_at_once(limit))), limit)


def _rows(fetch: Callable[[Filter], Page], wanted: Filter, page: Page, left: int | None) -> Iterator[Listed]:
    while True:
        yield from page.rows
        left = None if left is None else left - len(page.rows)
        if page.next is None or left == 0:
            return
        page = fetch(replace(wanted, limit=_at_once(left), after=page.next))


def _at_once(left: int | None) -> int:
    return _AT_ONCE if left is None else min(left, _AT_ONCE)


def _in_parts(lines: Iterable[str]) -> Iterator[str]:
    """Several lines at once, since each part costs a way through the server."""
    whole = iter(lines)
    while part := "".join(islice(whole, _AT_ONCE)):
        yield part
