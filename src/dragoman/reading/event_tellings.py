"""Where an article tells of events: one telling for each word that says so.

Sides and sense are decided elsewhere. A telling is a verb of the trigger table, a noun of it (with the light verb that
carries it, "staged a protest"), or a duty that a speaker puts on somebody ("said
that Peru must ..."), which is a request whatever its verb is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.reading.event_conditions import match_trigger
from dragoman.reading.event_grammar import auxiliaries_of, clause_of
from dragoman.reading.event_parties import Parties, Standing
from dragoman.reading.event_tables import Trigger, event_actors, event_words
from dragoman.reading.syntax import Syntax
from dragoman.reading.word_bases import bases_of

_DUTY = Trigger("REQUEST", ("change",), "V", "duty", (), "must", ())
_CHARGE = Trigger("ACCUSE", ("allege",), "V", "duty", (), "do", ())
_INTENT = Trigger("AGREE", (), "V", "bind", (), "will", ())
_DUTY_VERBS = frozenset({"have", "need", "ought"})
_LIGHT_RELATIONS = ("obj", "nsubj:pass", "obl", "xcomp")
# Of all words these alone can tell an event.
_CLASSES = frozenset({"VERB", "NOUN", "ADJ", "AUX"})


@dataclass(frozen=True, slots=True)
class Telling:
    """One word that tells an event.

    `token` is the word of the trigger, `carrier` the verb that holds subject, tense
    and negation: the word itself, or the light verb of a noun.
    """

    trigger: Trigger
    token: int
    carrier: int

    @property
    def type(self) -> str:
        """The PLOVER type that the trigger's row gives."""
        return self.trigger.type


def find_tellings(parties: Parties) -> list[Telling]:
    """All tellings of an article, in order of the text."""
    found: dict[int, Telling] = {}
    for token, word in enumerate(parties.syntax.tokens):
        telling = _telling(parties, token) if word.upos in _CLASSES else None
        if telling is not None:
            found[token] = telling
    carried = {telling.token for telling in found.values() if _is_told_by_verb(parties, telling, found)}
    return [telling for token, telling in sorted(found.items()) if token not in carried]


def _telling(parties: Parties, token: int) -> Telling | None:
    if parties.syntax.tokens[token].upos in ("VERB", "ADJ", "NOUN") and _is_duty(parties, token):
        return Telling(_DUTY, token, token)
    if _is_charge(parties, token):
        return Telling(_CHARGE, token, token)
    trigger = match_trigger(parties, token)
    if trigger is not None and trigger.word_class == "V" and parties.syntax.relation(token) == "amod":
        return None  # "the besieged town": a state, told elsewhere
    if trigger is None:
        return Telling(_INTENT, token, token) if _is_intent(parties, token) else None
    return Telling(trigger, token, token if trigger.word_class != "N" else _carrier(parties, token))


def _carrier(parties: Parties, noun: int) -> int:
    """The light verb that carries a noun ("launched an attack"); else the noun itself."""
    syntax = parties.syntax
    current = noun
    for _ in range(3):
        head = syntax.tokens[current].head
        if head < 0:
            return noun
        if syntax.tokens[head].upos == "VERB":
            light = syntax.tokens[head].lemma.lower() in event_words("light_verb")
            if syntax.relation(current) == "obl" and _has_possessor(syntax, noun):
                return noun  # "sent observers at Peru's invitation": somebody else's act
            return head if light and syntax.tokens[current].deprel in _LIGHT_RELATIONS else noun
        if syntax.relation(current) not in ("nmod", "conj", "compound"):
            return noun
        current = head
    return noun


def _has_possessor(syntax: Syntax, noun: int) -> bool:
    owners = (syntax.tokens[child] for child in syntax.children(noun, "nmod"))
    return any(owner.deprel == "nmod:poss" and owner.upos == "PROPN" for owner in owners)


def _is_told_by_verb(parties: Parties, telling: Telling, found: dict[int, Telling]) -> bool:
    """Whether a noun stands in the object of a verb that is a trigger itself ("rejected the demand")."""
    if telling.trigger.word_class != "N":
        return False
    syntax = parties.syntax
    current = telling.token
    while (
        syntax.relation(current) in ("nmod", "compound", "conj", "amod") and syntax.tokens[current].head >= 0
    ):
        current = syntax.tokens[current].head
    head = syntax.tokens[current].head
    is_inside = syntax.relation(current) in ("obj", "obl", "iobj", "nsubj")
    return is_inside and head in found and found[head].trigger.word_class != "N"


# ------------------------------------------------------------------ speakers and duties


def speaker_of(parties: Parties, token: int) -> int | None:
    """The subject of the reporting verb whose content the word's clause is, or None."""
    verb = reporting_verb(parties, token)
    return None if verb is None else parties.syntax.subject(verb)


def reporting_verb(parties: Parties, token: int) -> int | None:
    """The verb of saying that governs the word as its content, or that reports it from a parenthesis."""
    syntax = parties.syntax
    head, relation = syntax.tokens[token].head, syntax.relation(token)
    if head >= 0 and relation in ("ccomp", "parataxis", "xcomp") and is_reporting(parties, head):
        return head
    for child in syntax.children(token, "parataxis"):
        if is_reporting(parties, child):
            return child
    return reporting_verb(parties, head) if head >= 0 and relation == "conj" else None


def is_reporting(parties: Parties, token: int) -> bool:
    """Whether a word is a verb that tells what somebody said without being an act of its own."""
    word = parties.syntax.tokens[token]
    return word.upos == "VERB" and word.lemma.lower() in event_words("reporting")


def _is_duty(parties: Parties, token: int) -> bool:
    """Whether a clause says what somebody must do."""
    syntax = parties.syntax
    auxiliaries = auxiliaries_of(syntax, token)
    if auxiliaries & event_words("duty") and syntax.own_subject(token) is not None:
        is_demand = not syntax.is_passive(token) or _yields(parties, token)
        return is_demand and _is_another(parties, token)
    is_duty_verb = syntax.tokens[token].lemma.lower() in _DUTY_VERBS and not syntax.objects(token)
    if is_duty_verb and clause_of(syntax, token) is not None:  # not "had the will to"
        return syntax.own_subject(token) is not None and _is_another(parties, token)
    return False


def _is_intent(parties: Parties, token: int) -> bool:
    """Whether somebody public says what he will do himself: "said it would take part"."""
    syntax = parties.syntax
    if syntax.tokens[token].upos != "VERB" or not auxiliaries_of(syntax, token) & event_words("future_aux"):
        return False
    subject, speaker = syntax.own_subject(token), speaker_of(parties, token)
    if subject is None or speaker is None or _opposes(parties, token):
        return False
    is_pronoun = syntax.tokens[subject].text.lower() in ("it", "he", "she", "they")
    is_self = is_pronoun or parties.party(subject).codes == parties.party(speaker).codes != ()
    is_public = parties.party(speaker).standing >= Standing.POLITICAL
    return is_self and is_public and not syntax.is_passive(token)


def _opposes(parties: Parties, token: int) -> bool:
    """Whether what somebody will do is said to be against something: "would take measures to oppose it"."""
    words = (parties.syntax.tokens[each] for each in parties.syntax.subtree(token))
    return any(word.lemma.lower() in event_words("opposing_act") for word in words if word.upos == "VERB")


def _is_charge(parties: Parties, token: int) -> bool:
    """Whether somebody public says of somebody else that he does wrong: "says Peru is sheltering rebels"."""
    syntax = parties.syntax
    word = syntax.tokens[token]
    if word.upos != "VERB":
        return False
    is_wrong = not event_words("wrongdoing").isdisjoint(bases_of(word.text, word.lemma))
    if not is_wrong and not _helps_rebels(parties, token):
        return False
    subject = syntax.own_subject(token)
    if subject is None:
        return False
    is_state = parties.party(subject).standing >= Standing.ARMED
    speaker = speaker_of(parties, token)
    is_known = speaker is not None and bool(parties.party(speaker).codes)
    return is_state and is_known and _is_another(parties, token)


def _helps_rebels(parties: Parties, token: int) -> bool:
    """Whether somebody helps those who fight a state: "is training militants"."""
    syntax, roles = parties.syntax, event_actors("role")
    word = syntax.tokens[token]
    if event_words("rebel_help").isdisjoint(bases_of(word.text, word.lemma)):
        return False
    return any(roles.get(syntax.tokens[each].lemma.lower()) == "rebel" for each in syntax.objects(token))


def _yields(parties: Parties, token: int) -> bool:
    """Whether what must be done is something that somebody gives up or gives: "sanctions must be lifted"."""
    trigger = match_trigger(parties, token)
    return trigger is not None and trigger.type in ("RETREAT", "CONCEDE", "AID", "COOPERATE", "CONSULT")


def _is_another(parties: Parties, token: int) -> bool:
    """Whether the duty is on somebody else than the speaker, and the speaker is somebody public."""
    speaker, subject = speaker_of(parties, token), parties.syntax.own_subject(token)
    if speaker is None or subject is None or parties.party(speaker).standing < Standing.POLITICAL:
        return False
    if parties.syntax.tokens[subject].text.lower() in ("we", "i"):
        return False
    codes, own = set(parties.party(subject).codes), set(parties.party(speaker).codes)
    if codes != own:
        return not codes & own  # "both our countries need to" is a duty of one's own as well
    is_itself = parties.syntax.tokens[subject].upos == "PRON" or subject in parties.named
    return not is_itself


def iter_clause_heads(parties: Parties, token: int) -> Iterator[tuple[int, str]]:
    """The words above a word up to the root of its sentence, each with the relation of the word below it."""
    syntax = parties.syntax
    current = token
    while syntax.tokens[current].head >= 0:
        yield syntax.tokens[current].head, syntax.relation(current)
        current = syntax.tokens[current].head
