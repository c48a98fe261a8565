"""Who asked for a meeting or a call: "at Kyiv's request", "the call, initiated by the Turkish side".

Sides often tell this differently, so it is kept apart from hosts and participants.
An invitation says who receives, not who asked, and is left to the hosts.
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.reading.arguments import parties, parties_of
from dragoman.reading.brief import Brief
from dragoman.reading.encounters import Draft
from dragoman.reading.meeting_words import is_meeting_noun
from dragoman.reading.realis import is_negated
from dragoman.reading.record import Actor, ActorKind
from dragoman.reading.wordlists import words

_ASKING_CASES = frozenset({"at", "on", "upon"})


def initiators_of(brief: Brief, draft: Draft) -> tuple[Actor, ...]:
    """Those who asked for the meeting by the words of its own sentence; empty where nothing is said."""
    return tuple(_by_phrase(brief, draft) or _by_verb(brief, draft))


def _by_phrase(brief: Brief, draft: Draft) -> list[Actor]:
    """ "At the initiative of the Turkish side", "at Kyiv's request", beside the meeting's own word."""
    syntax, sentence = brief.syntax, brief.syntax.sentence(draft.trigger)
    own = {syntax.verb_above(draft.anchor), draft.noun, draft.trigger, draft.anchor} - {None}
    for token in range(sentence.first, sentence.last):
        if syntax.tokens[token].lemma.lower() not in words("requests"):
            continue
        cases = {syntax.tokens[each].text.lower() for each in syntax.children(token, "case")}
        head = syntax.tokens[token].head
        if cases & _ASKING_CASES and (head in own or syntax.verb_above(token) in own):
            by_pronoun = any(syntax.tokens[each].upos == "PRON" for each in syntax.children(token, "nmod"))
            return [] if by_pronoun else _askers(parties(brief, token))
    return []


def _by_verb(brief: Brief, draft: Draft) -> list[Actor]:
    """ "The US side requested the call", "the call, initiated by Lavrov", "spoke in a call that Kyiv requested"."""
    syntax = brief.syntax
    around = [each for each in syntax.obliques(draft.trigger, "in") if is_meeting_noun(syntax.tokens[each])]
    noun = draft.noun if draft.noun is not None else next(iter(around), None)
    if noun is None:
        return []
    head = syntax.tokens[noun].head
    joined = syntax.children(head, "conj") if head >= 0 and noun in syntax.children(head, "nsubj") else []
    for verb in [*syntax.children(noun, "acl"), head, *joined]:
        if verb < 0 or not _is_told_as_done(brief, verb):
            continue
        lemma = syntax.tokens[verb].lemma.lower()
        is_clause = syntax.tokens[verb].head == noun
        is_its_own = is_clause or noun in syntax.objects(verb) or (verb in joined and syntax.is_passive(verb))
        is_asked = lemma in words("requesting") and is_its_own
        is_asked = is_asked or (lemma == "ask" and noun in syntax.obliques(verb, "for"))
        if is_asked and not (is_clause and lemma == "ask"):
            by = syntax.obliques(verb, "by")
            return _askers(parties_of(brief, by or _who_asks(brief, verb, noun)))
    return []


def _is_told_as_done(brief: Brief, verb: int) -> bool:
    """Whether a request was made: it stands with no modal or future auxiliary, "to" or negation."""
    syntax = brief.syntax
    beside = syntax.children(verb, "aux", "mark")
    auxiliaries = {syntax.tokens[each].lemma.lower() for each in beside}
    return auxiliaries <= {"be", "have", "that"} and not is_negated(syntax, verb)


def _who_asks(brief: Brief, verb: int, noun: int) -> list[int]:
    """The subject of an active verb; that of a passive is the meeting itself."""
    syntax = brief.syntax
    if syntax.is_passive(verb):
        return []
    subject = syntax.own_subject(verb) if syntax.tokens[verb].head == noun else syntax.subject(verb)
    return [] if subject is None else [subject]


def _askers(actors: list[Actor]) -> list[Actor]:
    """Those with a country; of a state ("the Turkish side") only the state."""
    return [
        replace(actor, office="") if actor.kind is ActorKind.STATE else actor
        for actor in actors
        if actor.country
    ]
