"""Where the content of a reporting verb stands: one function for each frame of data/cues.tsv.

Each takes the tree, the verb and the frame's preposition, and gives the tokens of
the content in order, or none where the frame is not filled.
"""

from __future__ import annotations

from collections.abc import Callable

from dragoman.reading.syntax import Syntax

_MARKS = frozenset(('"', "“", "‘", "'", "``", "''"))
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


def _finite_clause(syntax: Syntax, verb: int, _: str) -> list[int]:
    clauses = syntax.children(verb, "ccomp")
    if not clauses:  # "made clear that ..."
        clauses = [c for each in syntax.children(verb, "xcomp") for c in syntax.children(each, "ccomp")]
        clauses = [clause for clause in clauses if syntax.tokens[syntax.tokens[clause].head].upos == "ADJ"]
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
    return any(syntax.tokens[near].text == ":" for near in (first, max(first - 1, 0)))


def _host_clause(syntax: Syntax, verb: int) -> list[int]:
    """The clause that a reporting clause is set into or hung after ("..., he said, ...")."""
    head = syntax.tokens[verb].head
    inserted = syntax.relation(verb) == "parataxis" or _is_as_clause(syntax, verb)
    if head < 0 or not inserted or syntax.own_subject(verb) is None:
        return []
    own = set(syntax.subtree(verb))
    if _begins_a_sentence(syntax, verb):
        return []
    host = [token for token in syntax.subtree(head) if token not in own]
    return host if host and host[0] < verb else []


def _begins_a_sentence(syntax: Syntax, verb: int) -> bool:
    """Whether a clause follows a semicolon: "X accused Y; Y denied the claim" tells two things."""
    first = syntax.subtree(verb)[0]
    return ";" in (syntax.tokens[first].text, syntax.tokens[max(first - 1, 0)].text)


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
        if child > first and not _is_circumstance(syntax, child) and not _follows_comma(syntax, child):
            words.update(syntax.subtree(child))
    return sorted(words)


def _follows_comma(syntax: Syntax, token: int) -> bool:
    first = syntax.subtree(token)[0]
    return "," in (syntax.tokens[first].text, syntax.tokens[max(first - 1, 0)].text)


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
    words = set(syntax.subtree(clause)) - _next_acts(syntax, clause)
    if target is not None and verb < target < clause:
        words.update(syntax.subtree(target))
    return sorted(words)


def _next_acts(syntax: Syntax, infinitive: int) -> set[int]:
    """Finite verbs that the tree joins to an infinitive: "urged him to stay and expressed hope" tells two acts."""
    found: set[int] = set()
    for child in syntax.children(infinitive, "conj"):
        word = syntax.tokens[child]
        is_past = word.upos == "VERB" and word.text.lower().endswith("ed") and word.lemma != word.text.lower()
        if is_past and not syntax.children(child, "aux", "mark"):
            found.update(syntax.subtree(child))
    return found


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
    if len(called) == 1 and any(
        _is_quoted_name(syntax, child) for child in syntax.children(called[0], "appos")
    ):
        return syntax.subtree(called[0])  # 'called the report "pure fiction"'
    return []


def _is_quoted_name(syntax: Syntax, name: int) -> bool:
    first = syntax.subtree(name)[0]
    return any(syntax.tokens[each].text in _MARKS for each in (first, max(first - 1, 0)))


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


FRAMES: dict[str, Callable[[Syntax, int, str], list[int]]] = {
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
