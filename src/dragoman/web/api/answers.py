"""Rows of the ledger as the API gives them: with links, and written once, with an ETag."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from dragoman.export.json_text import json_text
from dragoman.ledger import Listed
from dragoman.web.render import conditional

Json = dict[str, Any]
ROOT = "/api/v1"


def answer(request: Request, body: Json, status: int = 200) -> Response:
    """A JSON answer; 304 where the client has it."""
    response = Response(json_text(body), status, media_type="application/json")
    return conditional(request, response)


def told(kind: str, row: Listed) -> Json:
    """A thing or report with its links."""
    links = {
        "self": f"{ROOT}/{kind}/{row['id']}",
        "page": f"/{kind}/{row['id']}",
        "article": f"{ROOT}/articles/{row['article_id']}",
    }
    return {**row, "list": kind, "links": links}


def listed(request: Request, rows: list[Json], after: str | None, **more: Any) -> Json:
    """One page of a list, with the address of the next."""
    query = [(name, value) for name, value in request.query_params.multi_items() if name != "after"]
    links = {"self": _address(request, request.query_params.multi_items())}
    if after is not None:
        links["next"] = _address(request, [*query, ("after", after)])
    return {"rows": rows, "next": after, **more, "links": links}


def name_link(kind: str, name: str) -> str:
    """The address of a country, pair, person, topic or outlet."""
    return f"{ROOT}/{kind}/{quote(name, safe='', errors='replace')}"


def _address(request: Request, query: list[tuple[str, str]]) -> str:
    path = ROOT + request.url.path.removeprefix("/api").removeprefix("/v1")
    words = "&".join(
        f"{quote(name, errors='replace')}={quote(value, errors='replace')}" for name, value in query
    )
    return quote(path, errors="replace") + (f"?{words}" if words else "")
