"""What is known of an article's cast while its mentions are resolved from left to right."""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.interval import Interval
from dragoman.knowledge import Knowledge
from dragoman.language import Analysis
from dragoman.reading.cast import Mention
from dragoman.reading.people import Figure
from dragoman.reading.record import ActorKind
from dragoman.reading.syntax import Syntax


@dataclass(slots=True)
class Casting:
    """The state of one article's casting; mentions are resolved from left to right."""

    document_id: str
    analysis: Analysis
    syntax: Syntax
    facts: Knowledge
    when: Interval | None
    figures: list[Figure]
    figure_of: dict[int, Figure] = field(default_factory=dict)  # by start of sighting
    done: list[Mention] = field(default_factory=list)


def casting_at(casting: Casting, token: int) -> Mention | None:
    """The mention done so far that holds a token."""
    return next((each for each in reversed(casting.done) if each.first <= token < each.last), None)


def is_one_person(mention: Mention) -> bool:
    """Whether a mention is of one person, named or by an office."""
    if len(mention.actors) != 1:
        return False
    actor = mention.actors[0]
    if actor.kind is ActorKind.PERSON:
        return True
    return actor.kind is ActorKind.OFFICE and not actor.office.lower().endswith("s")
