"""What an event is once its tense is taken into account: type, modes, realis.

The ontology folds the future into the type: co-operation to come is AGREE, a
withdrawal to come CONCEDE, force announced THREATEN, co-operation refused REJECT.
A type that carries the sense wins over a flag. What is left over (hoped for, long
ago, denied) keeps its type and is told as unrealised.
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.reading.event_conditions import match_trigger
from dragoman.reading.event_grammar import auxiliaries_of, clause_of, marks_of
from dragoman.reading.event_parties import Parties, Standing
from dragoman.reading.event_tables import Trigger, event_words
from dragoman.reading.event_tellings import Telling, speaker_of
from dragoman.reading.realis import is_negated, realis_of, stronger
from dragoman.reading.record import Realis

_KIND = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "AGREE"})
_YIELDING = frozenset({"CONCEDE", "RETREAT"})
_HOSTILE = frozenset({"SANCTION", "COERCE", "ASSAULT", "MOBILIZE", "PROTEST"})
_ANNOUNCED_YIELDS = frozenset({"withdraw", "ceasefire", "disarm"})
_THREAT_MODES = {
    "SANCTION": "relations",
    "COERCE": "restrict",
    "ASSAULT": "violence",
    "MOBILIZE": "violence",
    "PROTEST": "restrict",
}
_CHARGE_STEPS = 3
_POSSIBLE = frozenset({"may", "might", "could"})
_EXERCISE = "obj:exercise"  # the condition of rows whose act threatens nobody when it is announced
_REFUSED_MODES = {"CONSULT": "meet", "AGREE": "change", "CONCEDE": "yield", "RETREAT": "yield"}


@dataclass(frozen=True, slots=True)
class Sense:
    """A telling's type and modes as the tense makes them, and in what sense it is told."""

    type: str
    modes: tuple[str, ...]
    realis: Realis


def sense_of(parties: Parties, telling: Telling) -> Sense:
    """The sense of one telling."""
    trigger = telling.trigger
    plain = Sense(trigger.type, trigger.modes, Realis.HAPPENED)
    anchor = parties.brief.anchor
    written = anchor.latest.year if anchor is not None else None
    realis = realis_of(parties.syntax, telling.carrier, written)
    if telling.carrier != telling.token and not _is_performed(parties, telling):
        realis = stronger(realis, realis_of(parties.syntax, telling.token, written))
    if trigger.frame == "duty":
        return _duty_sense(parties, telling, plain)
    if _is_alleged(parties, telling.carrier):
        realis = stronger(realis, Realis.CONDITIONAL)
    if realis is Realis.DENIED and {"neg", "no_future"} & set(trigger.conditions):
        return plain
    if realis is Realis.HAPPENED and trigger.frame == "bind":
        return _bound_sense(parties, telling, plain)
    if realis in (Realis.PLANNED, Realis.CONDITIONAL) and {"will", "if"} & set(trigger.conditions):
        return plain
    if realis is Realis.PLANNED:
        is_no_offer = _EXERCISE in trigger.conditions or _is_purpose(parties, telling)
        return Sense(plain.type, plain.modes, realis) if is_no_offer else _planned(plain)
    if realis is Realis.CONDITIONAL:
        return _conditional(parties, telling, plain)
    if realis is Realis.DENIED:
        return _denied(parties, telling, plain)
    return Sense(plain.type, plain.modes, realis)


def _is_purpose(parties: Parties, telling: Telling) -> bool:
    """Whether a word only says what for something was done: "sent helicopters to evacuate the wounded"."""
    syntax, carrier = parties.syntax, telling.carrier
    is_infinitive = syntax.relation(carrier) == "advcl" and marks_of(syntax, carrier) == {"to"}
    if not is_infinitive or syntax.own_subject(carrier) is not None:
        return False
    above = syntax.tokens[carrier].head
    return syntax.tokens[above].lemma.lower() in event_words("dispatching")


def _is_alleged(parties: Parties, token: int) -> bool:
    """Whether a deed is only what somebody is accused of: "accused Peru of arming rebels"."""
    syntax, current = parties.syntax, token
    for _ in range(_CHARGE_STEPS):
        head = syntax.tokens[current].head
        if head < 0 or syntax.relation(current) not in ("advcl", "acl", "ccomp", "xcomp", "obl", "conj"):
            return False
        if (
            syntax.tokens[head].lemma.lower() in event_words("charging")
            and syntax.relation(current) != "conj"
        ):
            return True
        current = head
    return False


def _is_performed(parties: Parties, telling: Telling) -> bool:
    """Whether saying it is doing it: "announced a suspension of air links", "declared an amnesty"."""
    verb = parties.syntax.tokens[telling.carrier].lemma.lower()
    return verb in event_words("performing") and telling.type in ("SANCTION", "COERCE", "CONCEDE")


def _duty_sense(parties: Parties, telling: Telling, plain: Sense) -> Sense:
    negated = is_negated(parties.syntax, telling.token)
    return Sense(plain.type, ("yield",) if negated else plain.modes, Realis.HAPPENED)


def _bound_sense(parties: Parties, telling: Telling, plain: Sense) -> Sense:
    """What somebody binds himself to decides: a vow to fight is a threat, not an offer."""
    clause = clause_of(parties.syntax, telling.token)
    inner = match_trigger(parties, clause) if clause is not None else None
    if clause is not None and is_negated(parties.syntax, clause):
        return _bound_not(parties, telling, plain, inner)
    if clause is not None and _is_measure_against(parties, clause):
        return Sense("THREATEN", ("restrict",), Realis.HAPPENED)
    if inner is None and clause is not None and _is_undoing(parties, clause):
        return Sense("REJECT", ("change",), Realis.HAPPENED)
    if inner is None or clause is None:
        return plain
    if _EXERCISE in inner.conditions:
        return Sense(inner.type, inner.modes, Realis.PLANNED)
    if inner.type in _HOSTILE:
        return Sense("THREATEN", (_THREAT_MODES[inner.type],), Realis.HAPPENED)
    is_decision = parties.syntax.tokens[telling.token].lemma.lower() in event_words("deciding")
    if is_decision and inner.type in _YIELDING | {"REJECT"}:
        return Sense("CONCEDE" if inner.type in _YIELDING else "REJECT", inner.modes, Realis.HAPPENED)
    return plain


def _is_undoing(parties: Parties, clause: int) -> bool:
    """Whether what is intended ends what was agreed: "his intention to de-ratify the treaty"."""
    has_object = bool(parties.syntax.objects(clause) or parties.syntax.obliques(clause, "from"))
    return has_object and parties.syntax.tokens[clause].lemma.lower() in event_words("undoing")


def _is_measure_against(parties: Parties, clause: int) -> bool:
    """Whether what is promised is a measure against somebody: "ready to take further measures against Peru"."""
    syntax = parties.syntax
    measures = [
        each for each in syntax.objects(clause) if syntax.tokens[each].lemma.lower() in event_words("step")
    ]
    return bool(measures) and any(syntax.obliques(each, "against") for each in (clause, *measures))


def _bound_not(parties: Parties, telling: Telling, plain: Sense, inner: Trigger | None) -> Sense:
    """A vow not to do something is defiance ("would not be driven out"), unless it is a harm that he forgoes."""
    is_defiant = parties.syntax.tokens[telling.token].lemma.lower() in event_words("defying")
    if not is_defiant or (inner is not None and inner.type in _HOSTILE):
        return plain
    return Sense("REJECT", ("change",), Realis.HAPPENED)


def _planned(plain: Sense) -> Sense:
    if plain.type in _KIND:
        return Sense("AGREE", (), Realis.HAPPENED)
    if plain.type in _YIELDING:
        if plain.modes == ("resign",):
            return plain
        announced = plain.type == "CONCEDE" or set(plain.modes) & _ANNOUNCED_YIELDS
        return Sense("CONCEDE" if announced else "AGREE", (), Realis.HAPPENED)
    if plain.type in _HOSTILE:
        return Sense("THREATEN", (_THREAT_MODES[plain.type],), Realis.HAPPENED)
    return Sense(plain.type, plain.modes, Realis.PLANNED)


def _conditional(parties: Parties, telling: Telling, plain: Sense) -> Sense:
    """With a condition of its own ("unless", "if") an announced act is a threat or an offer."""
    syntax = parties.syntax
    auxiliaries = auxiliaries_of(syntax, telling.carrier)
    sentence = syntax.sentence(telling.carrier)
    words = {syntax.tokens[each].text.lower() for each in range(telling.carrier, sentence.last)}
    has_condition = bool(words & {"if", "unless", "until"})
    if has_condition and auxiliaries & event_words("announcing_modal"):
        return _planned(plain)
    if auxiliaries & _POSSIBLE and _is_own_announcement(parties, telling):
        return _planned(plain)
    return Sense(plain.type, plain.modes, Realis.CONDITIONAL)


def _is_own_announcement(parties: Parties, telling: Telling) -> bool:
    """Whether a government says itself what it may do: "Peru might cut off gas, a minister hinted"."""
    syntax, carrier = parties.syntax, telling.carrier
    speaker, subject = speaker_of(parties, carrier), syntax.own_subject(carrier)
    if speaker is None or subject is None or syntax.is_passive(carrier):
        return False
    is_itself = syntax.tokens[subject].upos == "PRON" or parties.party(subject).standing is Standing.STATE
    speaking = parties.party(speaker)
    own = parties.party(subject).codes
    return is_itself and speaking.standing is Standing.STATE and (not speaking.codes or speaking.codes == own)


def _denied(parties: Parties, telling: Telling, plain: Sense) -> Sense:
    """ "Will not meet" is a refusal; "has not met" is nothing."""
    syntax = parties.syntax
    auxiliaries = auxiliaries_of(syntax, telling.carrier)
    will_not = auxiliaries & event_words("future_aux") and is_negated(syntax, telling.carrier)
    if will_not and plain.type in _KIND | _YIELDING:
        mode = _REFUSED_MODES.get(plain.type, "assist")
        return Sense("REJECT", (mode,), Realis.HAPPENED)
    return Sense(plain.type, plain.modes, Realis.DENIED)
