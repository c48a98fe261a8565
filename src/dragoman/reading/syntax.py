"""Questions to the dependency tree: subjects, objects, what a word governs.

The tree is that of Universal Dependencies; this module answers in the terms that
the rules of this stage are written in (who does it, to whom, with what clause),
so that no rule walks heads and labels itself.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from functools import cached_property, wraps
from typing import Any, TypeVar

from dragoman.language import Analysis, Sentence, Token
from dragoman.reading.wordlists import words

_SUBJECTS = frozenset({"nsubj", "csubj"})
_CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "conj", "parataxis"})
_Answer = TypeVar("_Answer")


class Syntax:
    """The tree of one analysis, indexed by head. Token numbers are those of `Analysis.tokens`.

    `lower` holds the words in small letters.
    """

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.tokens: tuple[Token, ...] = analysis.tokens
        self._children: list[list[int]] = [[] for _ in self.tokens]
        for index, token in enumerate(self.tokens):
            if token.head >= 0:
                self._children[token.head].append(index)
        self._relations = [token.deprel.partition(":")[0] for token in self.tokens]
        self._by_relation = self._sorted_children()
        self.lower = [token.text.lower() for token in self.tokens]
        self._passive = self._passives()
        # Answers are kept: the rules ask for the same words again and again.
        self._subtrees: dict[int, list[int]] = {}
        self._own_subjects: dict[int, int | None] = {}
        self._subjects: dict[int, int | None] = {}
        self._obliques: dict[int, list[tuple[int, str]]] = {}
        self.answers: dict[object, dict[int, Any]] = {}

    def _sorted_children(self) -> list[dict[str, list[int]]]:
        """The dependents of each token by their relation, in order."""
        found: list[dict[str, list[int]]] = []
        for below in self._children:
            found.append({})
            for child in below:
                found[-1].setdefault(self._relations[child], []).append(child)
        return found

    def _passives(self) -> set[int]:
        """The verbs with a passive auxiliary, and where none is written ("Envoy expelled over leak") with a passive subject.

        A sentence with a full stop is no headline: there a verb of its own has its auxiliary,
        and a passive subject without one is an error of the parser ("Egypt called on Israel").
        """
        with_auxiliary = {token.head for token in self.tokens if token.deprel == "aux:pass"}
        subjects = (token for token in self.tokens if token.deprel == "nsubj:pass")
        return with_auxiliary | {each.head for each in subjects if not self._needs_auxiliary(each.head)}

    def _needs_auxiliary(self, verb: int) -> bool:
        is_finite = self._relations[verb] in ("root", "ccomp", "parataxis")
        return is_finite and any(
            self.tokens[child].text == "." for child in self._children[self._root_of(verb)]
        )

    def _root_of(self, token: int) -> int:
        while self.tokens[token].head >= 0:
            token = self.tokens[token].head
        return token

    @cached_property
    def _sentence_of(self) -> list[int]:
        numbers = [0] * len(self.tokens)
        for number, sentence in enumerate(self.analysis.sentences):
            for index in range(sentence.first, sentence.last):
                numbers[index] = number
        return numbers

    def token_at(self, position: int) -> int | None:
        """The token that holds a character, or the next one after it; None behind the last."""
        index = bisect_right(self.tokens, position, key=lambda token: token.end)
        return index if index < len(self.tokens) else None

    def verb_above(self, token: int) -> int | None:
        """The nearest verb on the way from a token to its root, the token itself included."""
        current = token
        while current >= 0 and self.tokens[current].upos != "VERB":
            current = self.tokens[current].head
        return current if current >= 0 else None

    def relation(self, token: int) -> str:
        """The relation to the head without its subtype ("nsubj" for "nsubj:pass")."""
        return self._relations[token]

    def children(self, token: int, *relations: str) -> list[int]:
        """The dependents, in order; those with one of the relations (no subtype) where any is given."""
        if len(relations) == 1:
            return self._by_relation[token].get(relations[0], [])[:]
        below = self._children[token]
        if not below or not relations:
            return below[:]
        known = self._relations
        return [child for child in below if known[child] in relations]

    def child(self, token: int, *relations: str) -> int | None:
        """The first dependent with one of the relations, or None."""
        known = self._relations
        for child in self._children[token]:
            if not relations or known[child] in relations:
                return child
        return None

    def subtree(self, token: int) -> list[int]:
        """The token and all that it governs, in order of the text."""
        known = self._subtrees.get(token)
        if known is None:
            known, open_tokens, children = [], [token], self._children
            while open_tokens:
                current = open_tokens.pop()
                known.append(current)
                open_tokens.extend(children[current])
            known.sort()
            self._subtrees[token] = known
        return known[:]

    def phrase(self, token: int) -> list[int]:
        """The subtree without relative clauses, which speak of other times."""
        found, open_tokens = [], [token]
        while open_tokens:
            current = open_tokens.pop()
            found.append(current)
            open_tokens.extend(
                child for child in self._children[current] if self.tokens[child].deprel != "acl:relcl"
            )
        return sorted(found)

    def span(self, token: int) -> tuple[int, int]:
        """The characters from the first to the last word of the subtree."""
        tree = self._subtrees.get(token) or self.subtree(token)
        return self.tokens[tree[0]].start, self.tokens[tree[-1]].end

    def sentence(self, token: int) -> Sentence:
        """The sentence that the token stands in."""
        return self.analysis.sentences[self._sentence_of[token]]

    def sentence_number(self, token: int) -> int:
        """The number of the token's sentence."""
        return self._sentence_of[token]

    def conjuncts(self, token: int) -> list[int]:
        """The token and those joined to it by "and", "or", a comma."""
        found = [token]
        for child in self.children(token, "conj"):
            found.extend(self.conjuncts(child))
        return found

    def is_passive(self, verb: int) -> bool:
        """Whether the verb is passive: it has a passive subject or auxiliary."""
        return verb in self._passive

    def own_subject(self, verb: int) -> int | None:
        """The subject that hangs on the verb itself, active or passive.

        What follows a participle is no subject of it, whatever the parser says ("while
        meeting the minister"). Of two, the one right before the verb is meant ("X gave
        in, Y said" where both hang on "said").
        """
        if verb not in self._own_subjects:
            known = self._relations
            found = [
                child
                for child in self._children[verb]
                if known[child] in _SUBJECTS and not self._is_after_participle(verb, child)
            ]
            before = [child for child in found if child < verb]
            self._own_subjects[verb] = next(iter(before[-1:] or found), None)
        return self._own_subjects[verb]

    def _is_after_participle(self, verb: int, child: int) -> bool:
        return child > verb and self.tokens[verb].text.endswith("ing") and self.child(verb, "aux") is None

    def subject(self, verb: int) -> int | None:
        """Who does it by the grammar: the verb's own subject, or the one it shares.

        A second verb of a conjunction, an infinitive ("agreed to meet") and a
        participle clause take the subject of the verb they hang on; an adjectival
        clause takes the noun that it modifies.
        """
        if verb not in self._subjects:
            self._subjects[verb] = self._found_subject(verb)
        return self._subjects[verb]

    def _found_subject(self, verb: int) -> int | None:
        current, seen, is_beside = verb, 0, False
        while seen < 8:
            own = self.own_subject(current)
            if own is not None:
                if self.tokens[own].text.lower() in ("who", "which", "that"):
                    return self._antecedent(current)
                return own
            relation, head = self.relation(current), self.tokens[current].head
            if head < 0 or relation not in _CLAUSES:
                return None
            if (beside := self.above_clause(current)) is not None:
                current, seen = beside, seen + 1
                continue
            if relation == "acl":
                return self._named_by_predicate(head)
            is_beside = is_beside or relation == "advcl"  # "... while meeting X" is done by the main subject
            if relation == "xcomp" and not is_beside:
                controlled = self.child(head, "iobj") or self.child(head, "obj")
                if controlled is not None:
                    return controlled
            current, seen = head, seen + 1
        return None

    def _named_by_predicate(self, noun: int) -> int:
        """Who a predicate speaks of: "Peru" for "country" in "Peru was the first country to ratify"."""
        verb = noun if self.child(noun, "cop") is not None else self.tokens[noun].head
        is_predicate = verb == noun or (
            self.relation(noun) == "xcomp" and self.tokens[verb].lemma == "become"
        )
        own = self.own_subject(verb) if is_predicate else None
        return noun if own is None else own

    def above_clause(self, verb: int) -> int | None:
        """The verb that a finite conjunct goes with, where its head is part of another clause; else None.

        "said it would not come and promised help": "promised" goes with "said", since a
        past tense shares no auxiliary with a bare verb.
        """
        head = self.tokens[verb].head
        if self.relation(verb) != "conj" or head < 0 or not self.is_past(verb):
            return None
        if not self._is_bare(head) and not self._goes_on_speaking(head, verb):
            return None
        current = self.tokens[head].head
        while current >= 0 and not (self.tokens[current].upos == "VERB" and self.is_past(current)):
            current = self.tokens[current].head
        return current if current >= 0 else None

    def _goes_on_speaking(self, head: int, verb: int) -> bool:
        """Whether a verb of saying is joined to a deed that is only told of: "said X had attacked and demanded ..."."""
        speaking = words("speech_verbs")
        is_deed = self.tokens[head].lemma.lower() not in speaking and self.relation(head) == "ccomp"
        above = self.tokens[head].head
        is_said = above >= 0 and self.tokens[above].lemma.lower() in speaking and self.is_past(above)
        return is_deed and is_said and self.tokens[verb].lemma.lower() in speaking

    def _is_bare(self, verb: int) -> bool:
        word = self.tokens[verb]
        is_bare = word.text.lower() == word.lemma.lower() or bool(self.children(verb, "cop"))
        return is_bare and bool(self.children(verb, "aux"))

    def is_past(self, verb: int) -> bool:
        """Whether a word is a verb in a past form."""
        word = self.tokens[verb]
        lower = word.text.lower()
        return word.upos == "VERB" and lower != word.lemma.lower() and not lower.endswith(("ing", "s"))

    def _antecedent(self, verb: int) -> int | None:
        return self.tokens[verb].head if self.relation(verb) == "acl" else None

    def objects(self, verb: int) -> list[int]:
        """What is acted on: direct and indirect objects, and the subject of a passive."""
        found = self.children(verb, "obj", "iobj")
        found += [child for child in self.children(verb, "nsubj") if self._is_after_participle(verb, child)]
        if self.is_passive(verb):
            found += [child for child in self._children[verb] if self.tokens[child].deprel == "nsubj:pass"]
        return found

    def agents(self, verb: int) -> list[int]:
        """Who acts: the active subject, or the "by" phrase of a passive."""
        if self.is_passive(verb):
            return self.obliques(verb, "by") or self._late_agents(verb)
        subject = self.subject(verb)
        return [] if subject is None else [subject]

    def _late_agents(self, verb: int) -> list[int]:
        """The "by" phrase that the parser hangs on the phrase before it: "was concluded in Rome by both sides"."""
        phrases = [child for child in self.children(verb, "obl", "obj") if child > verb]
        found = (self.obliques(phrase, "by") for phrase in reversed(phrases))
        return next((each for each in found if each and self.tokens[each[0]].upos == "PROPN"), [])

    def obliques(self, word: int, *prepositions: str) -> list[int]:
        """Phrases with one of the prepositions (lower case) that hang on a verb or a noun."""
        known = self._obliques.get(word)
        if known is None:
            known = self._obliques[word] = [
                (child, " ".join(self.lower[case] for case in self.children(child, "case")))
                for child in self.children(word, "obl", "nmod")
            ]
        return [child for child, cases in known if cases in prepositions]


def answered_once(
    question: Callable[[Syntax, int], _Answer],
) -> Callable[[Syntax, int], _Answer]:
    """A question to the tree about one word, whose answer is kept as long as the tree."""

    @wraps(question)
    def answer(syntax: Syntax, token: int) -> _Answer:
        known: dict[int, _Answer] = syntax.answers.setdefault(question, {})
        if token not in known:
            known[token] = question(syntax, token)
        return known[token]

    return answer
