"""What a value says, in the form in which two values are compared.

A claim is made from a stored value and its article: who by country and name, when,
how, where, about what, in which words. Names and words are folded, so that "Erdoğan"
meets "ERDOGAN"; words of scripts without spaces are taken by two characters.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from dragoman.reading.known_people import Called, known_name

_WORD = re.compile(r"\w+")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
# Characters up to which a folded text is remembered.
_LONGEST_NAME = 100
# Shorter words are articles, prepositions and auxiliaries in most languages that use spaces.
_SHORTEST_WORD = 4


@dataclass(frozen=True, slots=True)
class Person:
    """A participant or speaker: country code, folded parts of name and of office.

    `known`: the full name, where the tables are sure who is meant.
    """

    country: str
    name: frozenset[str]
    office: frozenset[str]
    known: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A value as it is compared.

    `state`: what keeps values apart whatever else they share (a meeting held, a
    meeting planned, an event's type). `earliest`, `latest`: the days that it is
    about, where the text says so (`is_dated`). `written`: for an article without a
    day of publication, the days between which it was written by what it says.
    """

    value_id: str
    article_id: str
    kind: str
    state: str
    codes: frozenset[str] = frozenset()
    to: frozenset[str] = frozenset()
    people: tuple[Person, ...] = ()
    earliest: date | None = None
    latest: date | None = None
    is_dated: bool = False
    written: tuple[date, date] | None = None
    published: date | None = None
    mode: str = ""
    place: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    minutes: int | None = None
    words: frozenset[str] = frozenset()
    form: str = ""


def claim_of(row: Any) -> Claim:
    """The claim of a stored value.

    `row`: id, article_id, kind, earliest, latest, body of the value, `published` day
    of its article, and `content`, the words of a statement.
    """
    body = json.loads(row.body)
    shape = _SHAPES[row.kind]
    return Claim(
        value_id=row.id,
        article_id=row.article_id,
        kind=row.kind,
        earliest=row.earliest,
        latest=row.latest,
        is_dated=row.earliest is not None,
        published=row.published,
        **shape(
            body, _Setting(row.content or "", "" if row.published is None else row.published.isoformat())
        ),
    )


class _Setting(NamedTuple):
    """What else a shape is made from: the words of a statement, and the day of publication (ISO, or empty)."""

    content: str
    day: str


def written_days(frame: str) -> tuple[date, date] | None:
    """The days between which an article was written, from the frame of its reading."""
    estimate = json.loads(frame).get("written_on")
    if estimate is None:
        return None
    interval = estimate["interval"]
    return date.fromisoformat(interval["earliest"]), date.fromisoformat(interval["latest"])


def fold(text: str) -> str:
    """The text without case and accents."""
    if text.isascii():
        return text.lower()
    return _folded_name(text) if len(text) <= _LONGEST_NAME else _without_accents(text)


def _without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    accents = {ord(letter): None for letter in set(decomposed) if unicodedata.combining(letter)}
    return decomposed.translate(accents) if accents else decomposed


# The same names come again and again.
_folded_name = lru_cache(maxsize=20_000)(_without_accents)


@lru_cache(maxsize=20_000)
def words_of(text: str) -> frozenset[str]:
    """All words of a short text, folded."""
    return frozenset(_WORD.findall(fold(text)))


def content_words(text: str) -> frozenset[str]:
    """The words that carry a text's sense; pairs of characters where words have no spaces."""
    found: set[str] = set()
    for word in _WORD.findall(fold(text)):
        if _UNSPACED.search(word):
            found.update(word[at : at + 2] for at in range(max(1, len(word) - 1)))
        elif len(word) >= _SHORTEST_WORD or word.isdigit():
            found.add(word)
    return frozenset(found)


def _person(actor: dict[str, Any], day: str) -> Person:
    person_id = actor.get("person_id") or ""
    return _person_of(Called(actor["name"], actor["office"], actor["country"], day, person_id))


@lru_cache(maxsize=20_000)
def _person_of(called: Called) -> Person:
    return Person(called.country, words_of(called.name), words_of(called.office), known_name(called))


_MEETING_CLASSES = {"held": "held", "planned": "ahead", "proposed": "ahead", "cancelled": "cancelled"}


def _meeting(body: dict[str, Any], setting: _Setting) -> dict[str, Any]:
    people = [_person(actor, setting.day) for actor in body["participants"]]
    codes = {person.country for person in people} | {*body.get("hosts", ()), *body.get("attendees", ())}
    place, duration = body.get("place"), body.get("duration")
    return {
        "state": _MEETING_CLASSES[body["state"]],
        "codes": frozenset(codes - {""}),
        "people": tuple(person for person in people if person.name or person.office),
        "mode": "" if body["mode"] == "unknown" else body["mode"],
        "place": frozenset() if place is None else words_of(place["name"]),
        "topics": frozenset(topic["code"] for topic in body.get("topics", ())),
        "minutes": None if duration is None else duration["minutes"],
        "form": fold(body.get("format", "")),
    }


def _commitment(body: dict[str, Any], _: _Setting) -> dict[str, Any]:
    return {
        "state": "agreement" if body["act"] in ("agreed", "signed") else "promise",
        "codes": frozenset(body["actors"]) - {""},
        "to": frozenset(body.get("to", ())) - {""},
        "words": content_words(body["what"]),
    }


def _statement(body: dict[str, Any], setting: _Setting) -> dict[str, Any]:
    speaker = _person(body["speaker"], setting.day)
    return {
        "state": "said",
        "codes": frozenset({speaker.country}) - {""},
        "people": (speaker,),
        "mode": body["manner"],
        "words": content_words(setting.content),
    }


def _event(body: dict[str, Any], _: _Setting) -> dict[str, Any]:
    return {
        "state": f"{body['type']}:{body.get('realis', 'happened')}",
        "codes": frozenset(body["source"]) - {""},
        "to": frozenset(body["target"]) - {""},
        "mode": ",".join(sorted(body.get("modes", ()))),
        "topics": frozenset(body.get("contexts", ())),
    }


def _finding(body: dict[str, Any], _: _Setting) -> dict[str, Any]:
    return {
        "state": body["kind"],
        "words": words_of(body["subject"]),
        "topics": frozenset(fold(value) for value in body["values"]),
    }


_SHAPES = {
    "meetings": _meeting,
    "commitments": _commitment,
    "statements": _statement,
    "events": _event,
    "findings": _finding,
}
