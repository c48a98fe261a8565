"""Who held which office on which days, and what the tables claim to know of it.

An office is a set of titles in a country. That a person did not hold it is said
only where the tables cover the office on that day, or where the country has no
such office then; everything else is unknown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from dragoman.interval import Interval
from dragoman.knowledge.facts import Office, Tenure, Verdict
from dragoman.knowledge.tables import Coverage
from dragoman.knowledge.titles import Titles

# Days around the ends of a tenure in which sources disagree about who was in office:
# an oath is taken in the evening, a resignation counts from its acceptance.
GRACE = timedelta(days=2)
# A denial needs more distance than that: reports speak of a minister for days after the change.
DENIAL = timedelta(days=21)

HEAD_CLASSES = ("head_of_state", "head_of_government")
MONARCHS = {"king", "queen", "emperor", "emir", "sultan", "shah", "pope", "grand_duke", "prince"}


@dataclass(frozen=True, slots=True)
class OfficeQuery:
    """An office as a text names it: what it is called, where, and when."""

    lemmas: frozenset[str]
    classes: tuple[str, ...]
    country: str | None
    when: Interval | None


class Holders:
    """The tenures, by person and by office."""

    def __init__(
        self,
        tenures: Iterable[Tenure],
        offices: Iterable[Office],
        coverage: Iterable[Coverage],
        titles: Titles,
    ) -> None:
        self._titles = titles
        self.by_person: defaultdict[str, list[Tenure]] = defaultdict(list)
        self.by_office: defaultdict[tuple[str, str], list[Tenure]] = defaultdict(list)
        for tenure in tenures:
            self.by_person[tenure.person_id].append(tenure)
            self.by_office[tenure.country, tenure.office_class].append(tenure)
        self.persons_holding = lru_cache(maxsize=1024)(self._persons_holding)
        self._persons: dict[str, set[str]] = {}
        self._offices: defaultdict[str, list[Office]] = defaultdict(list)
        for office in offices:
            self._offices[office.country].append(office)
        self._coverage: defaultdict[tuple[str, str], list[Coverage]] = defaultdict(list)
        for each in coverage:
            self._coverage[each.country, each.office_class].append(each)

    def offices_of(self, country: str, when: Interval | None) -> list[Office]:
        """The offices that the country had on a day of the interval."""
        return [each for each in self._offices[country] if _exists(each, when)]

    def holders_of(self, country: str, office_class: str, when: Interval | None) -> list[Tenure]:
        """The tenures of an office class that can fall into the interval, in order of time."""
        held = self.by_office.get((country, office_class), [])
        return sorted(
            (each for each in held if when is None or each.overlaps(when)),
            key=lambda each: each.start.earliest,
        )

    def persons_of(self, country: str) -> set[str]:
        """Ids of everybody who held an office of the country."""
        if country not in self._persons:
            self._persons[country] = {
                each.person_id
                for (where, _), held in self.by_office.items()
                if where == country
                for each in held
            }
        return self._persons[country]

    def _persons_holding(self, query: OfficeQuery) -> frozenset[str]:
        """Ids of everybody who can have held the office asked for, in any country if none is given."""
        return frozenset(each for each in self.by_person if self.may_have_held(each, query))

    def may_have_held(self, person_id: str, query: OfficeQuery) -> bool:
        """Whether the person can have held the office on one of the days asked for; no if none are."""
        when = query.when
        return when is not None and any(
            each.overlaps(when) and self.answers_to(each, query) for each in self.by_person.get(person_id, ())
        )

    def covers(self, country: str, office_class: str, when: Interval) -> bool:
        """Whether the tables claim to know every holder of the office on all days of the interval."""
        return any(
            each.start <= when.earliest and when.latest <= each.end
            for each in self._coverage.get((country, office_class), [])
        )

    def answers_to(self, tenure: Tenure, query: OfficeQuery) -> bool:
        """Whether the tenure is of the office that the query names.

        Heads are told apart by title, because a president and a prime minister can both be
        heads of government; other offices by their class.
        """
        if query.country is not None and tenure.country != query.country:
            return False
        if not query.lemmas and not query.classes:
            return True
        lemmas = self._titles.lemmas_of(tenure.title)
        if tenure.office_class in _TOLD_BY_TITLE:
            wanted = query.lemmas - _UNSPECIFIC or query.lemmas
            return bool(wanted & lemmas) or (not lemmas and tenure.office_class in query.classes)
        if tenure.office_class in query.classes and tenure.office_class not in HEAD_CLASSES:
            return True
        if query.lemmas & lemmas:
            return True
        if _GENERIC & query.lemmas:
            return tenure.office_class in HEAD_CLASSES
        if _is_short_for(query.lemmas, tenure):
            return True
        return _monarch_alike(query.lemmas, lemmas)

    def held(self, person_id: str, query: OfficeQuery) -> tuple[Verdict, Tenure | None]:
        """Whether the person held the office, and the tenure that says so.

        The tenure is the one asked for when it was held; otherwise another office that
        the person had at that time, if one is known.
        """
        own = self.by_person.get(person_id, [])
        same = [each for each in own if self.answers_to(each, query)]
        if query.when is None:
            return (Verdict.HELD, same[-1]) if same else (self._never(own, query), own[-1] if own else None)
        for each in same:
            if each.overlaps(_widened(query.when, GRACE)):
                return Verdict.HELD, each
        then = [each for each in own if each.overlaps(query.when)]
        meanwhile = then[0] if then else None
        if any(_near(each, query.when) or self._may_go_on(each, query) for each in same):
            return Verdict.UNKNOWN, meanwhile
        other_head = [each for each in then if self._is_another_head(each, query)]
        if other_head or self.denies(query):
            return Verdict.NOT_HELD, other_head[0] if other_head else meanwhile
        return Verdict.UNKNOWN, meanwhile

    def _may_go_on(self, tenure: Tenure, query: OfficeQuery) -> bool:
        """Whether an open tenure may have lasted: verified before the days asked for, and nobody followed."""
        assert query.when is not None
        if tenure.end is not None or query.when.latest <= tenure.verified:
            return False
        followed = tenure.office_class in (*HEAD_CLASSES, *query.classes) and self.denies(query)
        return not followed

    def _is_another_head(self, tenure: Tenure, query: OfficeQuery) -> bool:
        """Whether the person was the country's other head on all those days: president, asked for as premier."""
        assert query.when is not None
        if tenure.office_class not in HEAD_CLASSES or not query.lemmas & _HEAD_LEMMAS:
            return False
        within = tenure.start.latest <= query.when.earliest and query.when.latest <= tenure.last_day
        return within and tenure.country == query.country and bool(self._titles.lemmas_of(tenure.title))

    def _never(self, own: Sequence[Tenure], query: OfficeQuery) -> Verdict:
        if query.country is None or not own or not query.lemmas & _HEAD_LEMMAS:
            return Verdict.UNKNOWN
        return Verdict.NOT_HELD if self.lacks_office(query) else Verdict.UNKNOWN

    def lacks_office(self, query: OfficeQuery) -> bool:
        """Whether the country is known to have no such office then: Japan has no president."""
        if query.country is None or not query.lemmas & _HEAD_LEMMAS or query.lemmas & _GENERIC:
            return False
        if query.when is not None and not all(
            self.covers(query.country, c, query.when) for c in HEAD_CLASSES
        ):
            return False
        heads = [
            each for each in self.offices_of(query.country, query.when) if each.office_class in HEAD_CLASSES
        ]
        if not heads:
            return False
        existing = {
            lemma for each in heads for title in each.titles for lemma in self._titles.lemmas_of(title)
        }
        return (
            bool(existing)
            and not query.lemmas & existing
            and not _monarch_alike(query.lemmas, frozenset(existing))
        )

    def denies(self, query: OfficeQuery) -> bool:
        """Whether the tables know all holders of the office then, or that there was none."""
        if query.country is None or query.when is None:
            return False
        if self.lacks_office(query):
            return True
        return any(self._knows_holder(query, each) for each in query.classes)

    def _knows_holder(self, query: OfficeQuery, office_class: str) -> bool:
        assert query.country is not None
        assert query.when is not None
        if office_class == "monarch":
            office_class = "head_of_state"
        classes = HEAD_CLASSES if office_class in HEAD_CLASSES else (office_class,)
        for each in classes:
            known = [t for t in self.holders_of(query.country, each, query.when) if self.answers_to(t, query)]
            if known and self.covers(query.country, each, query.when):
                return True
        return False


_HEAD_LEMMAS = {"president", "prime_minister", "chancellor", "supreme_leader"} | MONARCHS


# Classes of many offices: the White House and the State Department each have a spokesperson.
_TOLD_BY_TITLE = {"io_head", "spokesperson"}
_UNSPECIFIC = {"president", "secretary_general", "director_general", "managing_director", "spokesperson", "press_secretary",
               "chairman", "leader"}  # fmt: skip
# Words that any ruler is called by; they deny nothing.
_GENERIC = frozenset({"leader", "head_of_state", "chairman"})


def _is_short_for(asked: frozenset[str], tenure: Tenure) -> bool:
    """ "Minister Kuleba", "Secretary Blinken", "Ambassador Rice": the last word of a longer title."""
    if "minister" in asked:
        return tenure.office_class.endswith("minister")
    if "secretary" in asked:
        return "secretary" in tenure.title.lower()
    return "ambassador" in asked and tenure.office_class == "un_ambassador"


def _monarch_alike(asked: frozenset[str], known: frozenset[str]) -> bool:
    """ "King" for an emir, "Prince" for a crown prince: words for one throne."""
    return bool(asked & (MONARCHS - {"pope"}) and known & (MONARCHS - {"pope"}))


def _widened(when: Interval, margin: timedelta) -> Interval:
    return Interval(when.earliest - margin, when.latest + margin, when.resolution)


def _near(tenure: Tenure, when: Interval) -> bool:
    return tenure.overlaps(_widened(when, DENIAL))


def _exists(office: Office, when: Interval | None) -> bool:
    if when is None:
        return True
    first = office.start.earliest if office.start is not None else date.min
    last = office.end.latest if office.end is not None else date.max
    return first <= when.latest and when.earliest <= last
