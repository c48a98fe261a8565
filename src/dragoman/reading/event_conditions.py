"""Whether a row of the trigger table fits a word of the tree.

The conditions are the small language of data/events.tsv: an object of a list, a
governed clause, a phrase with a preposition, a word anywhere in what is governed.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache

from dragoman.reading.event_grammar import (
    acts_on,
    auxiliaries_of,
    clause_of,
    governs,
    is_about,
    is_time,
    lemmas_of,
    marks_of,
    objects_of,
    owners_of,
)
from dragoman.reading.event_parties import Parties, Standing
from dragoman.reading.event_tables import Trigger, event_words, triggers
from dragoman.reading.realis import is_negated
from dragoman.reading.word_bases import bases_of

_WORD_CLASSES = {"VERB": "V", "NOUN": "N", "ADJ": "A", "AUX": "V"}
# How many words after a verb its particle may stand: "call the ambassador in", "turn the offer down".
_PARTICLE_REACH = 5
# Share of capitalised words above which a sentence is a headline, whose capitals say nothing.
_HEADLINE_SHARE = 0.6
_CONDITIONS = frozenset({"if", "unless", "until"})
_MODALS = frozenset("will would shall should must can could may might 'll ’ll 'd ’d".split())


def match_trigger(parties: Parties, token: int) -> Trigger | None:
    """The row that a word fits, the strictest first; None for a word that tells no event."""
    word = parties.syntax.tokens[token]
    word_class = _WORD_CLASSES.get(word.upos)
    if word_class is None:
        return None
    rows = _rows_for(word_class, word.text, word.lemma)
    if not rows:
        return None
    if word_class == "N" and _is_in_name(parties, token):
        rows = tuple(row for row in rows if row.type == "CONSULT")
    return next((row for row in rows if fits(parties, token, row)), None)


@lru_cache(maxsize=20_000)
def _rows_for(word_class: str, text: str, lemma: str) -> tuple[Trigger, ...]:
    rows = [row for base in bases_of(text, lemma) for row in triggers().get((word_class, base), ())]
    return tuple(sorted(rows, key=lambda row: -row.strictness))


def _is_in_name(parties: Parties, token: int) -> bool:
    """Whether a capital makes a noun part of a name ("National Day Rally"); headlines and first words aside."""
    sentence, tokens = parties.syntax.sentence(token), parties.syntax.tokens
    if token == sentence.first or not tokens[token].text[:1].isupper():
        return False
    words = [each.text for each in tokens[sentence.first : sentence.last] if each.text[:1].isalpha()]
    return sum(each[0].isupper() for each in words) < _HEADLINE_SHARE * len(words)


def fits(parties: Parties, token: int, trigger: Trigger) -> bool:
    """Whether all further words and conditions of a row hold."""
    for word in trigger.words:
        if not _goes_with(parties, token, word):
            return False
    return all(_holds(parties, token, each) for each in trigger.conditions)


def _goes_with(parties: Parties, token: int, word: str) -> bool:
    """Whether a particle or preposition belongs to the verb: by the tree, or behind it."""
    syntax = parties.syntax
    for child in syntax.children(token):
        if syntax.tokens[child].text.lower() == word and 0 < child - token <= _PARTICLE_REACH:
            return True
        if any(syntax.tokens[case].text.lower() == word for case in syntax.children(child, "case", "mark")):
            return syntax.relation(child) in ("obl", "advcl", "nmod") and not is_time(syntax, child)
    following = token + 1
    if following >= len(syntax.tokens) or syntax.tokens[following].text.lower() != word:
        return False
    return not is_time(syntax, syntax.tokens[following].head)


def _holds(parties: Parties, token: int, condition: str) -> bool:
    is_wanted, holds, argument = _parsed(condition)
    return holds(parties, token, argument) is is_wanted


@cache
def _parsed(condition: str) -> tuple[bool, Callable[[Parties, int, str], bool], str]:
    """A condition of the table as whether it must hold, its function and the argument."""
    name, _, argument = condition.removeprefix("!").partition(":")
    return not condition.startswith("!"), CONDITIONS[name], argument


# ------------------------------------------------------------------ the conditions, one function each


def _object(parties: Parties, token: int, name: str) -> bool:
    return acts_on(parties.syntax, token, name) if name else bool(objects_of(parties.syntax, token))


def _subject(parties: Parties, token: int, name: str) -> bool:
    if name == "crowds" and _is_crowd(parties, token):
        return True
    return any(is_about(parties.syntax, each, name) for each in parties.syntax.agents(token))


def _is_crowd(parties: Parties, token: int) -> bool:
    """Whether many people act together: by their noun, or by the noun that "they" stands for."""
    syntax, subjects = parties.syntax, parties.syntax.agents(token)
    head = syntax.tokens[token].head
    if subjects and syntax.tokens[subjects[0]].upos == "PRON" and head >= 0:
        subjects = syntax.agents(head)
        if any(is_about(syntax, each, "crowds") for each in subjects):
            return True
    return any(parties.party(each).standing is Standing.CROWD for each in subjects)


def _clause(parties: Parties, token: int, _: str) -> bool:
    return clause_of(parties.syntax, token) is not None


def _deed(parties: Parties, token: int, _: str) -> bool:
    syntax, clause = parties.syntax, clause_of(parties.syntax, token)
    if clause is None:
        return False
    is_open = syntax.own_subject(clause) is None or "to" in marks_of(syntax, clause)
    return is_open or bool(auxiliaries_of(syntax, clause) & _MODALS)


def _shown(parties: Parties, token: int, _: str) -> bool:
    syntax = parties.syntax
    return bool(syntax.children(token, "obj")) or any(
        syntax.own_subject(each) is not None for each in syntax.children(token, "ccomp")
    )


def _clause_of_another(parties: Parties, token: int, _: str) -> bool:
    """Whether the clause that is governed tells of somebody else: "claims that Peru ...", not "claims it has ..."."""
    syntax, clause = parties.syntax, clause_of(parties.syntax, token)
    subject = None if clause is None else syntax.own_subject(clause)
    if subject is None or syntax.tokens[subject].upos == "PRON":
        return False
    speaker = syntax.subject(token)
    own = parties.party(speaker).codes if speaker is not None else ()
    return not own or not set(parties.party(subject).codes) & set(own)


def _clause_verb(parties: Parties, token: int, name: str) -> bool:
    clause = clause_of(parties.syntax, token)
    return clause is not None and parties.syntax.tokens[clause].lemma.lower() in event_words(name)


def _infinitive(parties: Parties, token: int, _: str) -> bool:
    clause = clause_of(parties.syntax, token)
    return clause is not None and "to" in marks_of(parties.syntax, clause)


def _word_within(parties: Parties, token: int, name: str) -> bool:
    return governs(parties.syntax, token, name)


def _oblique(parties: Parties, token: int, preposition: str) -> bool:
    return any(not is_time(parties.syntax, each) for each in parties.syntax.obliques(token, preposition))


def _object_of_standing(least: Standing) -> Callable[[Parties, int, str], bool]:
    def holds(parties: Parties, token: int, _: str) -> bool:
        return any(parties.party(each).standing >= least for each in objects_of(parties.syntax, token))

    return holds


def _object_named(parties: Parties, token: int, _: str) -> bool:
    return any(each in parties.named for each in objects_of(parties.syntax, token))


def _public_other(parties: Parties, token: int, _: str) -> bool:
    """Whether the object, or the subject of the clause, is somebody public."""
    syntax, clause = parties.syntax, clause_of(parties.syntax, token)
    subjects = syntax.children(clause, "nsubj") if clause is not None else []
    others = (*objects_of(syntax, token), *subjects)
    return any(parties.party(each).standing >= Standing.POLITICAL for each in others)


def _negated(parties: Parties, token: int, _: str) -> bool:
    return is_negated(parties.syntax, token)


def _for_another(parties: Parties, token: int, _: str) -> bool:
    """Whether what somebody is asked to support is a third party: "urged the bloc to back Peru"."""
    syntax, clause = parties.syntax, clause_of(parties.syntax, token)
    backed = parties.codes(syntax.objects(clause)) if clause is not None else ()
    sides = parties.codes([*syntax.agents(token), *objects_of(syntax, token)])
    return bool(backed) and not set(backed) & set(sides)


def _several(parties: Parties, token: int, _: str) -> bool:
    """Whether two countries do it together: both are subject, or one does it "with" another, or jointly."""
    syntax = parties.syntax
    if len(parties.codes(syntax.agents(token))) > 1:
        return True
    words = (token, *objects_of(syntax, token))
    if parties.codes(each for word in words for each in syntax.obliques(word, "with")):
        return True
    return bool(lemmas_of(syntax, syntax.subtree(token)) & event_words("joint"))


def _general(parties: Parties, token: int, _: str) -> bool:
    return "general" in lemmas_of(parties.syntax, parties.syntax.children(token, "amod", "compound"))


def _will(parties: Parties, token: int, _: str) -> bool:
    return bool(auxiliaries_of(parties.syntax, token) & event_words("future_aux"))


def _has_condition(parties: Parties, token: int, _: str) -> bool:
    """Whether a clause with "if" or "unless" goes with the word or with what it governs."""
    syntax = parties.syntax
    words = (token, *syntax.children(token, "ccomp", "xcomp", "advcl", "obl"), *objects_of(syntax, token))
    return any(
        marks_of(syntax, clause) & _CONDITIONS for word in words for clause in (word, *syntax.children(word))
    )


def _from_party(parties: Parties, token: int, _: str) -> bool:
    """Whether somebody is named from whom it comes, by the verb or by its object: "won praise from Peru"."""
    syntax, objects = parties.syntax, objects_of(parties.syntax, token)
    words = (token, *objects, *(child for each in objects for child in syntax.obliques(each, "of")))
    return any(parties.party(each).codes for word in words for each in syntax.obliques(word, "from"))


def _by_state(parties: Parties, token: int, _: str) -> bool:
    """Whether a government or an office-holder does it, and no crowd."""
    syntax = parties.syntax
    return any(parties.party(each).standing is Standing.STATE for each in syntax.agents(token))


def _object_body(parties: Parties, token: int, _: str) -> bool:
    """Whether the object is a body of states: "joined NATO"."""
    countries = parties.brief.facts.countries
    return any(
        each in parties.named and parties.named[each] not in countries
        for each in objects_of(parties.syntax, token)
    )


def _is_under_way(parties: Parties, token: int, _: str) -> bool:
    """Whether a noun is what begins, goes on or ends: "a truce came into force", "fighting raged"."""
    syntax = parties.syntax
    head = syntax.tokens[token].head
    if syntax.relation(token) != "nsubj" or head < 0 or syntax.is_passive(head):
        return False
    if any(syntax.tokens[each].lemma.lower() not in event_words("effect") for each in syntax.objects(head)):
        return False
    return not event_words("occurrence").isdisjoint(
        bases_of(syntax.tokens[head].text, syntax.tokens[head].lemma)
    )


def _noun_of(parties: Parties, token: int, name: str) -> bool:
    """Whether a noun has an "of" phrase about a word of the list: "the lifting of the ban"."""
    return any(is_about(parties.syntax, each, name) for each in parties.syntax.obliques(token, "of"))


def _done_by(parties: Parties, token: int, name: str) -> bool:
    """Whether those who own a noun are of the list: "a strike by nurses", "teachers' walkout"."""
    syntax = parties.syntax
    doers = [
        *syntax.obliques(token, "by", "of"),
        *syntax.children(token, "compound"),
        *owners_of(syntax, token),
    ]
    return any(is_about(syntax, each, name) for each in doers)


def _modified(parties: Parties, token: int, name: str) -> bool:
    """Whether an adjective or a noun before a noun is of the list: "air strike"."""
    modifiers = parties.syntax.children(token, "compound", "amod")
    return bool(lemmas_of(parties.syntax, modifiers) & event_words(name))


def _is_refused(parties: Parties, token: int, _: str) -> bool:
    """Whether somebody says that there will be none: "there would be no talks"."""
    syntax = parties.syntax
    head = syntax.tokens[token].head
    verb = head if head >= 0 and syntax.relation(token) in ("nsubj", "obj") else token
    return is_negated(syntax, token) and bool(auxiliaries_of(syntax, verb) & event_words("future_aux"))


def _brings_aid(parties: Parties, token: int, _: str) -> bool:
    """Whether the subject is a carrier of relief: "a plane carrying medicine", "a convoy with food"."""
    syntax = parties.syntax
    for subject in syntax.agents(token):
        loads = [each for verb in syntax.children(subject, "acl") for each in syntax.objects(verb)]
        loads += syntax.obliques(subject, "with", "of")
        if any(is_about(syntax, each, name) for each in loads for name in ("aid", "relief_goods")):
            return True
    return False


def _warned_act(parties: Parties, token: int, _: str) -> bool:
    """Whether the clause tells what somebody public will do: "warned that police would fire"."""
    syntax, clause = parties.syntax, clause_of(parties.syntax, token)
    subject = syntax.own_subject(clause) if clause is not None else None
    if clause is None or subject is None:
        return False
    is_agent = syntax.tokens[subject].upos == "PRON" or parties.party(subject).standing >= Standing.POLICE
    return bool(auxiliaries_of(syntax, clause) & event_words("warned_aux")) and is_agent


CONDITIONS: dict[str, Callable[[Parties, int, str], bool]] = {
    "obj": _object,
    "subj": _subject,
    "clause": _clause,
    "shown": _shown,
    "deed": _deed,
    "other": _clause_of_another,
    "to": _clause_verb,
    "inf": _infinitive,
    "has": _word_within,
    "obl": _oblique,
    "person": _object_of_standing(Standing.CIVIL),
    "official": _object_of_standing(Standing.STATE),
    "named": _object_named,
    "public": _public_other,
    "neg": _negated,
    "third": _for_another,
    "several": _several,
    "general": _general,
    "will": _will,
    "future": _warned_act,
    "if": _has_condition,
    "from": _from_party,
    "gov": _by_state,
    "body": _object_body,
    "occurs": _is_under_way,
    "of": _noun_of,
    "by": _done_by,
    "with": _modified,
    "no_future": _is_refused,
    "cargo": _brings_aid,
}
