"""Where an event happens, and the country of those who have none of their own.

"Police", "the rebels" and "two priests" belong to the place of the event, else to
the country of the other side, else to the first country that the sentence names.
"""

from __future__ import annotations

from dragoman.reading.event_grammar import owners_of
from dragoman.reading.event_parties import Parties
from dragoman.reading.event_tables import event_words
from dragoman.reading.event_tellings import is_reporting, iter_clause_heads

_PLACES = frozenset(
    {
        "in",
        "at",
        "near",
        "outside",
        "inside",
        "around",
        "across",
        "throughout",
        "off",
        "on",
        "within",
        "through",
    }
)


def is_place(parties: Parties, token: int) -> bool:
    """Whether a name only says where: "talks in Geneva"."""
    return token in parties.named and bool(_cases(parties, token) & {"in", "at", "near", "outside"})


def place_of(parties: Parties, carrier: int) -> tuple[str, ...]:
    """The country of a place in the clause of a trigger: a name itself first, then a phrase that has one."""
    syntax = parties.syntax
    phrases = [
        token
        for token in syntax.subtree(clause_top(parties, carrier))
        if syntax.relation(token) in ("obl", "nmod") and _cases(parties, token) & _PLACES
        if not is_mission(parties, token) and not _is_border(parties, token)
    ]
    for token in phrases:
        if token in parties.named:
            return (parties.named[token],)
    return next((codes[:1] for token in phrases if (codes := parties.party(token).codes)), ())


def home_of(
    parties: Parties, carrier: int, others: tuple[str, ...], *, of_target: bool = False
) -> tuple[str, ...]:
    """The country of somebody who has none of his own.

    Args:
        others: The codes of the other side.
        of_target: Whether the target is sought: the source's country then comes first.
    """
    syntax, countries = parties.syntax, parties.brief.facts.countries
    states = tuple(code for code in others if code in countries)
    place = place_of(parties, carrier)
    if of_target and len(states) == 1 and not place:
        return states
    if not place and not of_target and _is_at_mission(parties, carrier):
        main = parties.main_country
        return (main,) if main and main not in others else ()
    if place or states:
        return place or states[:1]
    sentence = syntax.sentence(carrier)
    for tokens in (syntax.subtree(clause_top(parties, carrier)), range(sentence.first, sentence.last)):
        named = [code for code in parties.mentioned(tokens) if code in countries]
        if named:
            return (named[0],)
    return (parties.main_country,) if parties.main_country else ()


def is_mission(parties: Parties, token: int) -> bool:
    """Whether a phrase is an embassy or the like, which stands in another country than its own."""
    return parties.syntax.tokens[token].lemma.lower() in event_words("embassies")


def _is_border(parties: Parties, token: int) -> bool:
    """Whether a phrase names the country on the other side: "at the border with Peru"."""
    is_border = parties.syntax.tokens[token].lemma.lower() in event_words("borders")
    return is_border and bool(parties.syntax.obliques(token, "with")) and not owners_of(parties.syntax, token)


def _is_at_mission(parties: Parties, carrier: int) -> bool:
    """Whether it happens at an embassy: "marched on the Peruvian embassy"."""
    tokens = parties.syntax.children(carrier, "obl")
    return any(is_mission(parties, token) and _cases(parties, token) & _PLACES for token in tokens)


def clause_top(parties: Parties, carrier: int) -> int:
    """The topmost word of the clauses around a word, below a verb of saying."""
    current = carrier
    for head, relation in iter_clause_heads(parties, carrier):
        if relation in ("ccomp", "parataxis") and is_reporting(parties, head):
            break
        if parties.syntax.tokens[current].deprel == "acl:relcl":
            break
        current = head
    return current


def _cases(parties: Parties, token: int) -> set[str]:
    return {parties.syntax.tokens[case].text.lower() for case in parties.syntax.children(token, "case")}
