"""Word pieces and letter shapes: what the model sees of a word."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

# The model's names for letter shapes, in the order of their indices.
SHAPES = ("lower", "capital", "upper", "mixed", "none")

# Longer words are cut: an address of 300 characters says no more than its beginning.
MAX_WORD_CHARACTERS = 64
MAX_WORD_PIECES = 16
# Words whose pieces are remembered; beyond it the memory is emptied.
_REMEMBERED = 100_000


@lru_cache(maxsize=100_000)
def shape_of(word: str) -> int:
    """The index in SHAPES of a word's letters; digits and marks alone are "none"."""
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 4
    upper = sum(c.isupper() for c in letters)
    if upper == 0:
        return 0
    if upper == len(letters):
        return 1 if len(letters) == 1 else 2
    return 1 if upper == 1 and letters[0].isupper() else 3


class Pieces:
    """The word pieces of single words, remembered."""

    def __init__(self, tokenizer_json: Path) -> None:
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(tokenizer_json))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._known: dict[str, list[int]] = {}
        self._unknown, self._opening, self._closing = (
            self._tokenizer.token_to_id(mark) or 0 for mark in ("[UNK]", "[CLS]", "[SEP]")
        )

    def of(self, word: str) -> list[int]:
        """The ids of a word, at least one and at most MAX_WORD_PIECES."""
        ids = self._known.get(word)
        if ids is None:
            encoded: list[int] = self._tokenizer.encode(
                word[:MAX_WORD_CHARACTERS], add_special_tokens=False
            ).ids
            ids = encoded[:MAX_WORD_PIECES] or [self._unknown]
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[word] = ids
        return ids

    def sentence(self, words: Iterable[str]) -> tuple[list[int], list[int]]:
        """All ids between the two markers, and the place of each word's first."""
        ids, first, known = [self._opening], [], self._known
        for word in words:
            first.append(len(ids))
            ids += known.get(word) or self.of(word)
        return [*ids, self._closing], first
