"""Which reading of a page is the current one.

The newest reading of an article is current. Where a better version of the program
cleans the same page differently, the words differ and so does the article: then
the newest of these articles speaks for the page, and the others are kept but not
listed. Pages that share nothing but their name ("index", "stdin") are recognised
by their words and all stay current.

The outcome follows from the readings and their times alone, not from the order in
which they were added.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from dragoman.ledger.schema import articles, readings

# Share of the shorter article's lines that the other must hold too, for both to be one page.
# Chosen by reasoning, not tuned: a better cleaning changes a few lines, a shared name none.
SAME_PAGE_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class _Version:
    """An article of the page with its newest reading."""

    reading_id: str
    headline: str | None
    text: str


def settle_page(connection: Connection, page_key: str) -> None:
    """Mark the current readings among all articles that share a page's key."""
    query = (
        select(articles.c.id, articles.c.headline, articles.c.text, readings.c.id, readings.c.is_current)
        .join_from(articles, readings)
        .where(articles.c.page_key == page_key)
        .order_by(readings.c.read_at.desc(), readings.c.id.desc())
    )
    newest: dict[str, _Version] = {}
    marked = set()
    for article_id, headline, text, reading_id, is_current in connection.execute(query):
        newest.setdefault(article_id, _Version(reading_id, headline, text))
        if is_current:
            marked.add(reading_id)
    current = {version.reading_id for version in _unsuperseded(newest.values())}
    _mark(connection, marked - current, is_current=False)
    _mark(connection, current - marked, is_current=True)


def is_same_page(left: str, right: str) -> bool:
    """Whether two texts under one name are two cleanings of one page."""
    left_lines, right_lines = _lines(left), _lines(right)
    shorter = min(len(left_lines), len(right_lines))
    return len(left_lines & right_lines) >= max(1, SAME_PAGE_SHARE * shorter)


def _unsuperseded(newest_first: Iterable[_Version]) -> list[_Version]:
    seen: list[_Version] = []
    current = []
    for version in newest_first:
        if not any(_supersedes(newer, version) for newer in seen):
            current.append(version)
        seen.append(version)
    return current


def _supersedes(newer: _Version, older: _Version) -> bool:
    same_headline = newer.headline is not None and newer.headline == older.headline
    return same_headline or is_same_page(newer.text, older.text)


def _lines(text: str) -> set[str]:
    return {line.strip() for line in text.splitlines() if line.strip()}


def _mark(connection: Connection, reading_ids: set[str], *, is_current: bool) -> None:
    for reading_id in sorted(reading_ids):
        connection.execute(update(readings).where(readings.c.id == reading_id).values(is_current=is_current))
