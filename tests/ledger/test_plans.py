"""How SQLite answers: nothing that a page or a list asks for is read from one end of a table to the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event

from dragoman.ledger import Filter, Ledger, ListKind
from dragoman.ledger.judging import last_word
from dragoman.ledger.schema import articles, readings, record_values, stated
from tests.ledger.simulator import meetings, reports

Asked = dict[str, Any]
# What grows with a ledger.
_LARGE = "|".join(table.name for table in (articles, readings, record_values, stated))
_OTHERS = "value_actors|value_pairs|value_topics|evidence|reports|groups|facets|blocks|copy_bands|merges"
_FROM_END_TO_END = re.compile(rf"SCAN ({_LARGE}|{_OTHERS})\b(?! USING INDEX)|readings_counted")


@contextmanager
def asked_meanwhile() -> Iterator[Asked]:
    """Each statement that reads or changes what is there, with its parameters."""
    found: Asked = {}

    def note(
        _c: Connection, _cursor: object, statement: str, parameters: Any, _x: object, many: bool
    ) -> None:
        if not many and statement.startswith(("SELECT", "UPDATE", "DELETE")):
            found[statement] = parameters

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def wasteful(ledger: Ledger, asked: Asked) -> list[tuple[str, str]]:
    """The statements that read a large table whole, with the line of the plan that says so."""
    with ledger.snapshot() as connection:
        return [
            (statement, step[3])
            for statement, parameters in asked.items()
            for step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            if _FROM_END_TO_END.search(step[3])
        ]


def test_adding_a_page_reads_no_table_whole(tmp_path: Path) -> None:
    told = [one.record for one in reports(3, meetings(3, 12), most=4)]
    with Ledger.open(tmp_path / "ledger.db", create=True) as ledger:
        ledger.add_all(told[:10])
        with asked_meanwhile() as asked:
            ledger.add_all(told[10:])

        assert len(asked) > 10
        assert wasteful(ledger, asked) == []


def test_lists_read_no_table_whole(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "ledger.db", create=True) as ledger:
        ledger.add_all([one.record for one in reports(3, meetings(3, 12), most=4)])
        newest = ledger.things(ListKind.MEETINGS).rows[0]
        with asked_meanwhile() as asked:
            ledger.articles(limit=5)
            ledger.front(date(2022, 3, 1))
            ledger.words("actor")
            ledger.company("Emmanuel Macron")
            ledger.beside("FRA & Emmanuel Macron", ListKind.COMMITMENTS)
            ledger.tally("pair", "FRA & Emmanuel Macron")
            ledger.things(ListKind.MEETINGS, Filter({"country": "JPN", "topic": "energy"}))
            ledger.whole_thing(newest["id"])
            ledger.article(newest["article_id"])
            ledger.related(newest["article_id"])
            ledger.search("talks", Filter({"country": "JPN"}))
            ledger.review_queue("Mia")
            ledger.doubtful_pairs("Mia")
            with ledger.snapshot() as connection:
                last_word(connection, "Mia")

        assert len(asked) > 20
        assert wasteful(ledger, asked) == []
