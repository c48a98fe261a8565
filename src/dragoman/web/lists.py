"""Lists: the filters stand in the address, a cursor leads on, and every list has four forms.

`/meetings?country=JPN` is a page; `/meetings.json`, `.csv` and `.atom` with the
same query are the same rows for programs. A module of pages says what its list is
(`ListSpec`) and adds it to its router (`add_list`); everything else happens here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from dragoman.export.delimited import csv_lines
from dragoman.export.feed import Entry, feed_lines, lines_of
from dragoman.interval import Interval
from dragoman.ledger import Filter, Page
from dragoman.ledger.telling import words_asked
from dragoman.web.addresses import url
from dragoman.web.answers import atom_answer, csv_answer, following, json_answer, whole_list
from dragoman.web.country_words import codes_named
from dragoman.web.faults import fault
from dragoman.web.language import gettext as _
from dragoman.web.render import render
from dragoman.web.state import settings_of

Listed = dict[str, Any]

ROWS = 40
MOST_ROWS = 500
_FEED_ROWS = 50
_FORMS = ("json", "csv", "atom")
# What stands in an address beside the filters of a list.
_NO_FACETS = frozenset({"since", "until", "after", "limit", "q", "lang", "theme"})


@dataclass(frozen=True, slots=True)
class Field:
    """One filter of a list: its name in the address and its label.

    `choices`: the words that it takes; empty where any may be written.
    `kind`: "text", "choice", "day", or "tab" for a choice that the page itself offers as links.
    """

    name: str
    label: str
    kind: str = "text"
    choices: tuple[str, ...] = ()
    hint: str = ""


@dataclass(frozen=True, slots=True)
class ListSpec:
    """What a list is.

    `table`: its address without the slash, and its name in exports. `title`: a message
    of the catalogues. `fetch`: one page of rows for a filter. `template`: gets `spec`,
    `rows`, `next`, `formats`, `chosen` (the filters that are set). `to_csv`: rows as
    lines of CSV, and `to_entries` as those of a feed, where the table is none of the ledger's.
    """

    table: str
    title: str
    fields: tuple[Field, ...]
    fetch: Callable[[Request, Filter], Page]
    template: str = "list.html"
    to_csv: Callable[[Iterable[Listed]], Iterator[str]] | None = None
    to_entries: Callable[[Request, list[Listed]], list[Entry]] | None = None
    intro: str = ""


class BadQuery(Exception):
    """A part of a list's address that cannot be understood: which, and why."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def add_list(router: APIRouter, spec: ListSpec) -> None:
    """Let a router answer `/table` and `/table.json`, `.csv`, `.atom`."""

    def answer(request: Request) -> Response:
        form = request.url.path.rpartition(".")[2] if "." in request.url.path else "html"
        return respond(request, spec, form)

    for suffix in ("", *(f".{form}" for form in _FORMS)):
        router.add_api_route(
            f"/{spec.table}{suffix}", answer, methods=["GET", "HEAD"], include_in_schema=False
        )


def respond(request: Request, spec: ListSpec, form: str) -> Response:
    """A list in one of its forms: html, json, csv, atom."""
    try:
        wanted = read_filter(request, spec)
    except BadQuery as error:
        return fault(request, 400, str(error), field=error.field)
    match form:
        case "json":
            return _json(request, spec, wanted)
        case "csv":
            return _csv(request, spec, wanted)
        case "atom":
            return _atom(request, spec, wanted)
        case _:
            return _html(request, spec, wanted)


def read_filter(request: Request, spec: ListSpec) -> Filter:
    """The filter that an address names; words that the list does not know are left aside.

    Raises:
        BadQuery: A day, the limit or a choice cannot be understood.
    """
    query = request.query_params
    facets = {}
    for field in spec.fields:
        word = query.get(field.name, "").strip()
        if not word or field.name in _NO_FACETS:
            continue
        if field.choices and not set(words_asked(field.name, word)) <= set(field.choices):
            known = ", ".join(field.choices)
            raise BadQuery(field.name, _('"%(word)s" is not one of: %(known)s.', word=word, known=known))
        facets[field.name] = codes_named(word) if field.name == "country" else word
    return Filter(
        facets=facets,
        since=_day(query.get("since"), "since"),
        until=_day(query.get("until"), "until"),
        limit=_limit(query.get("limit")),
        after=query.get("after") or None,
    )


def chosen(request: Request, spec: ListSpec) -> dict[str, str]:
    """The filters that are set, by name, as they were written."""
    query = request.query_params
    names = [field.name for field in spec.fields]
    return {name: query[name] for name in names if query.get(name, "").strip()}


def formats(request: Request, table: str) -> dict[str, str]:
    """The addresses of the other forms of a list, with the same filters."""
    query = {
        name: value for name, value in request.query_params.items() if name not in ("after", "lang", "theme")
    }
    return {form: url(f"/{table}.{form}", **query) for form in _FORMS}


def _day(text: str | None, name: str) -> str | None:
    """A day of the filter; of a month or year, the first (since) or last (until)."""
    if text is None or not text.strip():
        return None
    try:
        interval = Interval.parse(text.strip())
    except ValueError:
        message = _('"%(text)s" is not a day. Use YYYY-MM-DD, YYYY-MM or YYYY.', text=text)
        raise BadQuery(name, message) from None
    return (interval.earliest if name == "since" else interval.latest).isoformat()


def _limit(text: str | None) -> int:
    if text is None or text == "":
        return ROWS
    is_number = text.isascii() and text.isdecimal() and len(text) < 9
    if not is_number or not 1 <= int(text) <= MOST_ROWS:
        raise BadQuery("limit", _("A page has 1 to %(most)s rows, not %(text)s.", most=MOST_ROWS, text=text))
    return int(text)


def _html(request: Request, spec: ListSpec, wanted: Filter) -> Response:
    page = spec.fetch(request, wanted)
    return render(
        request,
        spec.template,
        spec=spec,
        rows=page.rows,
        next=page.next,
        formats=formats(request, spec.table),
        chosen=chosen(request, spec),
        counts=getattr(request.state, "counts", {}),
    )


def _json(request: Request, spec: ListSpec, wanted: Filter) -> Response:
    page = spec.fetch(request, wanted)
    body = {"kind": spec.table, "rows": page.rows, "next": following(request, spec.table, page.next)}
    return json_answer(request, body)


def _csv(request: Request, spec: ListSpec, wanted: Filter) -> Response:
    rows = whole_list(request, lambda asked: spec.fetch(request, asked), wanted)
    lines = spec.to_csv(rows) if spec.to_csv is not None else csv_lines(spec.table, rows)
    return csv_answer(lines, spec.table)


def _atom(request: Request, spec: ListSpec, wanted: Filter) -> Response:
    """The newest rows as a feed; its entries lead to the pages of this site."""
    page = spec.fetch(request, replace(wanted, limit=min(wanted.limit or _FEED_ROWS, _FEED_ROWS)))
    title, base = feed_title(request, spec, _(spec.title)), settings_of(request).base_url
    if spec.to_entries is not None:
        return atom_answer(request, lines_of(spec.table, spec.to_entries(request, page.rows), title, base))
    return atom_answer(request, feed_lines(spec.table, page.rows, title, base))


def feed_answer(request: Request, spec: ListSpec, rows: list[Listed], name: str) -> Response:
    """Things of several kinds as a feed with the name of what they tell of."""
    table, title = url(f"/{spec.table}").lstrip("/"), feed_title(request, spec, name)
    return atom_answer(request, feed_lines(table, rows[:_FEED_ROWS], title, settings_of(request).base_url))


def feed_title(request: Request, spec: ListSpec, name: str) -> str:
    """What a feed is called: its list, and by what it is filtered."""
    words = ", ".join(chosen(request, spec).values())
    return f"dragoman: {name}" + (f" ({words})" if words else "")
