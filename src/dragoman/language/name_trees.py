"""Names made one piece of the tree.

A name is a constituent: one of its words hangs on the sentence, the others on that
word. Where the parser hangs two words of one name on words outside of it, the later
ones are hung on the first as UD's `flat`.
"""

from __future__ import annotations

from collections.abc import Sequence


def attach_names(heads: list[int], deprel: list[str], spans: Sequence[tuple[int, int]]) -> None:
    """Changes heads and labels of a sentence in place.

    Args:
        heads: The head of each word within the sentence, -1 for the root.
        deprel: The label of each word.
        spans: The names as half-open word ranges.
    """
    for first, last in spans:
        outer = [word for word in range(first, last) if not first <= heads[word] < last]
        for word in outer[1:]:
            if not _is_above(heads, word, outer[0]):
                heads[word], deprel[word] = outer[0], "flat"


def _is_above(heads: Sequence[int], word: int, other: int) -> bool:
    """Whether a word is an ancestor of the other, so that hanging it there would make a circle."""
    current = other
    while current >= 0:
        if current == word:
            return True
        current = heads[current]
    return False
