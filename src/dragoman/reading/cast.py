"""Who appears in an article: mentions, and the actors they stand for.

The types; `dragoman.reading.casting` fills them.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from enum import StrEnum

from dragoman.reading.record import Actor


class MentionKind(StrEnum):
    """How an actor is mentioned."""

    PERSON = "person"  # a name, with or without title: "Japanese Prime Minister Fumio Kishida"
    OFFICE = "office"  # an office without a name: "the Turkish foreign minister", "officials"
    PRONOUN = "pronoun"  # "he", "they"
    COUNTRY = "country"  # "Japan", "the Kremlin", "Tokyo" as a government, "the Japanese government"
    DEMONYM = "demonym"  # "Japanese" as an adjective that modifies something else
    ORGANISATION = "organisation"  # "NATO", "the European Union"
    COLLECTIVE = "collective"  # "the two leaders", "both sides", "the two countries"


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention: its characters, its tokens (half-open), its head token, the actors it stands for.

    A mention that could not be resolved has one actor that says so (country "").
    """

    start: int
    end: int
    first: int
    last: int
    head: int
    kind: MentionKind
    actors: tuple[Actor, ...]

    @property
    def countries(self) -> tuple[str, ...]:
        """The known country codes and short forms of its actors, in order, each once."""
        return tuple(dict.fromkeys(actor.country for actor in self.actors if actor.country))


@dataclass(frozen=True, slots=True)
class Cast:
    """All mentions of one article, sorted by start, none overlapping another."""

    mentions: tuple[Mention, ...]
    _by_token: dict[int, Mention] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_token = {token: each for each in self.mentions for token in range(each.first, each.last)}
        object.__setattr__(self, "_by_token", by_token)

    def within(self, start: int, end: int) -> tuple[Mention, ...]:
        """The mentions that lie wholly or partly within a stretch of text, in order."""
        index = max(bisect_left(self.mentions, start, key=lambda mention: mention.start) - 1, 0)
        found = []
        for mention in self.mentions[index:]:
            if mention.start >= end:
                break
            if mention.end > start:
                found.append(mention)
        return tuple(found)

    def at(self, token: int) -> Mention | None:
        """The mention that a token belongs to, or None."""
        return self._by_token.get(token)
