"""Which persons can be meant by a name as written, before the dear comparison with each of them.

`name_score` tells how well a name fits one person; over all persons that takes a
third of a second. Here the words of all names stand in an index by how they are
spelled, so that the comparison is made with some dozens of persons. Nobody whose
name would fit is left out (tests/knowledge/test_alike_names.py).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import takewhile

from rapidfuzz import fuzz, process

from dragoman.knowledge.facts import Person
from dragoman.knowledge.folding import skeleton
from dragoman.knowledge.people import (
    LEAST_PREFIX,
    PARTICLES,
    SAME_SPELLING,
    WORD_FLOOR,
    short_forms_of,
    spellings_of,
    without_vowels,
)

# Names and words that are asked for again, as those of one article are.
_REMEMBERED = 2048


class AlikeNames:
    """An index of persons by the words of their names, as they may be spelled."""

    def __init__(self, persons: Iterable[Person]) -> None:
        self._ids: list[str] = []
        self._persons_with: defaultdict[str, set[int]] = defaultdict(set)
        self._families_with: defaultdict[str, set[int]] = defaultdict(set)
        self._by_initial: defaultdict[str, list[str]] = defaultdict(list)
        self._by_skeleton: defaultdict[str, list[str]] = defaultdict(list)
        self._by_consonants: defaultdict[str, list[str]] = defaultdict(list)
        self._joined: list[str] = []
        self._person_joined: list[int] = []
        for person in persons:
            self._add(person)
        for word in self._persons_with:
            self._by_initial[word[0]].append(word)
            self._by_skeleton[skeleton(word)].append(word)
            self._by_consonants[without_vowels(skeleton(word))].append(word)
        self._skeletons = sorted(self._by_skeleton)
        self.may_fit = lru_cache(maxsize=_REMEMBERED)(self._may_fit)
        self._alike = lru_cache(maxsize=_REMEMBERED)(self._find_alike)

    def _add(self, person: Person) -> None:
        number = len(self._ids)
        self._ids.append(person.id)
        families, spellings = spellings_of(person)
        for spelling in spellings:
            for word in spelling:
                self._persons_with[word].add(number)
            self._joined.append("".join(map(skeleton, spelling)))
            self._person_joined.append(number)
        for word in families:
            self._persons_with[word].add(number)
            self._families_with[word].add(number)

    def _may_fit(self, words: tuple[str, ...]) -> frozenset[str]:
        """Ids of the persons whose name can be this one: all that `lookup.SAME_PERSON` lets through, and others.

        A name fits by its family name, by two of its words at least (one where it has no
        other that tells), or as a whole, however it is parted into words.
        """
        pairs: Counter[int] = Counter()
        found: set[int] = set()
        for word in set(words):
            for other in self._alike(word):
                pairs.update(self._persons_with[other])
                found |= self._families_with.get(other, set())
        least = 2 if sum(word not in PARTICLES for word in words) > 1 else 1
        found.update(number for number, n_pairs in pairs.items() if n_pairs >= least)
        found.update(self._spelled_alike("".join(map(skeleton, words))))
        return frozenset(self._ids[number] for number in found)

    def _spelled_alike(self, joined: str) -> Iterator[int]:
        close = process.extract(
            joined, self._joined, scorer=fuzz.ratio, score_cutoff=SAME_SPELLING, limit=None
        )
        return (self._person_joined[at] for _, _, at in close)

    def _find_alike(self, word: str) -> frozenset[str]:
        """The words of names that a word can stand for; all that have a likeness above 0, and a few others."""
        found = set(self._by_initial[word[0]] if len(word) == 1 else self._of_one_letter(word[0]))
        found.update(short_forms_of(word) & self._persons_with.keys())
        bones = skeleton(word)
        found.update(self._by_consonants.get(without_vowels(bones), ()))
        close = process.extract(
            bones, self._skeletons, scorer=fuzz.ratio, score_cutoff=100 * WORD_FLOOR, limit=None
        )
        for other in {bones, *(other for other, _, _ in close), *self._with_one_beginning(bones)}:
            found.update(self._by_skeleton.get(other, ()))
        return frozenset(found)

    def _of_one_letter(self, initial: str) -> list[str]:
        return [initial] if initial in self._persons_with else []

    def _with_one_beginning(self, bones: str) -> Iterator[str]:
        """Skeletons that begin with this one, and those that it begins with."""
        if len(bones) < LEAST_PREFIX:
            return
        yield from (bones[:end] for end in range(LEAST_PREFIX, len(bones)))
        first = bisect_left(self._skeletons, bones)
        yield from takewhile(lambda other: other.startswith(bones), self._skeletons[first:])
