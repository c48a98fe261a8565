"""Keeps what follows from the records in step with them: groups, facets, copies, words.

Called in the transaction that adds records, with the pages that it touched; and for
all pages when a ledger of an older version is brought up to date.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, delete, func, select, text

from dragoman.ledger.adding import insert_missing
from dragoman.ledger.batches import AT_ONCE, chunks
from dragoman.ledger.choosing import Chosen, Facet, chosen_rows, forget_names, load_facets, put_facets
from dragoman.ledger.copies import Worded, add_copies, leave_copies
from dragoman.ledger.derived import DERIVED, copies, reports, tallies
from dragoman.ledger.grouping import Told, Touched, load_reports, write_groups
from dragoman.ledger.merging import forget_values, groups_around, join_values
from dragoman.ledger.place import APPLICATION_ID
from dragoman.ledger.schema import SPEAKS, articles, merges, readings, stated
from dragoman.ledger.words import forget_words, index_words


def derive_pages(connection: Connection, page_keys: Iterable[str], at: str) -> None:
    """Bring all that follows from some pages up to date; at: when, for new merges."""
    _wait_for_turn(connection)
    article_ids: set[str] = set()
    for chunk in chunks(set(page_keys)):
        article_ids |= set(connection.scalars(select(articles.c.id).where(articles.c.page_key.in_(chunk))))
    values = _current_values(connection, article_ids)
    known = _known_values(connection, article_ids)
    gone = set(known) - set(values)
    near = _neighbours(connection, gone) if gone else set()
    forget_values(connection, gone)
    new = set(values) - set(known)
    insert_missing(
        connection,
        reports,
        [{"value_id": one, "article_id": values[one], "group_id": one} for one in sorted(new)],
    )
    join_values(connection, new, at)
    told = _regroup(connection, Touched(set(values) | near, new, gone))
    _derive_articles(connection, article_ids, values, told)


def derive_all(connection: Connection, at: str) -> None:
    """Make everything anew that follows from the records."""
    for table in DERIVED:
        connection.execute(delete(table))
    # By their days, since pages that were published together change the same parts of the indexes.
    first = func.min(articles.c.published_earliest)
    by_day = select(articles.c.page_key).group_by(articles.c.page_key).order_by(first, articles.c.page_key)
    keys = list(connection.scalars(by_day))
    for start in range(0, len(keys), AT_ONCE):
        derive_pages(connection, keys[start : start + AT_ONCE], at)


def regroup_values(connection: Connection, value_ids: set[str]) -> None:
    """Make the groups of some values anew, after somebody decided on them."""
    _wait_for_turn(connection)
    _regroup(connection, Touched(value_ids))


def underive_article(connection: Connection, article: Any) -> None:
    """Take an article (a row of `articles`) and its values out of all that follows from the records."""
    _wait_for_turn(connection)
    gone = set(_known_values(connection, {article.id}))
    near = _neighbours(connection, gone) if gone else set()
    forget_values(connection, gone)
    _regroup(connection, Touched(near, gone=gone))
    its = load_facets(connection, {article.id})
    put_facets(connection, {article.id: set()}, its)
    forget_names(connection, its)
    # Months in which nothing is left may still name somebody who is told of nowhere else.
    connection.execute(delete(tallies).where(tallies.c.n == 0))
    leave_copies(connection, article.id)
    forget_words(connection, article.id, article.text)


def _regroup(connection: Connection, touched: Touched) -> dict[str, Told]:
    if not touched.values and not touched.gone:
        return {}
    return write_groups(connection, groups_around(connection, touched.values), touched)


def _wait_for_turn(connection: Connection) -> None:
    """One at a time, so that two new reports of one thing see each other; SQLite has one writer anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": APPLICATION_ID + 1})


def _current_values(connection: Connection, article_ids: set[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for chunk in chunks(article_ids):
        query = (
            select(stated.c.value_id, readings.c.article_id)
            .join_from(readings, stated)
            .where(SPEAKS, readings.c.article_id.in_(chunk))
        )
        found.update((row.value_id, row.article_id) for row in connection.execute(query))
    return found


def _known_values(connection: Connection, article_ids: set[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for chunk in chunks(article_ids):
        query = select(reports.c.value_id, reports.c.group_id).where(reports.c.article_id.in_(chunk))
        found.update((row.value_id, row.group_id) for row in connection.execute(query))
    return found


def _neighbours(connection: Connection, gone: set[str]) -> set[str]:
    """The values whose groups may change when some go: those of their groups, and those alike to them."""
    near: set[str] = set()
    for chunk in chunks(gone):
        own = select(reports.c.group_id).where(reports.c.value_id.in_(chunk))
        near |= set(connection.scalars(select(reports.c.value_id).where(reports.c.group_id.in_(own))))
        for this, other in (
            (merges.c.lesser_id, merges.c.greater_id),
            (merges.c.greater_id, merges.c.lesser_id),
        ):
            near |= set(connection.scalars(select(other).where(this.in_(chunk))))
    return near - gone


def _derive_articles(
    connection: Connection, article_ids: set[str], values: dict[str, str], told: dict[str, Told]
) -> None:
    """Facets of the articles that speak for their pages; words and copies of all."""
    found: dict[str, set[Facet]] = {}
    for one in (told | load_reports(connection, set(values) - set(told))).values():
        found.setdefault(one.article_id, set()).update(one.facets | one.spellings)
    for chunk in chunks(article_ids):
        rows = connection.execute(select(articles).where(articles.c.id.in_(chunk))).all()
        speaking = select(readings.c.article_id).where(SPEAKS, readings.c.article_id.in_(chunk))
        current = set(connection.scalars(speaking))
        chosen: dict[str, set[Chosen]] = {row.id: set() for row in rows}
        for row in rows:
            if row.id in current:
                day = "" if row.published_earliest is None else row.published_earliest.isoformat()
                its = {("outlet", row.outlet or ""), ("language", row.language or ""), ("any", "*")}
                chosen[row.id] = chosen_rows("articles", row.id, day, found.get(row.id, set()) | its)
        put_facets(connection, chosen, load_facets(connection, chosen))
        index_words(connection, list(rows), current)
        signed = _signed(connection, chunk)
        unsigned = [row for row in rows if row.id not in signed]
        add_copies(
            connection,
            {row.id: Worded(row.text[row.body_start :], row.published_earliest) for row in unsigned},
        )


def _signed(connection: Connection, chunk: list[str]) -> set[str]:
    return set(connection.scalars(select(copies.c.article_id).where(copies.c.article_id.in_(chunk))))
