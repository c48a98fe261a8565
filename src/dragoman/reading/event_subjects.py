"""Who acts in a telling: its subject, seen through passives, light verbs and things that stand for people."""

from __future__ import annotations

from dragoman.reading.event_grammar import auxiliaries_of, is_reduced_passive
from dragoman.reading.event_parties import Parties, Standing
from dragoman.reading.event_tables import event_words
from dragoman.reading.event_tellings import Telling, speaker_of
from dragoman.reading.syntax import Syntax


def subjects_of(parties: Parties, telling: Telling) -> list[int]:
    """The head words of those who act; empty where the text does not say who."""
    syntax, carrier = parties.syntax, telling.carrier
    is_bare_noun = telling.trigger.word_class == "N" and carrier == telling.token
    if is_bare_noun and syntax.own_subject(carrier) is None:
        return _guest(parties, telling)
    if is_reduced_passive(syntax, carrier):
        return syntax.obliques(carrier, "by")
    found, subject = syntax.agents(carrier), syntax.subject(carrier)
    if not found and subject is not None and _is_state(syntax, telling):
        return [subject]
    if not found and syntax.is_passive(carrier):
        is_announced = bool(auxiliaries_of(syntax, carrier) & event_words("future_aux"))
        if is_announced and (speaker := speaker_of(parties, carrier)) is not None:
            return [speaker]  # "said the city would be razed"
        if telling.type == "ASSAULT":
            return _attacks(parties, carrier)
    if not found:
        return _stray_subject(parties, carrier)
    if subject in found:
        found = [_real_subject(parties, found[0])]
    if syntax.tokens[found[0]].upos == "PRON" and not parties.party(found[0]).codes:
        speaker = speaker_of(parties, carrier)
        return [speaker] if speaker is not None else found
    return found


def _guest(parties: Parties, telling: Telling) -> list[int]:
    """Who is somewhere for talks: "the minister is in Lima for talks", "was in Lima on a visit"."""
    syntax = parties.syntax
    head = syntax.tokens[telling.token].head
    if telling.type != "CONSULT" or head < 0 or syntax.relation(telling.token) not in ("obl", "nmod"):
        return []
    cases = {syntax.tokens[case].text.lower() for case in syntax.children(telling.token, "case")}
    subject = syntax.own_subject(head) if syntax.child(head, "cop") is not None else None
    return [subject] if subject is not None and cases & {"for", "on"} else []


def _attacks(parties: Parties, verb: int) -> list[int]:
    """The attack in which people were hurt, whose owner did it: "were killed in a Peruvian air strike"."""
    syntax = parties.syntax
    phrases = syntax.obliques(verb, "in", "during", "by", "after", "when")
    return [each for each in phrases if syntax.tokens[each].lemma.lower() in event_words("attack")][:1]


def _is_state(syntax: Syntax, telling: Telling) -> bool:
    """Whether a participle tells a state and no passive: "is prepared to", "were engaged in"."""
    is_stative = syntax.tokens[telling.carrier].lemma.lower() in event_words("stative")
    return is_stative or telling.trigger.frame == "bind"


def _stray_subject(parties: Parties, carrier: int) -> list[int]:
    """The first name of the sentence, where the tree gives an active verb no subject at all."""
    syntax = parties.syntax
    if syntax.is_passive(carrier) or syntax.subject(carrier) is not None:
        return []
    before = range(syntax.sentence(carrier).first, carrier)
    return next(([token] for token in before if token in parties.named), [])


def _real_subject(parties: Parties, subject: int) -> int:
    """Who acts behind a thing that stands as subject: "issued a declaration demanding that ..."."""
    syntax, current = parties.syntax, subject
    for _ in range(2):
        head, party = syntax.tokens[current].head, parties.party(current)
        if party.codes or party.standing > Standing.UNKNOWN or head < 0:
            return current
        if syntax.relation(current) not in ("obj", "obl") or syntax.tokens[head].upos != "VERB":
            return current
        agents = syntax.agents(head)
        if not agents:
            return current
        current = agents[0]
    return current
