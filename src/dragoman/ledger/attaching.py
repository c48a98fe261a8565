"""Finds the groups that new values join without more ado, so that nothing else of these is read.

Findings are alike only where they say the very same: whatever one of them is like, all of its
group are like. A mistake that hundreds of articles make is one group with a pair for each two
of them; a further article costs as many pairs as there are members, not all that lie between them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from dragoman.ledger.batches import chunks
from dragoman.ledger.clustering import Pair
from dragoman.ledger.derived import groups, reports
from dragoman.ledger.schema import merges

# What is like one of these is like all that it is like.
_ALIKE_BY_IDENTITY = frozenset({"findings"})


@dataclass(frozen=True, slots=True)
class Link:
    """Two values that are alike; `is_whole`: a program found that they agree in everything."""

    pair: Pair
    is_whole: bool


def grown_groups(connection: Connection, new: set[str], links: Iterable[Link]) -> list[list[str]]:
    """Old groups together with the new values that are alike to all of their members, and to nothing else.

    `links`: all that still hold between the new values and any others. Groups follow from
    all pairs; here these are known without reading them: two old members are alike since both say
    what the new value says, unless a person took that back, and then the group is left out.
    """
    classes = list(_classes(new, links))
    there = _reports_of(connection, {value_id for one in classes for value_id in one})
    # While all is derived anew, some are like values whose turn has not come.
    known = (one & there.keys() for one in classes)
    grown = [
        one
        for one in known
        if _is_one_group([there[value_id] for value_id in one - new])
        and len({there[value_id].article_id for value_id in one}) == len(one)
    ]
    doubted = _taken_back(connection, {value_id for one in grown for value_id in one} - new)
    return [sorted(one) for one in grown if doubted.isdisjoint(one)]


def _classes(new: set[str], links: Iterable[Link]) -> Iterator[set[str]]:
    """New values and the old ones that they are alike to, where each of the new is so to all others."""
    beside: dict[str, set[str]] = defaultdict(set)
    unlike: set[str] = set()
    for link in links:
        one, other = link.pair
        beside[one].add(other)
        beside[other].add(one)
        if not link.is_whole:
            unlike.update(link.pair)
    seen: set[str] = set()
    for value_id in sorted(new & set(beside)):
        if value_id not in seen:
            its_class = {value_id} | beside[value_id]
            fresh = its_class & new
            seen |= fresh
            # Two new values of one article are like the same old ones, but not like each other.
            is_closed = all(beside[one] <= its_class for one in its_class)
            is_whole = all(beside[one] | {one} == its_class for one in fresh)
            if is_closed and is_whole and fresh != its_class and unlike.isdisjoint(its_class):
                yield its_class


def _is_one_group(old: list[Any]) -> bool:
    """Whether some reports are all those of one group, of a kind in which likeness is identity."""
    its = {(one.group_id, one.n_reports) for one in old}
    return bool(old) and old[0].kind in _ALIKE_BY_IDENTITY and its == {(old[0].group_id, len(old))}


def _reports_of(connection: Connection, value_ids: Iterable[str]) -> dict[str, Any]:
    """Values with their articles and groups; new values are in none that is written yet."""
    query = select(
        reports.c.value_id, reports.c.article_id, reports.c.group_id, groups.c.kind, groups.c.n_reports
    ).outerjoin_from(reports, groups, groups.c.id == reports.c.group_id)
    found: dict[str, Any] = {}
    for chunk in chunks(value_ids):
        rows = connection.execute(query.where(reports.c.value_id.in_(chunk)))
        found.update((row.value_id, row) for row in rows)
    return found


def _taken_back(connection: Connection, value_ids: set[str]) -> set[str]:
    """Those of some values whose likeness to others was taken back."""
    found: set[str] = set()
    for chunk in chunks(value_ids):
        query = select(merges.c.lesser_id).where(
            merges.c.lesser_id.in_(chunk), merges.c.undone_at.is_not(None)
        )
        found |= set(connection.scalars(query))
    return found
