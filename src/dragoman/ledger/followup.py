"""What became of commitments and planned meetings, as far as the ledger knows.

A planned meeting is done when a later report tells of its like as held, dropped when
one tells of it as cancelled. A commitment is done when a later report tells that the
same parties did it, in much the same words; dropped when one tells that it was
refused. Otherwise its day decides: open, due soon, overdue. Every done or dropped
comes with the reports that say so; silence is never taken for success, and "overdue"
means no more than that nothing in this ledger tells of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select

from dragoman.ledger.claims import Claim, content_words
from dragoman.ledger.derived import facets, groups
from dragoman.ledger.likeness import compare
from dragoman.ledger.listing import Listed, ListKind, values_by_id
from dragoman.ledger.merging import load_claims
from dragoman.ledger.telling import Filter, list_groups

AS_FAR = "as far as the ledger knows"
FOLLOWED = ("commitments", "meetings")

# Within so many days before its last day a commitment is due soon.
SOON = timedelta(days=30)
# Reports of a meeting may give it a day or two earlier or later than the plan did.
_SHIFT = timedelta(days=3)
# What has no day is followed for a year.
_REACH = timedelta(days=365)
_SAME_MEETING = 0.7
# Share of a commitment's words that a later sentence must hold. Chosen, not tuned.
_SAME_WORDS = 0.6
_FEWEST_WORDS = 2
_MOST_CANDIDATES = 200
# PLOVER types that say that something was done, or refused; to agree again does neither.
_DONE_TYPES = frozenset({"COOPERATE", "AID", "YIELD", "SUPPORT", "MOBILIZE"})
_DROPPED_TYPES = frozenset({"REJECT"})


class Progress(StrEnum):
    """What became of something that was to happen."""

    OPEN = "open"
    DUE_SOON = "due soon"
    OVERDUE = "overdue"
    DONE = "done"
    DROPPED = "dropped"


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
    """The states of one page of commitments or planned meetings, and the cursor of the next page."""
    if kind is ListKind.MEETINGS:
        wanted = replace(wanted, facets={**wanted.facets, "state": "planned"})
    page = list_groups(connection, kind, wanted)
    return progress_of(connection, page.rows, on), page.next


def progress_of(connection: Connection, rows: list[Listed], on: date) -> list[FollowUp]:
    """What became by a day of commitments and planned meetings, in their order."""
    claims = load_claims(connection, [row["id"] for row in rows])
    found = []
    for row in rows:
        claim = claims[row["id"]]
        find = _meeting_outcome if row["list"] == ListKind.MEETINGS else _commitment_outcome
        state, evidence = find(connection, claim, on)
        found.append(FollowUp(row, state or _by_calendar(claim, on), on.isoformat(), tuple(evidence)))
    return found


def is_followed(row: Listed) -> bool:
    """Whether something is to come of a row: a commitment, or a meeting that is planned."""
    ahead = row["list"] == ListKind.MEETINGS and row["state"] in ("planned", "proposed")
    return ahead or bool(row["list"] == ListKind.COMMITMENTS)


def _by_calendar(claim: Claim, on: date) -> Progress:
    if claim.latest is None:
        return Progress.OPEN
    if claim.latest < on:
        return Progress.OVERDUE
    return Progress.DUE_SOON if claim.latest - on <= SOON else Progress.OPEN


Outcome = tuple[Progress | None, list[Listed]]


def _meeting_outcome(connection: Connection, plan: Claim, on: date) -> Outcome:
    first = (plan.earliest or plan.published or date.min + _SHIFT) - _SHIFT
    last = (plan.latest or (plan.published or on) + _REACH) + _SHIFT
    ids = _groups_of_parties(connection, plan, ("meetings",), (first, min(last, on)))
    outcomes: dict[str, list[str]] = {"held": [], "cancelled": []}
    for value_id, later in load_claims(connection, ids).items():
        if later.state in outcomes and _is_later(plan, later) and _is_that(plan, later):
            outcomes[later.state].append(value_id)
    return _outcome(connection, outcomes["held"], outcomes["cancelled"])


def _is_later(first: Claim, later: Claim) -> bool:
    return first.published is None or later.published is None or later.published >= first.published


def _is_that(plan: Claim, later: Claim) -> bool:
    return compare(replace(plan, state=later.state), later).total >= _SAME_MEETING


def _commitment_outcome(connection: Connection, promise: Claim, on: date) -> Outcome:
    told = promise.published
    if told is None or len(promise.words) < _FEWEST_WORDS:
        return None, []
    ids = _groups_of_parties(connection, promise, ("events",), (told + timedelta(days=1), on))
    done, dropped = [], []
    for value_id, row in values_by_id(connection, ids).items():
        if row["realis"] == "happened" and _speaks_of(promise, row["words"]):
            if row["type"] in _DONE_TYPES:
                done.append(value_id)
            elif row["type"] in _DROPPED_TYPES:
                dropped.append(value_id)
    return _outcome(connection, done, dropped)


def _speaks_of(promise: Claim, sentence: str) -> bool:
    shared = promise.words & content_words(sentence)
    return len(shared) >= max(_FEWEST_WORDS, _SAME_WORDS * len(promise.words))


def _outcome(connection: Connection, done: list[str], dropped: list[str]) -> Outcome:
    """Done where any report says so, even where another says dropped: both are then shown."""
    if not done and not dropped:
        return None, []
    rows = values_by_id(connection, sorted({*done, *dropped}))
    evidence = sorted(rows.values(), key=lambda row: (row["published"] or "9999", row["id"]))
    return (Progress.DONE if done else Progress.DROPPED), evidence


def _groups_of_parties(
    connection: Connection, claim: Claim, kinds: Iterable[str], days: tuple[date, date]
) -> list[str]:
    """Groups that all parties of a claim have a part in, within some days or without a day."""
    codes = sorted(claim.codes | claim.to)[:4]
    if not codes or days[1] < days[0]:
        return []
    query = select(groups.c.id).where(groups.c.kind.in_(list(kinds)), _within(days))
    for condition in _parties(codes):
        query = query.where(groups.c.id.in_(condition))
    return list(connection.scalars(query.order_by(groups.c.day, groups.c.id).limit(_MOST_CANDIDATES)))


def _within(days: tuple[date, date]) -> ColumnElement[bool]:
    first, last = days[0].isoformat(), days[1].isoformat()
    return or_(and_(groups.c.day >= first, groups.c.day <= last), groups.c.day == "")


def _parties(codes: list[str]) -> Iterator[Select[tuple[str]]]:
    for code in codes:
        yield select(facets.c.subject_id).where(
            facets.c.kind.in_(("meetings", "events")), facets.c.facet == "country", facets.c.word == code
        )
