"""Whose act "the decision" or "the attack" is, where the sentence does not say.

"Jordan condemned the decision" is said of whoever was told to have decided: the
owner that the sentences before most often give to acts of that kind ("a US
decision", "Turkey's offensive"), else the subject of the report's first sentence.
"""

from __future__ import annotations

from collections import Counter

from dragoman.reading.event_grammar import owners_of
from dragoman.reading.event_parties import Parties
from dragoman.reading.event_tables import event_words

_DEFINITE = frozenset({"the", "this", "that", "these", "those"})


def doers_of(parties: Parties, objects: list[int]) -> tuple[str, ...]:
    """The code of whoever did what a definite noun takes up; empty where it takes up nothing known."""
    syntax = parties.syntax
    for token in objects:
        words = {syntax.tokens[each].text.lower() for each in syntax.children(token, "det")}
        is_act = syntax.tokens[token].lemma.lower() in event_words("acts")
        if is_act and words & _DEFINITE and not parties.party(token).codes:
            return _owner_before(parties, syntax.sentence(token).first)
    return ()


def _owner_before(parties: Parties, end: int) -> tuple[str, ...]:
    """The single owner given most often to acts before a token, else who acts in the first sentence."""
    syntax = parties.syntax
    counts: Counter[tuple[str, ...]] = Counter()
    for token in range(end):
        if syntax.tokens[token].lemma.lower() not in event_words("acts"):
            continue
        codes = parties.codes([*owners_of(syntax, token), *syntax.obliques(token, "by", "of")])
        if len(codes) == 1:
            counts[codes] += 1
    if counts:
        return counts.most_common(1)[0][0]
    for token in range(end):
        if syntax.tokens[token].head < 0:
            codes = parties.codes(syntax.agents(token))
            return codes if len(codes) == 1 else ()
    return ()
