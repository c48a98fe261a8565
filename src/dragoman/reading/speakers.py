"""Who speaks: the source of an attribution resolved through the cast.

A name or an office is what the cast says it is. A pronoun right after a statement
is its speaker; "who" is the noun that the clause modifies; a document speaks for
those who issued it; a noun phrase of several names gives them all.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from importlib import resources

from dragoman.reading._attribution_types import Attribution
from dragoman.reading.cast import Cast, Mention, MentionKind
from dragoman.reading.record import Actor, ActorKind
from dragoman.reading.sectors import sector_of
from dragoman.reading.syntax import Syntax

_DAY = re.compile(r",?\s+(?:on|late on|early on)\s+\w+day\b.*$|\s+(?:today|yesterday)$", re.I)
_RELATIVES = frozenset({"who", "which", "that", "whom"})
_PRONOUNS = {
    "he": (ActorKind.PERSON, ActorKind.OFFICE),
    "she": (ActorKind.PERSON, ActorKind.OFFICE),
    "it": (ActorKind.STATE, ActorKind.ORGANISATION),
}

# How much of the text, in characters, may lie between a pronoun and the statement before it.
_REACH = 700
_SPEAKING = frozenset(set(MentionKind) - {MentionKind.DEMONYM})
_PARTS = (MentionKind.PERSON, MentionKind.OFFICE)  # speak from within a longer phrase
_ORDER = (
    MentionKind.PERSON,
    MentionKind.OFFICE,
    MentionKind.ORGANISATION,
    MentionKind.COUNTRY,
    MentionKind.DEMONYM,
)


@cache
def source_nouns(kind: str) -> frozenset[str]:
    """The nouns of one kind in data/sources.tsv."""
    text = resources.files("dragoman.reading").joinpath("data/sources.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return frozenset(noun for found, noun in rows if found == kind)


class SpeakerFinder:
    """Finds the speakers of the attributions of one text, in order of the text."""

    def __init__(self, syntax: Syntax, cast: Cast, home: Actor | None = None) -> None:
        """`home` is the state whose bodies need no name here: "the government" in a report from Lima."""
        self._syntax = syntax
        self.cast = cast
        self._home = home
        self._last: tuple[Actor, ...] = ()
        self._bodies: list[Actor] = []
        self._last_end = -_REACH

    def find(self, one: Attribution) -> tuple[tuple[Actor, ...], float]:
        """The speakers and how far they can be trusted (0 to 1); empty for nobody that is known."""
        actors, trust = self._resolve(one)
        if actors:
            self._last, self._last_end = actors, one.end
            self._bodies += [
                actor for actor in actors if actor.kind is not ActorKind.PERSON and actor.country
            ]
        return actors, trust

    def _resolve(self, one: Attribution) -> tuple[tuple[Actor, ...], float]:
        token = one.source_token
        if token is None or one.source is None:
            return (), 0.0
        word = self._syntax.tokens[token].text.lower()
        if word in _RELATIVES and one.cue_token is not None:
            antecedent = self._syntax.subject(one.cue_token)
            if antecedent is None or antecedent == token:
                return (), 0.0
            token, word = antecedent, self._syntax.tokens[antecedent].text.lower()
        if word in _PRONOUNS and self._takes_up(word, one):
            return self._last, 0.9
        if word in source_nouns("document"):
            token = self._issuer(token) or token
        mentions = self._mentions(token, one)
        covered = any(mention.first <= token < mention.last and mention.countries for mention in mentions)
        if not covered:
            body = self._body(token, one, mentions) or self._same_body(word) or self._home_body(token, one)
            if body is not None:
                return (body,), 0.9 if body.country else 0.4
            if word not in source_nouns("unnamed") and all(
                mention.kind not in _PARTS for mention in mentions
            ):
                return (), 0.0
        named = [self._named(actor, mention) for mention in mentions for actor in mention.actors]
        actors = tuple(dict.fromkeys(actor for actor in named if _is_known(actor)))
        return actors, self._trust(actors, mentions, word)

    def _named(self, actor: Actor, mention: Mention) -> Actor:
        """A government or body under the words of its mention, where the cast gives it no name."""
        if actor.name or actor.office or mention.kind is MentionKind.PRONOUN:
            return actor
        words = self._syntax.analysis.text[mention.start : mention.end]
        return replace(actor, name=words[4:] if words[:4].lower() == "the " else words)

    def _takes_up(self, pronoun: str, one: Attribution) -> bool:
        """Whether a pronoun can take up the last speaker: of its kind, near, nobody else named since."""
        fits = len(self._last) == 1 and self._last[0].kind in _PRONOUNS[pronoun]
        if not fits or one.source is None:
            return False
        between = (min(self._last_end, one.source[0]), one.source[0])
        others = {
            actor.name
            for mention in self.cast.within(*between)
            if not any(start <= mention.start < end for start, end in one.content)
            if mention.kind is MentionKind.PERSON and self._syntax.relation(mention.head) == "nsubj"
            for actor in mention.actors
        }
        return between[1] - between[0] < _REACH and others <= {self._last[0].name}

    def _mentions(self, token: int, one: Attribution) -> list[Mention]:
        """The mentions of a source phrase: that of its head with its conjuncts, else the best within."""
        heads = [self.cast.at(each) for each in self._syntax.conjuncts(token)]
        found = [mention for mention in heads if mention is not None and mention.kind in _SPEAKING]
        if found or one.source is None:
            return found
        inside = [mention for mention in self.cast.within(*one.source) if mention.kind in _ORDER]
        return sorted(inside, key=lambda mention: _ORDER.index(mention.kind))[:1]

    def _body(self, token: int, one: Attribution, mentions: list[Mention]) -> Actor | None:
        """A body or office that the cast has only a part of ("the Swedish Ministry for Foreign Affairs")."""
        head = self._syntax.tokens[token].lemma.lower()
        if one.source is None or not (source_nouns("body") | source_nouns("office")) & {head} or not mentions:
            return None
        country = next((code for each in self.cast.within(*one.source) for code in each.countries), "")
        words = self._syntax.analysis.text[slice(*one.source)]
        words = _DAY.sub("", words[4:] if words[:4].lower() == "the " else words)
        actor = mentions[0].actors[0]
        if head in source_nouns("office"):
            return replace(actor, name="", office=words, country=country, kind=ActorKind.OFFICE)
        return replace(actor, name=words, office=head, country=country, kind=ActorKind.ORGANISATION)

    def _same_body(self, word: str) -> Actor | None:
        """The last body that spoke and is called by this noun ("the ministry")."""
        if word not in source_nouns("body"):
            return None
        named = [actor for actor in self._bodies if word in f"{actor.name} {actor.office}".lower().split()]
        return named[-1] if named else None

    def _home_body(self, token: int, one: Attribution) -> Actor | None:
        """A body of state under no country's name, in a report from a capital: "the foreign ministry"."""
        word = self._syntax.tokens[token]
        if self._home is None or one.source is None or word.lemma.lower() not in source_nouns("state body"):
            return None
        phrase = self._syntax.analysis.text[slice(*one.source)]
        words = phrase[4:] if phrase[:4].lower() == "the " else phrase
        if phrase[:4].lower() != "the " or any(self.cast.within(*one.source)):
            return None
        office, dateline = word.lemma.lower(), self._home.evidence[0]
        said = replace(dateline, start=one.source[0], end=one.source[1])
        sector = sector_of("", office)
        return Actor(
            (dateline, said), words, office, self._home.country, ActorKind.ORGANISATION, sector=sector
        )

    def _issuer(self, document: int) -> int | None:
        """Whose document it is: its possessor, or the subject of the verb that issues it."""
        for child in self._syntax.children(document, "nmod"):
            if self.cast.at(child) is not None:
                return child
        verb = self._syntax.tokens[document].head
        if verb >= 0 and self._syntax.relation(document) in ("obj", "obl"):
            return self._syntax.subject(verb)
        return None

    def _trust(self, actors: tuple[Actor, ...], mentions: list[Mention], word: str) -> float:
        if not actors:
            return 0.0
        if word in source_nouns("unnamed"):
            return 0.4
        first = actors[0]
        if not first.country:
            return 0.4
        if not first.office and first.kind is ActorKind.PERSON:
            return 0.7
        return 0.6 if mentions[0].kind is MentionKind.DEMONYM else 1.0


def _is_known(actor: Actor) -> bool:
    """Whether anything is known of an actor that a reader could check."""
    return bool(actor.country or actor.name or actor.office)
