"""Whether what follows from the records is in step with them: reports, groups, the index of words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Select, func, select

from dragoman.ledger.derived import facets, findable, groups, reports, tallies
from dragoman.ledger.schema import articles, readings, stated

# What may be out of step, of one and of several.
_UNTOLD = ("value of a current reading is in no group", "values of current readings are in no group")
_UNSTATED = (
    "report is of a value that no current reading states",
    "reports are of values that no current reading states",
)
_UNGROUPED = ("report is of a group that is not there", "reports are of groups that are not there")
_MISCOUNTED = (
    "group does not have the reports that it counts",
    "groups do not have the reports that they count",
)
_MISCOUNTED_MONTHS = (
    "number of a month is not that of what it counts",
    "numbers of months are not those of what they count",
)
_UNFINDABLE = ("article is not in the index of words", "articles are not in the index of words")
_MEND = "Make it anew with: dragoman ledger rejoin"


def iter_derived_problems(connection: Connection) -> Iterator[str]:
    """One sentence for each kind of thing that is out of step.

    A ledger whose records were stored but not joined (`add_all(..., join=False)`) has
    no reports at all, which is whole.
    """
    if not _number(connection, select(func.count()).select_from(reports)):
        return
    current = (
        select(stated.c.value_id)
        .join(readings, readings.c.id == stated.c.reading_id)
        .where(readings.c.is_current)
    )
    told = select(reports.c.value_id)
    for (one, many), n in (
        (_UNTOLD, _missing(connection, current, told)),
        (_UNSTATED, _missing(connection, told, current)),
        (_UNGROUPED, _missing(connection, select(reports.c.group_id), select(groups.c.id))),
        (_MISCOUNTED, _miscounted(connection)),
        (_MISCOUNTED_MONTHS, _miscounted_months(connection)),
        (_UNFINDABLE, _missing(connection, select(articles.c.id), select(findable.c.article_id))),
    ):
        if n:
            yield f"{n} {one if n == 1 else many}. {_MEND}"


def _missing(connection: Connection, these: Select[Any], there: Select[Any]) -> int:
    """How many of these are not there."""
    lost = these.except_(there).subquery()
    return _number(connection, select(func.count()).select_from(lost))


def _miscounted(connection: Connection) -> int:
    counted = select(reports.c.group_id, func.count().label("n")).group_by(reports.c.group_id).subquery()
    wrong = (
        select(func.count())
        .select_from(groups.outerjoin(counted, counted.c.group_id == groups.c.id))
        .where(func.coalesce(counted.c.n, 0) != groups.c.n_reports)
    )
    return _number(connection, wrong)


def _miscounted_months(connection: Connection) -> int:
    """How many rows of `tallies` differ from what the facets say, in either direction."""
    month = func.substr(facets.c.day, 1, 7)
    key = (facets.c.kind, facets.c.facet, facets.c.word)
    counted = select(*key, month, func.count()).group_by(*key, month)
    kept = select(tallies.c.kind, tallies.c.facet, tallies.c.word, tallies.c.month, tallies.c.n).where(
        tallies.c.n != 0
    )
    return _missing(connection, counted, kept) + _missing(connection, kept, counted)


def _number(connection: Connection, query: Select[Any]) -> int:
    return int(connection.execute(query).scalar_one())
