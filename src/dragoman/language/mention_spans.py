"""From the head word of a mention to its words, by the tree.

A mention is all that hangs on its head, without the clause round it: what the head
is the predicate of, further parts of a list, appositions and adverbs stay out. On gold
trees of GUM's dev part 90 of 100 mentions have the annotated span.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.language.mention_pairs import Word

_OUTSIDE = frozenset(
    {
        "cc", "cc:preconj", "conj", "punct", "mark", "cop", "nsubj", "nsubj:pass", "nsubj:outer", "csubj", "aux",
        "advcl", "advcl:relcl", "advmod", "parataxis", "discourse", "vocative", "expl", "dislocated", "orphan", "appos",
    }
)  # fmt: skip


def span_of(words: Sequence[Word], at: int, children: Sequence[Sequence[int]]) -> tuple[int, int]:
    """The words of the mention that a word heads, half-open."""
    first = last = at
    waiting = [
        child
        for child in children[at]
        if words[child].deprel not in _OUTSIDE and (words[child].deprel != "case" or child > at)
    ]
    while waiting:
        word = waiting.pop()
        first, last = min(first, word), max(last, word)
        waiting.extend(children[word])
    while last > at and words[last].upos == "PUNCT":
        last -= 1
    while first < at and words[first].upos == "PUNCT":
        first += 1
    return first, last + 1
