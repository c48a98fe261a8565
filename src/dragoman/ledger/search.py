"""Finds articles by words and facets, the newest first.

All words must be there; words in double quotes stand together; a star at the end
takes every word that begins so. Accents and case do not matter. Words are data:
nothing in them is an operator of a database.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    CompoundSelect,
    Connection,
    Select,
    and_,
    column,
    func,
    literal,
    literal_column,
    or_,
    select,
    table,
    union_all,
)

from dragoman.errors import UsageError
from dragoman.ledger.batches import chunks
from dragoman.ledger.derived import facets, findable
from dragoman.ledger.listing import Listed, article_rows
from dragoman.ledger.progress import FOLLOWED, Progress, article_has, articles_with
from dragoman.ledger.schema import articles
from dragoman.ledger.storable import storable
from dragoman.ledger.telling import Filter, are_few, facet_condition, progress_words, subject_has
from dragoman.ledger.words import first_number, indexed

COUNTED = ("country", "pair", "actor", "type", "mode", "topic", "outlet", "month", "state", "language")

_TERM = re.compile(r'"([^"]*)"|(\S+)')
_WORD = re.compile(r"\w+")
_MOST_TERMS = 20
# Facets are counted over the newest articles found; more would take longer than people wait.
_COUNTED_ARTICLES = 500
_MOST_WORDS_OF_FACET = 12
# A facet that no more articles have is looked up; the numbers of more would take longer than people wait.
_FEW = 10_000
# What was overdue so long before the newest articles is not sought among these.
_PAST = timedelta(days=365)
_AROUND = 80

_words = table("article_words", column("rowid", BigInteger), column("article_words"))


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand together; with `is_prefix` the last is the beginning of a word."""

    words: tuple[str, ...]
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """One page of articles (each with a `snippet`), the cursor of the next page, and counts.

    `counts`: facet -> word -> number among the newest 500 articles found, the most
    frequent first; counted with the first page, empty with those that follow.
    """

    rows: list[Listed]
    next: str | None
    counts: dict[str, dict[str, int]]


def search_articles(connection: Connection, words: str, wanted: Filter) -> Found:
    """The articles that hold all words and facets.

    Raises:
        UsageError: The cursor or a facet has no form that is known.
    """
    terms = parse_terms(words)
    query = _numbers(connection, terms, wanted)
    limit = wanted.limit
    if wanted.after is None:
        # One look serves the first page and the counts.
        most = None if limit is None else max(limit + 1, _COUNTED_ARTICLES)
        hits = connection.execute(query.limit(most)).all()
        newest = [hit.article_id for hit in hits[:_COUNTED_ARTICLES]]
    else:
        query = query.where(findable.c.number < _cursor(wanted.after))
        hits, newest = connection.execute(query.limit(None if limit is None else limit + 1)).all(), []
    shown = hits if limit is None else hits[:limit]
    rows = article_rows(connection, [hit.article_id for hit in shown])
    texts = _texts(connection, [hit.article_id for hit in shown])
    found = [
        {**rows[hit.article_id], "snippet": snippet(texts[hit.article_id], terms)}
        for hit in shown
        if hit.article_id in rows
    ]
    more = len(hits) > len(shown) and bool(shown)
    return Found(found, str(shown[-1].number) if more else None, _counts(connection, newest))


def parse_terms(words: str) -> list[Term]:
    """What is searched for; punctuation parts words, as it does in the index."""
    found = []
    for quoted, plain in _TERM.findall(storable(words)):
        parts = tuple(_WORD.findall(indexed(quoted or plain).casefold()))
        if parts:
            found.append(Term(parts, is_prefix=plain.endswith("*")))
    if len(found) > _MOST_TERMS:
        raise UsageError(f"{len(found)} words are too many to search for. Give at most {_MOST_TERMS}.")
    return found


def _numbers(connection: Connection, terms: list[Term], wanted: Filter) -> Select[Any]:
    """Numbers and ids of the articles, the highest number first."""
    few, many = _facets(connection, wanted)
    query = select(findable.c.number, findable.c.article_id).where(findable.c.is_current)
    query = query.where(*many, *_days(wanted))
    if terms and connection.dialect.name == "sqlite":
        # The plus keeps SQLite from looking every article up in the index of words: that is read from its
        # newest end, and a number is told from others before anything else of its article is read.
        number = literal_column("+article_words.rowid", BigInteger)
        query = query.join_from(_words, findable, findable.c.number == number)
        query = query.where(_words.c.article_words.op("MATCH")(_fts5(terms)))
        if few:
            its = findable.alias("its")
            query = query.where(number.in_(select(its.c.number).where(*map(its.c.article_id.in_, few))))
        return query.order_by(_words.c.rowid.desc())
    query = query.where(*map(findable.c.article_id.in_, few))
    if terms:
        query = query.where(column("words", is_literal=True).op("@@")(_tsquery(terms)))
    return query.order_by(findable.c.number.desc())


def _facets(
    connection: Connection, wanted: Filter
) -> tuple[list[CompoundSelect[Any]], list[ColumnElement[bool]]]:
    """Of facets that few articles have, the ids of these; of others, conditions to be asked of each article."""
    few: list[CompoundSelect[Any]] = []
    many: list[ColumnElement[bool]] = []
    subject, on = findable.c.article_id, wanted.day
    for name, word in sorted(wanted.facets.items()):
        states, stored = progress_words(name, word)
        ids = [articles_with(kind, one, on) for kind in FOLLOWED for one in states]
        lies_deep = Progress.OVERDUE in states and _is_long_ago(connection, on)
        ways: list[ColumnElement[bool]] = [article_has(subject, one, on) for one in states]
        if lies_deep:
            ways = [subject.in_(union_all(*ids))]
        if stored:
            ids.append(select(facets.c.subject_id).where(facet_condition("articles", name, stored)))
            ways.append(subject_has(subject, name, stored))
        found = union_all(*ids)
        if not lies_deep and are_few(connection, found, _FEW):
            few.append(found)
        else:
            many.append(or_(*ways))
    return few, many


def _is_long_ago(connection: Connection, on: date) -> bool:
    """Whether a day lies so far back that what was overdue on it is not told of by the newest articles."""
    newest = connection.scalar(select(func.max(findable.c.number))) or 0
    return bool(newest > first_number(on + min(_PAST, date.max - on)))


def _days(wanted: Filter) -> Iterator[ColumnElement[bool]]:
    if wanted.since is not None:
        yield findable.c.number >= first_number(date.fromisoformat(wanted.since))
    if wanted.until is not None:
        # The first day of the calendar is day 1, so this is the day after.
        until = first_number(date.fromisoformat(wanted.until)) + first_number(date.min)
        yield and_(findable.c.number < until, findable.c.number >= first_number(date.min))


def _fts5(terms: list[Term]) -> str:
    """The terms in the language of FTS5, every word quoted."""
    return " AND ".join(
        " + ".join(f'"{word}"' for word in term.words) + ("*" if term.is_prefix else "") for term in terms
    )


def _tsquery(terms: list[Term]) -> ColumnElement[Any]:
    """The terms as a tsquery of PostgreSQL; \\w+ leaves nothing that it would take for an operator."""
    said = " & ".join(
        "(" + " <-> ".join(f"'{word}'" for word in term.words) + (":*" if term.is_prefix else "") + ")"
        for term in terms
    )
    return func.to_tsquery(literal_column("'simple'"), literal(said))


def _cursor(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or len(text) > 19:
        raise UsageError(f'"{text}" is no cursor. Give the one that the page before ended with.')
    return min(int(text), 2**63 - 1)


def _texts(connection: Connection, article_ids: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for chunk in chunks(article_ids):
        query = select(articles.c.id, articles.c.text).where(articles.c.id.in_(chunk))
        found.update((row.id, row.text) for row in connection.execute(query))
    return found


def snippet(text: str, terms: list[Term]) -> str:
    """The words around the first hit, on one line; the beginning where none shows."""
    folded = text.casefold()
    places = [place for term in terms if (place := folded.find(term.words[0])) >= 0]
    start = max(0, min(places, default=0) - _AROUND)
    end = min(len(text), start + 2 * _AROUND + 20)
    words = " ".join(text[start:end].split())
    return ("…" if start else "") + words + ("…" if end < len(text) else "")


def _counts(connection: Connection, newest: list[str]) -> dict[str, dict[str, int]]:
    counted = (
        select(facets.c.facet, facets.c.word, func.count().label("n"))
        .where(facets.c.subject_id.in_(newest))
        .group_by(facets.c.facet, facets.c.word)
    )
    found: dict[str, dict[str, int]] = {name: {} for name in COUNTED}
    rows = connection.execute(counted).all()
    for row in sorted(rows, key=lambda row: (-row.n, row.word)):
        if row.facet in found and len(found[row.facet]) < _MOST_WORDS_OF_FACET:
            found[row.facet][row.word] = row.n
    return found
