"""The network: countries and organisations, joined by what they have to do with each other in a period."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from dragoman.export.delimited import plain_csv_lines
from dragoman.ledger import Network, Ties
from dragoman.ledger.network import JOINING
from dragoman.web.answers import csv_answer, json_answer
from dragoman.web.faults import fault
from dragoman.web.language import gettext as _
from dragoman.web.language import noted
from dragoman.web.lists import BadQuery, Field, ListSpec, chosen
from dragoman.web.nouns import COUNTRIES, PAIRS, counted_words
from dragoman.web.render import render, url
from dragoman.web.spans import MONTHS, no_rows, read_span
from dragoman.web.state import ledger_of
from dragoman.web.wording import country

router = APIRouter()

# More edges than this cannot be told apart in a picture; the file has all.
_MOST_EDGES = 200

SPEC = ListSpec(
    "network",
    noted("Network"),
    (
        Field("kind", noted("What joins them"), "choice", JOINING),
        Field("country", noted("Country"), hint="JPN"),
        *MONTHS,
    ),
    no_rows,
)


@router.api_route("/network", methods=["GET", "HEAD"], include_in_schema=False)
@router.api_route("/network.{form}", methods=["GET", "HEAD"], include_in_schema=False)
def page(request: Request, form: str = "html") -> Response:
    """The strongest edges of a period: as a picture with its table, as JSON; all of them as CSV."""
    try:
        asked = read_span(request, SPEC)
    except BadQuery as error:
        return fault(request, 400, str(error), field=error.field)
    kinds = JOINING if "kind" not in asked.facets else (asked.facets["kind"],)
    limit = None if form == "csv" else _MOST_EDGES
    found = ledger_of(request).network(
        Ties(asked.since, asked.until, kinds, asked.facets.get("country"), limit)
    )
    match form:
        case "json":
            return json_answer(request, _body(found, kinds))
        case "csv":
            names = ("lesser", "greater", "lesser_name", "greater_name", *kinds, "total")
            return csv_answer(plain_csv_lines(names, _edges(found, kinds)), "network")
        case "html":
            return _html(request, found, kinds)
        case _:
            return fault(request, 404, _("There is no such page."))


def _body(found: Network, kinds: tuple[str, ...]) -> dict[str, Any]:
    nodes = [
        {"code": code, "name": country(code), "total": total, "page": COUNTRIES.address(code)}
        for code, total in found.nodes.items()
    ]
    return {"nodes": nodes, "edges": _edges(found, kinds), "n_left_out": found.n_left_out}


def _edges(found: Network, kinds: tuple[str, ...]) -> list[dict[str, Any]]:
    return [
        {
            "lesser": edge.lesser,
            "greater": edge.greater,
            "lesser_name": country(edge.lesser),
            "greater_name": country(edge.greater),
            **{kind: edge.counts.get(kind, 0) for kind in kinds},
            "total": edge.total,
            "page": PAIRS.address(f"{edge.lesser}-{edge.greater}"),
        }
        for edge in found.edges
    ]


def _html(request: Request, found: Network, kinds: tuple[str, ...]) -> Response:
    query = {name: request.query_params.get(name) for name in ("kind", "country", "since", "until")}
    months = sorted(
        one.word
        for one in counted_words(ledger_of(request), "month")
        if any(one.counts.get(kind) for kind in JOINING)
    )
    return render(
        request,
        "network.html",
        spec=SPEC,
        chosen=chosen(request, SPEC),
        kinds=kinds,
        edges=_edges(found, kinds),
        n_left_out=found.n_left_out,
        n_nodes=len(found.nodes),
        months=months,
        forms={form: url(f"/network.{form}", **query) for form in ("json", "csv")},
    )
