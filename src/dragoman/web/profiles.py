"""The pages of names: an index of all of a kind, and a page for each with what is told of it.

A module of pages names its noun and lets `add_profiles` answer `/countries` (and
`.json`, `.csv`, `.atom`; `dragoman.web.indexes`), `/countries/JPN` (and `.json`, `.csv`,
`.atom`) and `/countries/JPN/counts.csv` (and `.json`), the numbers behind the chart.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from dragoman.errors import UsageError
from dragoman.export.delimited import plain_csv_lines
from dragoman.ledger import Filter, Page, Period, Span, Tally
from dragoman.ledger.storable import storable
from dragoman.ledger.telling import LONGEST_WORD, facet_word
from dragoman.web.answers import csv_answer, following, json_answer, whole_list
from dragoman.web.charts import bar_chart
from dragoman.web.facts import title_of
from dragoman.web.faults import NotHere, fault
from dragoman.web.indexes import WORDS, Index, index_spec
from dragoman.web.language import gettext as _
from dragoman.web.language import noted
from dragoman.web.lists import (
    BadQuery,
    Field,
    ListSpec,
    add_list,
    chosen,
    feed_answer,
    formats,
    read_filter,
)
from dragoman.web.nouns import ACTORS, COUNTED, Noun, shown_names
from dragoman.web.render import render
from dragoman.web.state import ledger_of, reading_of

Listed = dict[str, Any]
More = Callable[[Request, str, list[Listed]], dict[str, Any]]

THINGS = COUNTED[1:]
_FIELDS = (
    Field("kind", noted("Kind"), "choice", THINGS),
    Field("since", noted("From"), "day"),
    Field("until", noted("To"), "day"),
)
_COLUMNS = ("list", "id", "day", "title", "words", "n_reports", "n_outlets", "outlet", "published", "page")
_FORMS = ("json", "csv", "atom")


@dataclass(frozen=True, slots=True)
class Profile:
    """What a page of a name is made of: its noun, its template, the more that it shows, more filters.

    `index`: what the index of all names is made of, where that is more than the words of a facet.
    """

    noun: Noun
    template: str
    more: More
    fields: tuple[Field, ...] = ()
    index: Index = WORDS


def add_profiles(router: APIRouter, profile: Profile) -> None:
    """Let a router answer for the index of a noun and the page of each name."""
    noun = profile.noun
    add_list(router, index_spec(noun, profile.index))

    def counts(request: Request, name: str, form: str) -> Response:
        return _counts(request, noun, name, form)

    def page(request: Request, name: str) -> Response:
        stem, dot, form = name.rpartition(".")
        if dot and form in _FORMS:
            return _respond(request, profile, stem, form)
        return _respond(request, profile, name, "html")

    methods = ["GET", "HEAD"]
    router.add_api_route(
        f"/{noun.path}/{{name:path}}/counts.{{form}}", counts, methods=methods, include_in_schema=False
    )
    router.add_api_route(f"/{noun.path}/{{name:path}}", page, methods=methods, include_in_schema=False)


def _respond(request: Request, profile: Profile, name: str, form: str) -> Response:
    noun, word = profile.noun, _word(request, profile.noun, name)
    tally = _tally(request, noun, word)
    spec = ListSpec(f"{noun.path}/{word}", noun.many, (*_FIELDS, *profile.fields), _nothing)
    try:
        wanted = read_filter(request, spec)
    except BadQuery as error:
        return fault(request, 400, str(error), field=error.field)
    kind = wanted.facets.pop("kind", None)
    wanted.facets[noun.facet] = word

    def fetch(asked: Filter) -> Page:
        return ledger_of(request).history(asked, THINGS if kind is None else (kind,))

    match form:
        case "json":
            return _json(request, spec, fetch(wanted), word, tally)
        case "csv":
            return _csv(request, fetch, wanted)
        case "atom":
            return feed_answer(request, spec, fetch(wanted).rows, _shown(request, noun, word))
    page = fetch(wanted)
    return render(
        request,
        profile.template,
        noun=noun,
        word_of=word,
        name=_shown(request, noun, word),
        tally=tally,
        months=_span_of(tally),
        chart=bar_chart(tally.by_period, COUNTED),
        kinds=COUNTED,
        spec=spec,
        rows=page.rows,
        next=page.next,
        formats=formats(request, spec.table),
        chosen=chosen(request, spec),
        address=noun.address(word),
        **profile.more(request, word, page.rows),
    )


def _nothing(request: Request, wanted: Filter) -> Page:
    return Page([], None)


def _word(request: Request, noun: Noun, name: str) -> str:
    """A name of an address as facets keep it; of people another spelling leads to the person too."""
    stored = storable(name.strip())[:LONGEST_WORD]
    try:
        return ledger_of(request).person_word(stored) if noun is ACTORS else facet_word(noun.facet, stored)
    except UsageError as error:
        raise NotHere(str(error)) from None


def _tally(request: Request, noun: Noun, word: str) -> Tally:
    found = ledger_of(request).tally(noun.facet, word, Span(per=Period.MONTH, kinds=COUNTED))
    if not found.total:
        message = _('Nothing is told of "%(name)s" in this ledger.', name=noun.shown(word)[:60])
        raise NotHere(message, _("See what is there: %(place)s.", place=f"/{noun.path}"))
    return found


def _span_of(tally: Tally) -> tuple[str, str] | None:
    months = sorted(tally.by_period)
    return (months[0], months[-1]) if months else None


def _shown(request: Request, noun: Noun, word: str) -> str:
    with reading_of(request) as connection:
        return shown_names(connection, noun, [word])[word]


def _counts(request: Request, noun: Noun, name: str, form: str) -> Response:
    """The numbers of months behind the chart."""
    word = _word(request, noun, name)
    tally = _tally(request, noun, word)
    rows = [
        {"month": month, **{kind: counts.get(kind, 0) for kind in COUNTED}}
        for month, counts in tally.by_period.items()
    ]
    if form == "csv":
        lines = plain_csv_lines(("month", *COUNTED), rows)
        return csv_answer(lines, f"{noun.facet}-counts")
    if form != "json":
        raise NotHere(_("There is no such page."))
    return json_answer(request, {"name": word, "rows": rows, "undated": tally.undated, "total": tally.total})


def _json(request: Request, spec: ListSpec, page: Page, word: str, tally: Tally) -> Response:
    rest = following(request, spec.table, page.next)
    return json_answer(request, {"name": word, "total": tally.total, "rows": page.rows, "next": rest})


def _csv(request: Request, fetch: Callable[[Filter], Page], wanted: Filter) -> Response:
    rows = (
        {**row, "title": title_of(row), "page": f"/{row['list']}/{row['id']}"}
        for row in whole_list(request, fetch, wanted)
    )
    return csv_answer(plain_csv_lines(_COLUMNS, rows), "told")
