"""Writes by what articles and things can be chosen, and how many have what in which month.

Only what differs from before is written: a sixth report of a meeting seldom changes by
what the meeting is found. The numbers per month (`tallies`) are kept by adding and
taking away, so that a count costs the same however much the ledger holds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from dragoman.ledger.adding import insert_missing
from dragoman.ledger.batches import chunks
from dragoman.ledger.claims import fold
from dragoman.ledger.derived import facets, name_parts, tallies
from dragoman.ledger.person_keys import SPELLING, spellings_of, written_in
from dragoman.ledger.schema import CODE_LENGTH

Facet = tuple[str, str]
# kind, facet, word, day, subject_id: all columns of a row of `facets`, in their order.
Chosen = tuple[str, str, str, str, str]

# The lists whose rows can be chosen.
CHOSEN_KINDS = ("articles", "meetings", "commitments", "statements", "events", "findings")

_MONTH = 7
_BETWEEN_WORDS = re.compile(r"[\s\-'’]+")
_MOST_WORDS = 8
_NAMES = tuple(facets.c.keys())


def chosen_rows(kind: str, subject_id: str, day: str, found: Iterable[Facet]) -> set[Chosen]:
    """The rows by which an article or a group can be chosen."""
    with_month = {*found, ("month", day[:_MONTH])} if day else set(found)
    return {(kind, facet, word[:CODE_LENGTH], day, subject_id) for facet, word in with_month if word}


def load_facets(connection: Connection, subject_ids: Iterable[str]) -> set[Chosen]:
    """The rows by which subjects can be chosen now."""
    there: set[Chosen] = set()
    for chunk in chunks(subject_ids):
        query = select(facets).where(facets.c.subject_id.in_(chunk))
        there.update(tuple(row) for row in connection.execute(query).all())
    return there


def put_facets(connection: Connection, wanted: Mapping[str, set[Chosen]], there: set[Chosen]) -> None:
    """Let subjects be chosen by these rows and not by those that are `there`; an empty set takes one out."""
    here = {row for rows in wanted.values() for row in rows}
    _remove(connection, sorted(there - here))
    insert_missing(connection, facets, [dict(zip(_NAMES, row, strict=True)) for row in sorted(here - there)])
    _name(connection, here - there)
    _count(connection, here - there, there - here)


def parts_of(name: str) -> set[str]:
    """By what a name is found: each ending that begins with a word, the whole name among them, and each word."""
    starts = [0, *(found.end() for found in _BETWEEN_WORDS.finditer(name))][:_MOST_WORDS]
    return {name[start:] for start in starts if name[start:]} | set(
        _BETWEEN_WORDS.split(name)[:_MOST_WORDS]
    ) - {""}


def _name(connection: Connection, rows: Iterable[Chosen]) -> None:
    """Let people be found by each part of their names, and of the names that reports write."""
    parts = {(part, word) for word, name in _names_in(rows) for part in parts_of(name)}
    insert_missing(connection, name_parts, [{"part": part, "word": word} for part, word in sorted(parts)])


def _names_in(rows: Iterable[Chosen]) -> set[tuple[str, str]]:
    """The people that rows name: the word of each, and the folded name, which is the word or another spelling."""
    found = {(word, word) for _, facet, word, _, _ in rows if facet == "actor"}
    written = (written_in(word) for _, facet, word, _, _ in rows if facet == SPELLING)
    return found | {(word, fold(name)) for word, name in written}


def forget_names(connection: Connection, gone: Iterable[Chosen]) -> None:
    """Let people be found no more by names by which nothing can be chosen any more; `gone`: rows that went."""
    for word in sorted({word for word, _ in _names_in(gone)}):
        told = select(facets.c.word).where(
            facets.c.kind.in_(CHOSEN_KINDS), facets.c.facet == "actor", facets.c.word == word
        )
        is_told = connection.execute(told.limit(1)).first() is not None
        still = {word, *map(fold, spellings_of(connection, word))} if is_told else set()
        lost = {part for whose, name in _names_in(gone) if whose == word for part in parts_of(name)}
        lost -= {part for name in still for part in parts_of(name)}
        here = and_(name_parts.c.part.in_(sorted(lost)), name_parts.c.word == word)
        connection.execute(delete(name_parts).where(here))


def _remove(connection: Connection, rows: list[Chosen]) -> None:
    if rows:
        same = and_(*(column == bindparam(f"this_{column.name}") for column in facets.c))
        named = [{f"this_{name}": word for name, word in zip(_NAMES, row, strict=True)} for row in rows]
        connection.execute(delete(facets).where(same), named)


def _count(connection: Connection, added: set[Chosen], removed: set[Chosen]) -> None:
    """Add to the numbers of months what came, and take away what went."""
    changes: Counter[tuple[str, str, str, str]] = Counter()
    for rows, by in ((added, 1), (removed, -1)):
        for kind, facet, word, day, _ in rows:
            changes[kind, facet, word, day[:_MONTH]] += by
    # In one order everywhere, so that no two writers wait for each other.
    counted = [
        {"kind": kind, "facet": facet, "word": word, "month": month, "n": number}
        for (kind, facet, word, month), number in sorted(changes.items())
        if number
    ]
    if counted:
        connection.execute(_ADDING[connection.dialect.name], counted)


def _adding(insert: Any) -> Any:
    statement = insert(tallies)
    return statement.on_conflict_do_update(
        index_elements=[tallies.c.kind, tallies.c.facet, tallies.c.word, tallies.c.month],
        set_={"n": tallies.c.n + statement.excluded.n},
    )


_ADDING = {"sqlite": _adding(sqlite.insert), "postgresql": _adding(postgresql.insert)}
