"""In which lists of known names the words of a sentence stand.

The model reads letters without their case and has seen few thousand names; the lists
tell it of given and family names, known people, countries, places, bodies and
nationalities. They are a hint among others: the model weighs them against the
sentence. `train/build_word_lists.py` makes the file.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

# Lists of single words, then lists of phrases, which tell a beginning from the rest.
WORDS = ("given", "family")
PHRASES = ("person", "country", "place", "body", "people")
COLUMNS = (*WORDS, *(f"{edge}-{name}" for name in PHRASES for edge in "BI"))
LONGEST = 8


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """The word in lower case and without accents."""
    word = word.lower()
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


class WordLists:
    """The lists of one file: a line ``[name]`` opens a list, each further line is a phrase in folded words."""

    def __init__(self, path: Path) -> None:
        self._words: dict[str, int] = {}
        self._phrases: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        name = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("["):
                name = line.strip("[]")
            elif name in WORDS:
                self._words[line] = self._words.get(line, 0) | 1 << WORDS.index(name)
            else:
                first, *rest = line.split(" ")
                self._phrases.setdefault(first, []).append((tuple(rest), PHRASES.index(name)))
        for found in self._phrases.values():
            found.sort(key=lambda phrase: -len(phrase[0]))

    def columns(self, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        """(word, column) of everything that stands in a list; each list takes its longest phrase first.

        Only what begins with a capital letter is looked up.
        """
        plain = [folded(word) if not word.islower() else word.lower() for word in words]
        free = [0] * len(PHRASES)
        for i, word in enumerate(words):
            if word.islower() or not word[:1].isalpha():
                continue
            bits = self._words.get(plain[i], 0)
            for column in range(len(WORDS)):
                if bits >> column & 1:
                    yield i, column
            for rest, number in self._phrases.get(plain[i], ()):
                if i >= free[number] and tuple(plain[i + 1 : i + 1 + len(rest)]) == rest:
                    free[number] = i + 1 + len(rest)
                    first = len(WORDS) + 2 * number
                    yield i, first
                    for k in range(i + 1, free[number]):
                        yield k, first + 1
