"""What a reader wants to see first: the newest, what is due, what is overdue, what outlets differ on."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Select, select

from dragoman.interval import Interval
from dragoman.ledger.derived import facets, groups, reports
from dragoman.ledger.disagreement import Disagreement, disagreements
from dragoman.ledger.followup import FOLLOWED, SOON, FollowUp, Progress, is_followed, progress_of
from dragoman.ledger.listing import Listed, ListKind, Selection, list_rows, values_by_id
from dragoman.ledger.telling import page_of

_LOOKED_AT = 60
# Days before today in which something that has passed is still news.
_PASSED = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Disputed:
    """A thing (as in lists) and the fields on which its reports differ."""

    thing: Listed
    disagreements: tuple[Disagreement, ...]


@dataclass(frozen=True, slots=True)
class Front:
    """Facts for a first page, as they stand on a day; every list as long as was asked for, or shorter.

    `articles`: the newest. `meetings`: the latest that were held or are told of up to the
    day. `due_soon`: what is due within a month, the nearest first. `overdue`: what had
    passed in the last three months, the latest first, as far as the ledger knows.
    """

    on: str
    articles: list[Listed]
    meetings: list[Listed]
    due_soon: list[FollowUp]
    overdue: list[FollowUp]
    disputed: list[Disputed]


def front_of(connection: Connection, on: date, limit: int) -> Front:
    """The facts of a day, each list at most `limit` long."""
    return Front(
        on.isoformat(),
        list_rows(connection, Selection(ListKind.ARTICLES, limit=limit)),
        _meetings(connection, on, limit),
        _followed(connection, on, limit, Progress.DUE_SOON),
        _followed(connection, on, limit, Progress.OVERDUE),
        disputed_things(connection, limit),
    )


def _meetings(connection: Connection, on: date, limit: int) -> list[Listed]:
    query = (
        select(groups)
        .where(groups.c.kind == "meetings", groups.c.day <= on.isoformat())
        .order_by(groups.c.day.desc(), groups.c.id.desc())
        .limit(limit)
    )
    return page_of(connection, connection.execute(query).all(), limit).rows


def _followed(connection: Connection, on: date, limit: int, state: Progress) -> list[FollowUp]:
    """Commitments and planned meetings in a state, those whose day is nearest to this one first."""
    found: list[FollowUp] = []
    for kind in FOLLOWED:
        ids = list(connection.scalars(_around(kind, on, state).limit(3 * limit)))
        rows = values_by_id(connection, ids)
        followed = [rows[one] for one in ids if one in rows and is_followed(rows[one])]
        found += [one for one in progress_of(connection, followed, on) if one.state is state]
    return sorted(found, key=lambda one: (_apart(one, on), one.thing["id"]))[:limit]


def _around(kind: str, on: date, state: Progress) -> Select[Any]:
    query = select(groups.c.id).where(groups.c.kind == kind)
    if kind == ListKind.MEETINGS:
        ahead = select(facets.c.subject_id).where(
            facets.c.kind == kind, facets.c.facet == "state", facets.c.word.in_(("planned", "proposed"))
        )
        query = query.where(groups.c.id.in_(ahead))
    if state is Progress.OVERDUE:
        passed = query.where(groups.c.day >= (on - _PASSED).isoformat(), groups.c.day < on.isoformat())
        return passed.order_by(groups.c.day.desc(), groups.c.id)
    soon = query.where(groups.c.day >= (on - SOON).isoformat(), groups.c.day <= (on + SOON).isoformat())
    return soon.order_by(groups.c.day, groups.c.id)


def _apart(one: FollowUp, on: date) -> int:
    day = one.thing.get("due") or one.thing.get("when")
    return abs((Interval.parse(day).latest - on).days) if day else 0


def disputed_things(connection: Connection, limit: int) -> list[Disputed]:
    """The latest things on which reports differ."""
    query = (
        select(groups.c.id)
        .where(groups.c.kind == "meetings", groups.c.n_reports > 1, groups.c.day != "")
        .order_by(groups.c.day.desc(), groups.c.id.desc())
        .limit(_LOOKED_AT)
    )
    newest = list(connection.scalars(query))
    members: dict[str, list[str]] = defaultdict(list)
    told = select(reports.c.group_id, reports.c.value_id).where(reports.c.group_id.in_(newest))
    for row in connection.execute(told):
        members[row.group_id].append(row.value_id)
    rows = values_by_id(connection, [one for those in members.values() for one in those])
    found = []
    for group_id in newest:
        its = [rows[one] for one in members[group_id] if one in rows]
        differing = disagreements("meetings", its)
        if differing:
            counts = {
                "n_reports": len(its),
                "n_outlets": len({row["outlet"] or row["doc_id"] for row in its}),
            }
            found.append(Disputed({**rows[group_id], **counts}, differing))
        if len(found) == limit:
            break
    return found
