"""Where visits go and whom they are paid to: destinations, capitals, calls on somebody."""

from __future__ import annotations

from dataclasses import replace

from dragoman.reading.arguments import parties_of
from dragoman.reading.brief import Brief
from dragoman.reading.record import Actor, ActorKind
from dragoman.reading.succession import code_then
from dragoman.reading.wordlists import words


def called_on(brief: Brief, verb: int) -> list[Actor]:
    """Whom somebody pays a call: "called on the President at State House", not "called on the President to act"."""
    syntax = brief.syntax
    tokens = syntax.subtree(verb)
    asks = any(
        syntax.tokens[mark].text.lower() == "to"
        for token in tokens
        for mark in syntax.children(token, "mark")
    )
    if asks or syntax.obliques(verb, "for") or syntax.child(verb, "xcomp", "ccomp") is not None:
        return []
    received = parties_of(brief, syntax.obliques(verb, "on"), deep=False)
    return [actor for actor in received if actor.kind is ActorKind.PERSON]


def invited(brief: Brief, verb: int) -> list[int]:
    """Who accepts "an invitation to visit" a place."""
    syntax = brief.syntax
    noun = syntax.tokens[verb].head
    if syntax.relation(verb) != "acl" or syntax.tokens[noun].lemma.lower() != "invitation":
        return []
    accepting = syntax.tokens[noun].head
    is_accepted = accepting >= 0 and syntax.tokens[accepting].lemma.lower() == "accept"
    return syntax.agents(accepting) if is_accepted else []


def destinations(brief: Brief, word: int) -> list[Actor]:
    """The countries that a visit goes to, without a name of their own: a house does not take part."""
    goals = brief.syntax.obliques(word, "to", "in")
    visitors = brief.syntax.obliques(word, "of", "by")  # where the parser hung the goal on the visitor
    goals = goals or [each for visitor in visitors for each in brief.syntax.obliques(visitor, "to")]
    return [unnamed_state(actor) for actor in parties_of(brief, goals, deep=False)] + capitals(brief, goals)


def unnamed_state(actor: Actor) -> Actor:
    return replace(actor, name="", office="") if actor.kind is ActorKind.STATE else actor


def place_before(brief: Brief, noun: int) -> list[Actor]:
    """A place used as an adjective of a visit: "a Moscow visit by ..."."""
    return capitals(brief, brief.syntax.children(noun, "compound"))


def capitals(brief: Brief, tokens: list[int]) -> list[Actor]:
    """The states whose capitals are visited: "travelled to Caracas", "flew to Addis Ababa"."""
    found: list[Actor] = []
    for token in tokens:
        whole = sorted([token, *brief.syntax.children(token, "flat", "compound")])
        start, end = brief.syntax.tokens[whole[0]].start, brief.syntax.tokens[whole[-1]].end
        hits = brief.facts.find_names(brief.article.text[start:end]) if brief.cast.at(token) is None else []
        if hits and hits[0].kind == "capital":
            code = code_then(hits[0].code, brief.anchor)
            found.append(Actor((brief.evidence(start, end),), "", "", code, ActorKind.STATE, sector="GOV"))
    return found


def visiting(brief: Brief, noun: int) -> list[int]:
    """Who will be on a visit, plans one or gives it up: "will be on a visit to Fiji", "cancelled a trip to China"."""
    syntax, head = brief.syntax, brief.syntax.tokens[noun].head
    if syntax.child(noun, "cop") is not None:
        subject = syntax.own_subject(noun)
        beside = {syntax.tokens[each].text.lower() for each in syntax.children(noun, "case", "aux")}
        return [subject] if subject is not None and {"on", "will"} <= beside else []
    if head < 0 or noun not in syntax.objects(head) or syntax.is_passive(head):
        return []
    particle = syntax.child(head, "compound")
    verb = syntax.tokens[head].lemma.lower()
    verb = verb if particle is None else f"{verb} {syntax.tokens[particle].text.lower()}"
    return syntax.agents(head) if verb in words("cancelling") | words("undertaking") else []


def called_upon(brief: Brief, verb: int, noun: int) -> list[int]:
    """Whom somebody pays a call or a visit: "paid a courtesy call on the President"."""
    syntax = brief.syntax
    if (
        syntax.tokens[verb].lemma.lower() not in ("pay", "make")
        or syntax.tokens[noun].lemma.lower() != "call"
    ):
        return []
    return [each for word in (verb, noun) for each in syntax.obliques(word, "on", "to", "at")]


def inviters(brief: Brief, word: int) -> list[int]:
    """Who invited to a visit: "flew to Asmara at the invitation of his counterpart NAME"."""
    syntax = brief.syntax
    nouns = [
        each
        for each in syntax.obliques(word, "at", "upon", "on")
        if syntax.tokens[each].lemma.lower() == "invitation"
    ]
    return [
        each for noun in nouns for each in syntax.obliques(noun, "of", "from") + syntax.children(noun, "nmod")
    ]


def is_departure(brief: Brief, noun: int) -> bool:
    """Whether somebody only sets out for a meeting: "departed for Washington for a summit"."""
    syntax, head = brief.syntax, brief.syntax.tokens[noun].head
    cases = {syntax.tokens[case].text.lower() for case in syntax.children(noun, "case")}
    while head >= 0 and syntax.tokens[head].upos in ("NOUN", "PROPN"):
        head = syntax.tokens[head].head
    return "for" in cases and head >= 0 and syntax.tokens[head].lemma.lower() in words("departing")
