"""Outlets: an index, and a page for each with its coverage day by day, so that holes are seen."""

from __future__ import annotations

from datetime import date
from typing import Any

from fastapi import APIRouter
from sqlalchemy import func, select
from starlette.requests import Request
from starlette.responses import Response

from dragoman.export.delimited import plain_csv_lines
from dragoman.ledger import Period, Span
from dragoman.ledger.derived import facets
from dragoman.ledger.schema import CODE_LENGTH
from dragoman.ledger.storable import storable
from dragoman.web.answers import csv_answer
from dragoman.web.charts import Coverage, coverage
from dragoman.web.language import noted
from dragoman.web.lists import Field
from dragoman.web.nouns import OUTLETS
from dragoman.web.profiles import Profile, add_profiles
from dragoman.web.state import ledger_of, reading_of

router = APIRouter()


@router.api_route("/outlets/{name:path}/days.csv", methods=["GET", "HEAD"], include_in_schema=False)
def days_csv(request: Request, name: str) -> Response:
    """The articles of an outlet on each day of a year, days without any too."""
    found = _coverage(request, storable(name)[:CODE_LENGTH])
    cells = found["coverage"].cells if found["coverage"] is not None else ()
    rows = ({"day": cell.day, "articles": cell.n, "hole": "yes" if cell.is_hole else ""} for cell in cells)
    return csv_answer(plain_csv_lines(("day", "articles", "hole"), rows), "coverage")


def _more(request: Request, word: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    return _coverage(request, word)


def _coverage(request: Request, word: str) -> dict[str, Any]:
    """The year that is asked for, or the last that has anything, day by day."""
    known = _known(request, word)
    if known is None:
        return {"coverage": None, "years": ()}
    first, last = known
    asked = request.query_params.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) == 4 else last.year
    year = min(max(year, first.year), last.year)
    span = Span(Period.DAY, f"{year:04}-01-01", f"{year:04}-12-31", ("articles",))
    tally = ledger_of(request).tally(OUTLETS.facet, word, span)
    by_day = {date.fromisoformat(day): counts["articles"] for day, counts in tally.by_period.items()}
    found: Coverage = coverage(by_day, year, known)
    return {"coverage": found, "years": (first.year, last.year)}


def _known(request: Request, word: str) -> tuple[date, date] | None:
    """The first and the last day of an outlet's articles."""
    here = facets.c.kind == "articles", facets.c.facet == OUTLETS.facet, facets.c.word == word
    with reading_of(request) as connection:
        days = select(func.min(facets.c.day), func.max(facets.c.day)).where(*here, facets.c.day != "")
        first, last = connection.execute(days).one()
    return None if first is None else (date.fromisoformat(first), date.fromisoformat(last))


_FIELDS = (Field("country", noted("Country"), hint="JPN"), Field("topic", noted("Topic")))
add_profiles(router, Profile(OUTLETS, "outlet.html", _more, _FIELDS))
