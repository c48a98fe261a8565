"""Slips of the parser that are always the same, mended before the rules ask for the tree.

News writes "held talks with visiting President X"; a parser that has seen few such
sentences takes the adjective for a verb, and the guest for what is visited.
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.language import Analysis, NameKind, Token

_NOMINAL = ("NOUN", "PROPN", "PRON")
_REACH = 12  # words from the adjective back to a subject
# What stands before a guest; behind "after", "before", "by" or "while" somebody visits.
_BEFORE_GUESTS = frozenset({"with", "to", "for", "between", "from", "of", "alongside"})


def mended(analysis: Analysis) -> Analysis:
    """The analysis with its slips mended; the same object where there are none."""
    tokens = list(analysis.tokens)
    for index, token in enumerate(tokens):
        if token.text.lower() == "visiting" and token.upos == "VERB":
            guest = _guest(analysis, index)
            place = _place(tokens, index)
            if guest is not None and place is not None:
                _make_adjective(tokens, index, guest, place)
    return analysis if tokens == list(analysis.tokens) else replace(analysis, tokens=tuple(tokens))


def _guest(analysis: Analysis, verb: int) -> int | None:
    """The person whose name or title begins right behind a participle, None for anything else."""
    tokens, guest = analysis.tokens, verb + 1
    if guest >= len(tokens):
        return None
    while tokens[guest].head > verb:
        guest = tokens[guest].head
    beside = [index for index, token in enumerate(tokens) if token.head == guest and token.deprel == "appos"]
    people = [name for name in analysis.names if name.kind is NameKind.PERSON]
    is_person = any(name.first <= each < name.last for name in people for each in (guest, *beside))
    return guest if is_person and tokens[verb + 1].deprel != "det" else None


def _place(tokens: list[Token], verb: int) -> tuple[int, str] | None:
    """The head and the relation that are the guest's; None where somebody does visit."""
    token = tokens[verb]
    own = [each for each in range(max(verb - 3, 0), verb) if tokens[each].head == verb]
    if token.head < 0 or any(tokens[each].deprel.startswith(("aux", "nsubj", "cop")) for each in own):
        return None
    is_nominal = tokens[token.head].upos in _NOMINAL
    if marks := [tokens[each].text.lower() for each in own if tokens[each].deprel in ("mark", "case")]:
        relation = "nmod" if is_nominal else "obl"
        return (token.head, relation) if _BEFORE_GUESTS.issuperset(marks) else None
    if token.deprel == "conj":
        head = token.head if is_nominal else _subject_before(tokens, verb)
        return None if head is None else (head, "conj")
    is_acted_on = token.deprel in ("xcomp", "advcl") and token.head == verb - 1
    return (token.head, "obj") if is_acted_on else None


def _subject_before(tokens: list[Token], verb: int) -> int | None:
    """The subject of the verb behind, to which a participle in a row of subjects is joined."""
    head = tokens[verb].head
    before = range(max(verb - _REACH, 0), verb if head > verb else 0)
    return next(
        (each for each in before if tokens[each].head == head and tokens[each].deprel == "nsubj"), None
    )


def _make_adjective(tokens: list[Token], verb: int, guest: int, place: tuple[int, str]) -> None:
    """Put the guest in the place of the participle, which becomes the guest's adjective."""
    clause = tokens[verb].head
    while clause >= 0 and tokens[clause].upos != "VERB":
        clause = tokens[clause].head
    for index, token in enumerate(tokens):
        if token.head != verb or index == guest:
            continue
        if token.deprel == "mark" and index < verb:
            tokens[index] = replace(token, head=guest, deprel="case")
        else:  # where and when they met is said of the clause
            is_later = index > guest and clause >= 0
            tokens[index] = replace(token, head=clause if is_later else guest)
    if tokens[guest].head == verb:
        tokens[guest] = replace(tokens[guest], head=place[0], deprel=place[1])
    tokens[verb] = replace(tokens[verb], upos="ADJ", head=guest, deprel="amod")
