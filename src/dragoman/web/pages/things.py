"""Meetings, commitments, statements, events, findings: their lists, and a page for each thing."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman.errors import UsageError
from dragoman.export.json_text import json_text
from dragoman.ledger import Filter, ListKind, Page, WholeThing
from dragoman.web.addresses import pair_page
from dragoman.web.codes import EVENT_TYPES
from dragoman.web.facts import field_label, united
from dragoman.web.faults import NotHere
from dragoman.web.language import gettext as _
from dragoman.web.language import noted
from dragoman.web.lists import Field, ListSpec, add_list
from dragoman.web.render import conditional, render
from dragoman.web.state import ledger_of, today_of
from dragoman.web.wording import days, duration, word

router = APIRouter()

# Where the codes of those who have a part stand, whatever the kind.
_SIDES = ("hosts", "attendees", "actors", "source", "target", "to")

KINDS = ("meetings", "commitments", "statements", "events", "findings")

_COUNTRY = Field("country", noted("Country"), hint="JPN")
_PAIR = Field("pair", noted("Pair"), hint="AUS-JPN")
_ACTOR = Field("actor", noted("Person"))
_TOPIC = Field("topic", noted("Topic"))
_OUTLET = Field("outlet", noted("Outlet"))
_DAYS = (Field("since", noted("From"), "day"), Field("until", noted("To"), "day"))
_MODES = ("in_person", "video", "phone", "written", "unknown")
_STATES = ("held", "planned", "proposed", "cancelled")
_ACTS = ("agreed", "signed", "promised", "offered")
_REALIS = ("happened", "planned", "conditional", "denied", "historical")

FIELDS: dict[str, tuple[Field, ...]] = {
    "meetings": (
        _COUNTRY,
        _PAIR,
        _ACTOR,
        Field("mode", noted("How"), "choice", _MODES),
        Field("state", noted("State"), "choice", _STATES),
        _TOPIC,
        _OUTLET,
        *_DAYS,
    ),
    "commitments": (_COUNTRY, _PAIR, Field("type", noted("Act"), "choice", _ACTS), _OUTLET, *_DAYS),
    "statements": (_COUNTRY, _ACTOR, _OUTLET, *_DAYS),
    "events": (
        _COUNTRY,
        _PAIR,
        Field("type", noted("Type"), "choice", EVENT_TYPES),
        Field("state", noted("State"), "choice", _REALIS),
        _OUTLET,
        *_DAYS,
    ),
    "findings": (Field("type", noted("Kind")), _OUTLET, *_DAYS),
}
TITLES = {
    "meetings": noted("Meetings"),
    "commitments": noted("Commitments"),
    "statements": noted("Statements"),
    "events": noted("Events"),
    "findings": noted("Findings"),
}


def _spec(kind: str) -> ListSpec:
    def fetch(request: Request, wanted: Filter) -> Page:
        return ledger_of(request).things(ListKind(kind), wanted)

    return ListSpec(kind, TITLES[kind], FIELDS[kind], fetch)


def _add_pages(kind: str) -> None:
    add_list(router, _spec(kind))

    def page(request: Request, thing_id: str) -> Response:
        return _thing_page(request, kind, thing_id)

    def as_json(request: Request, thing_id: str) -> Response:
        return _thing_json(request, thing_id)

    router.add_api_route(f"/{kind}/{{thing_id}}.json", as_json, methods=["GET"], include_in_schema=False)
    router.add_api_route(f"/{kind}/{{thing_id}}", page, methods=["GET", "HEAD"], include_in_schema=False)


def _thing_page(request: Request, kind: str, thing_id: str) -> Response:
    whole = _find(request, thing_id)
    if whole.thing.kind != kind or whole.thing.id != thing_id:
        return RedirectResponse(f"/{whole.thing.kind}/{whole.thing.id}", 308)
    first = united(whole.thing.reports)
    disputed = [account for account in whole.fields if account.is_disputed]
    return render(
        request,
        "thing.html",
        whole=whole,
        thing=whole.thing,
        first=first,
        lead=_lead(first),
        pair=_pair_of(first),
        state=word(first.get("state") or first.get("act") or first.get("realis")),
        disputed=[field_label(account.field, whole.thing.reports) for account in disputed],
        disputed_names={account.field for account in disputed},
        said=_words_of(request, [row["id"] for row in whole.thing.reports]),
    )


def _pair_of(row: dict[str, Any]) -> str | None:
    """The page of the two who met, where they are two; those who are named by name go first."""
    named = (one for one in row.get("participants", ()) if one["name"])
    people = dict.fromkeys(one.get("known_as") or one["name"] for one in named)
    codes = [code for name in _SIDES for code in row.get(name) or () if isinstance(code, str)]
    codes += [one["country"] for one in row.get("participants", ()) if one["country"]]
    both = list(people or dict.fromkeys(codes))
    return pair_page(*both) if len(both) == 2 else None


def _words_of(request: Request, value_ids: list[str]) -> dict[str, dict[str, str]]:
    """The words behind the fields of some values: value id -> field of the evidence -> words."""
    return {
        value_id: {
            field: " … ".join(dict.fromkeys(place["words"] for place in places if place["field"] == field))
            for field in dict.fromkeys(place["field"] for place in places)
        }
        for value_id, places in ledger_of(request).evidence(value_ids).items()
    }


def _lead(row: dict[str, Any]) -> str:
    """What stands under the title: the words of a promise or a statement, when and where of a meeting."""
    match row["list"]:
        case "commitments":
            return str(row["what"])
        case "statements":
            return str(row["content"])
        case "meetings":
            how = word(row["mode"]) if row["mode"] != "unknown" else ""
            parts = (days(row["when"]), row["place"], how, duration(row["duration_minutes"]))
            return " · ".join(part for part in parts if part)
        case _:
            return days(row.get("when"))


def _thing_json(request: Request, thing_id: str) -> Response:
    body = json_text(asdict(_find(request, thing_id)), indent=1)
    return conditional(request, Response(body + "\n", media_type="application/json"))


def _find(request: Request, thing_id: str) -> WholeThing:
    try:
        return ledger_of(request).whole_thing(thing_id, today_of(request))
    except UsageError:
        message = _('Nothing "%(name)s" is told of in this ledger.', name=thing_id[:40])
        raise NotHere(message, _("Look for it with the search.")) from None


for _kind in KINDS:
    _add_pages(_kind)
