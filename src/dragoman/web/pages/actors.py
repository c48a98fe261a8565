"""People: an index, and a page for each with the offices that reports give them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request

from dragoman.ledger.claims import fold
from dragoman.ledger.company import TOGETHER
from dragoman.ledger.person_keys import spellings_of
from dragoman.web.addresses import pair_page
from dragoman.web.language import noted
from dragoman.web.lists import Field
from dragoman.web.nouns import ACTORS
from dragoman.web.profiles import Profile, add_profiles
from dragoman.web.state import ledger_of, reading_of

router = APIRouter()

_OFFICES = 3
_COMPANY = 10


def _more(request: Request, word: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Offices and countries of a person, by the newest rows, and with whom; the most frequent first."""
    offices: Counter[tuple[str, str]] = Counter()
    for row in rows:
        for person in _people(row):
            name = person.get("known_as") or person["name"] or ""
            if fold(name) == word and (person["office"] or person["country"]):
                offices[person["office"] or "", person["country"] or ""] += 1
    with reading_of(request) as connection:
        spellings = spellings_of(connection, word)
    return {
        "spellings": spellings,
        "offices": [office for office, _n in offices.most_common(_OFFICES)],
        "company": [(one, pair_page(word, one.word)) for one in ledger_of(request).company(word, _COMPANY)],
        "with_kinds": TOGETHER,
    }


def _people(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from row.get("participants") or ()
    for one in (row.get("speaker"), row.get("reported_by")):
        if isinstance(one, dict):
            yield one
    yield from (one for one in row.get("to", ()) if isinstance(one, dict))


_FIELDS = (Field("country", noted("Country"), hint="JPN"), Field("topic", noted("Topic")))
add_profiles(router, Profile(ACTORS, "actor.html", _more, _FIELDS))
