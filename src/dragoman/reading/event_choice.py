"""Which tellings of a sentence are its events: salience, and the silence of the rest.

A sentence mostly tells one event and mentions others. The one in the highest
clause, told as happened, with both sides known, is the event; others are kept only
where they stand beside it. Sentences in which nobody public acts give nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.reading.event_parties import Parties
from dragoman.reading.event_publicness import is_public
from dragoman.reading.event_senses import Sense
from dragoman.reading.event_sides import Sides
from dragoman.reading.event_tellings import Telling, is_reporting, iter_clause_heads
from dragoman.reading.record import Realis

_STEP_COST = {
    "conj": 0.06,
    "xcomp": 0.12,
    "advcl": 0.3,
    "acl": 0.35,
    "ccomp": 0.25,
    "parataxis": 0.2,
    "appos": 0.4,
    "nsubj": 0.1,
}
_LEAST_SALIENCE = 0.45
_NOUN_COST = 0.2
_SECOND_MARGIN = 0.12


@dataclass(frozen=True, slots=True)
class Reading:
    """One telling with its sense, sides and salience (about 0 to 1.4; higher first)."""

    telling: Telling
    sense: Sense
    sides: Sides
    salience: float


def salience_of(parties: Parties, telling: Telling, sides: Sides) -> float:
    """How much a telling is what its sentence is about."""
    score = 1.0
    for head, relation in iter_clause_heads(parties, telling.carrier):
        if relation in ("ccomp", "parataxis") and is_reporting(parties, head):
            continue
        score -= _STEP_COST.get(relation, 0.3)
    if telling.trigger.word_class == "N" and telling.carrier == telling.token:
        score -= _NOUN_COST
    if sides.source:
        score += 0.15
    if sides.target:
        score += 0.1
    score += 0.02 * telling.trigger.strictness
    return round(score, 3)


def choose(readings: list[Reading], parties: Parties) -> list[Reading]:
    """The events of one sentence, the most salient first."""
    public = [each for each in readings if is_public(parties, each.telling, each.sense.type, each.sides)]
    told = sorted(
        (
            each
            for each in public
            if each.sense.realis is Realis.HAPPENED and each.salience >= _LEAST_SALIENCE
        ),
        key=lambda each: (-each.salience, each.telling.token),
    )
    if not told:
        return []
    kept = told[:1]
    for each in told[1:]:
        if each.sense.type in {one.sense.type for one in kept}:
            continue
        if kept[0].salience - each.salience <= _SECOND_MARGIN and _stands_beside(parties, each, kept[0]):
            kept.append(each)
    return kept[:2]


def _stands_beside(parties: Parties, one: Reading, main: Reading) -> bool:
    """Whether two tellings are joined by "and": neither is inside the other."""
    syntax = parties.syntax
    return (
        syntax.relation(one.telling.carrier) == "conj"
        and syntax.tokens[one.telling.carrier].head == main.telling.carrier
    )
