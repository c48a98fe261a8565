"""Agreements and pledges: who bound himself, to whom, to what, by when.

Four forms are read: a verb of promising with its clause ("agreed to ...",
"pledged that ..."), an instrument signed or reached ("signed a treaty on ..."),
a noun of promising ("the Prime Minister's commitment to ..."), and an announced
future act in reported speech ("said it would host ...", "Japan will host ...").
The words are in data/commitments.tsv.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources

from dragoman.language.times import TimeExpression
from dragoman.reading.arguments import codes_of, parties, parties_of
from dragoman.reading.brief import Brief
from dragoman.reading.realis import realis_of
from dragoman.reading.record import Actor, Commitment, CommitmentAct, Realis
from dragoman.reading.wordlists import words

_MAX_WHAT = 300


@cache
def _table() -> dict[str, dict[str, str]]:
    text = resources.files("dragoman.reading").joinpath("data/commitments.tsv").read_text(encoding="utf-8")
    table: dict[str, dict[str, str]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            kind, lemma, act = line.split("\t")[:3]
            table.setdefault(kind, {})[lemma] = act
    return table


def read_commitments(brief: Brief) -> list[Commitment]:
    """The commitments of an article, in order of the text, one for each clause of promise."""
    found: list[Commitment] = []
    seen: set[tuple[int, int]] = set()
    for commitment in _iter_commitments(brief):
        key = (commitment.what_evidence.start, commitment.what_evidence.end)
        inside = any(start <= key[0] and key[1] <= end for start, end in seen)
        if not inside:
            seen.add(key)
            found.append(commitment)
    return _without_repetition(found)


def _iter_commitments(brief: Brief) -> Iterator[Commitment]:
    table = _table()
    for index, token in enumerate(brief.analysis.tokens):
        lemma = token.lemma.lower()
        if token.upos in ("VERB", "ADJ") and lemma in table["infinitive"]:
            yield from _promised(brief, index, CommitmentAct(table["infinitive"][lemma]))
        elif token.upos == "VERB" and lemma in table["signed"]:
            yield from _signed(brief, index, CommitmentAct(table["signed"][lemma]))
        elif token.upos == "NOUN" and lemma in table["promise_noun"]:
            yield from _promise_noun(brief, index, CommitmentAct(table["promise_noun"][lemma]))
        elif token.upos == "VERB" and lemma in words("future_acts"):
            yield from _announced(brief, index)


def _promised(brief: Brief, verb: int, act: CommitmentAct) -> Iterator[Commitment]:
    """ "They agreed to boost cooperation", "pledged that ...", "agreed on a plan"."""
    if not _is_told_as_fact(brief, verb):
        return
    actors = parties_of(brief, brief.syntax.agents(verb))
    if brief.syntax.is_passive(verb) and not actors:
        subject = brief.syntax.subject(verb)
        actors = parties(brief, subject) if subject is not None else []
    clauses = brief.syntax.children(verb, "xcomp", "ccomp")
    clauses = [clause for clause in clauses if not _is_judgement(brief, clause)]
    if clauses:
        for clause in clauses:
            for member in _same_subject_conjuncts(brief, clause):
                yield from _commitment(brief, (verb, member), act, actors)
        return
    if act is CommitmentAct.AGREED:
        for phrase in brief.syntax.obliques(verb, "on", "upon"):
            yield from _commitment(brief, (verb, phrase), act, actors)
    elif act is CommitmentAct.PROMISED:
        phrases = brief.syntax.children(verb, "obj") + brief.syntax.obliques(verb, "to")
        for phrase in phrases[:1]:
            if brief.syntax.tokens[phrase].upos == "NOUN" and brief.syntax.tokens[verb].lemma.lower() in words("pledging"):
                yield from _commitment(brief, (verb, phrase), act, actors)


def _is_judgement(brief: Brief, clause: int) -> bool:
    """Whether a clause states an opinion: "agreed that the alliance has never been stronger"."""
    syntax = brief.syntax
    if any(syntax.tokens[mark].text.lower() == "to" for mark in syntax.children(clause, "mark")):
        return False
    future = {"will", "would", "shall", "'ll", "’ll", "'d", "’d"}
    return not any(syntax.tokens[aux].text.lower() in future for aux in syntax.children(clause, "aux"))


def _same_subject_conjuncts(brief: Brief, clause: int) -> list[int]:
    """The clause itself; joined clauses belong to its span and are not told apart."""
    return [clause]


def _signed(brief: Brief, verb: int, act: CommitmentAct) -> Iterator[Commitment]:
    """ "signed a memorandum on ...", "reached an agreement to ..."."""
    if not _is_told_as_fact(brief, verb):
        return
    for instrument in brief.syntax.objects(verb):
        members = brief.syntax.conjuncts(instrument)
        if any(brief.syntax.tokens[each].lemma.lower() in _table()["instrument"] for each in members):
            actors = parties_of(brief, brief.syntax.agents(verb)) + parties_of(brief, brief.syntax.obliques(verb, "with"))
            actors += parties_of(brief, brief.syntax.obliques(instrument, "with", "between"))
            if len(codes_of(actors)) >= 2 or act is CommitmentAct.SIGNED:
                yield from _commitment(brief, (verb, instrument), act, actors)


def _promise_noun(brief: Brief, noun: int, act: CommitmentAct) -> Iterator[Commitment]:
    """ "reaffirmed his intent to host ...", "the Prime Minister's pledge to ..."."""
    clauses = brief.syntax.children(noun, "acl")
    clauses = [each for each in clauses if any(brief.syntax.tokens[mark].text.lower() == "to" for mark in brief.syntax.children(each, "mark"))]
    owners = [child for child in brief.syntax.children(noun, "nmod") if brief.syntax.tokens[child].deprel == "nmod:poss"]
    if not owners or realis_of(brief.syntax, noun) in (Realis.DENIED, Realis.CONDITIONAL):
        return
    actors = parties_of(brief, owners)
    for clause in clauses or brief.syntax.obliques(noun, "to"):
        yield from _commitment(brief, (noun, clause), act, actors)


def _announced(brief: Brief, verb: int) -> Iterator[Commitment]:
    """ "Japan will host ...", "the Arab League said it would hold ...": a government's own future act."""
    syntax = brief.syntax
    auxiliaries = {syntax.tokens[aux].text.lower() for aux in syntax.children(verb, "aux")}
    if not auxiliaries & {"will", "would", "shall", "'ll", "’ll"} or syntax.is_passive(verb):
        return
    if syntax.children(verb, "mark") and {syntax.tokens[m].lemma.lower() for m in syntax.children(verb, "mark")} & {"if", "unless"}:
        return
    if any(syntax.tokens[child].text.lower() in ("not", "n't", "n’t", "never") for child in syntax.children(verb, "advmod")):
        return
    if any(syntax.tokens[mark].lemma.lower() in ("if", "unless") for clause in syntax.children(verb, "advcl") for mark in syntax.children(clause, "mark")):
        return
    subject = syntax.own_subject(verb)
    if subject is None or syntax.relation(verb) == "acl":
        return
    actors = [actor for actor in parties(brief, subject, deep=False) if actor.country]
    if actors and all(actor.sector or actor.kind != "person" for actor in actors):
        yield from _commitment(brief, (verb, verb), CommitmentAct.PROMISED, actors)


def _is_told_as_fact(brief: Brief, verb: int) -> bool:
    """Whether the promise itself was made: not denied, not hoped for, not in the future."""
    return realis_of(brief.syntax, verb) is Realis.HAPPENED


def _commitment(
    brief: Brief, place: tuple[int, int], act: CommitmentAct, actors: list[Actor]
) -> Iterator[Commitment]:
    """Builds a commitment of the cue and the head of its content; none without a known actor."""
    cue, content = place
    codes = codes_of(actors)
    if not codes:
        return
    start, end = brief.syntax.span(content) if content != cue else _predicate_span(brief, cue)
    text = brief.article.text
    end = min(end, start + _MAX_WHAT)
    what = text[start:end].strip(" ,.;“”\"")
    if not what:
        return
    others = _receivers(brief, cue, content, codes)
    kind_confidence = 0.75 if content != cue else 0.55
    yield Commitment(
        evidence=(brief.sentence_evidence(cue),),
        act=act if not (act is CommitmentAct.AGREED and len(codes) < 2 and others == ()) else CommitmentAct.AGREED,
        actors=codes,
        what=what,
        what_evidence=brief.evidence(start, end),
        to=others,
        due=brief.when(_due_times(brief, start, end)),
        condition=_condition(brief, content),
        confidence=kind_confidence,
    )


def _predicate_span(brief: Brief, verb: int) -> tuple[int, int]:
    """A clause without its subject: from the auxiliary to its end."""
    tokens = brief.syntax.subtree(verb)
    subject = brief.syntax.own_subject(verb)
    left_out = set(brief.syntax.subtree(subject)) if subject is not None else set()
    left_out |= {token for mark in brief.syntax.children(verb, "mark", "cc") for token in brief.syntax.subtree(mark)}
    kept = [token for token in tokens if token not in left_out and token >= min(verb, *(brief.syntax.children(verb, "aux") or [verb]))]
    return brief.syntax.tokens[kept[0]].start, brief.syntax.tokens[kept[-1]].end


def _receivers(brief: Brief, cue: int, content: int, codes: tuple[str, ...]) -> tuple[str, ...]:
    """To whom: a "to" or "with" phrase of cue or content, or the object of the promise."""
    phrases = brief.syntax.children(cue, "iobj")
    if brief.syntax.tokens[cue].upos == "VERB":
        phrases += brief.syntax.obliques(content, "with", "to", "for")
    found = codes_of(parties_of(brief, phrases))
    return tuple(code for code in found if code not in codes)


def _due_times(brief: Brief, start: int, end: int) -> list[TimeExpression]:
    """Dates in the content that do not lie before the article."""
    anchor = brief.anchor
    return [
        each
        for each in brief.times_within(start, end)
        if each.interval is not None and (anchor is None or each.interval.latest >= anchor.earliest)
    ]


def _condition(brief: Brief, content: int) -> str:
    """The words of an "if" or "unless" clause of the content."""
    for clause in brief.syntax.children(content, "advcl"):
        marks = {brief.syntax.tokens[mark].lemma.lower() for mark in brief.syntax.children(clause, "mark")}
        if marks & {"if", "unless", "provided"}:
            start, end = brief.syntax.span(clause)
            return brief.article.text[start:end]
    return ""


def _without_repetition(found: list[Commitment]) -> list[Commitment]:
    """Each promise once: the same act, actors and words told again add nothing."""
    kept: dict[tuple[tuple[str, ...], str], Commitment] = {}
    for commitment in found:
        kept.setdefault((commitment.actors, commitment.what.lower()), commitment)
    return list(kept.values())
