"""What became of commitments and planned meetings, as far as the ledger knows.

A planned meeting is done when a later report tells of its like as held, dropped when
one tells of it as cancelled. A commitment is done when a later report tells that the
same parties did it, in much the same words; dropped when one tells that it was
refused. Otherwise its day decides: open, due soon, overdue. Every done or dropped
comes with the reports that say so; silence is never taken for success, and "overdue"
means no more than that nothing in this ledger tells of it. What tells of what is found
when reports come (`dragoman.ledger.prospecting`).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from dragoman.ledger.batches import chunks
from dragoman.ledger.derived import outcomes, prospects
from dragoman.ledger.listing import Listed, ListKind, values_by_id
from dragoman.ledger.progress import AS_FAR, FOLLOWED, SOON, Progress, by_calendar
from dragoman.ledger.telling import Filter, list_groups

__all__ = ["AS_FAR", "FOLLOWED", "SOON", "FollowUp", "Progress", "follow_up", "is_followed", "progress_of"]


@dataclass(frozen=True, slots=True)
class FollowUp:
    """The state of one commitment or planned meeting on a day.

    `evidence`: the rows of the later reports that say so; empty where only the
    calendar decides. `known`: the reservation that belongs to every state.
    """

    thing: Listed
    state: Progress
    on: str
    evidence: tuple[Listed, ...] = ()
    known: str = AS_FAR


def follow_up(
    connection: Connection, kind: ListKind, on: date, wanted: Filter
) -> tuple[list[FollowUp], str | None]:
    """The states of one page of commitments or planned meetings, and the cursor of the next page.

    The facet "state" chooses one of the states (see `Progress`) on that day.
    """
    chosen = replace(wanted, on=on.isoformat())
    if kind is ListKind.MEETINGS and "state" not in wanted.facets:
        chosen = replace(chosen, facets={**wanted.facets, "state": "planned"})
    page = list_groups(connection, kind, chosen)
    return progress_of(connection, page.rows, on), page.next


def progress_of(connection: Connection, rows: list[Listed], on: date) -> list[FollowUp]:
    """What became by a day of commitments and planned meetings, in their order."""
    ids = [row["id"] for row in rows]
    due: dict[str, str] = {}
    told: dict[str, list[Any]] = defaultdict(list)
    for chunk in chunks(ids):
        known = select(prospects.c.group_id, prospects.c.due).where(prospects.c.group_id.in_(chunk))
        due.update((row.group_id, row.due) for row in connection.execute(known))
        by_then = outcomes.c.group_id.in_(chunk) & (outcomes.c.day <= on.isoformat())
        for outcome in connection.execute(select(outcomes).where(by_then)):
            told[outcome.group_id].append(outcome)
    evidence = values_by_id(connection, sorted({one.evidence_id for those in told.values() for one in those}))
    return [_state(row, due.get(row["id"], ""), told[row["id"]], evidence, on) for row in rows]


def _state(row: Listed, due: str, told: list[Any], evidence: dict[str, Listed], on: date) -> FollowUp:
    """Done where any report says so, even where another says dropped: both are then shown."""
    said = {one.outcome for one in told}
    rows = [evidence[one.evidence_id] for one in told if one.evidence_id in evidence]
    rows.sort(key=lambda one: (one["published"] or "9999", one["id"]))
    if Progress.DONE in said:
        state = Progress.DONE
    elif said:
        state = Progress.DROPPED
    else:
        state = by_calendar(date.fromisoformat(due) if due else None, on)
    return FollowUp(row, state, on.isoformat(), tuple(rows))


def is_followed(row: Listed) -> bool:
    """Whether something is to come of a row: a commitment, or a meeting that is planned."""
    ahead = row["list"] == ListKind.MEETINGS and row["state"] in ("planned", "proposed")
    return ahead or bool(row["list"] == ListKind.COMMITMENTS)
