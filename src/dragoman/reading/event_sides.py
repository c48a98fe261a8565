"""The two sides of an event: its source and target, found by the frame of its trigger.

The slots of a frame (data/event_frames.tsv) are tried in order. Somebody of no
country of his own ("police", "the rebels") belongs to where it happens.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.reading.cast import MentionKind
from dragoman.reading.event_grammar import owners_of
from dragoman.reading.event_parties import Parties, Party, Standing
from dragoman.reading.event_places import home_of, place_of
from dragoman.reading.event_slots import Slots
from dragoman.reading.event_tables import Frame, event_actors, event_words, frames
from dragoman.reading.event_tellings import Telling, speaker_of

_MAY_BE_OWN = ("obj", "subj", "against", "clause")
_OF_NOUNS = ("by", "of", "between", "poss")
_ASKED = ("obj", "clause")
_LAST_RESORTS = ("rest", "folk", "own")
# Frames of two equals: where both are the subject, what else is named is what they speak of.
_FIRST_PERSONS = frozenset({"i", "we"})
_COUPLES = ("join", "relate", "sign", "bind")


@dataclass(frozen=True, slots=True)
class Sides:
    """Who did it to whom: codes, and the best standing of each side.

    `joins`: everybody belongs in the source once it is clear that the event took
    place (a meeting, a fight). `is_private`: the source is somebody named by a
    common noun that says no public role, or a firm.
    """

    source: tuple[str, ...]
    target: tuple[str, ...]
    source_standing: Standing
    target_standing: Standing
    joins: bool = False
    is_private: bool = False

    def joined(self) -> Sides:
        """The same with everybody in the source."""
        return replace(self, source=tuple(dict.fromkeys((*self.source, *self.target))), target=())


def find_sides(parties: Parties, telling: Telling) -> Sides:
    """The sides of a telling; a side is empty where the text does not say who it is."""
    if telling.trigger.frame == "duty":
        return _duty_sides(parties, telling)
    frame = frames()[telling.trigger.frame]
    slots = Slots(parties, telling, joins="both" in frame.source)
    source = _side(slots, _source_slots(telling, frame), ())
    known = source.codes if source is not None else ()
    if source is not None and not known and "home" in frame.source:
        known = place_of(parties, telling.carrier)  # "police in Lima": whoever else is named is the target
    target = _side(slots, _target_slots(parties, telling, frame, len(known)), known)
    source = _with_home(parties, telling, frame, (source, target))
    target = _with_own_home(parties, telling, frame, (source, target))
    is_joint = target is not None and _is_joint_passive(parties, telling, target)
    if target is not None and ((is_joint and source is None) or _is_fight(parties, telling, target)):
        source, target = replace(target, standing=Standing.STATE), None
    return _sides(source, target, joins=slots.joins, is_private=_is_private(parties, telling, source))


def _is_joint_passive(parties: Parties, telling: Telling, target: Party) -> bool:
    """Whether several did together what nobody is the subject of: "was reached in talks between X and Y"."""
    is_joint = telling.trigger.frame in ("join", "sign", "relate") and len(target.codes) > 1
    return is_joint and parties.syntax.is_passive(telling.carrier)


def _is_fight(parties: Parties, telling: Telling, target: Party) -> bool:
    """Whether several sides lost people to each other: "were killed in clashes"."""
    syntax, carrier = parties.syntax, telling.carrier
    is_told = telling.type == "ASSAULT" and len(target.codes) > 1 and syntax.is_passive(carrier)
    phrases = syntax.obliques(carrier, "in", "during") if is_told and not syntax.agents(carrier) else []
    return any(syntax.tokens[each].lemma.lower() in event_words("fights") for each in phrases)


def _is_discussing(parties: Parties, telling: Telling) -> bool:
    lemma = parties.syntax.tokens[telling.token].lemma.lower()
    return telling.trigger.word_class == "V" and lemma == "discuss"


def _source_slots(telling: Telling, frame: Frame) -> tuple[str, ...]:
    """A verb has its source in its subject; only a noun has it in a phrase of its own."""
    if telling.trigger.word_class == "N":
        return frame.source
    return tuple(each for each in frame.source if each not in _OF_NOUNS)


def _target_slots(parties: Parties, telling: Telling, frame: Frame, n_sources: int) -> tuple[str, ...]:
    """Where the target stands; two who act together need none, and what is discussed takes no part."""
    if _is_discussing(parties, telling) or (n_sources > 1 and telling.trigger.frame in _COUPLES):
        return ("with",)
    return ("obj", "with") if n_sources > 1 and telling.trigger.frame == "meet" else frame.target


def _duty_sides(parties: Parties, telling: Telling) -> Sides:
    """The speaker, and whom he says to have a duty, or to do wrong."""
    speaker, subject = speaker_of(parties, telling.token), parties.syntax.own_subject(telling.token)
    source = parties.party(speaker) if speaker is not None else Party((), Standing.UNKNOWN, telling.token)
    target = parties.party(subject) if subject is not None else Party((), Standing.UNKNOWN, telling.token)
    codes = target.codes or Slots(parties, telling, joins=False).rest(source.codes)
    if not codes and target.standing > Standing.CIVIL:
        codes = home_of(parties, telling.carrier, source.codes, of_target=True)
    source_codes = source.codes or home_of(parties, telling.carrier, codes)
    return Sides(_folded(source_codes), _folded(codes), source.standing, target.standing)


def _side(slots: Slots, names: tuple[str, ...], others: tuple[str, ...]) -> Party | None:
    """The first slot that names somebody else; then the source's own country, then people of no country.

    What is named only somewhere in the phrase ("rest") does not go before people
    who are acted on: "arrested two reporters near the Peruvian embassy".
    """
    own: Party | None = None
    nameless: Party | None = None
    for name in names:
        if name in _LAST_RESORTS and (own is not None or nameless is not None):
            continue
        for party in slots.parties_in(name, others):
            if name in _ASKED and not party.codes and _is_unnamed(slots, party.token):
                return None
            codes = tuple(code for code in party.codes if code not in others)
            if codes or (party.codes and name == "own"):
                return Party(codes or party.codes, party.standing, party.token)
            if not party.codes:
                may_stand = party.standing > Standing.UNKNOWN and (name == "subj" or "home" in names)
                nameless = nameless or (party if may_stand else None)
            elif name in _MAY_BE_OWN and not _is_reflexive(slots, party.token):
                if party.standing > Standing.CIVIL and name == "obj":
                    return party
                own = own or party
    return own or nameless


def _is_unnamed(slots: Slots, token: int) -> bool:
    """Whether a phrase means parties that are named elsewhere or nowhere, or one's own people.

    "Urged both sides to join the EU's talks", "directed his team to help Peru".
    """
    lemma = slots.syntax.tokens[token].lemma.lower()
    is_own = lemma in event_words("own_staff") and _is_reflexive(slots, token)
    return is_own or lemma in event_words("unnamed_parties")


def _is_reflexive(slots: Slots, token: int) -> bool:
    """Whether a phrase is the source's by a pronoun alone: "its demand", "themselves"."""
    words = (token, *owners_of(slots.syntax, token))
    return any(slots.syntax.tokens[each].upos == "PRON" for each in words)


def _with_home(
    parties: Parties, telling: Telling, frame: Frame, sides: tuple[Party | None, Party | None]
) -> Party | None:
    """The source, with a country where it has none of its own; somebody at the place where the frame allows it."""
    source, target = sides
    if _is_speaker(parties, telling):
        return source if source is not None and source.codes else None
    if source is None and "place" in frame.source:
        place = place_of(parties, telling.carrier)
        source = Party(place, Standing.UNKNOWN, telling.carrier) if place else None
    if source is None and "home" in frame.source:
        source = Party((), Standing.UNKNOWN, telling.carrier)
    if source is None or source.codes:
        return source
    if _is_away(parties, telling.carrier):
        return source
    mention = parties.brief.cast.at(source.token)
    if mention is not None and mention.kind is MentionKind.PERSON and source.standing is not Standing.STATE:
        return Party(place_of(parties, telling.carrier), source.standing, source.token)  # nobody's official
    codes = home_of(parties, telling.carrier, target.codes if target is not None else ())
    return Party(codes, source.standing, source.token)


def _is_away(parties: Parties, carrier: int) -> bool:
    """Whether the sentence says that somebody is not at home: "in exile in Vilnius"."""
    sentence = parties.syntax.sentence(carrier)
    tokens = parties.syntax.tokens[sentence.first : sentence.last]
    return any(token.lemma.lower() in event_words("away") for token in tokens)


def _is_speaker(parties: Parties, telling: Telling) -> bool:
    """Whether somebody speaks of himself: "we condemn" in a statement is those who issue it, not who is near."""
    subject = parties.syntax.subject(telling.carrier)
    return subject is not None and parties.syntax.tokens[subject].text.lower() in _FIRST_PERSONS


def _with_own_home(
    parties: Parties, telling: Telling, frame: Frame, sides: tuple[Party | None, Party | None]
) -> Party | None:
    """The target, with the source's country where it has none of its own or is left unsaid at home."""
    source, target = sides
    is_rebel = source is not None and source.standing is not Standing.STATE
    if target is None and ("domestic" in frame.target or ("rebel" in frame.target and is_rebel)):
        target = Party((), Standing.UNKNOWN, telling.token)
    if target is None or target.codes:
        return target
    codes = home_of(parties, telling.carrier, source.codes if source is not None else (), of_target=True)
    return Party(codes, target.standing, target.token)


def _is_private(parties: Parties, telling: Telling, source: Party | None) -> bool:
    """Whether the subject is a private person or a firm: "a singer", "Boeing"."""
    if source is None or source.standing > Standing.CIVIL or source.token == telling.carrier:
        return False
    mention = parties.brief.cast.at(source.token)
    is_firm = mention is not None and mention.kind is MentionKind.ORGANISATION
    return is_firm or parties.syntax.tokens[source.token].upos == "NOUN"


def _sides(source: Party | None, target: Party | None, *, joins: bool, is_private: bool) -> Sides:
    source_codes = _folded(source.codes if source is not None else ())
    target_codes = _folded(target.codes if target is not None else ())
    if len(source_codes) > 1 and set(source_codes) == set(target_codes):
        target_codes = ()
    return Sides(
        source_codes,
        target_codes,
        source.standing if source is not None else Standing.UNKNOWN,
        target.standing if target is not None else Standing.UNKNOWN,
        joins,
        is_private,
    )


def _folded(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Armed groups and movements as the country that they belong to, each code once."""
    return tuple(dict.fromkeys(event_actors("movement").get(code.lower(), code) for code in codes))
