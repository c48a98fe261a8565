"""Reporting clauses by the dependency tree: a cue, its source, the content that it governs.

Each verb of the cue table is tried with its frames in order; the first frame that
is filled gives the content. "According to" and nouns of saying ("the claim that")
have their own rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dragoman.reading._attribution_cues import CueRow, particle_of, rows_of
from dragoman.reading._attribution_surface import closing_clause, without_lead
from dragoman.reading._attribution_types import Report
from dragoman.reading.syntax import Syntax

_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "neither", "nor"})
_MODALS = frozenset(
    {"would", "could", "might", "may", "should", "must", "can", "will", "shall", "'ll", "’ll"}
)
_CONDITIONS = frozenset({"if", "unless", "whether", "until"})
_HEAD_NOUNS = frozenset({"who", "which", "that"})

# Prepositions of phrases that tell when, where or in what form something was said.
_CIRCUMSTANCE = frozenset(
    {
        "in",
        "at",
        "on",
        "during",
        "after",
        "before",
        "since",
        "while",
        "following",
        "over",
        "through",
        "via",
        "by",
        "from",
        "ahead",
        "amid",
        "despite",
    }
)
_SAYING_NOUNS = frozenset(
    {
        "statement",
        "claim",
        "allegation",
        "assertion",
        "accusation",
        "argument",
        "suggestion",
        "warning",
        "announcement",
        "declaration",
        "remark",
        "comment",
        "contention",
        "insistence",
        "assurance",
        "complaint",
        "demand",
        "call",
        "request",
        "appeal",
        "pledge",
        "promise",
        "vow",
        "belief",
        "view",
        "fear",
        "hope",
        "concern",
        "opinion",
        "idea",
        "notion",
        "report",
        "conclusion",
        "prediction",
        "threat",
        "denial",
        "charge",
        "message",
        "acknowledgement",
        "acknowledgment",
        "confirmation",
        "proposal",
        "recommendation",
        "conviction",
        "impression",
        "rumour",
        "rumor",
        "theory",
        "reminder",
    }
)


def find_reports(syntax: Syntax) -> list[Report]:
    """All reporting clauses of a text, in the order of their cues."""
    found: list[Report] = []
    for index, token in enumerate(syntax.tokens):
        if token.text.lower() == "according":
            report = _according(syntax, index)
        elif token.upos == "VERB" or (token.upos in ("AUX", "NOUN") and token.lemma.lower() == "say"):
            report = _verb_report(syntax, index)
        elif token.upos == "NOUN" and token.lemma.lower() in _SAYING_NOUNS:
            report = _noun_report(syntax, index)
        else:
            continue
        if report is not None:
            found.append(report)
    return found


def _verb_report(syntax: Syntax, verb: int) -> Report | None:
    rows = rows_of(syntax, verb)
    if not rows or _is_negated(syntax, verb) or _is_so_called(syntax, verb):
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
            fill = _FRAMES.get(name)
            content = fill(syntax, verb, preposition) if fill else []
            if name == "that":
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


def is_factual(syntax: Syntax, verb: int) -> bool:
    """Whether the words were really said: no modal, condition or mere infinitive above the cue."""
    for child in syntax.children(verb, "aux", "mark"):
        word = syntax.tokens[child].text.lower()
        if word in _MODALS or word in _CONDITIONS:
            return False
        if word == "to" and syntax.relation(verb) in ("xcomp", "advcl", "acl", "csubj"):
            return False
    return True


# ---------------------------------------------------------------- the source


def source_of(syntax: Syntax, verb: int) -> int | None:
    """The head of the phrase that names who speaks, as it stands there ("who", "he", a name)."""
    if syntax.is_passive(verb):
        agents = syntax.obliques(verb, "by")
        return agents[0] if agents else None
    current = verb
    for _ in range(6):
        own = _last_subject(syntax, current)
        if own is not None:
            return _usable(syntax, own)
        head, relation = syntax.tokens[current].head, syntax.relation(current)
        if head < 0:
            return None
        if relation == "acl":
            return _usable(syntax, head)
        if relation == "xcomp":
            controller = syntax.child(head, "obj", "iobj")
            if controller is not None and controller < current:
                return _usable(syntax, controller)
        if relation == "parataxis" and current == verb:
            return None
        if relation not in ("conj", "xcomp", "advcl", "ccomp", "parataxis"):
            return None
        current = head
    return None


def _last_subject(syntax: Syntax, verb: int) -> int | None:
    """The subject before a verb nearest to it: of "Secretary" and "Blinken" in a row the name; else any."""
    before = [child for child in syntax.children(verb, "nsubj", "csubj") if child < verb]
    return before[-1] if before else syntax.own_subject(verb)


def _usable(syntax: Syntax, token: int) -> int | None:
    """A noun, name or pronoun that can speak; not "it" of "it is said" or a clause."""
    word = syntax.tokens[token]
    if word.upos in ("VERB", "AUX", "PUNCT") or word.text.lower() in ("there", "it's"):
        return None
    return token


# ---------------------------------------------------------------- where the content stands


def _finite_clause(syntax: Syntax, verb: int, _: str) -> list[int]:
    clauses = syntax.children(verb, "ccomp")
    if clauses:
        side = [clause for clause in clauses if (clause > verb) == (clauses[0] > verb)]
        return sorted({word for clause in side for word in syntax.subtree(clause)})
    follows = [
        child for child in syntax.children(verb, "parataxis") if child > verb and _after_colon(syntax, child)
    ]
    if follows:
        return syntax.subtree(follows[0])
    return _host_clause(syntax, verb)


def _after_colon(syntax: Syntax, clause: int) -> bool:
    first = syntax.subtree(clause)[0]
    return any(syntax.tokens[near].text in (":", ",") for near in (first, max(first - 1, 0)))


def _host_clause(syntax: Syntax, verb: int) -> list[int]:
    """The clause that a reporting clause is set into or hung after ("..., he said, ...")."""
    head = syntax.tokens[verb].head
    inserted = syntax.relation(verb) == "parataxis" or _is_as_clause(syntax, verb)
    if head < 0 or not inserted or syntax.own_subject(verb) is None:
        return []
    own = set(syntax.subtree(verb))
    host = [token for token in syntax.subtree(head) if token not in own]
    return host if host and host[0] < verb else []


def _is_as_clause(syntax: Syntax, verb: int) -> bool:
    marks = {syntax.tokens[mark].text.lower() for mark in syntax.children(verb, "mark", "advmod")}
    return syntax.relation(verb) == "advcl" and marks == {"as"} and syntax.child(verb, "obj", "ccomp") is None


def _infinitive(syntax: Syntax, verb: int, _: str) -> list[int]:
    for child in syntax.children(verb, "xcomp"):
        if child > verb and _has_to(syntax, child):
            return syntax.subtree(child)
    return []


def _has_to(syntax: Syntax, verb: int) -> bool:
    return any(syntax.tokens[mark].text.lower() == "to" for mark in syntax.children(verb, "mark"))


def _object(syntax: Syntax, verb: int, _: str) -> list[int]:
    """The object and the complements that follow it, without when and where it was said."""
    target = syntax.child(verb, "obj")
    if target is None:
        target = next((t for t in syntax.children(verb) if syntax.tokens[t].deprel == "nsubj:pass"), None)
        return syntax.subtree(target) if target is not None else []
    if target < verb:
        return [] if syntax.tokens[target].text.lower() in _HEAD_NOUNS else syntax.subtree(target)
    return _from(syntax, verb, target)


def _from(syntax: Syntax, verb: int, first: int) -> list[int]:
    """The subtree of one dependent and of the complements after it."""
    words = set(syntax.subtree(first))
    for child in syntax.children(verb, "xcomp", "obl", "advcl", "obj", "ccomp"):
        if child > first and not _is_circumstance(syntax, child):
            words.update(syntax.subtree(child))
    return sorted(words)


def _is_circumstance(syntax: Syntax, token: int) -> bool:
    if syntax.tokens[token].deprel in ("obl:tmod", "obl:unmarked", "obl:npmod"):
        return True
    cases = {syntax.tokens[case].text.lower() for case in syntax.children(token, "case", "mark")}
    if syntax.relation(token) == "advcl":
        return not cases & {"for", "as", "to", "against", "of", "from"}
    return bool(cases & _CIRCUMSTANCE)


def _object_with_infinitive(syntax: Syntax, verb: int, _: str) -> list[int]:
    clause = next(
        (c for c in syntax.children(verb, "xcomp", "ccomp", "advcl") if c > verb and _has_to(syntax, c)), None
    )
    if clause is None:
        return []
    target = syntax.child(verb, "obj", "iobj")
    words = set(syntax.subtree(clause))
    if target is not None and verb < target < clause:
        words.update(syntax.subtree(target))
    return sorted(words)


def _object_with_of(syntax: Syntax, verb: int, _: str) -> list[int]:
    target = syntax.child(verb, "obj", "iobj")
    places = [verb] if target is None else [verb, target]
    for place in places:
        for child in syntax.children(place, "obl", "nmod", "advcl", "acl", "xcomp", "ccomp"):
            cases = [
                case
                for case in syntax.children(child, "case", "mark")
                if syntax.tokens[case].text.lower() == "of"
            ]
            if child > verb and cases:
                return [token for token in syntax.subtree(child) if token not in cases]
    return []


def _named(syntax: Syntax, verb: int, _: str) -> list[int]:
    """What is called and what it is called; the name may be marked as second object or predicate."""
    called = [child for child in syntax.children(verb, "obj", "iobj", "xcomp", "ccomp") if child > verb]
    if len(called) >= 2:
        return sorted({token for child in called for token in syntax.subtree(child)})
    if len(called) == 1 and syntax.relation(called[0]) in ("xcomp", "ccomp"):
        return syntax.subtree(called[0])
    return []


def _as_predicate(syntax: Syntax, verb: int, _: str) -> list[int]:
    target = syntax.child(verb, "obj")
    if target is None:
        return []
    predicate = next(
        (
            child
            for child in syntax.children(verb, "obl", "advcl", "xcomp")
            if child > target
            and any(
                syntax.tokens[case].text.lower() == "as" for case in syntax.children(child, "case", "mark")
            )
        ),
        None,
    )
    if predicate is None:
        return []
    words = set(syntax.subtree(predicate))
    if target > verb:
        words.update(syntax.subtree(target))
    return sorted(words)


def _likened(syntax: Syntax, verb: int, _: str) -> list[int]:
    target = syntax.child(verb, "obj")
    if target is None or not syntax.obliques(verb, "to", "with"):
        return []
    return _from(syntax, verb, target)


def _prepositional(syntax: Syntax, verb: int, preposition: str) -> list[int]:
    """The phrase or clause after a preposition, with the infinitive that goes with it ("on X to ...")."""
    for child in syntax.children(verb, "obl", "nmod", "advcl", "xcomp", "ccomp", "obj"):
        cases = [
            case
            for case in syntax.children(child, "case", "mark")
            if syntax.tokens[case].text.lower() == preposition
        ]
        if child > verb and (cases or syntax.tokens[verb + 1].text.lower() == preposition):
            words = set(syntax.subtree(child)) - set(cases)
            for later in syntax.children(verb, "xcomp", "advcl", "ccomp"):
                if later > child and _has_to(syntax, later):
                    words.update(syntax.subtree(later))
            return sorted(word for word in words if word > verb)
    return []


_FRAMES: dict[str, Callable[[Syntax, int, str], list[int]]] = {
    "that": _finite_clause,
    "to": _infinitive,
    "obj": _object,
    "objto": _object_with_infinitive,
    "objof": _object_with_of,
    "name": _named,
    "as": _as_predicate,
    "likened": _likened,
    "prep": _prepositional,
}


# ---------------------------------------------------------------- according to, nouns


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


_OUTSIDE_SOURCE = frozenset(
    {
        "acl",
        "appos",
        "parataxis",
        "advcl",
        "punct",
        "cc",
        "dep",
        "discourse",
        "ccomp",
        "list",
        "nsubj",
        "vocative",
    }
)


def source_words(syntax: Syntax, head: int) -> list[int]:
    """The tokens of a source phrase in order, with a title that the tree makes a subject beside the name."""
    found = set(_iter_source_words(syntax, head))
    while True:
        first = min(found)
        before = first - 1
        if before < 0 or syntax.tokens[before].upos not in ("NOUN", "PROPN", "ADJ"):
            break
        top = before
        while syntax.tokens[top].head >= 0 and syntax.tokens[top].upos not in ("VERB", "AUX"):
            if syntax.tokens[top].head == syntax.tokens[head].head and syntax.relation(top) == "nsubj":
                break
            top = syntax.tokens[top].head
        if (
            syntax.relation(top) != "nsubj"
            or top >= head
            or syntax.tokens[top].head != syntax.tokens[head].head
        ):
            break
        found.update(_iter_source_words(syntax, top))
        if min(found) == first:
            break
    return sorted(found)


def _iter_source_words(syntax: Syntax, head: int) -> Iterator[int]:
    yield head
    for child in syntax.children(head):
        relation, word = syntax.relation(child), syntax.tokens[child]
        is_joined = child == head + 1 and relation in ("appos", "dep", "nsubj") and word.upos == "PROPN"
        if relation in _OUTSIDE_SOURCE and not is_joined and not (relation == "punct" and word.text in "-–"):
            continue
        if relation in ("obl", "cop", "advmod") and (child > head or word.upos in ("VERB", "AUX", "ADV")):
            continue
        if word.upos in ("VERB", "AUX") and relation != "amod":
            continue
        yield from _iter_source_words(syntax, child)
