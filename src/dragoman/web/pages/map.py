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
from dragoman.web.language import noted
from dragoman.web.lists import Field, ListSpec, chosen
from dragoman.web.nouns import COUNTRIES, counted_words
from dragoman.web.profiles import THINGS
from dragoman.web.render import render
from dragoman.web.spans import MONTHS, Chosen, add_picture, forms_of, no_rows
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


def _html(request: Request, asked: Chosen) -> Response:
    rows = _rows(request, asked)
    return render(
        request,
        "map.html",
        spec=SPEC,
        chosen=chosen(request, SPEC),
        kinds=asked.kinds(THINGS),
        rows=rows,
        forms=forms_of(request, SPEC),
        n_off=sum(row["numeric"] is None for row in rows),
    )


def _json(request: Request, asked: Chosen) -> Response:
    return json_answer(request, {"kinds": list(asked.kinds(THINGS)), "rows": _rows(request, asked)})


def _csv(request: Request, asked: Chosen) -> Response:
    columns = ("code", "name", *asked.kinds(THINGS), "total")
    return csv_answer(plain_csv_lines(columns, _rows(request, asked)), "map")


def _rows(request: Request, asked: Chosen) -> list[dict[str, Any]]:
    kinds = asked.kinds(THINGS)
    return [
        {
            "code": one.word,
            "numeric": _numeric(one.word),
            "name": country(one.word),
            **{kind: one.counts.get(kind, 0) for kind in kinds},
            "total": one.total,
            "page": COUNTRIES.address(one.word),
        }
        for one in counted_words(ledger_of(request), COUNTRIES.facet, asked.span(kinds))
    ]


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


add_picture(router, SPEC, {"html": _html, "json": _json, "csv": _csv})
