"""What "it" is: a state or a body that acted before, or the one that speaks of itself."""

from __future__ import annotations

from dragoman.reading.cast import Mention, MentionKind
from dragoman.reading.cast_state import Casting, casting_at, is_one_person
from dragoman.reading.record import Actor


def last_body(casting: Casting, token: int) -> Actor | None:
    """What "it" is: the last country or body that was a subject, in this or the sentence before.

    In what a person says, "it" is the person's own side or something else that was
    spoken of ("he said it would help"): nobody unless both agree. A body that says
    what "it" will do speaks of itself ("Iran warned Iraq it would retaliate").
    """
    sentence = casting.syntax.sentence_number(token)
    speaker = _reporting_subject(casting, token)
    if speaker is not None and _is_body(speaker) and _is_to_act(casting, token):
        return speaker.actors[0]
    for mention in reversed(casting.done[-40:]):
        if sentence - casting.syntax.sentence_number(mention.head) > 2:
            return None
        if _is_body(mention) and casting.syntax.relation(mention.head) == "nsubj":
            is_other = speaker is not None and is_one_person(speaker)
            if is_other and speaker is not None and mention.actors[0].country not in speaker.countries:
                return None
            return mention.actors[0]
    return None


def _is_body(mention: Mention) -> bool:
    return mention.kind in (MentionKind.COUNTRY, MentionKind.ORGANISATION) and len(mention.actors) == 1


def _is_to_act(casting: Casting, token: int) -> bool:
    """Whether a word is the subject of what will or would be done."""
    syntax, verb = casting.syntax, casting.syntax.verb_above(token)
    helping = [] if verb is None else syntax.children(verb, "aux")
    is_subject = syntax.relation(token) == "nsubj" and syntax.tokens[token].head == verb
    return is_subject and any(syntax.tokens[each].text.lower() in ("will", "would") for each in helping)


def _reporting_subject(casting: Casting, token: int) -> Mention | None:
    """Who says the clause that a word stands in."""
    syntax = casting.syntax
    verb = syntax.verb_above(token)
    if verb is None or syntax.relation(verb) != "ccomp":
        return None
    subject = syntax.own_subject(syntax.tokens[verb].head)
    return casting_at(casting, subject) if subject is not None else None
