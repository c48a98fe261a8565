"""The map: countries by how many meetings, commitments, statements or events they have a part in."""

from __future__ import annotations

from functools import cache
from typing import Any

from babel.core import get_global
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from dragoman.export.delimited import plain_csv_lines
from dragoman.web.answers import csv_answer, json_answer
from dragoman.web.faults import fault
from dragoman.web.language import gettext as _
from dragoman.web.language import noted
from dragoman.web.lists import BadQuery, Field, ListSpec, chosen
from dragoman.web.nouns import COUNTRIES, counted_words
from dragoman.web.profiles import THINGS
from dragoman.web.render import render, url
from dragoman.web.spans import MONTHS, no_rows, read_span
from dragoman.web.state import ledger_of
from dragoman.web.wording import country

router = APIRouter()

_CODE_LENGTH = 3


SPEC = ListSpec(
    "map",
    noted("Map"),
    (
        Field("kind", noted("What is counted"), "choice", THINGS),
        *MONTHS,
    ),
    no_rows,
)


@router.api_route("/map", methods=["GET", "HEAD"], include_in_schema=False)
@router.api_route("/map.{form}", methods=["GET", "HEAD"], include_in_schema=False)
def page(request: Request, form: str = "html") -> Response:
    """Countries with their numbers: as a map with its table, as JSON, as CSV."""
    try:
        asked = read_span(request, SPEC)
    except BadQuery as error:
        return fault(request, 400, str(error), field=error.field)
    kinds = THINGS if "kind" not in asked.facets else (asked.facets["kind"],)
    found = counted_words(ledger_of(request), COUNTRIES.facet, asked.span(kinds))
    rows = [
        {
            "code": one.word,
            "numeric": _numeric(one.word),
            "name": country(one.word),
            **{kind: one.counts.get(kind, 0) for kind in kinds},
            "total": one.total,
            "page": COUNTRIES.address(one.word),
        }
        for one in found
    ]
    match form:
        case "json":
            return json_answer(request, {"kinds": list(kinds), "rows": rows})
        case "csv":
            return csv_answer(plain_csv_lines(("code", "name", *kinds, "total"), rows), "map")
        case "html":
            return _html(request, kinds, rows)
        case _:
            return fault(request, 404, _("There is no such page."))


def _html(request: Request, kinds: tuple[str, ...], rows: list[dict[str, Any]]) -> Response:
    query = {name: request.query_params.get(name) for name in ("kind", "since", "until")}
    return render(
        request,
        "map.html",
        spec=SPEC,
        chosen=chosen(request, SPEC),
        kinds=kinds,
        rows=rows,
        forms={form: url(f"/map.{form}", **query) for form in ("json", "csv")},
        n_off=sum(row["numeric"] is None for row in rows),
    )


def _numeric(code: str) -> str | None:
    """The ISO 3166-1 number of a country, under which maps file its shape; None for what has none."""
    return _numbers().get(code) if len(code) == _CODE_LENGTH else None


@cache
def _numbers() -> dict[str, str]:
    """Numbers by alpha-3 codes: CLDR gives both for the same two letters."""
    aliases = get_global("territory_aliases")
    by_letters = {
        names[0]: number for number, names in aliases.items() if number.isdigit() and len(names) == 1
    }
    return {
        code: by_letters[names[0]]
        for code, names in aliases.items()
        if code.isalpha() and len(code) == _CODE_LENGTH and len(names) == 1 and names[0] in by_letters
    }
