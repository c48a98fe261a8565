"""Pairs: indexes of those of countries and of people, and a page for any two actors with what both have a part in."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request

from dragoman.ledger import ListKind
from dragoman.ledger.company import TOGETHER
from dragoman.ledger.telling import facet_word, is_code, words_asked
from dragoman.web.indexes import Index, Names
from dragoman.web.language import noted
from dragoman.web.lists import Field
from dragoman.web.nouns import (
    ACTORS,
    COUNTRIES,
    PAIRS,
    Noun,
    counted_people_pairs,
    counted_words,
    shown_names,
    side_page,
    sides,
)
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


def _pairs(request: Request, noun: Noun, facets: dict[str, str]) -> Names:
    """Pairs of people where they are asked for, or those of one of them; else of countries."""
    ledger, person = ledger_of(request), facets.get("actor")
    if facets.get("of") == "people" or person is not None:
        one = None if person is None else ledger.person_word(person)
        found = counted_people_pairs(ledger)
        kept = found if one is None else tuple(pair for pair in found if one in sides(pair.word))
        return Names(kept, TOGETHER, ("actor",))
    codes = {facet_word("country", code) for code in words_asked("country", facets.get("country", ""))}
    found = counted_words(ledger, noun.facet)
    kept = tuple(pair for pair in found if codes & set(sides(pair.word))) if any(codes) else found
    return Names(kept, asks=("country",))


_INDEX = Index(
    (
        Field("of", noted("Whose"), "tab", ("countries", "people")),
        Field("country", noted("Country"), hint="JPN"),
        Field("actor", noted("Person")),
    ),
    _pairs,
)
_FIELDS = (Field("topic", noted("Topic")), Field("outlet", noted("Outlet")))
add_profiles(router, Profile(PAIRS, "pair.html", _more, _FIELDS, _INDEX))
