"""Articles by words and facets; without words, the list of all articles."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request

from dragoman.ledger import Filter, Page
from dragoman.web.language import noted
from dragoman.web.lists import Field, ListSpec, add_list
from dragoman.web.state import ledger_of

router = APIRouter()

FIELDS = (
    Field("q", noted("Words")),
    Field("country", noted("Country"), hint="JPN"),
    Field("pair", noted("Pair"), hint="AUS-JPN"),
    Field("actor", noted("Person")),
    Field("type", noted("Type")),
    Field("mode", noted("How")),
    Field("topic", noted("Topic")),
    Field("outlet", noted("Outlet")),
    Field("month", noted("Month"), hint="2022-05"),
    Field("state", noted("State")),
    Field("language", noted("Language"), hint="en"),
    Field("since", noted("From"), "day"),
    Field("until", noted("To"), "day"),
)


def _fetch(request: Request, wanted: Filter) -> Page:
    found = ledger_of(request).search(request.query_params.get("q", ""), wanted)
    request.state.counts = found.counts
    return Page(found.rows, found.next)


add_list(router, ListSpec("articles", noted("Articles"), FIELDS, _fetch, template="search.html"))
