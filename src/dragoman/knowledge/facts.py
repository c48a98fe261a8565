"""The facts that the tables hold, and the answers that are given from them.

Every fact has a source. A tenure's ends are intervals, because sources say
"1994-02" as often as a day; `verified` is the last day that the source vouches
for, and an open tenure counts no further than that.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from dragoman.interval import Interval


class Verdict(StrEnum):
    """Whether somebody held an office: the third answer is as good as the others."""

    HELD = "held"
    NOT_HELD = "not_held"
    UNKNOWN = "unknown"


class NameKind(StrEnum):
    """What kind of name stands in the text."""

    COUNTRY = "country"
    DEMONYM = "demonym"
    CAPITAL = "capital"
    SEAT = "seat"
    GROUP = "group"
    ORGANISATION = "organisation"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory, under the rule of docs/decisions for disputed ones."""

    code: str  # ISO 3166-1 alpha-3; SUN, YUG, CSK, DDR, SCG for states that are gone; XKX
    iso2: str
    cow: str  # number of the Correlates of War project, "" where it has none
    name: str
    official: str
    capital: str
    adjectives: tuple[str, ...]
    aliases: tuple[str, ...]
    un_member: bool
    existed: Interval | None  # None: no beginning or end that matters here
    source: str


@dataclass(frozen=True, slots=True)
class Membership:
    """One member of a group, from and to."""

    member: str
    start: Interval | None
    end: Interval | None
    source: str


@dataclass(frozen=True, slots=True)
class Group:
    """An organisation, an informal group or a format, under its usual short form."""

    code: str
    name: str
    kind: str  # organisation, organ, informal, format, format_pattern, treaty, region, movement
    aliases: tuple[str, ...]
    start: Interval | None
    end: Interval | None
    memberships: tuple[Membership, ...]
    note: str
    source: str

    def members_on(self, day: date) -> tuple[str, ...]:
        """The codes of those who were members on the day, sorted.

        Empty where the table lists no members, which is not the same as "has none".
        """
        return tuple(
            sorted(
                {
                    each.member
                    for each in self.memberships
                    if (each.start is None or each.start.earliest <= day)
                    and (each.end is None or day < each.end.earliest)
                }
            )
        )


@dataclass(frozen=True, slots=True)
class Office:
    """A set of titles that exist in a country: Japan has an emperor and no president."""

    country: str
    office_class: str
    titles: tuple[str, ...]
    start: Interval | None
    end: Interval | None
    source: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who held an office in the tables."""

    id: str
    name: str
    family: str  # the part by which news calls them, "" where no source says
    variants: tuple[str, ...]
    country: str
    source: str


@dataclass(frozen=True, slots=True)
class Tenure:
    """Who held which office from when to when."""

    person_id: str
    country: str
    office_class: str
    title: str
    start: Interval
    end: Interval | None
    verified: date
    acting: bool
    source: str

    @property
    def last_day(self) -> date:
        """The last day on which the tenure can have been held, as far as is known."""
        return self.end.latest if self.end is not None else self.verified

    def overlaps(self, when: Interval) -> bool:
        """Whether the office can have been held on a day of the interval."""
        return self.start.earliest <= when.latest and when.earliest <= self.last_day


class NameHit(NamedTuple):
    """A name in a text; a tuple because a long text holds thousands.

    `start` and `end` count code points, `end` is one past the last.
    """

    start: int
    end: int
    kind: NameKind
    code: str  # alpha-3 or a group's short form; for a person the country
    ref: str  # country or group code, seat metonym, person id
    text: str


class TitleHit(NamedTuple):
    """An office word in a text."""

    start: int
    end: int
    text: str
    office_class: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """One answer to "who is this?", with the reasons it was given."""

    person: Person | None
    country: str
    office: str
    office_classes: tuple[str, ...]
    tenure: Tenure | None
    verdict: Verdict
    score: float  # 0 to 1, how well name, office, country and date agree
    reasons: tuple[str, ...]
