"""Under which full name the tables know somebody whom one report calls "President Xi" and another "Xi Jinping".

Asked by the ledger, which sees many reports, each by what it says: name, office, country
and the day of publication. A surname is never enough. It takes an office that one person
holds at a time, held on that day by somebody of that name and by nobody else of it, whom
the reading took the person for too: it saw whether "former" stood before the office. A full
name takes a spelling of the tables, or an office held under a name that is like it. Where two
people fit, or the tables end, the answer is that nobody is known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import NamedTuple

from dragoman.interval import Interval
from dragoman.knowledge import Knowledge, Person, Tenure, knowledge
from dragoman.knowledge.folding import skeleton, words_of
from dragoman.knowledge.holders import GRACE, HEAD_CLASSES, MONARCHS, OfficeQuery
from dragoman.knowledge.people import PARTICLES, PATRONYMIC, name_score, spellings_of

# Offices that one person holds at a time; of deputies, ambassadors and spokespersons there are several.
_OF_ONE = frozenset(
    "head_of_state head_of_government vice_president foreign_minister defence_minister interior_minister "
    "finance_minister io_head foreign_policy_chief national_security_adviser un_ambassador".split()
)
# Words that leave open which office is meant: "Minister Lee" may be of any ministry.
_OPEN = frozenset(
    {"minister", "secretary", "ambassador", "official", "aide", "chairman", "diplomat", "prince"}
)
_HEADS = frozenset({"president", "prime_minister", "chancellor"}) | MONARCHS
# Words for whoever rules: they name no one office.
_RULERS = frozenset({"leader", "supreme_leader", "head_of_state"})
_SUFFIXES = frozenset("jr sr jnr ii iii iv vi vii viii".split())
# Two spellings of one who holds an office lie above; swept on no data, above what another surname reaches.
_SAME_HOLDER = 0.86
# A tenure without an end counts so long after it was verified, unless somebody is known to have followed.
_MAY_GO_ON = timedelta(days=365)
# So long after leaving, the head of a state is called by the old title.
_STILL_CALLED = timedelta(days=12 * 365)
# So far from their offices people are still told of as themselves.
_NEAR = timedelta(days=10 * 365)
# Skeletons of shorter words are alike by chance: Lee and Li.
_LEAST_SKELETON = 4


class Called(NamedTuple):
    """How a report calls somebody.

    `day`: ISO, of publication, empty where it is not known. `person_id`: whom the reading took
    the person for, empty for nobody.
    """

    name: str
    office: str
    country: str
    day: str
    person_id: str


def known_name(called: Called) -> str:
    """The full name of somebody in the tables; empty where it is not sure who is meant."""
    return _known_people().name_of(called)


def known_names() -> list[str]:
    """The full names of all people in the tables."""
    return [person.name for person in knowledge().people.by_id.values()]


@cache
def _known_people() -> KnownPeople:
    """The tables as they are when the process first asks: looking for rows of one's own each time would cost more."""
    return KnownPeople(knowledge())


class KnownPeople:
    """The people of the tables, asked by how reports call them."""

    def __init__(self, tables: Knowledge) -> None:
        self._tables = tables
        self._spelled: dict[str, dict[tuple[str, ...], set[str]]] = {}
        # The same names are asked for on day after day: all that no day changes is remembered.
        self.name_of = lru_cache(maxsize=50_000)(self._name_of)
        self._words = lru_cache(maxsize=16_384)(_words_of)
        self._query = lru_cache(maxsize=4096)(self._office_query)
        self._called_so = lru_cache(maxsize=16_384)(self._find_called_so)
        self._bearers = lru_cache(maxsize=4096)(self._find_bearers)
        self._spelled_so = lru_cache(maxsize=16_384)(self._find_spelled_so)

    def _name_of(self, called: Called) -> str:
        words, n_telling = self._words(called.name)
        if not n_telling or not called.country:
            return ""
        day = date.fromisoformat(called.day) if called.day else None
        find = self._by_full_name if n_telling > 1 else self._by_surname
        names = {person.name for person in find(called, words, day)}
        return min(names) if len(names) == 1 else ""

    def _by_full_name(self, called: Called, words: tuple[str, ...], day: date | None) -> list[Person]:
        return self._in_office(called, words, day) or [
            person
            for person in self._spelled_so(words, called._replace(day=""))
            if self._is_near(person, day)
        ]

    def _by_surname(self, called: Called, words: tuple[str, ...], day: date | None) -> list[Person]:
        if day is None:
            return []
        if not called.office:
            return self._head(called, words, day)
        held = self._in_office(called, words, day)
        if not held:
            return self._out_of_office(called, words, day)
        return held if called.person_id in {person.id for person in held} else []

    def _in_office(self, called: Called, words: tuple[str, ...], day: date | None) -> list[Person]:
        """Those of a name who held the office on the day."""
        query, found = self._called_so(words, called.office, called.country)
        return [person for tenure, person in found if day is not None and self._lasts(tenure, query, day)]

    def _find_called_so(
        self, words: tuple[str, ...], office: str, country: str
    ) -> tuple[OfficeQuery, list[tuple[Tenure, Person]]]:
        """The tenures of an office by those who can be called so, whenever they held it."""
        query = self._query(office, country)
        is_full = _n_telling(words) > 1
        if not is_full and query.lemmas <= _OPEN:
            return query, []
        found = [
            (tenure, person)
            for tenure in self._tenures(query, country)
            if (is_full or tenure.office_class in _OF_ONE)
            and (person := self._tables.person(tenure.person_id)) is not None
            and (name_score(words, person) >= _SAME_HOLDER if is_full else _bears(person, words))
        ]
        return query, found

    def _out_of_office(self, called: Called, words: tuple[str, ...], day: date) -> list[Person]:
        """Who once was the head, where the tables know who is so now: "President Clinton" in 2005."""
        query, found = self._called_so(words, called.office, called.country)
        left = [
            (tenure, person)
            for tenure, person in found
            if tenure.office_class in HEAD_CLASSES and tenure.last_day < day
        ]
        recent = {person.id for tenure, person in left if day - tenure.last_day <= _STILL_CALLED}
        is_sure = bool(left) and recent.issuperset(person.id for _, person in left)
        if not is_sure or query.lemmas.isdisjoint(_HEADS) or not self._tables.holders.denies(_on(query, day)):
            return []
        return [person for _, person in left]

    def _head(self, called: Called, words: tuple[str, ...], day: date) -> list[Person]:
        """Whom the reading took for the head of a state without a word of the office: "Biden said"."""
        then = [
            each
            for each in self._bearers(called.country, words)
            if self._held_classes(each, called.country, day)
        ]
        if len(then) != 1 or then[0].id != called.person_id:
            return []
        return then if not self._held_classes(then[0], called.country, day).isdisjoint(HEAD_CLASSES) else []

    def _find_bearers(self, country: str, words: tuple[str, ...]) -> list[Person]:
        named = self._people(self._tables.holders.persons_of(country))
        return [person for person in named if _bears(person, words)]

    def _held_classes(self, person: Person, country: str, day: date) -> set[str]:
        return {each.office_class for each in self._own(person.id, country) if self._lasts(each, None, day)}

    def _find_spelled_so(self, words: tuple[str, ...], called: Called) -> list[Person]:
        """Those whose name is spelled so and who can be called by the office, if one is said; the day does not matter."""
        people = self._people(self._spellings(called.country).get(_key(words), ()))
        query = self._query(called.office, called.country)
        return [person for person in people if self._may_be_called(person, called, query)]

    def _is_near(self, person: Person, day: date | None) -> bool:
        own = self._tables.holders.by_person.get(person.id, ())
        return day is None or any(each.start.earliest - _NEAR <= day <= each.last_day + _NEAR for each in own)

    def _may_be_called(self, person: Person, called: Called, query: OfficeQuery) -> bool:
        """Whether nothing is said of an office, or one that the person once held, or the reading knew who it is."""
        if not called.office or called.person_id == person.id:
            return True
        own = self._own(person.id, called.country)
        is_office = bool(query.classes or query.lemmas)
        return is_office and any(self._tables.holders.answers_to(each, query) for each in own)

    def _lasts(self, tenure: Tenure, query: OfficeQuery | None, day: date) -> bool:
        """Whether a tenure is of the day, as far as the tables can know."""
        if day < tenure.start.earliest - GRACE:
            return False
        if day <= tenure.last_day + GRACE:
            return True
        is_open = tenure.end is None and day - tenure.verified <= _MAY_GO_ON
        return is_open and (query is None or not self._tables.holders.denies(_on(query, day)))

    def _tenures(self, query: OfficeQuery, country: str) -> Iterator[Tenure]:
        """All tenures of an office in a country."""
        holders = self._tables.holders
        is_of_heads = bool((_HEADS | _RULERS) & query.lemmas)
        for office_class in dict.fromkeys((*query.classes, *(HEAD_CLASSES if is_of_heads else ()))):
            for tenure in holders.by_office.get((country, office_class), ()):
                if holders.answers_to(tenure, query):
                    yield tenure

    def _own(self, person_id: str, country: str) -> list[Tenure]:
        held = self._tables.holders.by_person.get(person_id, ())
        return [each for each in held if each.country == country]

    def _people(self, person_ids: Iterable[str]) -> list[Person]:
        return [one for each in set(person_ids) if (one := self._tables.person(each)) is not None]

    def _office_query(self, office: str, country: str) -> OfficeQuery:
        return replace(self._tables.office_query(office, country, None), country=country)

    def _spellings(self, country: str) -> dict[tuple[str, ...], set[str]]:
        """Ids of the people of a country by the words of each spelling of their names."""
        if country not in self._spelled:
            spelled: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
            for person in self._people(self._tables.holders.persons_of(country)):
                for spelling in spellings_of(person)[1]:
                    spelled[_key(_plain(spelling))].add(person.id)
            self._spelled[country] = dict(spelled)
        return self._spelled[country]


def _on(query: OfficeQuery, day: date) -> OfficeQuery:
    return replace(query, when=Interval.parse(day.isoformat()))


def _words_of(name: str) -> tuple[tuple[str, ...], int]:
    """The words of a name without initials and the like, and how many of them tell who it is."""
    words = _plain(words_of(name))
    return words, _n_telling(words)


def _n_telling(words: tuple[str, ...]) -> int:
    return sum(word not in PARTICLES for word in words)


def _plain(words: Iterable[str]) -> tuple[str, ...]:
    """The words of a name without initials, "Jr." and the like."""
    return tuple(word for word in words if len(word) > 1 and word not in _SUFFIXES)


def _key(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words in one order, since family names come first or last; a father's name keeps its place."""
    return words if PATRONYMIC.intersection(words) else tuple(sorted(words))


def _bears(person: Person, words: tuple[str, ...]) -> bool:
    """Whether the one telling word of a short name is a word of somebody's."""
    word = next(each for each in words if each not in PARTICLES)
    return any(_has(spelling, word, words) for spelling in spellings_of(person)[1])


def _has(spelling: tuple[str, ...], word: str, words: tuple[str, ...]) -> bool:
    """Whether a word is one of a name's own: in "Hussein bin Abdullah", "Abdullah" is the father's."""
    for at, other in enumerate(spelling):
        is_fathers = at > 0 and spelling[at - 1] in ("bin", "ibn", "ben") and spelling[at - 1] not in words
        if not is_fathers and _is_alike(word, other):
            return True
    return False


def _is_alike(word: str, other: str) -> bool:
    if word == other:
        return True
    return min(len(word), len(other)) >= _LEAST_SKELETON and skeleton(word) == skeleton(other)
