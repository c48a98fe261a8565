"""One article: its clean text with the evidence marked, and what was read out of it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlsplit

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from dragoman.article import Article, PartKind
from dragoman.errors import UsageError
from dragoman.export.json_text import json_text
from dragoman.export.record_json import record_json
from dragoman.ledger import ArticlePage, PlacedValue, Related
from dragoman.web import wording
from dragoman.web.facts import Fact, facts
from dragoman.web.faults import NotHere
from dragoman.web.language import gettext as _
from dragoman.web.marking import MarkedArticle, mark_article
from dragoman.web.render import conditional, render
from dragoman.web.state import ledger_of

router = APIRouter()

_KINDS = ("meetings", "commitments", "statements", "events", "findings")
_MOST_RELATED = 12


@dataclass(frozen=True, slots=True)
class CardFact:
    """A field of a card, and the numbers of the sentences that say so (none: those of the value)."""

    fact: Fact
    sentences: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A value beside the text: its fields, its sentences, where its review stands."""

    value: PlacedValue
    facts: tuple[CardFact, ...]
    sentences: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where one thing that the page shows of the article came from."""

    label: str
    value: str
    source: str = ""
    link: str | None = None


@router.get("/articles/{article_id}.json", include_in_schema=False)
def article_json(request: Request, article_id: str) -> Response:
    """The record of one article, in the form that `dragoman read --json` prints."""
    body = json_text(record_json(_find(request, article_id).stored.record), indent=1)
    return conditional(request, Response(body + "\n", media_type="application/json"))


@router.api_route("/articles/{article_id}", methods=["GET", "HEAD"], include_in_schema=False)
def article(request: Request, article_id: str) -> Response:
    """The page of one article."""
    found = _find(request, article_id)
    text = found.stored.record.article
    marked = mark_article(text, found.values)
    related = ledger_of(request).related(found.stored.article_id, _MOST_RELATED)
    return render(
        request,
        "article.html",
        article=text,
        row=found.article,
        marked=marked,
        cards=_cards(found, marked),
        origins=_origins(found),
        address=safe_link(text.url),
        related=_related(related, found.article["published"]),
        versions=found.stored.record.versions,
        read_at=found.stored.read_at,
    )


def _find(request: Request, article_id: str) -> ArticlePage:
    try:
        return ledger_of(request).article(article_id)
    except UsageError:
        message = _('There is no article "%(name)s" in this ledger.', name=article_id[:40])
        raise NotHere(message, _("Look for it with the search.")) from None


def safe_link(address: str | None) -> str | None:
    """An address that may become a link: http or https with a host; None for all others."""
    if address is None:
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.hostname else None


def _cards(found: ArticlePage, marked: MarkedArticle) -> list[tuple[str, list[Card]]]:
    """The values by kind, each kind in the order of the text."""
    cards = [_card(value, marked) for value in found.values]
    by_kind = {kind: list(those) for kind, those in groupby(cards, key=lambda card: card.value.row["list"])}
    return [
        (kind, sorted(by_kind[kind], key=lambda card: card.sentences or (0,)))
        for kind in _KINDS
        if kind in by_kind
    ]


def _card(value: PlacedValue, marked: MarkedArticle) -> Card:
    spans: dict[str, list[tuple[int, int]]] = {}
    for place in value.places:
        spans.setdefault(place.field, []).append((place.start, place.end))
    whole = spans.get("evidence") or [span for those in spans.values() for span in those]
    return Card(
        value,
        tuple(CardFact(fact, tuple(marked.numbers(spans.get(fact.field, ())))) for fact in facts(value.row)),
        tuple(marked.numbers(whole)),
    )


def _origins(found: ArticlePage) -> list[Origin]:
    """Where headline, day, outlet and the rest were taken from."""
    text = found.stored.record.article
    parts = {PartKind.HEADLINE: _("Headline"), PartKind.STANDFIRST: _("Standfirst")}
    origins = [
        Origin(label, text.first(kind) or "", _place(text, kind))
        for kind, label in parts.items()
        if text.first(kind)
    ]
    if text.authors:
        origins.append(Origin(_("By"), wording.listed(text.authors), _place(text, PartKind.BYLINE)))
    for label, date in ((_("Published"), text.published), (_("Updated"), text.updated)):
        if date is not None:
            origins.append(Origin(label, wording.moment(date.value), date.origin))
    estimate = found.stored.record.written_on
    if text.published is None and estimate is not None:
        reasons = "; ".join(estimate.reasons)
        origins.append(Origin(_("Written"), wording.interval_words(estimate.interval), reasons))
    dateline = [
        text.dateline_place or "",
        wording.interval_words(text.dateline_on) if text.dateline_on else "",
    ]
    stated = {
        _("Dateline"): ", ".join(part for part in dateline if part),
        _("Outlet"): text.outlet or "",
        _("Section"): text.section or "",
    }
    origins += [Origin(label, value) for label, value in stated.items() if value]
    if text.url:
        origins.append(Origin(_("Address"), text.url, link=safe_link(text.url)))
    return [*origins, Origin(_("Page"), text.id)]


def _place(text: Article, kind: PartKind) -> str:
    """Where a part stood in the page, as far as it is known."""
    part = next((part for part in text.parts if part.kind is kind), None)
    if part is None or part.source_start is None or part.source_end is None:
        return ""
    return _(
        "characters %(first)s to %(last)s of the page",
        first=wording.number(part.source_start),
        last=wording.number(part.source_end),
    )


def _related(related: list[Related], published: str | None) -> list[tuple[str, list[Related]]]:
    """Reports of the same first, then what came later in the thread, then what came earlier."""
    day = (published or "")[:10]
    same = [one for one in related if one.why in ("same", "copy")]
    thread = [one for one in related if one.why == "thread"]
    later = [one for one in thread if (one.article["published"] or "") >= day]
    earlier = [one for one in thread if (one.article["published"] or "") < day]
    groups = ((_("Reports of the same"), same), (_("Later"), later), (_("Earlier"), earlier))
    return [(label, those) for label, those in groups if those]
