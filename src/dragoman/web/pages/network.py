"""The network: countries and organisations, or people, joined by what they have to do with each other."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from dragoman.export.delimited import plain_csv_lines
from dragoman.ledger import Ledger, Network, Ties
from dragoman.ledger.company import TOGETHER
from dragoman.ledger.network import JOINING
from dragoman.web.addresses import pair_page
from dragoman.web.answers import csv_answer, json_answer
from dragoman.web.language import noted
from dragoman.web.lists import Field, ListSpec, chosen
from dragoman.web.nouns import ACTORS, COUNTRIES, counted_words, last_change, shown_names
from dragoman.web.render import render
from dragoman.web.spans import MONTHS, Chosen, add_picture, forms_of, no_rows
from dragoman.web.state import ledger_of, reading_of

router = APIRouter()

# More edges than this cannot be told apart in a picture; the file has all.
_MOST_EDGES = 200

SPEC = ListSpec(
    "network",
    noted("Network"),
    (
        Field("of", noted("Whose"), "tab", ("countries", "people")),
        Field("kind", noted("What joins them"), "choice", tuple(dict.fromkeys((*JOINING, *TOGETHER)))),
        Field("country", noted("Country"), hint="JPN"),
        Field("actor", noted("Person")),
        *MONTHS,
    ),
    no_rows,
)


def _html(request: Request, asked: Chosen) -> Response:
    found, kinds = _network(request, asked), _kinds(asked)
    months = sorted(
        one.word
        for one in counted_words(ledger_of(request), "month")
        if any(one.counts.get(kind) for kind in kinds)
    )
    return render(
        request,
        "network.html",
        spec=SPEC,
        chosen=chosen(request, SPEC),
        kinds=kinds,
        edges=_edges(request, found, asked),
        n_left_out=found.n_left_out,
        is_of_people=_is_of_people(asked),
        months=months,
        forms=forms_of(request, SPEC),
    )


def _json(request: Request, asked: Chosen) -> Response:
    found = _network(request, asked)
    noun = ACTORS if _is_of_people(asked) else COUNTRIES
    names = _names(request, found, asked)
    nodes = [
        {"code": word, "name": names[word], "total": total, "page": noun.address(word)}
        for word, total in found.nodes.items()
    ]
    body = {"nodes": nodes, "edges": _edges(request, found, asked), "n_left_out": found.n_left_out}
    return json_answer(request, body)


def _csv(request: Request, asked: Chosen) -> Response:
    columns = ("lesser", "greater", "lesser_name", "greater_name", *_kinds(asked), "total")
    edges = _edges(request, _network(request, asked, None), asked)
    return csv_answer(plain_csv_lines(columns, edges), "network")


def _is_of_people(asked: Chosen) -> bool:
    return asked.facets.get("of") == "people" or "actor" in asked.facets


def _kinds(asked: Chosen) -> tuple[str, ...]:
    return asked.kinds(TOGETHER if _is_of_people(asked) else JOINING)


def _network(request: Request, asked: Chosen, limit: int | None = _MOST_EDGES) -> Network:
    ties = Ties(
        asked.since,
        asked.until,
        _kinds(asked),
        asked.facets.get("country"),
        limit,
        _is_of_people(asked),
        asked.facets.get("actor"),
    )
    ledger = ledger_of(request)
    return _people(ledger, last_change(ledger), ties) if ties.of_people else ledger.network(ties)


@lru_cache(maxsize=64)
def _people(ledger: Ledger, _change: int, ties: Ties) -> Network:
    """The network of people; read anew after a change alone, since it is counted from the things themselves."""
    return ledger.network(ties)


def _names(request: Request, found: Network, asked: Chosen) -> dict[str, str]:
    with reading_of(request) as connection:
        return shown_names(connection, ACTORS if _is_of_people(asked) else COUNTRIES, found.nodes)


def _edges(request: Request, found: Network, asked: Chosen) -> list[dict[str, Any]]:
    names = _names(request, found, asked)
    return [
        {
            "lesser": edge.lesser,
            "greater": edge.greater,
            "lesser_name": names[edge.lesser],
            "greater_name": names[edge.greater],
            **{kind: edge.counts.get(kind, 0) for kind in _kinds(asked)},
            "total": edge.total,
            "page": pair_page(edge.lesser, edge.greater),
        }
        for edge in found.edges
    ]


add_picture(router, SPEC, {"html": _html, "json": _json, "csv": _csv})
