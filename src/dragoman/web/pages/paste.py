"""Paste a page: text, HTML or an address in; its article and record out at once, stored only if asked for.

Everybody may have a text read; it is forgotten with the answer. To store it, or to have
an address fetched, takes a reviewer: fetching for anybody would make the site a means
to look at other hosts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman.errors import UsageError
from dragoman.export import record_json
from dragoman.export.json_text import json_text
from dragoman.interval import Interval
from dragoman.ledger import PlacedValue, Role
from dragoman.ledger.storable import storable
from dragoman.ledger.unstored import unstored_values
from dragoman.pages import Page, Skipped
from dragoman.pages.fetch import fetch_page
from dragoman.pages.fetch_rules import FetchRules
from dragoman.reading.record import Record
from dragoman.web.api.workroom import page_of, workroom_of
from dragoman.web.auth.forms import sent_form, token_of
from dragoman.web.auth.roles import NotAllowed, may
from dragoman.web.facts import Fact, facts, title_of
from dragoman.web.language import gettext as _
from dragoman.web.marking import MarkedArticle, mark_article
from dragoman.web.render import render
from dragoman.web.state import ledger_of, settings_of

router = APIRouter(include_in_schema=False)

Form = Annotated[Mapping[str, str], Depends(sent_form)]
KINDS = ("meetings", "commitments", "statements", "events", "findings")
# A reader of the site waits for the answer; what a feed may take its time for, this may not.
RULES = FetchRules(max_bytes=6_000_000, step_s=8.0, total_s=15.0, delay_s=0.5, max_wait_s=2.0, n_retries=0)


@dataclass(frozen=True, slots=True)
class Pasted:
    """What was sent."""

    text: str = ""
    address: str = ""
    published: str = ""
    is_to_store: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A value beside the text: its fields and the numbers of its sentences."""

    value: PlacedValue
    title: str
    facts: tuple[Fact, ...]
    sentences: tuple[int, ...]


@router.api_route("/paste", methods=["GET", "HEAD"])
def paste(request: Request) -> Response:
    """The empty form."""
    return _form(request, Pasted())


@router.post("/paste")
def read(request: Request, form: Form) -> Response:
    """Reads what was sent and shows it; stores it where that was asked for and allowed."""
    pasted = _pasted(form)
    if (pasted.is_to_store or pasted.address) and not may(request, Role.REVIEWER):
        raise NotAllowed(Role.REVIEWER)
    try:
        page = _page(request, pasted)
    except UsageError as error:
        return _form(request, pasted, str(error))
    found = page if isinstance(page, Skipped) else workroom_of(request).read(page)
    if isinstance(found, Skipped):
        why = _("No record: %(reason)s (%(detail)s).", reason=found.reason, detail=found.detail)
        return _form(request, pasted, why)
    article_id, values = unstored_values(found)
    if pasted.is_to_store:
        ledger_of(request).add(found)
        return RedirectResponse(f"/articles/{article_id}", 303)
    return _result(request, pasted, found, values)


def _pasted(form: Mapping[str, str]) -> Pasted:
    return Pasted(
        storable(form.get("text", "")),
        storable(form.get("address", "").strip()[:2000]),
        storable(form.get("published", "").strip()[:40]),
        form.get("store") == "yes",
    )


def _page(request: Request, pasted: Pasted) -> Page | Skipped:
    if pasted.published:
        try:
            Interval.parse(pasted.published)
        except ValueError as error:
            raise UsageError(str(error)) from error
    if pasted.text.strip():
        return page_of(pasted.text, pasted.address or None, pasted.published or None)
    if not pasted.address:
        raise UsageError(_("Nothing was sent. Paste a text or a page, or give its address."))
    page = _fetch(request, pasted.address)
    return replace(page, published=pasted.published) if isinstance(page, Page) and pasted.published else page


def _fetch(request: Request, address: str) -> Page | Skipped:
    """The page at an address; a site may have another fetcher (tests have)."""
    fetch = getattr(request.app.state, "fetch", fetch_page)
    page: Page | Skipped = fetch(address, RULES)
    return page


def _form(request: Request, pasted: Pasted, message: str = "") -> Response:
    return render(
        request,
        "paste.html",
        status=422 if message else 200,
        csrf=token_of(request),
        pasted=pasted,
        message=message,
        may_store=may(request, Role.REVIEWER),
        read_only=settings_of(request).read_only,
    )


def _result(request: Request, pasted: Pasted, record: Record, values: tuple[PlacedValue, ...]) -> Response:
    marked = mark_article(record.article, values)
    cards = [_card(value, marked) for value in values]
    by_kind = {kind: list(those) for kind, those in groupby(cards, key=lambda card: card.value.row["list"])}
    answer = render(
        request,
        "paste_result.html",
        csrf=token_of(request),
        pasted=pasted,
        article=record.article,
        marked=marked,
        cards=[(kind, by_kind[kind]) for kind in KINDS if kind in by_kind],
        record=json_text(record_json(record), indent=1),
        may_store=may(request, Role.REVIEWER),
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _card(value: PlacedValue, marked: MarkedArticle) -> Card:
    whole = [(place.start, place.end) for place in value.places if place.field == "evidence"]
    spans = whole or [(place.start, place.end) for place in value.places]
    return Card(value, title_of(value.row), tuple(facts(value.row)), tuple(marked.numbers(spans)))
