"""Which tellings of a sentence are its events: salience, and the silence of the rest.

A sentence mostly tells one event and mentions others. The one in the highest
clause, told as happened, with both sides known, is the event; others are kept only
where they stand beside it. Sentences in which nobody public acts give nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

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
# Below this a telling is no main event of its sentence: it stands aside, or too deep in the tree.
MAIN_SALIENCE = 0.45
_ASIDE_SHARE = 0.35
_LEAST_ASIDE = 0.75
_MOST_MAIN = 2
_MOST_EVENTS = 3
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
    """The events of one sentence, the most salient first.

    The main event and those joined to it keep their salience; others of the sentence
    that are told as happened with both sides follow with a lower one (`MAIN_SALIENCE`).
    """
    told = sorted(
        (each for each in readings if _is_told(parties, each)),
        key=lambda each: (-each.salience, each.telling.token),
    )
    kept: list[Reading] = []
    for each in told:
        if each.sense.type in {one.sense.type for one in kept}:
            continue
        is_main = not kept or (len(kept) < _MOST_MAIN and _stands_beside(parties, each, kept[0]))
        if is_main:
            kept.append(each)
        elif each.sides.source and each.sides.target and each.salience >= _LEAST_ASIDE:
            kept.append(replace(each, salience=round(each.salience * _ASIDE_SHARE, 3)))
    return kept[:_MOST_EVENTS]


def _is_told(parties: Parties, reading: Reading) -> bool:
    is_happened = reading.sense.realis is Realis.HAPPENED and reading.salience >= MAIN_SALIENCE
    return is_happened and is_public(parties, reading.telling, reading.sense.type, reading.sides)


def _stands_beside(parties: Parties, one: Reading, main: Reading) -> bool:
    """Whether two tellings are joined by "and": neither is inside the other."""
    syntax = parties.syntax
    is_near = main.salience - one.salience <= _SECOND_MARGIN
    is_joined = syntax.relation(one.telling.carrier) == "conj"
    return is_near and is_joined and syntax.tokens[one.telling.carrier].head == main.telling.carrier
