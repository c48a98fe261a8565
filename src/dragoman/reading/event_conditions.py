"""Whether a row of the trigger table fits a word of the tree.

The conditions are the small language of data/events.tsv: an object of a list, a
governed clause, a phrase with a preposition, a word anywhere in what is governed.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from dragoman.reading.event_parties import Parties, Standing
from dragoman.reading.event_tables import Trigger, event_words, triggers
from dragoman.reading.realis import is_negated
from dragoman.reading.word_bases import bases_of

_CLAUSES = ("ccomp", "xcomp")
_WORD_CLASSES = {"VERB": "V", "NOUN": "N", "ADJ": "A", "AUX": "V"}
# How many words after a verb its particle may stand: "call the ambassador in", "turn the offer down".
_PARTICLE_REACH = 5
_HEADS_OF_QUANTITY = ("of", "for")


def match_trigger(parties: Parties, token: int) -> Trigger | None:
    """The row that a word fits, the strictest first; None for a word that tells no event."""
    word = parties.syntax.tokens[token]
    word_class = _WORD_CLASSES.get(word.upos)
    if word_class is None:
        return None
    rows = _rows_for(word_class, word.text, word.lemma)
    return next((row for row in rows if fits(parties, token, row)), None)


@lru_cache(maxsize=20_000)
def _rows_for(word_class: str, text: str, lemma: str) -> tuple[Trigger, ...]:
    rows = [row for base in bases_of(text, lemma) for row in triggers().get((word_class, base), ())]
    return tuple(sorted(rows, key=lambda row: -row.strictness))


def fits(parties: Parties, token: int, trigger: Trigger) -> bool:
    """Whether all further words and conditions of a row hold."""
    words = (_goes_with(parties, token, word) for word in trigger.words)
    return all(words) and all(_holds(parties, token, each) for each in trigger.conditions)


def _goes_with(parties: Parties, token: int, word: str) -> bool:
    """Whether a particle or preposition belongs to the verb: by the tree, or behind it."""
    syntax = parties.syntax
    for child in syntax.children(token):
        if syntax.tokens[child].text.lower() == word and 0 < child - token <= _PARTICLE_REACH:
            return True
        if any(syntax.tokens[case].text.lower() == word for case in syntax.children(child, "case", "mark")):
            return syntax.relation(child) in ("obl", "advcl", "nmod") and not is_time(parties, child)
    following = token + 1
    if following >= len(syntax.tokens) or syntax.tokens[following].text.lower() != word:
        return False
    return not is_time(parties, syntax.tokens[following].head)


def is_time(parties: Parties, token: int) -> bool:
    """Whether a phrase names a time: "on Tuesday", "for three hours"."""
    word = parties.syntax.tokens[token]
    return bool({word.lemma.lower(), word.text.lower()} & event_words("time"))


def is_reduced_passive(parties: Parties, token: int) -> bool:
    """Whether a participle behind a noun is acted on it: "two priests arrested in Suva"."""
    syntax, word = parties.syntax, parties.syntax.tokens[token]
    if syntax.relation(token) != "acl" or word.deprel == "acl:relcl" or word.text.lower().endswith("ing"):
        return False
    return not syntax.children(token, "mark", "obj", "aux") and syntax.own_subject(token) is None


def objects_of(parties: Parties, token: int) -> list[int]:
    """What a verb acts on, with the phrase behind a particle that the parser takes for an oblique one."""
    syntax = parties.syntax
    if is_reduced_passive(parties, token):
        return [syntax.tokens[token].head]
    found = syntax.objects(token)
    if found:
        return found
    has_particle = bool(syntax.children(token, "compound"))
    for child in syntax.children(token, "obl"):
        cases = syntax.children(child, "case")
        is_bare = not cases and has_particle
        is_particle = (
            cases
            and cases[0] == token + 1
            and syntax.tokens[cases[0]].text.lower() in ("in", "off", "up", "over")
        )
        if child > token and (is_bare or is_particle) and not is_time(parties, child):
            return [child]
    return []


def _holds(parties: Parties, token: int, condition: str) -> bool:
    if condition.startswith("!"):
        return not _holds(parties, token, condition[1:])
    name, _, argument = condition.partition(":")
    syntax = parties.syntax
    if name == "obj":
        objects = objects_of(parties, token)
        return bool(objects) if not argument else any(_is_in(parties, each, argument) for each in objects)
    if name == "subj" and argument == "crowds" and _is_crowd(parties, token):
        return True
    if name == "subj":
        return any(_is_in(parties, each, argument) for each in syntax.agents(token))
    if name == "clause":
        return clause_of(parties, token) is not None
    if name == "to":
        clause = clause_of(parties, token)
        return clause is not None and syntax.tokens[clause].lemma.lower() in event_words(argument)
    if name == "has":
        return bool(_lemmas(parties, _near_subtree(parties, token)) & event_words(argument))
    if name == "obl":
        return any(not is_time(parties, each) for each in syntax.obliques(token, argument))
    if name == "person":
        return any(parties.party(each).standing >= Standing.CIVIL for each in objects_of(parties, token))
    if name == "named":
        return any(each in parties.named for each in objects_of(parties, token))
    if name == "public":
        clause = clause_of(parties, token)
        subjects = syntax.children(clause, "nsubj") if clause is not None else []
        return any(
            parties.party(each).standing >= Standing.POLITICAL
            for each in (*objects_of(parties, token), *subjects)
        )
    if name == "official":
        return any(parties.party(each).standing is Standing.STATE for each in objects_of(parties, token))
    if name == "title":
        first = syntax.sentence(token).first
        return token != first and syntax.tokens[token].text[:1].isupper()
    if name == "neg":
        return is_negated(syntax, token)
    if name == "third":
        return _is_for_another(parties, token)
    if name == "several":
        return _are_several(parties, token)
    if name == "general":
        return "general" in _lemmas(parties, syntax.children(token, "amod", "compound"))
    if name == "inf":
        clause = clause_of(parties, token)
        return clause is not None and any(
            syntax.tokens[m].text.lower() == "to" for m in syntax.children(clause, "mark")
        )
    if name == "will":
        auxiliaries = {syntax.tokens[aux].text.lower() for aux in syntax.children(token, "aux")}
        return bool(auxiliaries & event_words("future_aux"))
    if name == "future":
        return _warns_of_own_act(parties, token)
    raise ValueError(f'"{condition}" is no condition of data/events.tsv.')


def _is_for_another(parties: Parties, token: int) -> bool:
    """Whether what somebody is asked to support is a third party: "urged the bloc to back Peru"."""
    syntax = parties.syntax
    clause = clause_of(parties, token)
    backed = parties.codes(syntax.objects(clause)) if clause is not None else ()
    sides = parties.codes([*syntax.agents(token), *objects_of(parties, token)])
    return bool(backed) and not set(backed) & set(sides)


def _are_several(parties: Parties, token: int) -> bool:
    """Whether two countries do it together: both are subject, or one does it "with" another, or jointly."""
    syntax = parties.syntax
    if len(parties.codes(syntax.agents(token))) > 1:
        return True
    partners = [
        each for word in (token, *objects_of(parties, token)) for each in syntax.obliques(word, "with")
    ]
    return bool(parties.codes(partners)) or bool(
        _lemmas(parties, syntax.subtree(token)) & event_words("joint")
    )


def _is_crowd(parties: Parties, token: int) -> bool:
    """Whether many people act together: by their noun, or by the noun that "they" stands for."""
    subjects = parties.syntax.agents(token)
    head = parties.syntax.tokens[token].head
    if subjects and parties.syntax.tokens[subjects[0]].upos == "PRON" and head >= 0:
        subjects = parties.syntax.agents(head)
        if any(_is_in(parties, each, "crowds") for each in subjects):
            return True
    return any(parties.party(each).standing is Standing.CROWD for each in subjects)


def _warns_of_own_act(parties: Parties, token: int) -> bool:
    """Whether the clause tells what somebody public will do: "warned that police would fire"."""
    syntax = parties.syntax
    clause = clause_of(parties, token)
    subject = syntax.own_subject(clause) if clause is not None else None
    if clause is None or subject is None:
        return False
    auxiliaries = {syntax.tokens[aux].text.lower() for aux in syntax.children(clause, "aux")}
    is_agent = syntax.tokens[subject].upos == "PRON" or parties.party(subject).standing >= Standing.POLICE
    return bool(auxiliaries & event_words("warned_aux")) and is_agent


def clause_of(parties: Parties, token: int) -> int | None:
    """The head of the clause that a word governs: "demanded that ...", "refused to ...", "plan to ...".

    An infinitive that the parser hangs as an adverbial behind an object ("called on
    Peru to lift") counts as well.
    """
    syntax = parties.syntax
    relations = _CLAUSES if syntax.tokens[token].upos in ("VERB", "AUX") else (*_CLAUSES, "acl")
    found = syntax.child(token, *relations)
    if found is not None:
        return found
    for child in syntax.children(token, "advcl"):
        marks = {syntax.tokens[mark].text.lower() for mark in syntax.children(child, "mark")}
        if marks == {"to"} and child > token:
            return child
    return None


def noun_heads(parties: Parties, token: int) -> list[int]:
    """The nouns that say what a phrase is about: "a series of bombs", "part of an aid program"."""
    syntax = parties.syntax
    found: list[int] = []
    for member in syntax.conjuncts(token):
        found.append(member)
        found += syntax.children(member, "compound", "amod", "nummod")
        for child in syntax.obliques(member, *_HEADS_OF_QUANTITY):
            found.append(child)
            found += syntax.children(child, "compound")
            found += syntax.obliques(child, "of")
    return found


def _near_subtree(parties: Parties, token: int) -> list[int]:
    """What a word governs without relative clauses, other people's clauses and what is only said beside it."""
    syntax = parties.syntax
    found, open_tokens = [], [token]
    while open_tokens:
        current = open_tokens.pop()
        found.append(current)
        open_tokens += [child for child in syntax.children(current) if not _is_aside(parties, child)]
    return sorted(found)


def _is_aside(parties: Parties, token: int) -> bool:
    syntax = parties.syntax
    if syntax.tokens[token].deprel == "acl:relcl" or syntax.relation(token) == "parataxis":
        return True
    marks = {syntax.tokens[mark].text.lower() for mark in syntax.children(token, "mark")}
    return syntax.relation(token) == "advcl" and "to" not in marks


def _is_in(parties: Parties, token: int, name: str) -> bool:
    return bool(_lemmas(parties, noun_heads(parties, token)) & event_words(name))


def _lemmas(parties: Parties, tokens: Iterable[int]) -> set[str]:
    """Lemmas and forms in lower case; the parts of a hyphened word stand for the whole as well."""
    found: set[str] = set()
    words = parties.syntax.tokens
    for token in tokens:
        found |= {words[token].lemma.lower(), words[token].text.lower()}
        if token >= 2 and words[token - 1].text == "-":
            found.add(f"{words[token - 2].text}-{words[token].lemma}".lower())
    return found
