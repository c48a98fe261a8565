"""Pairs: an index of those of countries, and a page for any two actors with what both have a part in."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request

from dragoman.ledger import ListKind
from dragoman.ledger.telling import is_code
from dragoman.web.language import noted
from dragoman.web.lists import Field
from dragoman.web.nouns import ACTORS, COUNTRIES, PAIRS, shown_names, side_page, sides
from dragoman.web.profiles import Profile, add_profiles
from dragoman.web.state import ledger_of, reading_of

router = APIRouter()

_BESIDE = 8


def _more(request: Request, word: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The two with their pages; of people, who promise nothing by name, what was promised where they met."""
    both = sides(word)
    people = [side for side in both if not is_code(side)]
    with reading_of(request) as connection:
        names = shown_names(connection, ACTORS, people)
    beside = ledger_of(request).beside(word, ListKind.COMMITMENTS, _BESIDE) if people else []
    return {
        "sides": [(names.get(side) or COUNTRIES.shown(side), side_page(side)) for side in both],
        "beside": beside,
        "is_of_countries": not people,
    }


_FIELDS = (Field("topic", noted("Topic")), Field("outlet", noted("Outlet")))
add_profiles(router, Profile(PAIRS, "pair.html", _more, _FIELDS))
