"""The check finds what was changed behind the ledger's back."""

from __future__ import annotations

import pytest
from sqlalchemy import create_engine, text

from dragoman.ledger import Ledger
from dragoman.ledger.place import place_of
from tests.factory import make_record

TAMPERINGS = {
    "article's words": (
        "UPDATE articles SET text = replace(text, 'Japan', 'China')",
        "does not hold the words",
    ),
    "evidence past the end": ("UPDATE evidence SET end_offset = 99999", "holds no words of its article"),
    "evidence moved": ("UPDATE evidence SET start_offset = start_offset + 1", "in evidence are not those"),
    "evidence gone": ("DELETE FROM evidence", "has no evidence"),
    "confidence changed": ("UPDATE stated SET confidence = 1", "does not say what its id was made from"),
    "column changed": ("UPDATE events SET type = 'ASSAULT'", "in events are not those"),
    "actor gone": (
        "DELETE FROM value_actors WHERE role = 'host' OR position = 1",
        "in value_actors are not those",
    ),
    "values unstated": ("DELETE FROM stated WHERE kind = 'events'", "is stated by no reading"),
    "none current": ("UPDATE readings SET is_current = (1 = 0)", "none is the current one"),
    "body spoilt": (
        "UPDATE record_values SET body = '{\"kind\": 1}' WHERE kind = 'findings'",
        "cannot be taken out",
    ),
    "body no JSON": ("UPDATE record_values SET body = '{' WHERE kind = 'findings'", "cannot be taken out"),
    "headline changed": ("UPDATE articles SET headline = 'Peace'", "The row of the article"),
    "report gone": ("DELETE FROM reports WHERE value_id = group_id", "in no group"),
    "group gone": ("DELETE FROM groups WHERE kind = 'meetings'", "that is not there"),
    "group counts wrong": ("UPDATE groups SET n_reports = 9", "the reports that"),
    "words gone": ("DELETE FROM findable", "in the index of words"),
    "count changed": ("UPDATE readings SET n_meetings = 7", "The row of the reading"),
}


@pytest.mark.parametrize(("statement", "problem"), TAMPERINGS.values(), ids=TAMPERINGS.keys())
def test_check_finds(target: str, statement: str, problem: str) -> None:
    with Ledger.open(target, create=True) as ledger:
        ledger.add(make_record())
        ledger.add(make_record(doc_id="tokyo"))
        assert ledger.check() == []

        engine = create_engine(place_of(target).url)
        with engine.begin() as connection:
            connection.execute(text(statement))
        engine.dispose()

        assert any(problem in said for said in ledger.check()), ledger.check()


def test_what_is_derived_can_be_made_anew(target: str) -> None:
    with Ledger.open(target, create=True) as ledger:
        ledger.add(make_record())
        engine = create_engine(place_of(target).url)
        with engine.begin() as connection:
            connection.execute(text("DELETE FROM groups"))
        engine.dispose()

        ledger.join_all()

        assert ledger.check() == []
