"""Articles that belong with an article: those that tell of the same things, then those of the same thread.

The same thread is the same two countries (or, where it joins none, the same people)
within some weeks; the nearest in time come first.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, func, select

from dragoman.ledger.copies import copies_of
from dragoman.ledger.derived import facets, groups, reports
from dragoman.ledger.listing import Listed, article_rows
from dragoman.ledger.schema import articles

# A thread goes on for so long before and after.
_REACH = timedelta(days=21)
_MOST_OF_THREAD = 200
# What ties two articles, the tightest first.
_TIES = ("pair", "actor", "country")
_MOST_TIES = 6


@dataclass(frozen=True, slots=True)
class Related:
    """An article that belongs with another.

    `why`: "copy" (the same text), "same" (tells of the same things), "thread".
    `shared`: the ids of the things that both tell of, meetings first; empty for a thread.
    """

    article: Listed
    why: str
    shared: tuple[str, ...] = ()


def related_articles(connection: Connection, article_id: str, limit: int) -> list[Related]:
    """Related articles, the nearest first; an article that nothing is known of has none."""
    copied = copies_of(connection, article_id, _MOST_OF_THREAD)
    shared = _sharing(connection, article_id)
    ordered = sorted(shared, key=lambda one: (-_weight(shared[one]), one))
    found = [
        ("copy" if one in copied else "same", one, tuple(thing for _, thing in shared[one]))
        for one in ordered
    ]
    found += [("copy", one, ()) for one in sorted(copied - set(shared))]
    if len(found) < limit:
        known = {article_id, *(one for _, one, _ in found)}
        found += [("thread", one, ()) for one in _thread(connection, article_id) if one not in known]
    rows = article_rows(connection, [one for _, one, _ in found[: 2 * limit]])
    return [Related(rows[one], why, things) for why, one, things in found if one in rows][:limit]


def _sharing(connection: Connection, article_id: str) -> dict[str, list[tuple[str, str]]]:
    """Other articles by the (kind, id) of the things that they share with an article."""
    own = select(reports.c.group_id).where(reports.c.article_id == article_id)
    query = (
        select(reports.c.article_id, groups.c.kind, groups.c.id)
        .join(groups, groups.c.id == reports.c.group_id)
        .where(reports.c.group_id.in_(own), reports.c.article_id != article_id)
        .distinct()
    )
    found: dict[str, list[tuple[str, str]]] = {}
    for row in connection.execute(query):
        found.setdefault(row.article_id, []).append((row.kind, row.id))
    return {key: sorted(things, key=_order_of_kinds) for key, things in found.items()}


def _order_of_kinds(thing: tuple[str, str]) -> tuple[bool, str, str]:
    return (thing[0] != "meetings", *thing)


def _weight(things: list[tuple[str, str]]) -> int:
    """A shared meeting weighs more than any statement or event within it."""
    return sum(100 if kind == "meetings" else 1 for kind, _ in things)


def _thread(connection: Connection, article_id: str) -> list[str]:
    """Articles of these weeks with the same pairs or people, the most ties first, then the nearest in time."""
    day = connection.scalar(select(articles.c.published_earliest).where(articles.c.id == article_id))
    if day is None:
        return []
    n_ties: Counter[str] = Counter()
    apart: dict[str, int] = {}
    for facet, word in _ties(connection, article_id):
        for other, told_on in _near(connection, facet, word, day).items():
            n_ties[other] += 1
            apart[other] = abs((date.fromisoformat(told_on) - day).days)
    return sorted(n_ties, key=lambda one: (-n_ties[one], apart[one], one))


def _ties(connection: Connection, article_id: str) -> list[tuple[str, str]]:
    """The facets of an article that hold its thread together: the tightest kind that it has."""
    query = select(facets.c.facet, facets.c.word).where(
        facets.c.subject_id == article_id, func.coalesce(facets.c.facet, "").in_(_TIES)
    )
    found = [(row.facet, row.word) for row in connection.execute(query)]
    tightest = next((facet for facet in _TIES if any(facet == name for name, _ in found)), None)
    return sorted(one for one in found if one[0] == tightest)[:_MOST_TIES]


def _near(connection: Connection, facet: str, word: str, day: date) -> dict[str, str]:
    """Articles with a facet and their days, on both sides of a day, the nearest first."""
    found: dict[str, str] = {}
    told = select(facets.c.subject_id, facets.c.day).where(
        facets.c.kind == "articles", facets.c.facet == facet, facets.c.word == word
    )
    since, until = _moved(day, -_REACH).isoformat(), _moved(day, _REACH).isoformat()
    after = told.where(facets.c.day >= day.isoformat(), facets.c.day <= until).order_by(facets.c.day)
    before = told.where(facets.c.day < day.isoformat(), facets.c.day >= since).order_by(facets.c.day.desc())
    for query in (after, before):
        found.update((row.subject_id, row.day) for row in connection.execute(query.limit(_MOST_OF_THREAD)))
    return found


def _moved(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return day
