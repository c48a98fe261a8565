"""Who speaks in a reporting clause: the head of the source phrase, and the words of the phrase."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.reading.syntax import Syntax

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
    subjects = syntax.children(verb, "nsubj", "csubj")
    before = [child for child in subjects if child < verb]
    if before:
        return before[-1]
    if syntax.tokens[verb].text.lower().endswith("ing") and not syntax.children(verb, "aux"):
        return None
    found: int | None = None
    for child in subjects:
        if found is not None and syntax.subtree(child)[0] != syntax.subtree(found)[-1] + 1:
            break
        found = child
    return found


def _usable(syntax: Syntax, token: int) -> int | None:
    """A noun, name or pronoun that can speak; not "it" of "it is said" or a clause."""
    word = syntax.tokens[token]
    if word.upos in ("VERB", "AUX", "PUNCT") or word.text.lower() in ("there", "it's"):
        return None
    return token


def source_words(syntax: Syntax, head: int) -> list[int]:
    """The tokens of a source phrase in order, with a title that the tree makes a subject beside the name."""
    cases = {child for child in syntax.children(head, "case", "mark") if child < head}
    found = set(_iter_source_words(syntax, head)) - cases
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
