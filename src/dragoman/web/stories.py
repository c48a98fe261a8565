"""The newest articles as a front page shows them: reports of one meeting as one story."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, func, select

from dragoman.ledger.derived import copies, groups, reports
from dragoman.ledger.schema import articles

Listed = dict[str, Any]

_OPENING = 260


def as_stories(connection: Connection, rows: list[Listed], limit: int) -> list[Listed]:
    """The first `limit` stories among articles, the newest report of each.

    Articles that tell of the same meeting, or have the same words, are one story: `n_more`
    says how many of them stand behind it, `meeting` the id of the meeting, if there is one.
    `snippet`: the standfirst, or else how the body begins.
    """
    told = _same(connection, [row["id"] for row in rows])
    stories: list[Listed] = []
    seen: dict[str, Listed] = {}
    for row in rows:
        keys = told.get(row["id"], [])
        story = next((seen[key] for key in keys if key in seen), None)
        if story is None:
            meeting = next((key for key in keys if key[0] != "="), None)
            story = {**row, "n_more": 0, "meeting": meeting}
            stories.append(story)
        else:
            story["n_more"] += 1
        for key in keys:
            seen.setdefault(key, story)
    return _with_openings(connection, stories[:limit])


def _same(connection: Connection, article_ids: list[str]) -> dict[str, list[str]]:
    """What articles share: ids of meetings, and of the first article of a set of copies (after "=")."""
    found: dict[str, list[str]] = {}
    # Two steps: asked for in one, SQLite begins with all meetings there are.
    of_articles = select(reports.c.article_id, reports.c.group_id).where(
        reports.c.article_id.in_(article_ids)
    )
    pairs = [(row.article_id, row.group_id) for row in connection.execute(of_articles)]
    of_kind = select(groups.c.id, groups.c.n_reports).where(
        groups.c.id.in_({group_id for _, group_id in pairs}), func.coalesce(groups.c.kind, "") == "meetings"
    )
    sizes = {row.id: row.n_reports for row in connection.execute(of_kind)}
    for article_id, group_id in sorted(pairs, key=lambda pair: (-sizes.get(pair[1], 0), pair[1])):
        if group_id in sizes:
            found.setdefault(article_id, []).append(group_id)
    copied = select(copies.c.article_id, copies.c.copy_of).where(copies.c.article_id.in_(article_ids))
    for article_id, first in connection.execute(copied):
        found.setdefault(article_id, []).append(f"={first}")
    return found


def _with_openings(connection: Connection, rows: list[Listed]) -> list[Listed]:
    opening = func.substr(articles.c.text, articles.c.body_start + 1, _OPENING)
    query = select(articles.c.id, articles.c.standfirst, opening.label("opening"))
    found = connection.execute(query.where(articles.c.id.in_([row["id"] for row in rows]))).all()
    snippets = {one.id: one.standfirst or _whole_words(one.opening) for one in found}
    return [{**row, "snippet": snippets.get(row["id"], "")} for row in rows]


def _whole_words(opening: str) -> str:
    """The beginning of a body up to a whole word."""
    words = " ".join(opening.split())
    return words if len(opening) < _OPENING else words.rpartition(" ")[0] + " …"
