"""The calendar: meetings and due dates of a month, as a grid, a list, and a file for calendars."""

from __future__ import annotations

from datetime import date
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from dragoman.errors import UsageError
from dragoman.export.calendar import calendar_lines
from dragoman.export.delimited import plain_csv_lines
from dragoman.web.answers import csv_answer, file_answer, json_answer
from dragoman.web.facts import title_of
from dragoman.web.faults import fault
from dragoman.web.language import gettext as _
from dragoman.web.language import noted
from dragoman.web.lists import BadQuery, Field, ListSpec, chosen, read_filter
from dragoman.web.months import KINDS, SHOWN, Month, Wanted, month_of
from dragoman.web.nouns import counted_words
from dragoman.web.render import render, url
from dragoman.web.spans import no_rows
from dragoman.web.state import ledger_of, reading_of, today_of

router = APIRouter()

_COLUMNS = ("day", "list", "title", "what", "words", "outlet", "published", "id", "page")
_FORMS = ("ics", "csv", "json")


SPEC = ListSpec(
    "calendar",
    noted("Calendar"),
    (
        Field("month", noted("Month"), hint="2022-05"),
        Field("kind", noted("Kind"), "choice", KINDS),
        Field("country", noted("Country"), hint="JPN"),
        Field("pair", noted("Pair"), hint="AUS-JPN"),
        Field("outlet", noted("Outlet")),
    ),
    no_rows,
)


@router.api_route("/calendar", methods=["GET", "HEAD"], include_in_schema=False)
@router.api_route("/calendar.{form}", methods=["GET", "HEAD"], include_in_schema=False)
def page(request: Request, form: str = "html") -> Response:
    """A month as a page, as JSON, as CSV or for a calendar program."""
    try:
        wanted = _wanted(request, None if form in ("ics", "csv") else SHOWN)
        with reading_of(request) as connection:
            month = month_of(connection, wanted)
    except BadQuery as error:
        return fault(request, 400, str(error), field=error.field)
    except UsageError as error:
        return fault(request, 400, str(error), field="pair")
    match form:
        case "ics":
            return _ics(month)
        case "csv":
            return csv_answer(plain_csv_lines(_COLUMNS, _rows(month)), f"calendar-{month.first:%Y-%m}")
        case "json":
            return _json(request, month)
        case "html":
            return _html(request, month)
        case _:
            return fault(request, 404, _("There is no such page."))


def _wanted(request: Request, a_day: int | None) -> Wanted:
    """What an address asks for.

    Raises:
        BadQuery: The month or a choice cannot be understood.
    """
    facets = dict(read_filter(request, SPEC).facets)
    kind, text = facets.pop("kind", None), facets.pop("month", "")
    first = today_of(request).replace(day=1)
    if text:
        try:
            first = date.fromisoformat(f"{text[:7]}-01")
        except ValueError:
            raise BadQuery("month", _('"%(text)s" is not a month. Use YYYY-MM.', text=text[:40])) from None
    return Wanted(first, KINDS if kind is None else (kind,), tuple(sorted(facets.items())), a_day)


def _html(request: Request, month: Month) -> Response:
    query = {name: word for name, word in request.query_params.items() if name not in ("lang", "theme")}
    forms = {form: url(f"/calendar.{form}", **{**query, "month": f"{month.first:%Y-%m}"}) for form in _FORMS}
    before, after = _neighbours(request, f"{month.first:%Y-%m}")
    return render(
        request,
        "calendar.html",
        month_shown=month,
        spec=SPEC,
        chosen=chosen(request, SPEC),
        forms=forms,
        previous=_moved(month.first, -1),
        following=_moved(month.first, 1),
        before=before,
        after=after,
    )


def _neighbours(request: Request, month: str) -> tuple[str | None, str | None]:
    """The nearest months before and after with meetings or due dates, whoever has a part in them."""
    known = [
        one.word
        for one in counted_words(ledger_of(request), "month")
        if any(one.counts.get(kind) for kind in KINDS)
    ]
    before = max((one for one in known if one < month), default=None)
    return before, min((one for one in known if one > month), default=None)


def _moved(first: date, by: int) -> str | None:
    at = first.year * 12 + first.month - 1 + by
    return f"{at // 12:04}-{at % 12 + 1:02}" if 12 <= at < 12 * 10_000 else None


def _ics(month: Month) -> Response:
    # Where the first report names no day, that of the others stands.
    dated = ({**row, "when": row.get("when") or f"{day.on}"} for day in month.days for row in day.rows)
    rows = [*month.vague, *dated]
    return file_answer(calendar_lines("meetings", rows), f"calendar-{month.first:%Y-%m}.ics", "text/calendar")


def _json(request: Request, month: Month) -> Response:
    days = [{"day": f"{day.on}", "counts": day.counts, "rows": day.rows} for day in month.days if day.n]
    return json_answer(request, {"month": f"{month.first:%Y-%m}", "days": days, "vague": list(month.vague)})


def _rows(month: Month) -> list[dict[str, Any]]:
    placed = [(None, row) for row in month.vague]
    return [
        {**row, "day": on, "title": title_of(row), "page": f"/{row['list']}/{row['id']}"}
        for on, row in [*placed, *((day.on, row) for day in month.days for row in day.rows)]
    ]
