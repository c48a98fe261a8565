"""All tables in one place, loaded once, with the questions that can be put to them."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TypeVar

from dragoman.interval import Interval
from dragoman.knowledge import tables
from dragoman.knowledge.countries import CountryIndex
from dragoman.knowledge.dating import dates_that_fit
from dragoman.knowledge.facts import (
    Candidate,
    Country,
    Group,
    NameHit,
    Office,
    Person,
    Tenure,
    TitleHit,
    Verdict,
)
from dragoman.knowledge.holders import Holders, OfficeQuery
from dragoman.knowledge.lookup import Lookup, Question
from dragoman.knowledge.mentions import Mention, MentionReader
from dragoman.knowledge.names import NameScanner
from dragoman.knowledge.overlay import coverage_of_own, merge_tenures, offices_of_own, overlay_folder
from dragoman.knowledge.people import People
from dragoman.knowledge.titles import Titles

Fact = TypeVar("Fact")


class Knowledge:
    """The shipped tables with a user's rows before them.

    Args:
        folder: Where the tables lie.
        overlay: A user's folder with tables of the same columns, whose rows win; None for none.
    """

    def __init__(self, folder: Path = tables.DATA, overlay: Path | None = None) -> None:
        self.folder, self.overlay = folder, overlay
        self._who = lru_cache(maxsize=16384)(self._find_candidates)
        # Several stages ask for the names of the whole article, one after the other.
        self._names_in = lru_cache(maxsize=4)(lambda text: tuple(self._scanner.find(text)))
        with _without_collector():
            self._load_places()
            self.titles = Titles(self._rows("titles", tables.load_titles))
            self.people = People(self._rows("persons", tables.load_persons))
            self.holders = self._load_holders()

    def _load_places(self) -> None:
        names = self._rows("country_names", tables.load_names)
        paths = self._paths("countries")
        self.countries = {each.code: each for path in paths for each in tables.load_countries(path, names)}
        self._country_names = names
        self.groups = {
            each.code: each
            for path in self._paths("groups")
            for each in tables.load_groups(path, path.with_name("group_members.tsv"))
        }
        self.seats = {each.metonym: each for each in self._rows("seats", tables.load_seats)}

    def _paths(self, name: str) -> list[Path]:
        """The files of a table, the user's last so that its rows replace ours."""
        folders = [self.folder, self.overlay] if self.overlay is not None else [self.folder]
        return [path for folder in folders if (path := folder / f"{name}.tsv").exists()]

    def _rows(self, name: str, load: Callable[[Path], list[Fact]]) -> list[Fact]:
        return [fact for path in self._paths(name) for fact in load(path)]

    def _load_holders(self) -> Holders:
        tenures = tables.load_tenures(self.folder / "tenures.tsv")
        offices = self._rows("offices", tables.load_offices)
        coverage = self._rows("coverage", tables.load_coverage)
        if self.overlay is not None:
            own = tables.load_tenures(self.overlay / "tenures.tsv")
            tenures = merge_tenures(tenures, own)
            offices += offices_of_own(own)
            coverage += coverage_of_own(own)
        return Holders(tenures, offices, coverage, self.titles)

    @cached_property
    def version(self) -> str:
        """Ten hexadecimal digits that change with any row of any table."""
        digest = hashlib.sha256()
        for folder in filter(None, (self.folder, self.overlay)):
            for path in sorted(folder.glob("*.tsv")):
                digest.update(path.name.encode() + b"\0" + path.read_bytes())
        return digest.hexdigest()[:10]

    @cached_property
    def _scanner(self) -> NameScanner:
        blocked = self._rows("blocked_names", tables.load_blocked)
        with _without_collector():
            return NameScanner(
                (list(self.countries.values()), self._country_names),
                self.groups.values(),
                self.seats.values(),
                self.people.by_id.values(),
                blocked,
                self.titles.words,
            )

    @cached_property
    def _reader(self) -> MentionReader:
        return MentionReader(self.titles, self._scanner)

    @cached_property
    def _lookup(self) -> Lookup:
        return Lookup(self.people, self.holders)

    @cached_property
    def _country_index(self) -> CountryIndex:
        other = self._rows("country_names_other", tables.load_names)
        return CountryIndex(self.countries.values(), [*self._country_names, *other])

    def country(self, code: str) -> Country | None:
        """The country of a code (ISO 3166-1 alpha-3, or of a state that is gone)."""
        return self.countries.get(code)

    def country_of_name(self, name: str) -> str | None:
        """The code of a country name that stands alone: "Korea, Republic of"."""
        return self._country_index.code_of(name)

    def group(self, code: str) -> Group | None:
        """The organisation, group or format of a short form."""
        return self.groups.get(code)

    def person(self, person_id: str) -> Person | None:
        """The person of an id."""
        return self.people.by_id.get(person_id)

    def find_names(self, text: str) -> list[NameHit]:
        """The names of countries, peoples, capitals, seats, groups and people in a text."""
        return list(self._names_in(text))

    def find_titles(self, text: str) -> list[TitleHit]:
        """The office words of a text."""
        return self.titles.find(text)

    def read_mention(self, mention: str) -> Mention:
        """A mention taken apart into office words, country words and the name."""
        return self._reader.read(mention)

    def who(self, mention: str, when: Interval | None = None, country: str | None = None) -> list[Candidate]:
        """Who a mention means, best first.

        Args:
            mention: As written: "Japanese Prime Minister Fumio Kishida", "the Turkish foreign
                minister", "former president Clinton", "Kishida".
            when: The day or days of the text; None asks for anybody who ever fitted.
            country: The code of the country that the text speaks of; what the mention says goes first.

        Returns:
            Candidates with their verdict and reasons; empty when the tables know nobody.
        """
        return list(self._who(mention, when, country))

    def _find_candidates(
        self, mention: str, when: Interval | None, country: str | None
    ) -> tuple[Candidate, ...]:
        read = self._reader.read(mention)
        said = next(iter(read.countries), None) or country
        owner = next(iter(read.owners), None)
        found = self._lookup.candidates(Question(read, when, said or owner))
        if not found and said is None and owner is not None:
            # Cardinals and British ministers are secretaries of state as well.
            found = self._lookup.candidates(Question(read, when, None))
        return tuple(found)

    def held(
        self, person_id: str, title: str, country: str | None = None, when: Interval | None = None
    ) -> tuple[Verdict, Tenure | None]:
        """Whether the person held the office, and the tenure that the answer rests on.

        When the answer is no, the tenure is what the person was instead, if that is known:
        Fumio Kishida as "President" of JPN in January 2022 was NOT_HELD, being Prime Minister.
        """
        return self.holders.held(person_id, self.office_query(title, country, when))

    def office_query(self, title: str, country: str | None, when: Interval | None) -> OfficeQuery:
        """An office as its title names it."""
        senses = [sense for _, _, sense in self.titles.senses_in(title)]
        owner = next((sense.owner for sense in senses if sense.owner), None)
        lemmas = frozenset(lemma for sense in senses for lemma in sense.lemmas)
        return OfficeQuery(lemmas, self.titles.classes_of(title), country or owner, when)

    def lacks_office(self, title: str, country: str, when: Interval | None = None) -> bool:
        """Whether the country is known to have no such office: JPN has no president."""
        return self.holders.lacks_office(self.office_query(title, country, when))

    def tenures_of(self, person_id: str) -> list[Tenure]:
        """All offices that the person is known to have held, in order of time."""
        return sorted(self.holders.by_person.get(person_id, []), key=lambda each: each.start.earliest)

    def offices_of(self, country: str, when: Interval | None = None) -> list[Office]:
        """The offices of a country, with their titles."""
        return self.holders.offices_of(country, when)

    def holder(self, country: str, office_class: str, when: Interval | None = None) -> list[Tenure]:
        """Who held an office class of a country, in order of time."""
        return self.holders.holders_of(country, office_class, when)

    def dates_that_fit(self, claims: Sequence[tuple[str, str]]) -> Interval | None:
        """The days that a text can speak of which calls these persons by these titles.

        Args:
            claims: Pairs of a person id and the title that the text gives the person.

        Returns:
            None when the tables know none of the claims, or no day fits all.
        """
        tenures = []
        for person_id, title in claims:
            query = self.office_query(title, None, None)
            query = replace(query, country=None)
            own = self.holders.by_person.get(person_id, [])
            tenures.append([each for each in own if self.holders.answers_to(each, query)])
        return dates_that_fit(tenures)


@contextmanager
def _without_collector() -> Iterator[None]:
    """No search for cycles while some hundred thousand facts are made, none of which has any: a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@lru_cache(maxsize=4)
def _load(overlay: Path | None) -> Knowledge:
    return Knowledge(overlay=overlay)


def knowledge() -> Knowledge:
    """The shipped tables with the user's rows before them, loaded once."""
    folder = overlay_folder()
    return _load(folder if folder.is_dir() else None)
