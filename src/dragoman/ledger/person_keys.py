"""Under which word a person stands in the ledger, however a report writes the name.

"Biden", "Joseph R. Biden" and "Joe Biden" are one person where the tables are sure who is
meant (`dragoman.reading.known_people`); the word is then the full name, folded. Everybody
else stands under the name as written. The word follows from one mention and the day of its
article alone, so that the order of arrival does not matter. What reports wrote stays in
their values; an article has its other spellings as a facet of their own.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, select

from dragoman.ledger.claims import fold
from dragoman.ledger.derived import facets, name_parts
from dragoman.ledger.schema import CODE_LENGTH
from dragoman.reading.known_people import Called, known_name, known_names

# The facet of articles whose words say who is written how: "joe biden = Biden".
SPELLING = "spelling"
_WRITTEN = " = "


def person_word(called: Called) -> str:
    """The word under which somebody whom a report calls so stands in the ledger."""
    return fold(known_name(called) or called.name)[:CODE_LENGTH]


def note_known(body: dict[str, Any], day: date | None) -> None:
    """Note in the JSON of a value, as `known_as`, by which full name the ledger knows people who are written otherwise.

    `day`: when the article of the value was published.
    """
    told = "" if day is None else day.isoformat()
    for actor in _actors_of(body):
        person_id = actor.get("person_id") or ""
        name = known_name(Called(actor["name"], actor["office"], actor["country"], told, person_id))
        if name and fold(name) != fold(actor["name"]):
            actor["known_as"] = name


def _actors_of(body: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for role in ("participants", "to", "speaker", "reported_by"):
        found = body.get(role) or ()
        yield from (one for one in (found if isinstance(found, list) else [found]) if isinstance(one, dict))


def spelling_word(word: str, name: str) -> str:
    """The word of the facet that says how a report writes somebody; empty where it needs no saying."""
    written = f"{word}{_WRITTEN}{name}"
    return "" if fold(name)[:CODE_LENGTH] == word or len(written) > CODE_LENGTH else written


def written_in(spelling: str) -> tuple[str, str]:
    """The word of the person and the name as written, of a word of the facet."""
    word, _, name = spelling.partition(_WRITTEN)
    return word, name


def spellings_of(connection: Connection, word: str) -> list[str]:
    """How else than by the word itself reports write somebody, in the order of letters."""
    start = word + _WRITTEN
    query = (
        select(facets.c.word)
        .where(facets.c.kind == "articles", facets.c.facet == SPELLING)
        .where(facets.c.word >= start, facets.c.word <= start + chr(sys.maxunicode))
        .distinct()
    )
    found = (written_in(row) for row in connection.scalars(query))
    return sorted(name for whose, name in found if whose == word)


def stands_under(connection: Connection, name: str) -> str:
    """The word of the one person whom reports call so; the folded name itself where there is none, or several."""
    folded = fold(name)[:CODE_LENGTH]
    bearers = set(connection.scalars(select(name_parts.c.word).where(name_parts.c.part == folded)))
    if folded in bearers:
        return folded
    written = [word for word in bearers if folded in map(fold, spellings_of(connection, word))]
    return written[0] if len(written) == 1 else folded


def full_names(words: Iterable[str]) -> dict[str, str]:
    """The names of those whom the tables know, by their words."""
    return {word: name for word in words if (name := _names_by_word().get(word))}


@lru_cache(maxsize=1)
def _names_by_word() -> dict[str, str]:
    return {fold(name)[:CODE_LENGTH]: name for name in known_names()}
