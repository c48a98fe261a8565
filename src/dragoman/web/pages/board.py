"""The board: commitments or planned meetings by what became of them, as far as the ledger knows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from dragoman.errors import UsageError
from dragoman.export.delimited import plain_csv_lines
from dragoman.ledger import FollowUp
from dragoman.web.answers import csv_answer, json_answer
from dragoman.web.boards import SHOWN, STATES, Asked, board, iter_board
from dragoman.web.facts import title_of
from dragoman.web.faults import fault
from dragoman.web.language import gettext as _
from dragoman.web.language import noted
from dragoman.web.lists import BadQuery, Field, ListSpec, chosen, feed_answer, read_filter
from dragoman.web.render import render, url
from dragoman.web.spans import no_rows
from dragoman.web.state import reading_of, today_of

router = APIRouter()

_KINDS = ("commitments", "meetings")
_COLUMNS = ("state", "on", "due", "title", "what", "words", "outlet", "published", "id", "page", "evidence")
_AT_ONCE = 400
_MORE_ROWS = 60


SPEC = ListSpec(
    "board",
    noted("Board"),
    (
        Field("kind", noted("Kind"), "choice", _KINDS),
        Field("country", noted("Country"), hint="JPN"),
        Field("pair", noted("Pair"), hint="AUS-JPN"),
        Field("outlet", noted("Outlet")),
        Field("state", noted("State"), "choice", tuple(map(str, STATES))),
    ),
    no_rows,
)


@router.api_route("/board", methods=["GET", "HEAD"], include_in_schema=False)
@router.api_route("/board.{form}", methods=["GET", "HEAD"], include_in_schema=False)
def page(request: Request, form: str = "html") -> Response:
    """The board as a page, as JSON with its first rows, or all of it as CSV."""
    try:
        asked = _asked(request)
    except BadQuery as error:
        return fault(request, 400, str(error), field=error.field)
    except UsageError as error:
        return fault(request, 400, str(error), field="pair")
    match form:
        case "csv":
            return csv_answer(plain_csv_lines(_COLUMNS, _rows(request, asked)), "board")
        case "json":
            return _json(request, asked)
        case "atom":
            return feed_answer(request, SPEC, _first_rows(request, asked), _("Board"))
        case "html":
            return _html(request, asked)
        case _:
            return fault(request, 404, _("There is no such page."))


def _asked(request: Request) -> Asked:
    """What an address asks for.

    Raises:
        BadQuery: A choice cannot be understood.
    """
    facets = dict(read_filter(request, SPEC).facets)
    kind = facets.pop("kind", _KINDS[0])
    state = facets.pop("state", None)
    states = tuple(one for one in STATES if state in (None, str(one)))
    limit = SHOWN if state is None else _MORE_ROWS
    return Asked(kind, today_of(request), tuple(sorted(facets.items())), limit, states)


def _html(request: Request, asked: Asked) -> Response:
    with reading_of(request) as connection:
        columns = board(connection, asked)
    query = dict(request.query_params)
    forms = {form: url(f"/board.{form}", **{k: v for k, v in query.items() if k not in ("lang", "theme")})
             for form in ("json", "csv", "atom")}  # fmt: skip
    return render(
        request,
        "board.html",
        columns=columns,
        asked=asked,
        spec=SPEC,
        kind=asked.kind,
        chosen=chosen(request, SPEC),
        forms=forms,
    )


def _json(request: Request, asked: Asked) -> Response:
    with reading_of(request) as connection:
        columns = board(connection, asked)
    body = [
        {
            "state": str(one.state),
            "n": one.n,
            "rows": [{**_flat(row), "thing": row.thing} for row in one.shown],
        }
        for one in columns
    ]
    return json_answer(request, {"kind": asked.kind, "on": asked.on.isoformat(), "columns": body})


def _first_rows(request: Request, asked: Asked) -> list[dict[str, Any]]:
    with reading_of(request) as connection:
        return [one.thing for column in board(connection, asked) for one in column.shown]


def _rows(request: Request, asked: Asked) -> Iterator[dict[str, Any]]:
    with reading_of(request) as connection:
        for one in iter_board(connection, asked, _AT_ONCE):
            yield _flat(one)


def _flat(one: FollowUp) -> dict[str, Any]:
    row = one.thing
    return {
        "state": str(one.state),
        "on": one.on,
        "due": row.get("due") or row.get("when"),
        "title": title_of(row),
        "what": row.get("what", ""),
        "words": row["words"],
        "outlet": row["outlet"],
        "published": row["published"],
        "id": row["id"],
        "page": f"/{row['list']}/{row['id']}",
        "evidence": [report["id"] for report in one.evidence],
    }
