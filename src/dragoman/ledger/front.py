"""What a reader wants to see first: the newest, what is due, what is overdue, what outlets differ on."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, select, union_all

from dragoman.ledger.derived import groups, prospects, reports
from dragoman.ledger.disagreement import Disagreement, disagreements
from dragoman.ledger.followup import FollowUp, progress_of
from dragoman.ledger.listing import Listed, ListKind, Selection, list_rows, values_by_id
from dragoman.ledger.outlets import number_of_outlets, outlet_of
from dragoman.ledger.progress import FOLLOWED, Progress, things_in
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
    """Commitments and planned meetings in a state, those whose last day is nearest to this one first."""
    late = state is Progress.OVERDUE
    things = [things_in(kind, state, on) for kind in FOLLOWED]
    if late:  # asked of each kind: the rest of what is overdue is most of a large ledger
        since = (on - min(_PASSED, on - date.min)).isoformat()
        things = [each.where(prospects.c.due >= since) for each in things]
    query = select(prospects.c.group_id, prospects.c.due).where(prospects.c.group_id.in_(union_all(*things)))
    order = prospects.c.due.desc() if late else prospects.c.due
    ids = [
        row.group_id for row in connection.execute(query.order_by(order, prospects.c.group_id).limit(limit))
    ]
    rows = values_by_id(connection, ids)
    return progress_of(connection, [rows[one] for one in ids if one in rows], on)


def disputed_things(connection: Connection, limit: int) -> list[Disputed]:
    """The latest things on which reports differ."""
    query = (
        select(groups.c.id)
        .where(groups.c.kind == "meetings", groups.c.n_reports > 1, groups.c.day != "")
        .order_by(groups.c.day.desc(), groups.c.id.desc())
        .limit(_LOOKED_AT)
    )
    newest, found, at_once = list(connection.scalars(query)), [], max(limit, 1)
    # Most of them differ in something: the reports of further ones are seldom looked at.
    for at in range(0, len(newest), at_once):
        found += _differing(connection, newest[at : at + at_once])
        if len(found) >= limit:
            break
    return found[:limit]


def _differing(connection: Connection, group_ids: list[str]) -> list[Disputed]:
    """Those of some meetings on which reports differ, in their order."""
    members: dict[str, list[str]] = defaultdict(list)
    told = select(reports.c.group_id, reports.c.value_id).where(reports.c.group_id.in_(group_ids))
    for row in connection.execute(told):
        members[row.group_id].append(row.value_id)
    rows = values_by_id(connection, [one for those in members.values() for one in those])
    found = []
    for group_id in group_ids:
        its = [rows[one] for one in members[group_id] if one in rows]
        differing = disagreements("meetings", its)
        if differing:
            counts = {
                "n_reports": len(its),
                "n_outlets": number_of_outlets(outlet_of(row["outlet"], row["url"]) for row in its),
            }
            found.append(Disputed({**rows[group_id], **counts}, differing))
    return found
