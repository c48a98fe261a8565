"""Reporting clauses by the dependency tree: a cue, its source, the content that it governs.

Each verb of the cue table is tried with its frames in order; the first frame that
is filled gives the content. "According to" and nouns of saying ("the claim that")
have their own rules.
"""

from __future__ import annotations

from dragoman.reading._attribution_cues import CueRow, is_saying_noun, particle_of, rows_of
from dragoman.reading._attribution_frames import FRAMES
from dragoman.reading._attribution_sources import source_of
from dragoman.reading._attribution_surface import (
    bare_clause,
    closing_clause,
    that_clause,
    with_next_clause,
    without_lead,
    without_tail,
)
from dragoman.reading._attribution_types import Report
from dragoman.reading.syntax import Syntax

_NAMING = ("name", "identify", "quote")
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "neither", "nor"})
_MODALS = frozenset(
    {"would", "could", "might", "may", "should", "must", "can", "will", "shall", "'ll", "’ll"}
)
_VIEWS = frozenset({"view", "opinion", "word", "eye", "judgment", "judgement", "estimation", "telling"})
_CONDITIONS = frozenset({"if", "unless", "whether", "until"})


def find_reports(syntax: Syntax) -> list[Report]:
    """All reporting clauses of a text, in the order of their cues."""
    found: list[Report] = []
    for index, token in enumerate(syntax.tokens):
        if token.text.lower() == "according":
            report = _according(syntax, index)
        elif token.upos == "VERB" or (token.upos in ("AUX", "NOUN") and token.lemma.lower() == "say"):
            report = _verb_report(syntax, index)
        elif token.upos == "NOUN" and (is_saying_noun(token.lemma.lower()) or token.lemma.lower() in _VIEWS):
            report = _noun_report(syntax, index) or _view(syntax, index)
        else:
            continue
        if report is not None:
            found.append(report)
    return found


def _verb_report(syntax: Syntax, verb: int) -> Report | None:
    rows = rows_of(syntax, verb)
    if not rows or _is_negated(syntax, verb) or _is_so_called(syntax, verb) or _is_question(syntax, verb):
        return None
    if _asks_for_cover(syntax, verb) or _is_name(syntax, verb):
        return None
    closing = closing_clause(syntax, verb) if any("that" in row.frames for row in rows) else None
    if closing is not None:
        row = next(row for row in rows if "that" in row.frames)
        last = _cue_last(syntax, verb, row, "")
        factual = is_factual(syntax, verb)
        return Report(row.kind, verb, last, closing[0], tuple(closing[1]), factual, _quotes(rows))
    source = source_of(syntax, verb)
    for row in rows:
        for frame in row.frames:
            name, _, preposition = frame.partition(":")
            fill = FRAMES.get(name)
            content = fill(syntax, verb, preposition) if fill else []
            if name == "that":
                content = bare_clause(syntax, verb, that_clause(syntax, verb, content))
                content = with_next_clause(syntax, verb, without_tail(syntax, verb, content))
                content = without_lead(syntax, verb, content, "addressee" in row.frames)
            if content:
                last = _cue_last(syntax, verb, row, preposition)
                factual, is_clause = is_factual(syntax, verb), name == "that"
                return Report(row.kind, verb, last, source, tuple(content), factual, _quotes(rows), is_clause)
    if _quotes(rows):
        row = next(row for row in rows if "quote" in row.frames)
        last = _cue_last(syntax, verb, row, "")
        return Report(row.kind, verb, last, source, (), is_factual(syntax, verb), True)
    return None


def _quotes(rows: tuple[CueRow, ...]) -> bool:
    return any("quote" in row.frames for row in rows)


def _cue_last(syntax: Syntax, verb: int, row: CueRow, preposition: str) -> int:
    particle = particle_of(syntax, verb, row)
    last = max(verb, particle) if particle is not None and particle - verb <= 3 else verb
    following = syntax.tokens[last + 1].text.lower() if last + 1 < len(syntax.tokens) else ""
    return last + 1 if preposition and following == preposition else last


def _is_negated(syntax: Syntax, verb: int) -> bool:
    return any(
        syntax.tokens[child].text.lower() in _NEGATIONS for child in syntax.children(verb, "advmod", "cc")
    )


def _is_so_called(syntax: Syntax, verb: int) -> bool:
    """Whether the verb is the second half of "so-called"."""
    before = [syntax.tokens[word].text.lower() for word in range(max(verb - 2, 0), verb)]
    return before == ["so", "-"] or syntax.tokens[verb].text.lower().startswith("so-")


def _is_name(syntax: Syntax, verb: int) -> bool:
    """Whether a cue is a part of a name: "Mana Said al-Otaiba"."""
    is_inside = verb > syntax.sentence(verb).first and syntax.tokens[verb].text == "Said"
    return is_inside and syntax.tokens[verb - 1].upos == "PROPN"


def _asks_for_cover(syntax: Syntax, verb: int) -> bool:
    """Whether a source asks to stay unnamed: "who asked not to be identified", "requested anonymity"."""
    tokens = syntax.tokens
    if any(tokens[each].lemma.lower() == "anonymity" for each in syntax.children(verb, "obj", "obl")):
        return True
    return any(
        tokens[syntax.subtree(each)[-1]].text.lower() == "anonymous"
        or (tokens[each].lemma.lower() in _NAMING and syntax.child(each, "aux") is not None)
        for each in syntax.children(verb, "xcomp", "ccomp")
    )


def _is_question(syntax: Syntax, verb: int) -> bool:
    """Whether the verb is a participle of what was done to the speaker ("Asked about it, he said ...")."""
    if syntax.tokens[verb].text.lower() not in ("asked", "pressed", "questioned", "challenged"):
        return False
    if syntax.tokens[verb].text[0].isupper():
        return True
    return syntax.relation(verb) in ("advcl", "acl", "amod") and not syntax.children(
        verb, "aux", "nsubj", "mark"
    )


def is_factual(syntax: Syntax, verb: int) -> bool:
    """Whether the words were really said: no modal, condition or mere infinitive above the cue."""
    for child in syntax.children(verb, "aux", "mark"):
        word = syntax.tokens[child].text.lower()
        if word in _MODALS or word in _CONDITIONS:
            return False
        if word == "to" and syntax.relation(verb) in ("xcomp", "advcl", "acl", "csubj"):
            return False
    return True


def _according(syntax: Syntax, token: int) -> Report | None:
    """ "According to X": the source is what "according" marks, the content the clause around it."""
    phrase = syntax.tokens[token].head
    if syntax.relation(token) not in ("case", "mark", "fixed") or phrase < 0:
        phrase = next(iter(syntax.children(token, "obl", "nmod", "obj")), -1)
    if phrase < 0:
        return None
    above = phrase if syntax.tokens[phrase].head != token else token
    host = _clause_above(syntax, above)
    if host is None:
        return None
    own = set(syntax.subtree(above))
    content = tuple(word for word in syntax.subtree(host) if word not in own)
    last = token + 1 if token + 1 < len(syntax.tokens) else token
    return Report("according", token, last, phrase, content, True, False) if content else None


def _view(syntax: Syntax, noun: int) -> Report | None:
    """ "In X's view", "in the words of X": the content is the clause that the phrase qualifies."""
    cases = syntax.children(noun, "case")
    preposition = next((case for case in cases if syntax.tokens[case].text.lower() == "in"), None)
    owners = [child for child in syntax.children(noun) if syntax.tokens[child].deprel == "nmod:poss"]
    owner = next(iter((*owners, *syntax.obliques(noun, "of"))), None)
    host = _clause_above(syntax, noun)
    if preposition is None or owner is None or host is None or syntax.relation(noun) != "obl":
        return None
    own = set(syntax.subtree(noun))
    content = tuple(word for word in syntax.subtree(host) if word not in own)
    is_view = syntax.tokens[noun].lemma.lower() in _VIEWS
    is_apart = preposition == syntax.sentence(noun).first or syntax.tokens[preposition - 1].text == ","
    return (
        Report("according", noun, noun, owner, content, True, False)
        if content and is_view and is_apart
        else None
    )


def _clause_above(syntax: Syntax, token: int) -> int | None:
    """The clause that an adverbial phrase qualifies: up to the root, a conjunct or a set-in clause."""
    current = syntax.tokens[token].head
    while current >= 0 and syntax.tokens[current].head >= 0:
        if syntax.relation(current) in ("parataxis", "ccomp"):
            break
        if syntax.relation(current) == "conj" and syntax.own_subject(current) is not None:
            break
        current = syntax.tokens[current].head
    return current if current >= 0 else None


def _noun_report(syntax: Syntax, noun: int) -> Report | None:
    """ "Her claim that ...": the content is the clause, the source whose claim it is."""
    clause = next(
        (c for c in syntax.children(noun, "acl", "ccomp") if c > noun and _has_that(syntax, c)), None
    )
    if clause is None:
        return None
    owner = next(
        (child for child in syntax.children(noun) if syntax.tokens[child].deprel == "nmod:poss"),
        next(iter(syntax.obliques(noun, "by", "of", "from", "among")), None),
    )
    if owner is None and syntax.relation(noun) == "obj":
        owner = source_of(syntax, syntax.tokens[noun].head)
    return Report("noun", noun, noun, owner, tuple(syntax.subtree(clause)), True, False)


def _has_that(syntax: Syntax, clause: int) -> bool:
    return any(syntax.tokens[mark].text.lower() == "that" for mark in syntax.children(clause, "mark"))
