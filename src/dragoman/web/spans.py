"""Spans of whole months in an address, for pictures.

Months are counted beforehand in the ledger, so that a picture of a month costs as
much in a large ledger as in a small one; days within a month are rounded outwards.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from dragoman.ledger import Filter, Page, Span
from dragoman.web.addresses import url
from dragoman.web.faults import fault
from dragoman.web.language import gettext as _
from dragoman.web.language import noted
from dragoman.web.lists import BadQuery, Field, ListSpec, read_filter

MONTHS = (Field("since", noted("From"), hint="2022-05"), Field("until", noted("To"), hint="2022-07"))


@dataclass(frozen=True, slots=True)
class Chosen:
    """A span (ISO days, both included) and the facets beside it, as an address names them."""

    since: str | None
    until: str | None
    facets: dict[str, str]

    def kinds(self, known: tuple[str, ...]) -> tuple[str, ...]:
        """The kinds that are counted: the one that the address names, or all that are known.

        Raises:
            BadQuery: The address names one that is not counted here.
        """
        asked = self.facets.get("kind")
        if asked is not None and asked not in known:
            message = _('"%(word)s" is not one of: %(known)s.', word=asked, known=", ".join(known))
            raise BadQuery("kind", message)
        return known if asked is None else (asked,)

    def span(self, kinds: tuple[str, ...]) -> Span:
        """The span for counting."""
        return Span(since=self.since, until=self.until, kinds=kinds)


Answer = Callable[[Request, Chosen], Response]


def add_picture(router: APIRouter, spec: ListSpec, answers: Mapping[str, Answer]) -> None:
    """Let a router answer `/table`, and `/table.json` and so on, for a span of months; `answers` by form."""

    def page(request: Request, form: str = "html") -> Response:
        if form not in answers:
            return fault(request, 404, _("There is no such page."))
        try:
            return answers[form](request, _read_span(request, spec))
        except BadQuery as error:
            return fault(request, 400, str(error), field=error.field)

    for path in (f"/{spec.table}", f"/{spec.table}.{{form}}"):
        router.add_api_route(path, page, methods=["GET", "HEAD"], include_in_schema=False)


def forms_of(request: Request, spec: ListSpec, forms: tuple[str, ...] = ("json", "csv")) -> dict[str, str]:
    """The addresses of the other forms of a picture, with what is chosen here."""
    query = {field.name: request.query_params.get(field.name) for field in spec.fields}
    return {form: url(f"/{spec.table}.{form}", **query) for form in forms}


def _read_span(request: Request, spec: ListSpec) -> Chosen:
    """The span of whole months that an address names.

    Raises:
        BadQuery: A day or a choice cannot be understood.
    """
    wanted = read_filter(request, spec)
    since = None if wanted.since is None else f"{wanted.since[:7]}-01"
    until = None if wanted.until is None else last_of(wanted.until[:7])
    return Chosen(since, until, dict(wanted.facets))


def last_of(month: str) -> str:
    """The last day of a month (YYYY-MM), as ISO text."""
    year, number = int(month[:4]), int(month[5:7])
    return date(year, number, monthrange(year, number)[1]).isoformat()


def no_rows(request: Request, wanted: Filter) -> Page:
    """The rows of a page that is no list: none."""
    return Page([], None)
