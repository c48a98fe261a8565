"""Whom a telling of a meeting names beside its subject: those met with, those inside its noun, those who came along."""

from __future__ import annotations

from dataclasses import replace

from dragoman.reading.arguments import codes_of, parties, parties_of
from dragoman.reading.brief import Brief
from dragoman.reading.cast import MentionKind
from dragoman.reading.meeting_words import is_meeting_noun
from dragoman.reading.record import Actor, ActorKind
from dragoman.reading.wordlists import words

_COUNTERPART = ("with", "alongside", "opposite")


def partners(brief: Brief, word: int) -> list[Actor]:
    tokens = brief.syntax.obliques(word, *_COUNTERPART) + _misplaced(brief, word)
    tokens = [_antecedent(brief, token) for token in tokens]
    return parties_of(brief, [token for token in tokens if is_partner(brief, token)])


def is_partner(brief: Brief, token: int) -> bool:
    """Whether a noun stands for a side of talks, not for the public or the press."""
    return brief.syntax.tokens[token].lemma.lower() not in words("no_partners")


def _antecedent(brief: Brief, token: int) -> int:
    """Whom "whom" stands for: "Merkel, with whom he had spoken by telephone"."""
    syntax = brief.syntax
    verb = syntax.tokens[token].head
    is_relative = syntax.tokens[token].text.lower() == "whom" and verb >= 0
    return syntax.tokens[verb].head if is_relative and syntax.tokens[verb].deprel == "acl:relcl" else token


def _misplaced(brief: Brief, word: int) -> list[int]:
    """People after "with" whose preposition the parser hung elsewhere."""
    found = []
    for child in brief.syntax.children(word, "obl", "nmod"):
        mention = brief.cast.at(child)
        if (
            mention is None
            or mention.kind is not MentionKind.PERSON
            or brief.syntax.child(child, "case") is not None
        ):
            continue
        if mention.first > 0 and brief.syntax.tokens[mention.first - 1].text.lower() in _COUNTERPART:
            found.append(child)
    return found


def came_with(brief: Brief, verb: int) -> tuple[Actor, ...]:
    """Who led a side, or came with somebody: "the US side was headed by X", "X was accompanied by Y"."""
    syntax = brief.syntax
    subjects = syntax.children(verb, "nsubj") if syntax.is_passive(verb) else []
    owners = codes_of(parties_of(brief, subjects))
    is_side = any(syntax.tokens[each].lemma.lower() in words("delegations") for each in subjects)
    is_with = syntax.tokens[verb].lemma.lower() in ("accompany", "join")
    if len(owners) != 1 or not (is_side or is_with):
        return ()
    found = [each for each in parties_of(brief, syntax.obliques(verb, "by")) if each.kind is ActorKind.PERSON]
    return tuple(replace(each, country=each.country or owners[0]) for each in found)


def sent(brief: Brief, tokens: list[int]) -> list[Actor]:
    """A delegation and who leads it: "met a team from Belarus led by X"."""
    syntax = brief.syntax
    nouns = [each for each in tokens if syntax.tokens[each].lemma.lower() in words("delegations")]
    leading = [
        clause
        for noun in nouns
        for clause in syntax.children(noun, "acl")
        if syntax.tokens[clause].lemma in words("leading")
    ]
    by = [each for clause in leading for each in syntax.children(clause, "obl") if _is_agent(brief, each)]
    leaders = parties_of(brief, by)
    return [*leaders, *parties_of(brief, nouns)]


def _is_agent(brief: Brief, token: int) -> bool:
    cases = {brief.syntax.tokens[each].text.lower() for each in brief.syntax.children(token, "case")}
    return "by" in cases or brief.syntax.tokens[token].deprel == "obl:agent"


def guest_behind_place(brief: Brief, verb: int) -> list[Actor]:
    """Whom somebody receives where a place parts them from the verb: "received at the palace President X"."""
    syntax, sentence = brief.syntax, brief.syntax.sentence(verb)
    for mention in brief.cast.within(syntax.tokens[verb].end, sentence.end):
        if "," in brief.article.text[syntax.tokens[verb].end : mention.start]:
            return []
        before = syntax.tokens[mention.first - 1]
        if mention.kind is MentionKind.PERSON:
            is_free = before.upos not in ("ADP", "CCONJ", "SCONJ") and before.text.lower() not in (
                "the",
                "'s",
                "’s",
            )
            return parties(brief, mention.head) if is_free else []
    return []


def named_inside(brief: Brief, noun: int) -> list[Actor]:
    """Those whom the noun's own phrase names: "the Trump-Putin summit", "talks between X and Y", "attended by Z"."""
    syntax = brief.syntax
    found: list[Actor] = []
    for child in syntax.children(noun, "compound", "nmod", "amod"):
        cases = {syntax.tokens[case].text.lower() for case in syntax.children(child, "case")}
        if is_meeting_noun(syntax.tokens[child]):  # "two days of talks in the capital"
            continue
        if cases & {"between", "of", "among", "by"}:
            found.extend(parties(brief, child))
        elif syntax.relation(child) != "nmod" or syntax.tokens[child].deprel == "nmod:poss":
            found.extend(actor for actor in parties(brief, child) if actor.country)
    if noun > 1 and syntax.tokens[noun - 1].text in (
        "'s",
        "’s",
        "'",
        "’",
    ):  # where the parser lost the possessor
        owner = brief.cast.at(noun - 2)
        found.extend(owner.actors if owner is not None else ())
    for clause in syntax.children(noun, "acl"):
        if syntax.tokens[clause].lemma.lower() in words("taking_part_in"):
            found.extend(parties_of(brief, syntax.obliques(clause, "by") + syntax.children(clause, "obj")))
    return found


def who_speaks_of(brief: Brief, noun: int) -> list[Actor]:
    """The subject of the clause that a meeting noun stands in: the side that it leaves out."""
    current = noun
    for _ in range(6):
        head = brief.syntax.tokens[current].head
        if head < 0:
            return []
        if brief.syntax.tokens[head].upos == "VERB":
            subject = brief.syntax.subject(head)
            if subject is not None and noun not in brief.syntax.subtree(subject):
                return parties(brief, subject)
        current = head
    return []
