"""Who takes part in a value, and between which countries it stands.

Lists ask "what has Japan to do with", figures ask "which two countries": both are
rows, so that neither has to open a value's JSON.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product
from typing import Any

from dragoman.ledger.storable import code_column, storable, storable_or_none
from dragoman.reading.record import Actor, Commitment, Event, Finding, Meeting, Statement

Value = Meeting | Commitment | Statement | Event | Finding
Side = tuple[str, "Actor | str"]


def iter_actor_rows(value: Value) -> Iterator[dict[str, Any]]:
    """One row for each part that somebody has in a value, in the order of the value."""
    for position, (role, side) in enumerate(_sides(value)):
        row = _actor_columns(side) if isinstance(side, Actor) else _code_columns(side)
        yield {"position": position, "role": role, **row}


def pairs_of(value: Value) -> list[dict[str, str]]:
    """Every two countries that a value joins, each pair once, sorted.

    Everybody in a meeting or an agreement is paired with everybody; where a value
    has two sides (an event with a target, a promise to somebody), each of the one
    with each of the other. What is said or found joins nobody.
    """
    match value:
        case Meeting():
            everybody = [*(actor.country for actor in value.participants), *value.hosts, *value.attendees]
            pairs = _between(tuple(everybody), ())
        case Commitment():
            pairs = _between(value.actors, value.to)
        case Event():
            pairs = _between(value.source, value.target)
        case _:
            return []
    ordered = {(min(pair), max(pair)) for pair in ((code_column(a), code_column(b)) for a, b in pairs)}
    return [{"lesser": a, "greater": b} for a, b in sorted(ordered) if a and a != b]


def topics_of(value: Value) -> list[str]:
    """The topic codes of a value, each once, sorted: a meeting's topics, an event's contexts."""
    match value:
        case Meeting():
            codes = [topic.code for topic in value.topics]
        case Event():
            codes = list(value.contexts)
        case _:
            codes = []
    return sorted({code_column(code) for code in codes})


def _between(left: tuple[str, ...], right: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    return iter(product(left, right)) if right else iter(combinations(left, 2))


def _sides(value: Value) -> list[Side]:
    match value:
        case Meeting():
            return [
                *(("participant", actor) for actor in value.participants),
                *(("host", code) for code in value.hosts),
                *(("attendee", code) for code in value.attendees),
            ]
        case Commitment():
            return [*(("actor", code) for code in value.actors), *(("to", code) for code in value.to)]
        case Statement():
            return [("speaker", value.speaker), *(("to", actor) for actor in value.to)]
        case Event():
            reporter = [] if value.reported_by is None else [("reported_by", value.reported_by)]
            return [
                *(("source", code) for code in value.source),
                *(("target", code) for code in value.target),
                *reporter,
            ]
        case Finding():
            return []


def _actor_columns(actor: Actor) -> dict[str, str | None]:
    return {
        "name": storable(actor.name),
        "office": storable(actor.office),
        "country": code_column(actor.country),
        "kind": str(actor.kind),
        "sector": code_column(actor.sector),
        "person_id": storable_or_none(actor.person_id),
    }


def _code_columns(code: str) -> dict[str, str | None]:
    return {
        "name": "",
        "office": "",
        "country": code_column(code),
        "kind": "",
        "sector": "",
        "person_id": None,
    }
