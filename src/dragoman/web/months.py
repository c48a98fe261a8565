"""A month of a calendar: which meetings and which due dates lie on its days.

Read by two queries over the days' own indexes, and one for the rows that are shown;
of a day with many things the first few are.
"""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from dragoman.interval import Interval
from dragoman.ledger.derived import groups, prospects
from dragoman.ledger.listing import values_by_id
from dragoman.ledger.telling import subject_has

KINDS = ("meetings", "commitments")
# So many things of a day and kind are shown.
SHOWN = 4

Listed = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which month (its first day) is asked for, of which kinds, with which facets; how many a day and kind."""

    first: date
    kinds: tuple[str, ...] = KINDS
    chosen: tuple[tuple[str, str], ...] = ()
    a_day: int | None = SHOWN

    @property
    def last(self) -> date:
        """The last day of the month."""
        return self.first.replace(day=monthrange(self.first.year, self.first.month)[1])


@dataclass(slots=True)
class Day:
    """One day: how many things of each kind, and the first of them."""

    on: date
    counts: dict[str, int] = field(default_factory=dict)
    rows: list[Listed] = field(default_factory=list)

    @property
    def n(self) -> int:
        """How many things there are in all."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Month:
    """The days of a month, those without anything too, and what names the month but no day of it."""

    first: date
    days: tuple[Day, ...]
    vague: tuple[Listed, ...]
    counts: dict[str, int]

    @property
    def weeks(self) -> list[list[Day | None]]:
        """The days as weeks from Monday; None where a week belongs to another month."""
        cells: list[Day | None] = [None] * self.first.weekday() + list(self.days)
        cells += [None] * (-len(cells) % 7)
        return [cells[at : at + 7] for at in range(0, len(cells), 7)]


def month_of(connection: Connection, wanted: Wanted) -> Month:
    """A month with what lies in it."""
    days = {
        one: Day(one)
        for one in (wanted.first + timedelta(at) for at in range(wanted.last.day))
    }  # fmt: skip
    placed: list[tuple[str, date]] = []
    counts: dict[str, int] = defaultdict(int)
    for kind in wanted.kinds:
        for row in connection.execute(_query(wanted, kind)):
            on = date.fromisoformat(row.day)
            placed.append((row.id, on))
            days[on].counts[kind] = row.n
        counts[kind] = sum(day.counts.get(kind, 0) for day in days.values())
    rows = values_by_id(connection, [thing for thing, _on in placed])
    vague = []
    for thing, on in placed:
        if thing not in rows:
            continue
        if is_vague(rows[thing]):
            vague.append(rows[thing])
            days[on].counts[rows[thing]["list"]] -= 1
        else:
            days[on].rows.append(rows[thing])
    return Month(wanted.first, tuple(days.values()), tuple(vague), dict(counts))


def is_vague(row: Listed) -> bool:
    """Whether a meeting's words name more than two weeks, and so no place in a month."""
    if row["list"] != "meetings" or not row["when"]:
        return False
    when = Interval.parse(row["when"])
    return (when.latest - when.earliest).days > 14


def _query(wanted: Wanted, kind: str) -> Any:
    """The id, day and number a day of the first things of each day."""
    day, subject = (
        (groups.c.day, groups.c.id) if kind == "meetings" else (prospects.c.due, prospects.c.group_id)
    )
    table = groups if kind == "meetings" else prospects
    within = table.c.kind == kind, day >= wanted.first.isoformat(), day <= wanted.last.isoformat()
    asked: Iterable[ColumnElement[bool]] = (subject_has(subject, *one) for one in wanted.chosen)
    found = (
        select(
            subject.label("id"),
            day.label("day"),
            func.count().over(partition_by=day).label("n"),
            func.row_number().over(partition_by=day, order_by=subject).label("place"),
        )
        .where(*within, *asked)
        .subquery()
    )
    query = select(found).order_by(found.c.day, found.c.id)
    return query if wanted.a_day is None else query.where(found.c.place <= wanted.a_day)
