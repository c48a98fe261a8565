"""The people of one article: which mentions name the same person, and who that is.

Mentions are joined by name (family name, full name, order of names, id in the
tables); the joined person takes country and office from all mentions, and the
tables decide who it is at the article's date.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from dragoman.interval import Interval
from dragoman.knowledge import Candidate, Knowledge, Verdict
from dragoman.reading.cast import MentionKind
from dragoman.reading.sighting_field import Sighting
from dragoman.reading.wordlists import words

# Cyrillic letters that stand in Latin names by mistake.
_LOOKALIKES = str.maketrans("аеосрхіјѕу", "aeocpxijsy")
_LEAST_SQUEEZED = 6  # letters of a name that a blank has split
_MIN_SCORE = 0.5
_SURE_SCORE = 0.9
_GONE_SCORE = 0.8  # of a full name whose bearer left office some years ago
_FULL_NAME = 2  # words; one that is only like the office-holder's is, without a country, somebody else's
_POSSESSIVE = re.compile(r"['’]s\b")
_SUFFIX = re.compile(r",?\s+(?:Jr|Sr)\.?$")
_NO_LETTERS = re.compile(r"[^\w’']+")
_REMEMBERED = 4096  # names, of which those of one article are asked for again and again


@dataclass(slots=True)
class Figure:
    """One person of an article, with all sightings that name them."""

    sightings: list[Sighting]
    tokens: frozenset[str]
    country: str = ""
    office: str = ""
    office_sighting: Sighting | None = None
    person_id: str | None = None
    candidate: Candidate | None = None
    said_countries: Counter[str] = field(default_factory=Counter)

    @property
    def name(self) -> str:
        """The longest form of the name that the text has, without "Jr." and the like."""
        return max((_without_suffix(sighting.name) for sighting in self.sightings), key=len)

    @property
    def best(self) -> Sighting:
        """The sighting that says most: with an office, then the longest name, then the first."""
        return max(self.sightings, key=lambda each: (bool(each.office), len(each.name), -each.start))


def gather_people(sightings: list[Sighting], facts: Knowledge, when: Interval | None) -> list[Figure]:
    """The people of an article, in order of first mention.

    Args:
        sightings: All sightings of the article; only those of people are joined.
        when: The days on which the article can have been written, None for unknown.
    """
    figures: list[Figure] = []
    people = [sighting for sighting in sightings if sighting.kind is MentionKind.PERSON]
    for sighting in sorted(people, key=lambda each: (-len(name_tokens(each.name)), each.start)):
        _place(figures, sighting)
    for figure in figures:
        figure.sightings.sort(key=lambda each: each.start)
        _identify(figure, facts, when)
    return sorted(figures, key=lambda figure: figure.sightings[0].start)


@lru_cache(maxsize=_REMEMBERED)
def _without_suffix(name: str) -> str:
    return _SUFFIX.sub("", name)


@lru_cache(maxsize=_REMEMBERED)
def name_tokens(name: str) -> frozenset[str]:
    """The words of a name in lower case, without initials, honorifics and possessives."""
    found = [word for word in words_of_name(name) if len(word) > 1 and word not in words("no_names")]
    return frozenset(found)


@lru_cache(maxsize=_REMEMBERED)
def words_of_name(name: str) -> tuple[str, ...]:
    """The words of a name in their order, lower case, without accents."""
    plain = "".join(
        each for each in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(each)
    )
    return tuple(_NO_LETTERS.sub(" ", _POSSESSIVE.sub("", plain.translate(_LOOKALIKES))).split())


def _place(figures: list[Figure], sighting: Sighting) -> None:
    """Puts a sighting to the person it names; longer names come first."""
    tokens = name_tokens(sighting.name)
    for figure in figures:
        same_id = bool(sighting.known_id) and any(
            each.known_id == sighting.known_id for each in figure.sightings
        )
        is_same = (tokens <= figure.tokens and not _is_the_father(tokens, figure)) or _is_torn(
            sighting.name, figure
        )
        if same_id or (tokens and is_same and not _clash(figure, sighting)):
            figure.sightings.append(sighting)
            return
    figures.append(Figure([sighting], tokens))


def _is_the_father(tokens: frozenset[str], figure: Figure) -> bool:
    """Whether a short name is that of the father in a longer one: "Abdullah" beside "Hussein bin Abdullah"."""
    longest = words_of_name(figure.name)
    fathers = {after for word, after in pairwise(longest) if word in words("patronymics")}
    return bool(tokens) and tokens <= fathers


def _is_torn(name: str, figure: Figure) -> bool:
    """Whether one of two names is the other with a blank inside a word: "Ferná ndez"."""
    letters = "".join(words_of_name(name))
    if len(letters) < _LEAST_SQUEEZED:
        return False
    return any("".join(words_of_name(each.name)).endswith(letters) for each in figure.sightings)


def _clash(figure: Figure, sighting: Sighting) -> bool:
    """Whether countries that both name keep them apart ("Prime Minister Singh" of two countries)."""
    if not sighting.country:
        return False
    countries = {each.country for each in figure.sightings if each.country}
    return bool(countries) and sighting.country not in countries


def _identify(figure: Figure, facts: Knowledge, when: Interval | None) -> None:
    """Sets country, office and identity of a person from sightings and tables."""
    figure.said_countries = Counter(each.country for each in figure.sightings if each.country)
    said = figure.said_countries.most_common(1)[0][0] if figure.said_countries else ""
    figure.candidate = _best_candidate(figure, facts, when, said)
    candidate = figure.candidate
    figure.country = (
        _meant(said, figure, facts, when)
        or _country_of(candidate, facts)
        or _country_of_somebody_gone(figure, facts, when)
    )
    if candidate is not None and candidate.person is not None:
        figure.person_id = candidate.person.id
    _choose_office(figure, facts, when)


def _country_of_somebody_gone(figure: Figure, facts: Knowledge, when: Interval | None) -> str:
    """The country of the only one of a full name who held an office not long ago: "Donald Trump, the candidate"."""
    if len(name_tokens(figure.name)) < _FULL_NAME or any(each.office for each in figure.sightings):
        return ""
    found = _known(facts, figure.name, when, "")
    people = {each.person.id: each.person for each in found if each.person and each.score >= _GONE_SCORE}
    person = next(iter(people.values())) if len(people) == 1 else None
    is_own = person is not None and name_tokens(person.name) == name_tokens(figure.name)
    return person.country if person is not None and is_own else ""


def _meant(said: str, figure: Figure, facts: Knowledge, when: Interval | None) -> str:
    """The country said, or the other one of its name where only that has the person: "Congolese President X"."""
    others = [
        pair.upper().split()
        for pair in words("countries_of_one_name")
        if said and said in pair.upper().split()
    ]
    if not others or len(name_tokens(figure.name)) < _FULL_NAME:
        return said
    known = [each for each in _known(facts, figure.name, when, "") if each.score >= _SURE_SCORE]
    codes = {each.country for each in known if each.country in others[0]}
    return next(iter(codes)) if len(codes) == 1 else said


def _country_of(candidate: Candidate | None, facts: Knowledge) -> str:
    """The country of somebody known: the person's own, unless the office is that of an organisation."""
    if candidate is None:
        return ""
    own = candidate.person.country if candidate.person is not None else ""
    return own if own and facts.country(candidate.country) is not None else candidate.country


def _best_candidate(figure: Figure, facts: Knowledge, when: Interval | None, said: str) -> Candidate | None:
    """Whom the tables know under this name: by title and name, else by name alone where it is surely theirs."""
    titled = [each for each in figure.sightings if each.office and not each.modifier]
    for sighting in titled[:4]:
        found = _known(facts, f"{sighting.office} {figure.name}", when, said)
        least = _MIN_SCORE if said or len(name_tokens(figure.name)) < _FULL_NAME else _SURE_SCORE
        held = [each for each in found if each.verdict is Verdict.HELD and each.score >= least]
        if held:
            return held[0]
    found = _known(facts, figure.name, when, said)
    if not found or found[0].score < _SURE_SCORE:
        return None
    if len(name_tokens(figure.name)) > 1:
        return found[0]
    is_leader = found[0].verdict is Verdict.HELD and set(found[0].office_classes) & words(
        "well_known_offices"
    )
    countries = {each.country for each in found if each.score >= _SURE_SCORE}
    return found[0] if is_leader and len(countries) == 1 and not titled else None


def _known(facts: Knowledge, mention: str, when: Interval | None, said: str) -> list[Candidate]:
    return [each for each in facts.who(mention, when, said or None) if each.person is not None]


def _choose_office(figure: Figure, facts: Knowledge, when: Interval | None) -> None:
    """The office that the person is called by: one that they held, else the most frequent."""
    titled = [each for each in figure.sightings if each.office]
    if not titled:
        return
    current = [each for each in titled if not each.modifier] or titled
    counts = Counter(each.office.lower() for each in current)

    def rank(sighting: Sighting) -> tuple[bool, int, int]:
        held, own = False, set(sighting.office.lower().split())
        n_said = sum(count for office, count in counts.items() if set(office.split()) <= own)
        if figure.person_id is not None:
            verdict, _ = facts.held(figure.person_id, sighting.office, figure.country or None, when)
            held = verdict is Verdict.HELD
        return held, n_said, -sighting.start

    figure.office_sighting = max(current, key=rank)
    figure.office = figure.office_sighting.office
