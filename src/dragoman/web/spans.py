"""Spans of whole months in an address, for pictures.

Months are counted beforehand in the ledger, so that a picture of a month costs as
much in a large ledger as in a small one; days within a month are rounded outwards.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from starlette.requests import Request

from dragoman.ledger import Filter, Page, Span
from dragoman.web.language import noted as _
from dragoman.web.lists import Field, ListSpec, read_filter

MONTHS = (Field("since", _("From"), hint="2022-05"), Field("until", _("To"), hint="2022-07"))


@dataclass(frozen=True, slots=True)
class Chosen:
    """A span (ISO days, both included) and the facets beside it, as an address names them."""

    since: str | None
    until: str | None
    facets: dict[str, str]

    def span(self, kinds: tuple[str, ...]) -> Span:
        """The span for counting."""
        return Span(since=self.since, until=self.until, kinds=kinds)


def read_span(request: Request, spec: ListSpec) -> Chosen:
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
