"""Questions to the tree that only the rules for events ask.

`syntax` answers in the terms of grammar; the answers here forgive what a parser often
gets wrong in news ("called on Peru to lift ...", "handed in 800 rifles").
"""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.reading.event_tables import event_words
from dragoman.reading.syntax import Syntax, answered_once

OWNERS = ("nmod:poss", "amod", "compound", "nmod:unmarked", "nmod:desc")
_CLAUSES = ("ccomp", "xcomp")
_PARTICLES = ("in", "off", "up", "over")
_HEADS_OF_QUANTITY = ("of", "for")


def is_time(syntax: Syntax, token: int) -> bool:
    """Whether a phrase names a time: "on Tuesday", "for three hours"."""
    word = syntax.tokens[token]
    return bool({word.lemma.lower(), word.text.lower()} & event_words("time"))


def auxiliaries_of(syntax: Syntax, token: int) -> set[str]:
    """The auxiliaries of a verb, as written, in lower case."""
    auxiliaries = syntax.children(token, "aux")
    return {syntax.tokens[aux].text.lower() for aux in auxiliaries} if auxiliaries else set()


def marks_of(syntax: Syntax, token: int) -> set[str]:
    """The conjunctions and the "to" of a clause, in lower case."""
    return {syntax.tokens[mark].text.lower() for mark in syntax.children(token, "mark")}


def owners_of(syntax: Syntax, token: int) -> list[int]:
    """Possessors and adjectives of a noun."""
    return [child for child in syntax.children(token) if syntax.tokens[child].deprel in OWNERS]


def is_reduced_passive(syntax: Syntax, token: int) -> bool:
    """Whether a participle behind a noun is acted on it: "two priests arrested in Suva"."""
    word = syntax.tokens[token]
    if syntax.relation(token) != "acl" or word.deprel == "acl:relcl" or word.text.lower().endswith("ing"):
        return False
    return not syntax.children(token, "mark", "obj", "aux") and syntax.own_subject(token) is None


def objects_of(syntax: Syntax, token: int) -> list[int]:
    """What a verb acts on, with the phrase behind a particle that the parser takes for an oblique one."""
    if is_reduced_passive(syntax, token):
        return [syntax.tokens[token].head]
    found = syntax.objects(token)
    if found:
        return found
    has_particle = bool(syntax.children(token, "compound"))
    for child in syntax.children(token, "obl"):
        cases = syntax.children(child, "case")
        is_bare = not cases and has_particle
        is_behind = (
            bool(cases) and cases[0] == token + 1 and syntax.tokens[cases[0]].text.lower() in _PARTICLES
        )
        is_thing = syntax.tokens[child].upos == "NOUN" and not is_time(
            syntax, child
        )  # "met in Geneva" is none
        if child > token and (is_bare or is_behind) and is_thing:
            return [child]
    return []


def clause_of(syntax: Syntax, token: int) -> int | None:
    """The head of the clause that a word governs: "demanded that ...", "refused to ...", "plan to ...".

    An infinitive that the parser hangs as an adverbial behind an object ("called on
    Peru to lift") counts as well.
    """
    relations = _CLAUSES if syntax.tokens[token].upos in ("VERB", "AUX") else (*_CLAUSES, "acl")
    found = syntax.child(token, *relations)
    if found is not None:
        return found
    behind = (child for child in syntax.children(token, "advcl") if child > token)
    return next((child for child in behind if marks_of(syntax, child) == {"to"}), None)


def noun_heads(syntax: Syntax, token: int) -> list[int]:
    """The nouns that say what a phrase is about: "a series of bombs", "part of an aid program"."""
    found: list[int] = []
    for member in syntax.conjuncts(token):
        found.append(member)
        found += syntax.children(member, "compound", "amod", "nummod")
        for child in syntax.obliques(member, *_HEADS_OF_QUANTITY):
            found.append(child)
            found += syntax.children(child, "compound")
            found += syntax.obliques(child, "of")
    return found


def near_subtree(syntax: Syntax, token: int) -> list[int]:
    """What a word governs without relative clauses, other people's clauses and what is only said beside it."""
    found, open_tokens = [], [token]
    while open_tokens:
        current = open_tokens.pop()
        found.append(current)
        open_tokens += [child for child in syntax.children(current) if not _is_aside(syntax, child)]
    return sorted(found)


def _is_aside(syntax: Syntax, token: int) -> bool:
    if syntax.tokens[token].deprel == "acl:relcl" or syntax.relation(token) == "parataxis":
        return True
    return syntax.relation(token) == "advcl" and "to" not in marks_of(syntax, token)


def lemmas_of(syntax: Syntax, tokens: Iterable[int]) -> set[str]:
    """Lemmas and forms in lower case; the parts of a hyphened word stand for the whole as well."""
    found: set[str] = set()
    words = syntax.tokens
    for token in tokens:
        found |= {words[token].lemma.lower(), words[token].text.lower()}
        if token >= 2 and words[token - 1].text == "-":
            found.add(f"{words[token - 2].text}-{words[token].lemma}".lower())
    return found


def is_about(syntax: Syntax, token: int, name: str) -> bool:
    """Whether a phrase is about a word of a list of data/event_words.tsv."""
    return not _matter_of(syntax, token).isdisjoint(event_words(name))


def acts_on(syntax: Syntax, token: int, name: str) -> bool:
    """Whether what a verb acts on is about a word of a list."""
    return not _matter_of_objects(syntax, token).isdisjoint(event_words(name))


def governs(syntax: Syntax, token: int, name: str) -> bool:
    """Whether a word of a list stands in what a word governs, as `near_subtree` sees it."""
    return not _words_governed(syntax, token).isdisjoint(event_words(name))


# A verb has a row for each list that its object may be of: what is asked of the lists is found once.


@answered_once
def _matter_of(syntax: Syntax, token: int) -> set[str]:
    return lemmas_of(syntax, noun_heads(syntax, token))


@answered_once
def _matter_of_objects(syntax: Syntax, token: int) -> set[str]:
    return {word for each in objects_of(syntax, token) for word in _matter_of(syntax, each)}


@answered_once
def _words_governed(syntax: Syntax, token: int) -> set[str]:
    return lemmas_of(syntax, near_subtree(syntax, token))
