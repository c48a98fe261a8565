"""In what sense a word of action is told: happened, planned, conditional, denied, historical.

Decided from auxiliaries, negation, governing verbs ("plans to", "denied that"),
conjunctions ("if"), tense against the time it names, and adjectives of nouns
("planned talks", "a possible visit"). The words are in data/realis.tsv.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

from dragoman.reading.record import Realis
from dragoman.reading.syntax import Syntax

_NEGATIONS = frozenset({"not", "n't", "never", "no", "neither", "nor", "without", "n’t"})
_MAX_STEPS = 6


@cache
def _words(kind: str) -> frozenset[str]:
    text = resources.files("dragoman.reading").joinpath("data/realis.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return frozenset(row[1] for row in rows if row[0] == kind)


def realis_of(syntax: Syntax, token: int) -> Realis:
    """The sense in which a verb or an event noun is told.

    Denial wins over condition, condition over plan; a noun takes the sense of
    the verb that it is the object or subject of ("will hold talks").
    """
    found = Realis.HAPPENED
    current = token
    for _ in range(_MAX_STEPS):
        sense = _own_sense(syntax, current)
        if sense is Realis.DENIED:
            return sense
        found = _stronger(found, sense)
        above = _governor(syntax, current)
        if above is None:
            break
        current, sense = above
        if sense is Realis.DENIED:
            return sense
        found = _stronger(found, sense)
    return found


_ORDER = (Realis.HAPPENED, Realis.HISTORICAL, Realis.PLANNED, Realis.CONDITIONAL, Realis.DENIED)


def _stronger(left: Realis, right: Realis) -> Realis:
    return max(left, right, key=_ORDER.index)


def _own_sense(syntax: Syntax, token: int) -> Realis:
    """What auxiliaries, negation, conjunctions and adjectives of the word itself say."""
    word = syntax.tokens[token]
    children = syntax.children(token)
    lower = {syntax.tokens[child].text.lower() for child in children}
    if lower & _NEGATIONS:
        return Realis.DENIED
    marks = {syntax.tokens[child].lemma.lower() for child in syntax.children(token, "mark", "advmod")}
    if marks & _words("condition"):
        return Realis.CONDITIONAL
    auxiliaries = {syntax.tokens[child].text.lower() for child in syntax.children(token, "aux")}
    if auxiliaries & _words("future_aux"):
        return Realis.PLANNED
    if auxiliaries & _words("modal"):
        return Realis.CONDITIONAL
    if word.upos in ("NOUN", "PROPN"):
        modifiers = {syntax.tokens[child].lemma.lower() for child in syntax.children(token, "amod", "compound", "acl")}
        if modifiers & _words("planned_adjective"):
            return Realis.PLANNED
        if modifiers & _words("possible_adjective"):
            return Realis.CONDITIONAL
        if modifiers & _words("past_adjective"):
            return Realis.HISTORICAL
    return Realis.HAPPENED


def _governor(syntax: Syntax, token: int) -> tuple[int, Realis] | None:
    """The word that the sense is inherited from, with the sense that it lends."""
    word = syntax.tokens[token]
    if word.head < 0:
        return None
    head = syntax.tokens[word.head]
    relation = syntax.relation(token)
    if word.upos in ("NOUN", "PROPN") and relation in ("obj", "nsubj", "obl", "nmod", "compound", "conj"):
        if head.upos == "VERB" and relation != "obl":
            return word.head, _lent(head.lemma.lower(), noun=True)
        if relation == "conj" or (relation == "nmod" and head.upos == "NOUN"):
            return word.head, _lent(head.lemma.lower(), noun=True)
        return None
    if relation == "conj":
        has_subject = syntax.own_subject(token) is not None
        return None if has_subject else (word.head, Realis.HAPPENED)
    if relation in ("xcomp", "ccomp", "acl", "advcl", "csubj"):
        return word.head, _clause_sense(syntax, token, head.lemma.lower(), relation)
    return None


def _clause_sense(syntax: Syntax, token: int, governor: str, relation: str) -> Realis:
    is_infinitive = any(syntax.tokens[mark].text.lower() == "to" for mark in syntax.children(token, "mark"))
    lent = _lent(governor, noun=False)
    if lent is not Realis.HAPPENED:
        return lent
    if is_infinitive and governor in _words("implicative"):
        return Realis.HAPPENED
    if is_infinitive and relation in ("xcomp", "ccomp", "acl", "advcl", "csubj"):
        return Realis.PLANNED
    return Realis.HAPPENED


def _lent(governor: str, *, noun: bool) -> Realis:
    if governor in _words("denying"):
        return Realis.DENIED
    if governor in _words("wishing"):
        return Realis.CONDITIONAL
    if governor in (_words("planning_noun") if noun else _words("planning")):
        return Realis.PLANNED
    return Realis.HAPPENED
