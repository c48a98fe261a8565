"""The timeline: what is told of somebody or of all, along the days; with zoom, and as a list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from dragoman.errors import UsageError
from dragoman.export.delimited import plain_csv_lines
from dragoman.interval import Interval
from dragoman.ledger import Filter, Page, Period, Span
from dragoman.web.answers import csv_answer, json_answer, whole_list
from dragoman.web.charts import BarChart, bar_chart
from dragoman.web.facts import title_of
from dragoman.web.faults import fault
from dragoman.web.language import gettext as _
from dragoman.web.language import noted
from dragoman.web.lists import BadQuery, Field, ListSpec, chosen, feed_answer, read_filter
from dragoman.web.nouns import NOUNS, counted_words
from dragoman.web.profiles import THINGS
from dragoman.web.render import render, url
from dragoman.web.spans import no_rows
from dragoman.web.state import ledger_of
from dragoman.web.wording import days

router = APIRouter()

# As many as can be told apart in a picture; the list is shorter, and goes on.
_DOTS = 300
_ROWS = 30
_WORDS = 160
_COLUMNS = ("list", "from", "to", "title", "words", "outlet", "published", "id", "page")

SPEC = ListSpec(
    "timeline",
    noted("Timeline"),
    (
        Field("kind", noted("Kind"), "choice", THINGS),
        Field("country", noted("Country"), hint="JPN"),
        Field("pair", noted("Pair"), hint="AUS-JPN"),
        Field("actor", noted("Person")),
        Field("topic", noted("Topic")),
        Field("outlet", noted("Outlet")),
        Field("since", noted("From"), "day"),
        Field("until", noted("To"), "day"),
    ),
    no_rows,
)


@router.api_route("/timeline", methods=["GET", "HEAD"], include_in_schema=False)
@router.api_route("/timeline.{form}", methods=["GET", "HEAD"], include_in_schema=False)
def page(request: Request, form: str = "html") -> Response:
    """The latest things of a choice: as a picture and list, as JSON, as CSV."""

    def fetch(asked: Filter) -> Page:
        return ledger_of(request).history(asked, kinds)

    try:
        wanted = read_filter(request, SPEC)
        kind = wanted.facets.pop("kind", None)
        kinds = THINGS if kind is None else (kind,)
        found = fetch(replace(wanted, limit=_ROWS if form == "html" else _DOTS))
        months = _months(request, wanted) if form == "html" else {}
    except BadQuery as error:
        return fault(request, 400, str(error), field=error.field)
    except UsageError as error:
        return fault(request, 400, str(error))
    match form:
        case "json":
            body = {"rows": list(_points(found.rows)), "is_whole": found.next is None}
            return json_answer(request, body)
        case "csv":
            rows = whole_list(request, fetch, wanted)
            return csv_answer(plain_csv_lines(_COLUMNS, _points(rows)), "timeline")
        case "atom":
            return feed_answer(request, SPEC, found.rows, _("Timeline"))
        case "html":
            return _html(request, found, bar_chart(months, kinds))
        case _:
            return fault(request, 404, _("There is no such page."))


def _html(request: Request, found: Page, chart: BarChart | None) -> Response:
    query = {name: request.query_params.get(name) for name in _names()}
    return render(
        request,
        "timeline.html",
        spec=SPEC,
        chosen=chosen(request, SPEC),
        rows=found.rows,
        next=found.next,
        chart=chart,
        kinds=THINGS,
        most_dots=_DOTS,
        forms={form: url(f"/timeline.{form}", **query) for form in ("json", "csv", "atom")},
    )


def _names() -> list[str]:
    return [field.name for field in SPEC.fields]


def _months(request: Request, wanted: Filter) -> dict[str, dict[str, int]]:
    """How much there is in each month, over all the time: for one facet, or for none."""
    if not wanted.facets:
        return {one.word: one.counts for one in counted_words(ledger_of(request), "month")}
    if len(wanted.facets) > 1:
        return {}
    ((facet, word),) = wanted.facets.items()
    if facet not in {noun.facet for noun in NOUNS}:
        return {}
    return ledger_of(request).tally(facet, word, Span(per=Period.MONTH, kinds=THINGS)).by_period


def _points(rows: Any) -> Iterator[dict[str, Any]]:
    """Things as a picture and a table show them: from which day to which, and what."""
    for row in rows:
        when = row.get("when") or row.get("due") or row.get("said_on") or row["day"]
        interval = Interval.parse(when) if when else None
        words = str(row.get("what") or row.get("content") or row["words"])
        yield {
            "list": row["list"],
            "from": interval and interval.earliest.isoformat(),
            "to": interval and interval.latest.isoformat(),
            "when": days(when),
            "title": title_of(row),
            "words": words if len(words) <= _WORDS else words[: _WORDS - 1] + "…",
            "outlet": row["outlet"],
            "published": row["published"],
            "id": row["id"],
            "page": f"/{row['list']}/{row['id']}",
        }
