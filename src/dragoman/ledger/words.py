"""The index of words: which articles hold which words, on each engine.

An article's number is its day of publication and a part of its id, so that the
newest articles have the highest numbers: a search is read from the top and may stop
after one page, however many articles hold the word. SQLite keeps the words in an
FTS5 table without the text, PostgreSQL as a `tsvector`; both without stemming, since
one ledger holds many languages.

An article's id fixes its text, so that its words never change; one that no longer
speaks for its page is only marked (`is_current`).
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, insert, select, text, update

from dragoman.ledger.claims import fold
from dragoman.ledger.derived import findable

# 22 bits hold every day until the year 9999, 41 more make a number unlike others of its day.
_DAY_BITS = 41
_LARGEST = 2**_DAY_BITS - 1
# PostgreSQL refuses a tsvector above a megabyte; what follows the first part is not indexed there.
_LONGEST = 300_000

_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")

_CREATE_SQLITE = (
    "CREATE VIRTUAL TABLE article_words USING fts5(words, content='', "
    'tokenize="unicode61 remove_diacritics 2")'
)


def create_words(connection: Connection) -> None:
    """Lay the index; called by the migration, after the table of numbers."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(_CREATE_SQLITE)
        return
    connection.exec_driver_sql("ALTER TABLE findable ADD COLUMN words tsvector")
    connection.exec_driver_sql("CREATE INDEX ix_findable_words ON findable USING gin (words)")


def index_words(connection: Connection, rows: list[Any], current: set[str]) -> None:
    """Index articles (rows of `articles`) and mark those that speak for their pages."""
    here = findable.c.article_id.in_([row.id for row in rows])
    query = select(findable.c.article_id, findable.c.is_current).where(here)
    known = {row.article_id: row.is_current for row in connection.execute(query)}
    for is_current in (False, True):
        changed = [
            key for key, was in known.items() if was is not is_current and (key in current) is is_current
        ]
        if changed:
            marking = update(findable).where(findable.c.article_id.in_(changed))
            connection.execute(marking.values(is_current=is_current))
    _add_words(connection, [row for row in rows if row.id not in known], current)


def _add_words(connection: Connection, rows: list[Any], current: set[str]) -> None:
    numbers = {row.id: _number(row) for row in rows}
    taken = _taken(connection, list(numbers.values()))
    entries = []
    for row in rows:
        number = numbers[row.id]
        while number in taken:
            number += 1
        taken.add(number)
        entry = {
            "number": number,
            "article_id": row.id,
            "is_current": row.id in current,
            "words": indexed(row.text),
        }
        entries.append(entry)
    if not entries:
        return
    if connection.dialect.name == "sqlite":
        connection.execute(insert(findable), entries)
        connection.execute(text("INSERT INTO article_words (rowid, words) VALUES (:number, :words)"), entries)
        return
    statement = (
        "INSERT INTO findable (number, article_id, is_current, words) "
        "VALUES (:number, :article_id, :is_current, to_tsvector('simple', :words))"
    )
    cut = [{**entry, "words": entry["words"][:_LONGEST]} for entry in entries]
    connection.execute(text(statement), cut)


def forget_words(connection: Connection, article_id: str, words: str) -> None:
    """Take an article's words out of the index, from its oldest parts too."""
    here = findable.c.article_id == article_id
    number = connection.scalar(select(findable.c.number).where(here))
    if number is None:
        return
    if connection.dialect.name == "sqlite":
        gone = text(
            "INSERT INTO article_words (article_words, rowid, words) VALUES ('delete', :number, :words)"
        )
        connection.execute(gone, {"number": number, "words": indexed(words)})
        # Until the parts of the index are merged, the words lie in it beside a note that they are gone.
        connection.execute(text("INSERT INTO article_words (article_words) VALUES ('optimize')"))
    connection.execute(delete(findable).where(here))


def indexed(words: str) -> str:
    """Text as it is indexed and asked for: without accents, characters without spaces one by one."""
    return words if words.isascii() else _UNSPACED.sub(r" \g<0> ", fold(words))


def first_number(day: date) -> int:
    """The lowest number that an article of a day can have."""
    return day.toordinal() << _DAY_BITS


def _number(row: Any) -> int:
    day = 0 if row.published_earliest is None else first_number(row.published_earliest)
    return int(day | int(row.id[:16], 16) & _LARGEST)


def _taken(connection: Connection, numbers: list[int]) -> set[int]:
    query = select(findable.c.number).where(findable.c.number.in_(numbers))
    return set(connection.scalars(query)) if numbers else set()
