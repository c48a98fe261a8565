"""Regular expressions of whole words, searched only where one of their words can begin.

The tables of topics and issues hold some hundred alternatives each; to try all of
them at every place of an article costs more than all other work on topics. A
pattern is tried only on a stretch that has a word with the first letters of one of
its alternatives, and on the text in small letters, where no case need be folded.
"""

from __future__ import annotations

import re
from functools import lru_cache

_LETTERS = 3  # so many letters of a word tell whether an alternative can begin with it
_WORD = re.compile(r"\w+")
_BEGINNING = re.compile(r"[a-z0-9]+")
_CAPITALS = re.compile(r"\\.|[A-Z]+")
# Letters that a search without regard to case takes for "i" and "s" and that keep their form in small letters.
_ODD = ("ı", "ſ")


class WordPattern:
    """Alternatives of whole words in any case.

    Args:
        words: A regular expression; its alternatives begin and end with a letter or digit.
    """

    def __init__(self, words: str) -> None:
        small = _CAPITALS.sub(lambda each: each[0] if each[0][0] == "\\" else each[0].lower(), words)
        self._any_case = re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
        self._small = re.compile(rf"\b(?:{small})\b")
        self._beginnings = _beginnings(small)

    def may_stand_among(self, beginnings: frozenset[str] | None) -> bool:
        """Whether the pattern can match in a stretch whose words begin so (`beginnings_in`)."""
        return beginnings is None or self._beginnings is None or not self._beginnings.isdisjoint(beginnings)

    def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """The first match in a stretch of a text; its offsets are those of the text, its words in small letters."""
        small = in_small_letters(text)
        if small is None:
            return self._any_case.search(text, start, end)
        if not self.may_stand_among(beginnings_in(text, start, end)):
            return None
        return self._small.search(small, start, end)


def _beginnings(words: str) -> frozenset[str] | None:
    """The first letters of the alternatives; None where one does not begin with letters."""
    found = set()
    for alternative in _alternatives(words):
        run = _BEGINNING.match(alternative)
        letters = run[0] if run is not None else ""
        if alternative[len(letters) : len(letters) + 1] in ("?", "*", "{"):
            letters = letters[:-1]
        if not letters:
            return None
        found.add(letters[:_LETTERS])
    return frozenset(found)


def _alternatives(words: str) -> list[str]:
    """The alternatives of a regular expression that do not stand in brackets."""
    found, depth, first = [], 0, 0
    for place, mark in enumerate(words):
        if mark in "([":
            depth += 1
        elif mark in ")]":
            depth -= 1
        elif mark == "|" and not depth:
            found.append(words[first:place])
            first = place + 1
    return [*found, words[first:]]


@lru_cache(maxsize=4)
def in_small_letters(text: str) -> str | None:
    """The text in small letters, of the same length; None where small letters say something else."""
    small = text.lower()
    return None if len(small) != len(text) or any(odd in small for odd in _ODD) else small


@lru_cache(maxsize=256)
def beginnings_in(text: str, start: int, end: int) -> frozenset[str] | None:
    """The first letters of the words of a stretch, in small letters: one, two and three of each.

    None where small letters say something else. Who asks for many patterns of one
    stretch takes these once and leaves out the patterns that cannot match.
    """
    small = in_small_letters(text)
    if small is None:
        return None
    words = {word[:_LETTERS] for word in _WORD.findall(small, start, end)}
    return frozenset(each[:length] for each in words for length in range(1, _LETTERS + 1))
