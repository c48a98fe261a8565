"""Countries and organisations: an index, and a page for each with those it has most to do with."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request

from dragoman.web.language import noted
from dragoman.web.lists import Field
from dragoman.web.nouns import COUNTRIES, PAIRS, Counted, counted_words
from dragoman.web.profiles import Profile, add_profiles
from dragoman.web.state import ledger_of

router = APIRouter()

_PARTNERS = 10


def _more(request: Request, word: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"partners": partners(request, word)}


def partners(request: Request, code: str) -> list[tuple[str, Counted]]:
    """Those that a country has most to do with: code and numbers, the most first."""
    found = []
    for one in counted_words(ledger_of(request), PAIRS.facet):
        lesser, _, greater = one.word.partition("-")
        if code in (lesser, greater):
            found.append((greater if code == lesser else lesser, one))
        if len(found) == _PARTNERS:
            break
    return found


_FIELDS = (Field("topic", noted("Topic")), Field("outlet", noted("Outlet")))
add_profiles(router, Profile(COUNTRIES, "country.html", _more, _FIELDS))
