"""What is to come, by its state on a day: how many there are, and those that a board shows.

A board is read in one pass over what is to come and one query for the rows of all
columns, whatever the ledger holds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement, Connection, Select, func, select

from dragoman.ledger import FollowUp, Progress
from dragoman.ledger.derived import facets, prospects
from dragoman.ledger.followup import progress_of
from dragoman.ledger.listing import values_by_id
from dragoman.ledger.progress import things_in
from dragoman.ledger.telling import facet_word

# In the order in which a desk asks for them.
STATES = (Progress.OVERDUE, Progress.DUE_SOON, Progress.OPEN, Progress.DONE, Progress.DROPPED)
# Of what has passed the latest comes first.
_LATEST_FIRST = frozenset({Progress.OVERDUE, Progress.DONE, Progress.DROPPED})


@dataclass(frozen=True, slots=True)
class Asked:
    """What a board shows: commitments or planned meetings, of whom, on which day, how many a column."""

    kind: str
    on: date
    chosen: tuple[tuple[str, str], ...] = ()
    limit: int = 12
    states: tuple[Progress, ...] = STATES
    skip: int = 0


@dataclass(frozen=True, slots=True)
class Column:
    """One state: how many there are in all, and the first of them."""

    state: Progress
    n: int
    shown: tuple[FollowUp, ...]


def board(connection: Connection, asked: Asked) -> tuple[Column, ...]:
    """The columns of a board, in the order of `STATES`."""
    ids = {state: list(connection.scalars(_first(asked, state))) for state in asked.states}
    numbers = {state: connection.scalar(_number(asked, state)) or 0 for state in asked.states}
    rows = values_by_id(connection, [one for those in ids.values() for one in those])
    shown = [rows[one] for those in ids.values() for one in those if one in rows]
    by_id = {one.thing["id"]: one for one in progress_of(connection, shown, asked.on)}
    return tuple(
        Column(state, numbers[state], tuple(by_id[one] for one in ids[state] if one in by_id))
        for state in asked.states
    )


def iter_board(connection: Connection, asked: Asked, at_once: int) -> Iterable[FollowUp]:
    """Everything of a board, a column after the other."""
    for state in asked.states:
        part = replace(asked, states=(state,), limit=at_once, skip=0)
        while True:
            (column,) = board(connection, part)
            yield from column.shown
            if len(column.shown) < at_once:
                break
            part = replace(part, skip=part.skip + at_once)


def _first(asked: Asked, state: Progress) -> Select[tuple[str]]:
    due = prospects.c.due
    order = (due.desc(),) if state in _LATEST_FIRST else (due == "", due)
    query = select(prospects.c.group_id).where(*_conditions(asked, state))
    return query.order_by(*order, prospects.c.group_id).limit(asked.limit).offset(asked.skip)


def _number(asked: Asked, state: Progress) -> Select[tuple[int]]:
    return select(func.count()).select_from(prospects).where(*_conditions(asked, state))


def _conditions(asked: Asked, state: Progress) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [
        prospects.c.kind == asked.kind,
        prospects.c.group_id.in_(things_in(asked.kind, state, asked.on)),
    ]
    for name, word in asked.chosen:
        having = select(facets.c.subject_id).where(
            facets.c.kind == asked.kind, facets.c.facet == name, facets.c.word == facet_word(name, word)
        )
        found.append(prospects.c.group_id.in_(having))
    return found
