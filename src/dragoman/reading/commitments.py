"""Agreements and pledges: who bound himself, to whom, to what, by when.

Four forms are read: a verb of promising with its clause ("agreed to ...",
"pledged that ..."), an instrument signed or reached ("signed a treaty on ..."),
a noun of promising ("the Prime Minister's commitment to ..."), and an announced
future act in reported speech ("said it would host ...", "Japan will host ...").
The words are in data/commitments.tsv.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from importlib import resources

from dragoman.language.times import TimeExpression
from dragoman.reading.arguments import agents_of, codes_of, parties, parties_of
from dragoman.reading.brief import Brief
from dragoman.reading.commitment_words import NO_CONDITIONS, condition_of, content_span, predicate_span
from dragoman.reading.encounters import holds_meeting
from dragoman.reading.realis import realis_of
from dragoman.reading.record import Actor, Commitment, CommitmentAct, Realis
from dragoman.reading.wordlists import words

_MAX_WHAT = 300
_OF_DAY = re.compile(r"\bof $")  # "the attacks of October 7" is no date by which to act
_OLD_DAYS = 400  # promises further back are history
_LONGEST_TERM = 3660  # days: "the challenges of the century" are due on no day
_SMALL_WORD = 3  # letters
_SAME_SHARE = 0.6
_SAME_BEGINNING = 24  # letters; a promise in the standfirst is told again in the body


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
    found: list[tuple[int, Commitment]] = []
    seen: set[tuple[int, int]] = set()
    for content, commitment in _iter_commitments(brief):
        key = (commitment.what_evidence.start, commitment.what_evidence.end)
        inside = any(start <= key[0] and key[1] <= end for start, end in seen)
        if not inside:
            seen.add(key)
            found.append((content, commitment))
    return _without_head(brief, _without_repetition(brief, found))


def _iter_commitments(brief: Brief) -> Iterator[tuple[int, Commitment]]:
    table = _table()
    for index, token in enumerate(brief.analysis.tokens):
        lemma = token.lemma.lower()
        if token.upos in ("VERB", "ADJ") and lemma in table["infinitive"]:
            yield from _promised(brief, index, CommitmentAct(table["infinitive"][lemma]))
        elif token.upos == "VERB" and lemma in table["signed"]:
            yield from _signed(brief, index, CommitmentAct(table["signed"][lemma]))
        elif token.upos == "NOUN" and lemma in table["promise_noun"]:
            yield from _promise_noun(brief, index, CommitmentAct(table["promise_noun"][lemma]))
        if token.upos == "VERB" and lemma in words("future_acts") | words("agreeing"):
            yield from _announced(brief, index)


def _promised(brief: Brief, verb: int, act: CommitmentAct) -> Iterator[tuple[int, Commitment]]:
    """ "They agreed to boost cooperation", "pledged that ...", "agreed on a plan"."""
    if not _is_told_as_fact(brief, verb):
        return
    actors = agents_of(brief, verb)
    if brief.syntax.is_passive(verb) and not actors:
        subject = brief.syntax.subject(verb)
        actors = parties(brief, subject) if subject is not None else []
    bound = _bound_object(brief, verb)
    if bound is not None:
        yield from _commitment(brief, (verb, bound[1]), act, parties(brief, bound[0]))
        return
    clauses = brief.syntax.children(verb, "xcomp", "ccomp")
    clauses = [clause for clause in clauses if not _is_judgement(brief, clause)]
    clauses = clauses or _loose_infinitive(brief, verb)
    if clauses:
        yield from _commitment(brief, (verb, clauses[0]), act, actors, until=clauses[-1])
        return
    if act is CommitmentAct.AGREED:
        for phrase in brief.syntax.obliques(verb, "on", "upon", "to"):
            is_opinion = brief.syntax.tokens[phrase].lemma.lower() in words("opinion_nouns")
            if phrase < verb or is_opinion or _is_time(brief, phrase):
                continue
            yield from _commitment(brief, (verb, phrase), act, actors)
    elif act is CommitmentAct.PROMISED:
        phrases = brief.syntax.children(verb, "obj") + brief.syntax.obliques(verb, "to")
        phrases = [each for each in phrases if brief.syntax.tokens[each].upos == "NOUN"]
        for phrase in phrases[:1]:
            is_deed = brief.syntax.tokens[verb].lemma.lower() in words("commit_verbs") and _is_done(
                brief, verb, phrase
            )
            if brief.syntax.tokens[verb].lemma.lower() in words("pledging") and not is_deed:
                yield from _commitment(brief, (verb, phrase), act, actors)


def _bound_object(brief: Brief, verb: int) -> tuple[int, int] | None:
    """Who is bound by another and to what: "committed Peru to spending more", else None."""
    syntax = brief.syntax
    if syntax.tokens[verb].lemma.lower() not in words("commit_verbs") or syntax.is_passive(verb):
        return None
    bound = next((each for each in syntax.children(verb, "obj") if codes_of(parties(brief, each))), None)
    behind = [each for each in syntax.children(verb, "advcl", "xcomp", "obl") if each > verb]
    aims = (each for each in behind if _has_to(brief, each))
    aim = next(aims, None)
    return None if bound is None or aim is None else (bound, aim)


def _has_to(brief: Brief, token: int) -> bool:
    marks = brief.syntax.children(token, "mark", "case")
    return any(brief.syntax.tokens[each].text.lower() == "to" for each in marks)


def _receiver_before_sum(brief: Brief, cue: int, content: int) -> int | None:
    """The receiver that the parser takes for a part of the sum: "promised Peru 20 million dollars"."""
    syntax, first = brief.syntax, cue + 1
    is_name = first < content and brief.cast.at(first) is not None and syntax.tokens[first].upos == "PROPN"
    return first if is_name and syntax.tokens[first + 1].upos == "NUM" else None


def _is_time(brief: Brief, phrase: int) -> bool:
    """Whether a phrase is a day: "agreed on Wednesday"."""
    position = brief.syntax.tokens[phrase].start
    return any(each.start <= position < each.end for each in brief.times)


def _is_done(brief: Brief, verb: int, phrase: int) -> bool:
    """Whether something is committed as a deed is ("commits violations"): neither a sum nor to anything."""
    syntax = brief.syntax
    is_object = syntax.relation(phrase) == "obj"
    is_sum = bool(syntax.children(phrase, "nummod")) or syntax.tokens[phrase].upos in ("NUM", "SYM")
    return is_object and not is_sum and not syntax.obliques(verb, "to", "for")


def _is_judgement(brief: Brief, clause: int) -> bool:
    """Whether a clause states an opinion: "agreed that the alliance has never been stronger"."""
    syntax = brief.syntax
    if any(syntax.tokens[mark].text.lower() == "to" for mark in syntax.children(clause, "mark")):
        return False
    if any(syntax.tokens[aux].text.lower() == "have" for aux in syntax.children(clause, "aux")):
        return True
    future = {"will", "would", "shall", "'ll", "’ll", "'d", "’d"}
    return not any(syntax.tokens[aux].text.lower() in future for aux in syntax.children(clause, "aux"))


def _loose_infinitive(brief: Brief, verb: int) -> list[int]:
    """The "to" clause that the parser hung elsewhere: "pledged by video conference to boost ..."."""
    for token in brief.syntax.subtree(verb):
        is_infinitive = any(
            brief.syntax.tokens[mark].text.lower() == "to" for mark in brief.syntax.children(token, "mark")
        )
        if token > verb and is_infinitive and brief.syntax.relation(token) in ("acl", "advcl"):
            return [token]
    return []


def _signed(brief: Brief, verb: int, act: CommitmentAct) -> Iterator[tuple[int, Commitment]]:
    """ "signed a memorandum on ...", "reached an agreement to ..."."""
    if not _is_told_as_fact(brief, verb):
        return
    for instrument in brief.syntax.objects(verb):
        members = brief.syntax.conjuncts(instrument)
        if any(brief.syntax.tokens[each].lemma.lower() in _table()["instrument"] for each in members):
            actors = parties_of(brief, brief.syntax.agents(verb)) + parties_of(
                brief, brief.syntax.obliques(verb, "with", "alongside")
            )
            actors += parties_of(brief, brief.syntax.obliques(instrument, "with", "between"))
            if len(codes_of(actors)) >= 2:
                yield from _commitment(brief, (verb, instrument), act, actors)


def _promise_noun(brief: Brief, noun: int, act: CommitmentAct) -> Iterator[tuple[int, Commitment]]:
    """ "reaffirmed his intent to host ...", "the Prime Minister's pledge to ..."."""
    clauses = brief.syntax.children(noun, "acl")
    clauses = [
        each
        for each in clauses
        if any(brief.syntax.tokens[mark].text.lower() == "to" for mark in brief.syntax.children(each, "mark"))
    ]
    owners = [
        child
        for child in brief.syntax.children(noun, "nmod")
        if brief.syntax.tokens[child].deprel == "nmod:poss"
    ]
    head = brief.syntax.tokens[noun].head
    if brief.syntax.tokens[noun].lemma.lower() in words("plan_nouns"):
        if head < 0 or brief.syntax.tokens[head].lemma.lower() not in words("unveiling"):
            return
        owners = owners or brief.syntax.children(noun, "amod", "compound") or brief.syntax.agents(head)
    cases = {brief.syntax.tokens[case].text.lower() for case in brief.syntax.children(noun, "case")}
    verb = brief.syntax.verb_above(noun)
    if not owners and clauses and cases == {"with"} and verb is not None:
        owners = brief.syntax.agents(verb)  # "ended the summit with a pledge to ..."
    if not owners or realis_of(brief.syntax, noun) in (Realis.DENIED, Realis.CONDITIONAL):
        return
    actors = parties_of(brief, owners)
    actors = actors or parties_of(brief, brief.syntax.agents(head) if head >= 0 else [])
    is_affirmed = head >= 0 and brief.syntax.tokens[head].lemma.lower() in words("affirming")
    phrases = [each for each in brief.syntax.obliques(noun, "to") if not _is_bare_cause(brief, each)]
    for clause in clauses or (phrases if is_affirmed else []):
        yield from _commitment(brief, (noun, clause), act, actors)


def _is_bare_cause(brief: Brief, phrase: int) -> bool:
    """Whether somebody only stands by a body or an idea, with no act: "commitment to the Charter", "to peace"."""
    syntax = brief.syntax
    is_name = syntax.tokens[phrase].text[:1].isupper() or brief.cast.at(phrase) is not None
    return is_name or not [
        each for each in syntax.children(phrase) if syntax.relation(each) not in ("case", "det")
    ]


def _announced(brief: Brief, verb: int) -> Iterator[tuple[int, Commitment]]:
    """ "Japan will host ...", "the Arab League said it would hold ...": a government's own future act."""
    syntax = brief.syntax
    if not _is_to_come(brief, verb) or syntax.is_passive(verb) or _is_conditional(brief, verb):
        return
    denying = ("not", "n't", "n’t", "never")
    if any(syntax.tokens[child].text.lower() in denying for child in syntax.children(verb, "advmod")):
        return
    if _is_appointment(brief, verb):
        return
    subject = syntax.own_subject(verb)
    if subject is None or syntax.relation(verb) == "acl":
        return
    actors = [actor for actor in parties(brief, subject, deep=False) if actor.country]
    if actors and all(actor.sector or actor.kind != "person" for actor in actors):
        yield from _commitment(brief, (verb, verb), CommitmentAct.PROMISED, actors)


def _is_appointment(brief: Brief, verb: int) -> bool:
    """Whether a visit or talks are only announced: "will pay a visit to Peru"; to host a meeting is a promise."""
    syntax = brief.syntax
    objects = [syntax.tokens[each].lemma.lower() for each in syntax.objects(verb)]
    return bool(set(objects) & words("appointments"))


def _is_to_come(brief: Brief, verb: int) -> bool:
    """Whether a verb stands with "will" or "would", or with "are to"."""
    syntax, lemma = brief.syntax, brief.syntax.tokens[verb].lemma.lower()
    auxiliaries = {syntax.tokens[aux].text.lower() for aux in syntax.children(verb, "aux")}
    if lemma in words("future_acts") and auxiliaries & {"will", "would", "shall", "'ll", "’ll"}:
        return True
    marks = {syntax.tokens[mark].text.lower() for mark in syntax.children(verb, "mark")}
    is_promise = lemma == "host" or not holds_meeting(brief, verb)
    return bool(syntax.children(verb, "cop")) and "to" in marks and is_promise


def _is_conditional(brief: Brief, verb: int) -> bool:
    """Whether an act hangs on a condition, or is one; "if possible" is none."""
    syntax = brief.syntax
    clauses = [verb] + [
        clause
        for clause in syntax.children(verb, "advcl")
        if syntax.tokens[clause].lemma.lower() not in NO_CONDITIONS
    ]
    marks = [mark for clause in clauses for mark in syntax.children(clause, "mark")]
    return any(syntax.tokens[mark].lemma.lower() in ("if", "unless") for mark in marks)


def _is_told_as_fact(brief: Brief, verb: int) -> bool:
    """Whether the promise itself was made: not denied, not hoped for, not in the future, not long ago."""
    if realis_of(brief.syntax, verb) is not Realis.HAPPENED or _waits(brief, verb):
        return False
    dates = [
        each.interval
        for each in brief.times_within(*brief.syntax.span(verb))
        if each.interval is not None and _is_said_of(brief, each, verb)
    ]
    anchor = brief.anchor
    return (
        anchor is None or not dates or any((anchor.earliest - date.latest).days < _OLD_DAYS for date in dates)
    )


def _is_said_of(brief: Brief, time: TimeExpression, verb: int) -> bool:
    """Whether a time is that of the promise, and not of what is told of its thing: "a body that last sat in 2017"."""
    token = brief.syntax.token_at(time.start)
    return token is not None and brief.syntax.verb_above(token) == verb


def _waits(brief: Brief, verb: int) -> bool:
    """Whether an agreement is only waited for: "until the states reach an agreement"."""
    marks = {brief.syntax.tokens[mark].text.lower() for mark in brief.syntax.children(verb, "mark")}
    return bool(marks & {"until", "before", "once", "unless"})


def _commitment(
    brief: Brief, place: tuple[int, int], act: CommitmentAct, actors: list[Actor], until: int | None = None
) -> Iterator[tuple[int, Commitment]]:
    """Builds a commitment of the cue and the head of its content, gives both; none without a known actor.

    Args:
        place: The cue and the head of the content.
        until: The head of the last of several clauses, where the content has several.
    """
    cue, content = place
    codes = codes_of(actors)
    if not codes:
        return
    start, end = content_span(brief, content) if content != cue else predicate_span(brief, cue)
    receiver = _receiver_before_sum(brief, cue, content)
    if receiver is not None:
        start = brief.syntax.tokens[receiver + 1].start
    if until is not None:
        end = max(end, content_span(brief, until)[1])
    text = brief.article.text
    end = min(end, start + _MAX_WHAT)
    what = text[start:end].strip(' ,.;“”"')
    if not what:
        return
    others = _receivers(brief, cue, content, codes)
    kind_confidence = 0.75 if content != cue else 0.55
    commitment = Commitment(
        evidence=(brief.sentence_evidence(cue),),
        act=act,
        actors=codes,
        what=what,
        what_evidence=brief.evidence(start, end),
        to=others,
        due=brief.when(_due_times(brief, content, (start, end), is_done=act is CommitmentAct.SIGNED)),
        condition=condition_of(brief, content),
        confidence=kind_confidence,
    )
    yield content, commitment


def _receivers(brief: Brief, cue: int, content: int, codes: tuple[str, ...]) -> tuple[str, ...]:
    """To whom: a "to" or "with" phrase of cue or content, or the object of the promise."""
    phrases = brief.syntax.children(cue, "iobj")
    receiver = _receiver_before_sum(brief, cue, content)
    if receiver is not None:
        phrases.append(receiver)
    if brief.syntax.tokens[cue].upos == "VERB":
        phrases += brief.syntax.obliques(content, "with", "to", "for")
    found = codes_of(parties_of(brief, phrases))
    return tuple(code for code in found if code not in codes)


def _due_times(brief: Brief, content: int, place: tuple[int, int], *, is_done: bool) -> list[TimeExpression]:
    """Dates in the content, or right after it, that do not lie before the article.

    Args:
        is_done: Whether the act itself is told as done; then only days ahead are due.
    """
    anchor = brief.anchor
    start, end = place
    found = brief.times_within(start, end)
    if not found:  # "reached an agreement on Thursday" is no term: what follows is one where it lies ahead
        behind = [each for each in brief.times if 0 <= each.start - end <= 4 and each.interval is not None]
        today = date.min if anchor is None else anchor.latest
        found = [each for each in behind if each.interval is not None and each.interval.latest > today]
    return [
        each
        for each in found
        if each.interval is not None
        and each.interval.n_days <= _LONGEST_TERM
        and (anchor is None or each.interval.latest >= anchor.earliest)
        and not (is_done and anchor is not None and each.interval.earliest <= anchor.latest)
        and not _OF_DAY.search(brief.article.text, max(each.start - 4, 0), each.start)
        and not _names_something(brief, each, content)
    ]


def _names_something(brief: Brief, time: TimeExpression, content: int) -> bool:
    """Whether a time is part of a name or thing that the deed only touches: "support its bid for the 2026 summit"."""
    syntax = brief.syntax
    token = syntax.token_at(time.start)
    while token is not None and syntax.tokens[token].head >= 0:
        head = syntax.tokens[token].head
        if not time.start <= syntax.tokens[head].start < time.end:
            is_inside = syntax.relation(token) in ("nummod", "compound", "amod", "nmod") and head > token
            return is_inside and syntax.tokens[head].head != content
        token = head
    return False


def _without_repetition(brief: Brief, found: list[tuple[int, Commitment]]) -> list[Commitment]:
    """Each promise once, with the evidence of all its tellings.

    Two tellings are of one promise when the same actors promise in the same words,
    or the same deed to the same thing ("boost cooperation" in standfirst and body).
    The longer telling is kept, an agreement before a promise.
    """
    kept: list[tuple[tuple[str, str], Commitment]] = []
    for content, commitment in found:
        deed = _deed(brief, content)
        for index, (other, known) in enumerate(kept):
            is_same = _same_words(known, commitment) or (
                deed == other and _of_one_thing(brief, known, commitment)
            )
            if _of_same_actors(brief, known, commitment) and is_same:
                kept[index] = (other, _joined(known, commitment, brief.article.body_start))
                break
        else:
            kept.append((deed, commitment))
    return [commitment for _, commitment in kept]


def _without_head(brief: Brief, found: list[Commitment]) -> list[Commitment]:
    """Leaves out a promise told in headline or standfirst alone, where the body has one by the same actors."""
    body_start = brief.article.body_start

    def in_head(commitment: Commitment) -> bool:
        return all(evidence.start < body_start for evidence in commitment.evidence)

    in_body = [set(each.actors) for each in found if not in_head(each)]
    return [each for each in found if not (in_head(each) and set(each.actors) in in_body)]


def _deed(brief: Brief, content: int) -> tuple[str, str]:
    """What is promised in two words: the lemma of the act and that of its object."""
    target = brief.syntax.child(content, "obj")
    lemma = brief.syntax.tokens[content].lemma.lower()
    return lemma, brief.syntax.tokens[target].lemma.lower() if target is not None else f"#{content}"


def _of_same_actors(brief: Brief, left: Commitment, right: Commitment) -> bool:
    """Whether the same actors are bound; the head of a text may name only some of them."""
    one, other = set(left.actors), set(right.actors)
    in_head = min(left.evidence[0].start, right.evidence[0].start) < brief.article.body_start
    return one == other or (in_head and (one < other or other < one))


def _of_one_thing(brief: Brief, left: Commitment, right: Commitment) -> bool:
    """Whether two tellings of one deed are of one promise: the head of the text says again what the body says.

    Two promises of the body to "deepen cooperation", one in trade and one in
    science, are two.
    """
    head = brief.article.body_start
    if left.evidence[0].start < head or right.evidence[0].start < head:
        return True
    said = [{word for word in each.what.lower().split() if len(word) > _SMALL_WORD} for each in (left, right)]
    shorter = min(map(len, said))
    return not shorter or len(said[0] & said[1]) >= _SAME_SHARE * shorter


def _same_words(left: Commitment, right: Commitment) -> bool:
    beginnings = ["".join(filter(str.isalnum, each.what.lower()))[:_SAME_BEGINNING] for each in (left, right)]
    return beginnings[0] == beginnings[1]


def _joined(left: Commitment, right: Commitment, body_start: int) -> Commitment:
    """One promise of two tellings: the body's words before those of the head, then the longer ones."""
    longer = max(left, right, key=lambda each: (each.what_evidence.start >= body_start, len(each.what)))
    act = min((left.act, right.act), key=list(CommitmentAct).index)
    evidence = tuple(dict.fromkeys((*left.evidence, *right.evidence)))
    actors = (
        max(left.actors, right.actors, key=len) if set(left.actors) != set(right.actors) else longer.actors
    )
    return replace(
        longer, actors=actors, evidence=evidence, act=act, due=left.due or right.due, to=left.to or right.to
    )
