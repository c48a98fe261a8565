"""Pairs of reports on which a person had better look: nearly joined, or only just.

Each pair of things is asked about once, by the two reports whose likeness is nearest to
the border. What is worth most and surest least comes first.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, exists, or_, select

from dragoman.ledger.derived import doubts, groups, reports
from dragoman.ledger.listing import Listed, values_by_id
from dragoman.ledger.review import worth_of
from dragoman.ledger.schema import merges
from dragoman.ledger.storable import storable

_LOOKED_AT = 1000


@dataclass(frozen=True, slots=True)
class DoubtfulPair:
    """Two reports (as in lists) of one thing or of two.

    `likeness`: field -> 0 to 1, of the fields on which both speak; `total`: of all.
    `are_joined`: whether the ledger takes them for reports of one thing now.
    """

    left: Listed
    right: Listed
    likeness: dict[str, float]
    total: float
    are_joined: bool
    worth: float
    doubt: float


def doubtful_pairs(connection: Connection, reviewer: str, limit: int) -> list[DoubtfulPair]:
    """The pairs that a reviewer best looks at next, without those that he has judged."""
    found: dict[tuple[str, str], Any] = {}
    for row in connection.execute(_query(reviewer).limit(_LOOKED_AT)).all():
        found.setdefault((min(row.left, row.right), max(row.left, row.right)), row)
    first = sorted(found.values(), key=_order)[:limit]
    rows = values_by_id(connection, _ids(first))
    return [
        _pair(rows[row.lesser_id], rows[row.greater_id], row)
        for row in first
        if row.lesser_id in rows and row.greater_id in rows
    ]


def _order(row: Any) -> tuple[float, str, str]:
    return -worth_of(row.kind, row.n) * row.doubt, row.lesser_id, row.greater_id


def _query(reviewer: str) -> Any:
    lesser, greater = reports.alias("lesser"), reports.alias("greater")
    ours, theirs = groups.alias("ours"), groups.alias("theirs")
    judged = exists().where(
        merges.c.lesser_id == doubts.c.lesser_id,
        merges.c.greater_id == doubts.c.greater_id,
        merges.c.undone_at.is_(None),
        or_(merges.c.made_by == storable(reviewer), merges.c.verdict == "different"),
    )
    return (
        select(
            doubts,
            lesser.c.group_id.label("left"),
            greater.c.group_id.label("right"),
            ours.c.kind,
            (ours.c.n_reports + theirs.c.n_reports).label("n"),
        )
        .join_from(doubts, lesser, lesser.c.value_id == doubts.c.lesser_id)
        .join(greater, greater.c.value_id == doubts.c.greater_id)
        .join(ours, ours.c.id == lesser.c.group_id)
        .join(theirs, theirs.c.id == greater.c.group_id)
        .where(~judged)
        .order_by(doubts.c.doubt.desc(), doubts.c.lesser_id, doubts.c.greater_id)
    )


def _ids(rows: Iterable[Any]) -> list[str]:
    return sorted({value_id for row in rows for value_id in (row.lesser_id, row.greater_id)})


def _pair(left: Listed, right: Listed, row: Any) -> DoubtfulPair:
    said = json.loads(row.likeness)
    worth = round(worth_of(row.kind, row.n), 3)
    return DoubtfulPair(
        left, right, said["fields"], said["total"], row.left == row.right, worth, round(row.doubt, 3)
    )
