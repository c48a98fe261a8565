"""Who leads a delegation is of its country: "a team from Belarus led by Deputy Prime Minister NAME"."""

from __future__ import annotations

from dataclasses import replace

from dragoman.reading.cast import MentionKind
from dragoman.reading.sighting_field import Sighting
from dragoman.reading.syntax import Syntax
from dragoman.reading.wordlists import words

_LONGEST_ROW = 4  # people


def with_delegations(syntax: Syntax, sightings: list[Sighting]) -> list[Sighting]:
    """Gives people without a country that of the delegation, team or side that they lead."""
    return [
        replace(each, country=code)
        if each.kind is MentionKind.PERSON and not each.country and (code := _led(syntax, sightings, each))
        else each
        for each in sightings
    ]


def _led(syntax: Syntax, sightings: list[Sighting], person: Sighting) -> str:
    """The country of what somebody is told to lead; empty for nothing."""
    verb = _leading_verb(syntax, person)
    if verb is None:
        return ""
    nouns = [syntax.tokens[verb].head] if syntax.relation(verb) == "acl" else syntax.children(verb, "nsubj")
    nouns += [
        syntax.tokens[each].head for each in nouns if syntax.relation(each) == "nmod"
    ]  # "from Belarus led by"
    nouns = [each for each in nouns if each >= 0]
    for noun in nouns:
        if syntax.tokens[noun].lemma.lower() not in words("delegations"):
            continue
        codes = [each.country for each in sightings if each.first <= noun < each.last and each.country]
        inside = syntax.children(noun, "nmod", "amod", "compound")
        behind = [noun + 2] if syntax.tokens[noun + 1].text.lower() in ("from", "of") else []
        inside = [*inside, *behind]
        codes += [each.country for each in sightings for child in inside if each.first <= child < each.last]
        if codes:
            return codes[0]
    return ""


def _leading_verb(syntax: Syntax, person: Sighting) -> int | None:
    """The participle or passive that somebody is the agent of, through a row of people: "led by X and Y"."""
    current = next(
        (
            each
            for each in range(person.first, person.last)
            if not person.first <= syntax.tokens[each].head < person.last
        ),
        person.first,
    )
    for _ in range(_LONGEST_ROW):
        head = syntax.tokens[current].head
        if head < 0:
            return None
        is_agent = any(syntax.tokens[each].text.lower() == "by" for each in syntax.children(current, "case"))
        if is_agent and syntax.tokens[head].lemma.lower() in words("leading"):
            return head
        if syntax.relation(current) not in ("conj", "appos", "flat"):
            return None
        current = head
    return None
