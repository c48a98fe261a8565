"""The pages of names: an index of all of a kind, and a page for each with what is told of it.

A module of pages names its noun and lets `add_profiles` answer `/countries` (and
`.json`, `.csv`), `/countries/JPN` (and `.json`, `.csv`, `.atom`) and
`/countries/JPN/counts.csv` (and `.json`), the numbers behind the chart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from dragoman.errors import UsageError
from dragoman.export.delimited import plain_csv_lines
from dragoman.export.feed import feed_lines
from dragoman.export.json_text import json_text
from dragoman.ledger import Filter, Page, Period, Span, Tally
from dragoman.ledger.claims import fold
from dragoman.ledger.storable import storable
from dragoman.ledger.telling import LONGEST_WORD, facet_word
from dragoman.web.charts import bar_chart
from dragoman.web.facts import title_of
from dragoman.web.faults import NotHere, fault
from dragoman.web.language import gettext as _
from dragoman.web.language import noted
from dragoman.web.lists import (
    ROWS,
    BadQuery,
    Field,
    ListSpec,
    add_list,
    chosen,
    formats,
    in_parts,
    read_filter,
)
from dragoman.web.nouns import COUNTED, Counted, Noun, counted_words, shown_names
from dragoman.web.render import conditional, render, url
from dragoman.web.state import ledger_of, reading_of, settings_of

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
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Profile:
    """What a page of a name is made of: its noun, its template, the more that it shows, more filters."""

    noun: Noun
    template: str
    more: More
    fields: tuple[Field, ...] = ()


def add_profiles(router: APIRouter, profile: Profile) -> None:
    """Let a router answer for the index of a noun and the page of each name."""
    noun = profile.noun
    add_list(router, _index_spec(noun))

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


def _index_spec(noun: Noun) -> ListSpec:
    fields = (Field("name", noted("Name")), Field("letter", noted("Letter")), Field("order", noted("Order")))

    def fetch(request: Request, wanted: Filter) -> Page:
        return _index(request, noun, wanted)

    def to_csv(rows: Iterable[Listed]) -> Iterator[str]:
        return plain_csv_lines(("word", "name", *COUNTED, "total"), rows)

    return ListSpec(noun.path, noun.many, fields, fetch, "names.html", to_csv)


def _index(request: Request, noun: Noun, wanted: Filter) -> Page:
    """Names by how often they are told of, or in the order of their letters."""
    found = [(one, fold(_sorted_by(noun, one))) for one in counted_words(ledger_of(request), noun.facet)]
    request.state.counts = {
        "letters": sorted({_letter(by) for _one, by in found}),
        "all": len(found),
        "most": max((one.total for one, _by in found), default=1),
    }
    sought, letter = fold(wanted.facets.get("name", "")), wanted.facets.get("letter", "")
    if sought:
        found = [pair for pair in found if sought in pair[1] or sought in fold(pair[0].word)]
    if letter:
        found = [pair for pair in found if _letter(pair[1]) == letter.upper()]
    if letter or wanted.facets.get("order") == "name":
        found.sort(key=lambda pair: pair[1])
    start = _start(wanted.after)
    end = len(found) if wanted.limit is None else start + wanted.limit
    shown = [one for one, _by in found[start:end]]
    with reading_of(request) as connection:
        names = shown_names(connection, noun, [one.word for one in shown])
    rows = [_index_row(noun, one, names[one.word]) for one in shown]
    return Page(rows, str(end) if end < len(found) else None)


def _start(cursor: str | None) -> int:
    """The rank that a cursor names; the first where it is none."""
    is_rank = cursor is not None and cursor.isascii() and cursor.isdecimal() and len(cursor) < 9
    return int(cursor or 0) if is_rank else 0


def _sorted_by(noun: Noun, one: Counted) -> str:
    return one.word if noun.facet == "actor" else noun.shown(one.word)


def _letter(folded: str) -> str:
    first = folded[:1].upper()
    return first if first.isalpha() else "#"


def _index_row(noun: Noun, one: Counted, name: str) -> Listed:
    counts = {kind: one.counts.get(kind, 0) for kind in COUNTED}
    return {"word": one.word, "name": name, **counts, "total": one.total, "page": noun.address(one.word)}


def _respond(request: Request, profile: Profile, name: str, form: str) -> Response:
    noun, word = profile.noun, _word(profile.noun, name)
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
            return feed_answer(request, spec, fetch(wanted), _shown(request, noun, word))
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


def _word(noun: Noun, name: str) -> str:
    """A name of an address as facets keep it."""
    try:
        return facet_word(noun.facet, storable(name.strip())[:LONGEST_WORD])
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
    word = _word(noun, name)
    tally = _tally(request, noun, word)
    rows = [
        {"month": month, **{kind: counts.get(kind, 0) for kind in COUNTED}}
        for month, counts in tally.by_period.items()
    ]
    if form == "csv":
        lines = plain_csv_lines(("month", *COUNTED), rows)
        return csv_answer(request, lines, f"{noun.facet}-counts")
    if form != "json":
        raise NotHere(_("There is no such page."))
    return json_answer(request, {"name": word, "rows": rows, "undated": tally.undated, "total": tally.total})


def _json(request: Request, spec: ListSpec, page: Page, word: str, tally: Tally) -> Response:
    query = {**request.query_params, "after": page.next}
    following = None
    if page.next is not None:
        following = settings_of(request).base_url + url(f"/{spec.table}.json", **query)
    return json_answer(request, {"name": word, "total": tally.total, "rows": page.rows, "next": following})


def _csv(request: Request, fetch: Callable[[Filter], Page], wanted: Filter) -> Response:
    limit = wanted.limit if "limit" in request.query_params else None
    first = fetch(replace(wanted, limit=min(limit or _AT_ONCE, _AT_ONCE)))
    return csv_answer(request, plain_csv_lines(_COLUMNS, _all_rows(fetch, wanted, first, limit)), "told")


def _all_rows(
    fetch: Callable[[Filter], Page], wanted: Filter, page: Page, left: int | None
) -> Iterator[Listed]:
    while True:
        for row in page.rows:
            yield {**row, "title": title_of(row), "page": f"/{row['list']}/{row['id']}"}
        left = None if left is None else left - len(page.rows)
        if page.next is None or left == 0:
            return
        page = fetch(replace(wanted, limit=min(left or _AT_ONCE, _AT_ONCE), after=page.next))


def feed_answer(request: Request, spec: ListSpec, page: Page, name: str) -> Response:
    """Things of several kinds as a feed with the name of what they tell of."""
    words = ", ".join(chosen(request, spec).values())
    title = f"dragoman: {name}" + (f" ({words})" if words else "")
    table = url(f"/{spec.table}").lstrip("/")
    text = "".join(feed_lines(table, page.rows[:ROWS], title, settings_of(request).base_url))
    return conditional(request, Response(text, media_type="application/atom+xml; charset=utf-8"))


def json_answer(request: Request, body: dict[str, Any]) -> Response:
    """Some JSON with an ETag."""
    return conditional(request, Response(json_text(body, indent=1) + "\n", media_type="application/json"))


def csv_answer(request: Request, lines: Iterable[str], name: str) -> Response:
    """Lines of CSV as a file, written as they are read."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return StreamingResponse(in_parts(lines), media_type="text/csv; charset=utf-8", headers=headers)
