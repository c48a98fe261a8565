"""What is to come, by its state on a day: how many there are, and those that a board shows.

The reports that tell what became of something are read once; everything else is
counted and ordered by its last day, along the index of the days. So a board costs
little more in a large ledger than in a small one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement, Connection, and_, case, exists, func, select

from dragoman.ledger import FollowUp, Progress
from dragoman.ledger.derived import facets, outcomes, prospects
from dragoman.ledger.followup import progress_of
from dragoman.ledger.listing import values_by_id
from dragoman.ledger.progress import SOON
from dragoman.ledger.telling import are_few, facet_condition, subject_has

# In the order in which a desk asks for them.
STATES = (Progress.OVERDUE, Progress.DUE_SOON, Progress.OPEN, Progress.DONE, Progress.DROPPED)
# So many of each state at first.
SHOWN = 12
# A facet that no more things have is looked up.
_FEW = 2000

_UNDATED = "undated"
_STATE = {str(state): state for state in Progress}
_DONE = str(Progress.DONE)
_due = prospects.c.due
_id = prospects.c.group_id


@dataclass(frozen=True, slots=True)
class Asked:
    """What a board shows: commitments or planned meetings, of whom, on which day, how many a column."""

    kind: str
    on: date
    chosen: tuple[tuple[str, str], ...] = ()
    limit: int = SHOWN
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
    told = _told(connection, asked)
    numbers = _numbers(connection, asked, told)
    whose = list(_whose(connection, asked))
    ids = {state: _first(connection, asked, state, (whose, told, numbers)) for state in asked.states}
    rows = values_by_id(connection, [one for those in ids.values() for one in those])
    shown = [rows[one] for those in ids.values() for one in those if one in rows]
    by_id = {one.thing["id"]: one for one in progress_of(connection, shown, asked.on)}
    return tuple(
        Column(state, _sum(numbers, state), tuple(by_id[one] for one in ids[state] if one in by_id))
        for state in asked.states
    )


def iter_board(connection: Connection, asked: Asked, at_once: int) -> Iterable[FollowUp]:
    """Everything of a board, a column after the other."""
    for state in asked.states:
        part = replace(asked, states=(state,), limit=at_once, skip=0)
        while True:
            (column,) = board(connection, part)
            yield from column.shown
            part = replace(part, skip=part.skip + at_once)
            if part.skip >= column.n:
                break


_Conditions = list[ColumnElement[bool]]
# The id of what is done or dropped, with its state and its last day (ISO, empty where none is known).
_Told = dict[str, tuple[Progress, str]]
# How many there are in a state; the open ones without a day apart.
_Numbers = dict[str, int]


def _having(asked: Asked) -> Iterable[ColumnElement[bool]]:
    """Conditions for the facets, for those who look at all there is: each facet is looked up once."""
    for name, word in asked.chosen:
        yield _id.in_(select(facets.c.subject_id).where(facet_condition(asked.kind, name, word)))


def _whose(connection: Connection, asked: Asked) -> Iterable[ColumnElement[bool]]:
    """The same for those who want the first few: a frequent facet is asked row by row."""
    for (name, word), having in zip(asked.chosen, _having(asked), strict=True):
        its = select(facets.c.subject_id).where(facet_condition(asked.kind, name, word))
        yield having if are_few(connection, its, _FEW) else subject_has(_id, name, word)


def _told(connection: Connection, asked: Asked) -> _Told:
    """What reports up to the day tell of: done where any of them says so."""
    query = (
        select(outcomes.c.group_id, outcomes.c.outcome, _due)
        .join(prospects, outcomes.c.group_id == _id)
        .where(prospects.c.kind == asked.kind, outcomes.c.day <= asked.on.isoformat(), *_having(asked))
    )
    found: _Told = {}
    # Tens of thousands of rows in a large ledger: parted at once, and no state made anew for each.
    for group_id, outcome, due in connection.execute(query):
        if outcome == _DONE or group_id not in found:
            found[group_id] = (_STATE[outcome], due)
    return found


def _numbers(connection: Connection, asked: Asked, told: _Told) -> _Numbers:
    today, soon = _days(asked.on)
    by_day = case(
        (_due == "", _UNDATED),
        (_due < today, str(Progress.OVERDUE)),
        (_due <= soon, str(Progress.DUE_SOON)),
        else_=str(Progress.OPEN),
    ).label("by_day")
    query = (
        select(by_day, func.count()).where(prospects.c.kind == asked.kind, *_having(asked)).group_by("by_day")
    )
    found: _Numbers = {row[0]: row[1] for row in connection.execute(query)}
    for (state, before), n in Counter(
        (state, _state_by_day(due, today, soon)) for state, due in told.values()
    ).items():
        found[state] = found.get(state, 0) + n
        found[before] -= n
    return found


def _state_by_day(due: str, today: str, soon: str) -> str:
    if not due:
        return _UNDATED
    if due < today:
        return Progress.OVERDUE
    return Progress.DUE_SOON if due <= soon else Progress.OPEN


def _sum(numbers: _Numbers, state: Progress) -> int:
    undated = numbers.get(_UNDATED, 0) if state is Progress.OPEN else 0
    return numbers.get(str(state), 0) + undated


def _first(
    connection: Connection, asked: Asked, state: Progress, known: tuple[_Conditions, _Told, _Numbers]
) -> list[str]:
    """The ids of the first of a state: of what has passed the latest, of what is to come the nearest."""
    whose, told, numbers = known
    if state in (Progress.DONE, Progress.DROPPED):
        those = sorted(((due, one) for one, (its, due) in told.items() if its is state), reverse=True)
        return [one for _due, one in those[asked.skip : asked.skip + asked.limit]]
    today, soon = _days(asked.on)
    within = {
        Progress.OVERDUE: and_(_due > "", _due < today),
        Progress.DUE_SOON: and_(_due >= today, _due <= soon),
        Progress.OPEN: _due > soon,
    }[state]
    found = _page(connection, asked, [within, *whose], is_latest_first=state is Progress.OVERDUE)
    if state is Progress.OPEN and len(found) < asked.limit:
        skip = max(0, asked.skip - numbers.get(str(state), 0))
        rest = replace(asked, skip=skip, limit=asked.limit - len(found))
        found += _page(connection, rest, [_due == "", *whose], is_latest_first=False)
    return found


def _page(connection: Connection, asked: Asked, where: _Conditions, *, is_latest_first: bool) -> list[str]:
    """Some of those that nothing is told of, in the order of their last day."""
    of_it = exists().where(outcomes.c.group_id == _id, outcomes.c.day <= asked.on.isoformat())
    order = (_due.desc(), _id.desc()) if is_latest_first else (_due, _id)
    query = select(_id).where(prospects.c.kind == asked.kind, *where, ~of_it).order_by(*order)
    return list(connection.scalars(query.limit(asked.limit).offset(asked.skip)))


def _days(on: date) -> tuple[str, str]:
    """The day, and the last on which something is due soon."""
    return on.isoformat(), (min(on, date.max - SOON) + SOON).isoformat()
