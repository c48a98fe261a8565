"""Whether a telling is an event of the news of states and conflicts, or something that only looks like one.

Sport, business and court reports use the verbs of diplomacy and war. A telling
counts where somebody public acts or is acted on; violence and arrests among private
people need a word of conflict or politics in their sentence.
"""

from __future__ import annotations

import re

from dragoman.reading.event_parties import Parties, Standing
from dragoman.reading.event_sides import Sides
from dragoman.reading.event_tables import event_words
from dragoman.reading.event_tellings import Telling

_NEEDS_TARGET = frozenset({"AID", "SANCTION"})
_VERBAL = frozenset({"THREATEN", "REQUEST", "REJECT", "ACCUSE", "SUPPORT", "CONCEDE", "RETREAT"})
_FORCE = frozenset({"ASSAULT", "COERCE"})
# Words of the sentence that make violence or justice among private people a matter of conflict or politics.
_CUES = {
    "ASSAULT": "conflict_cue",
    "COERCE": "political_cue",
    "ACCUSE": "political_cue",
    "SANCTION": "political_cue",
}
_MILITARY = frozenset(
    {"explosives", "heavy-weapons", "aerial", "suicide-attack", "drone", "targeted", "abduct"}
)
_MUTUAL = frozenset({"join", "relate", "sign", "truce", "fight"})
_SCORE = re.compile(r"\b\d{1,3}[-–]\d{1,3}\b(?! (?:vote|votes|majority|year))")


def is_public(parties: Parties, telling: Telling, kind: str, sides: Sides) -> bool:
    """Whether a telling of a type with its sides is an event."""
    if not (sides.source or sides.target) or (kind in _NEEDS_TARGET and not sides.target):
        return False
    if (
        kind == "SUPPORT"
        and sides.target_standing is Standing.CIVIL
        and sides.source_standing is Standing.STATE
    ):
        return False  # a private person who is praised is no state
    if kind == "COOPERATE" and len({*sides.source, *sides.target}) < 2:
        return False  # the standard wants two parties
    if kind == "AID" and set(sides.source) == set(sides.target):
        return False
    if sides.is_private and kind not in ("ASSAULT", "COERCE", "PROTEST"):
        return False
    words = _sentence_words(parties, telling.token)
    if _is_sport(parties, telling.token, words) or _is_in_sports_report(parties, telling.token):
        return False
    cues = _CUES.get(kind)
    has_cue = cues is not None and bool(words & event_words(cues))
    if kind == "ASSAULT" and words & event_words("mishap"):
        has_cue = bool(words & event_words("conflict_cue") - event_words("blast_word"))
        if not has_cue:
            return False
    are_states = sides.joins and len(sides.source) > 1
    if kind == "COERCE" and words & event_words("contraband") and len({*sides.source, *sides.target}) < 2:
        return False  # customs and police at their daily work
    if kind == "CONSULT" and _meeting_standing(sides) < Standing.POLITICAL and not are_states:
        return False
    if kind == "ASSAULT" and telling.trigger.frame != "fight" and _MILITARY & set(telling.trigger.modes):
        return True
    if kind == "SANCTION" and not has_cue and _is_private_case(telling, sides):
        return False
    return has_cue or _is_public_by_standing(parties, telling, kind, sides)


def _is_private_case(telling: Telling, sides: Sides) -> bool:
    """Whether a court judges one of its own country who holds no public role."""
    is_at_home = len({*sides.source, *sides.target}) < 2
    return telling.trigger.modes == ("convict",) and is_at_home and sides.target_standing < Standing.POLITICAL


def _is_public_by_standing(parties: Parties, telling: Telling, kind: str, sides: Sides) -> bool:
    best, n_sides = max(sides.source_standing, sides.target_standing), len({*sides.source, *sides.target})
    if best >= Standing.POLITICAL or (telling.trigger.frame in _MUTUAL and len(sides.source) > 1):
        return True
    if kind in _FORCE:
        return n_sides > 1 and sides.source_standing >= Standing.CROWD
    if kind == "MOBILIZE" and telling.trigger.frame == "show_police":
        return best >= Standing.POLICE
    if kind == "PROTEST":
        if parties.syntax.is_passive(telling.carrier) and not parties.syntax.agents(telling.carrier):
            return True  # "flags were burned"
        if any(each.startswith("subj:crowds") for each in telling.trigger.conditions):
            return True  # the row asks for a crowd
        return best >= Standing.CROWD or telling.trigger.word_class == "N"
    if kind in _VERBAL:
        return best >= Standing.CROWD and (bool(sides.target) or n_sides > 1)
    if kind == "CONSULT":
        return n_sides > 1
    return kind not in _CUES and best >= Standing.CROWD and n_sides > 1


def _meeting_standing(sides: Sides) -> Standing:
    """A meeting is public by any of its people, a visit by its visitor."""
    return max(sides.source_standing, sides.target_standing) if sides.joins else sides.source_standing


def _is_in_sports_report(parties: Parties, token: int) -> bool:
    """Whether the whole article reports sport and nobody in office acts in the sentence: "the two sides meet again"."""
    if not parties.is_sports_report:
        return False
    sentence = parties.syntax.sentence(token)
    mentions = parties.brief.cast.within(sentence.start, sentence.end)
    return not any(actor.office for mention in mentions for actor in mention.actors)


def _is_sport(parties: Parties, token: int, words: set[str]) -> bool:
    sentence = parties.syntax.sentence(token)
    tokens = range(sentence.first, sentence.last)
    n_words = len(words & event_words("sport")) + any(parties.is_club(each) for each in tokens)
    has_score = _SCORE.search(parties.brief.article.text, sentence.start, sentence.end) is not None
    return n_words > 1 or (has_score and (n_words > 0 or bool(words & event_words("contest"))))


def _sentence_words(parties: Parties, token: int) -> set[str]:
    sentence = parties.syntax.sentence(token)
    return set(parties.syntax.lower[sentence.first : sentence.last])
