"""How far something has come that was to happen: the states, and the condition of each in a query.

A state always holds on a day, and as far as the ledger knows: what was reported later
than the day does not count for it.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select

from dragoman.ledger.derived import outcomes, prospects, reports

AS_FAR = "as far as the ledger knows"
FOLLOWED = ("commitments", "meetings")

# Within so many days before its last day a commitment is due soon.
SOON = timedelta(days=30)


class Progress(StrEnum):
    """What became of something that was to happen."""

    OPEN = "open"
    DUE_SOON = "due soon"
    OVERDUE = "overdue"
    DONE = "done"
    DROPPED = "dropped"


def by_calendar(due: date | None, on: date) -> Progress:
    """The state of what nobody tells of, by its last day alone."""
    if due is None:
        return Progress.OPEN
    if due < on:
        return Progress.OVERDUE
    return Progress.DUE_SOON if due - on <= SOON else Progress.OPEN


def things_in(kind: str, state: Progress, on: date) -> Select[tuple[str]]:
    """The ids of the things of a kind that are in a state on a day."""
    if state not in (Progress.DONE, Progress.DROPPED):
        return select(prospects.c.group_id).where(prospects.c.kind == kind, _is_in(state, on))
    # The wrapped column keeps SQLite from asking all that was to happen, where few outcomes are known.
    told = select(outcomes.c.group_id).where(*_by(state, on))
    its_kind = func.coalesce(prospects.c.kind, "") == kind
    return select(prospects.c.group_id).where(prospects.c.group_id.in_(told), its_kind, _is_in(state, on))


def articles_with(kind: str, state: Progress, on: date) -> Select[tuple[str]]:
    """The ids of the articles that report something of a kind which is in a state on a day."""
    its = things_in(kind, state, on)
    return its.with_only_columns(reports.c.article_id).join(
        reports, reports.c.group_id == prospects.c.group_id
    )


def article_has(article_id: ColumnElement[str], state: Progress, on: date) -> ColumnElement[bool]:
    """The same, asked of one article."""
    return exists().where(
        reports.c.article_id == article_id, prospects.c.group_id == reports.c.group_id, _is_in(state, on)
    )


def _is_in(state: Progress, on: date) -> ColumnElement[bool]:
    done, dropped = _told_of(Progress.DONE, on), _told_of(Progress.DROPPED, on)
    today, soon = on.isoformat(), _later(on).isoformat()
    due = prospects.c.due
    match state:
        case Progress.DONE:
            return done
        case Progress.DROPPED:
            return and_(dropped, ~done)
        case Progress.OVERDUE:
            by_day: ColumnElement[bool] = and_(due < today, due != "")
        case Progress.DUE_SOON:
            by_day = and_(due >= today, due <= soon)
        case Progress.OPEN:
            by_day = or_(due > soon, due == "")
    return and_(by_day, ~done, ~dropped)


def _told_of(outcome: Progress, on: date) -> ColumnElement[bool]:
    return exists().where(outcomes.c.group_id == prospects.c.group_id, *_by(outcome, on))


def _by(outcome: Progress, on: date) -> tuple[ColumnElement[bool], ...]:
    return outcomes.c.outcome == str(outcome), outcomes.c.day <= on.isoformat()


def _later(on: date) -> date:
    return on if on > date.max - SOON else on + SOON
