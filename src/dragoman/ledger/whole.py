"""One thing in full: what all reports say of each field, what became of it, and what is told with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select

from dragoman.ledger.derived import facets, groups, reports
from dragoman.ledger.disagreement import FieldAccount, accounts
from dragoman.ledger.followup import FollowUp, is_followed, progress_of
from dragoman.ledger.listing import Listed, values_by_id
from dragoman.ledger.telling import Thing, find_thing

_MOST_LATER = 12
_MOST_WITH = 40
_MOST_PAIRS = 4


@dataclass(frozen=True, slots=True)
class WholeThing:
    """A thing with all that the ledger knows of it.

    `fields`: what the reports say field by field. `follow_up`: for commitments and
    planned meetings, what became of them. `later`: what is next told of the same two
    countries, the earliest first. `told_with`: what else the same articles tell of.
    """

    thing: Thing
    fields: tuple[FieldAccount, ...]
    follow_up: FollowUp | None
    later: tuple[Listed, ...]
    told_with: tuple[Listed, ...]


def whole_thing(connection: Connection, name: str, on: date) -> WholeThing | None:
    """The thing that a value's id or a beginning of it belongs to, as it stands on a day.

    Raises:
        UsageError: Several things answer to the beginning.
    """
    thing = find_thing(connection, name)
    if thing is None:
        return None
    followed = progress_of(connection, [row for row in thing.reports[:1] if is_followed(row)], on)
    return WholeThing(
        thing,
        accounts(thing.kind, thing.reports),
        followed[0] if followed else None,
        tuple(_later(connection, thing)),
        tuple(_told_with(connection, thing)),
    )


def _later(connection: Connection, thing: Thing) -> list[Listed]:
    """Meetings and commitments of the same two countries after the thing's day."""
    day = connection.scalar(select(groups.c.day).where(groups.c.id == thing.id))
    own = select(facets.c.word).where(
        facets.c.subject_id == thing.id, func.coalesce(facets.c.facet, "") == "pair"
    )
    pairs = sorted(connection.scalars(own))[:_MOST_PAIRS]
    found: list[tuple[str, str]] = []
    for pair in pairs if day else ():
        for kind in ("meetings", "commitments"):
            query = (
                select(facets.c.day, facets.c.subject_id)
                .where(facets.c.kind == kind, facets.c.facet == "pair", facets.c.word == pair)
                .where(facets.c.day > day)
                .order_by(facets.c.day, facets.c.subject_id)
                .limit(_MOST_LATER)
            )
            found += [(row.day, row.subject_id) for row in connection.execute(query)]
    return _rows(connection, [one for _, one in sorted(set(found))][:_MOST_LATER])


def _told_with(connection: Connection, thing: Thing) -> list[Listed]:
    articles = sorted({row["article_id"] for row in thing.reports})[:_MOST_WITH]
    query = (
        select(reports.c.group_id)
        .where(reports.c.article_id.in_(articles), reports.c.group_id != thing.id)
        .distinct()
        .order_by(reports.c.group_id)
        .limit(_MOST_WITH)
    )
    return _rows(connection, list(connection.scalars(query)))


def _rows(connection: Connection, ids: list[str]) -> list[Listed]:
    rows = values_by_id(connection, ids)
    return [rows[one] for one in ids if one in rows]
