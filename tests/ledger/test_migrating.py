"""The migrations and the tables in the code are the same schema."""

from __future__ import annotations

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text

from dragoman.errors import LedgerUnreadable
from dragoman.ledger import Ledger, ListKind, PairVerdict, upgrade_ledger
from dragoman.ledger.migrating import (
    KNOWN_SCHEMAS,
    OLDEST_OPENED,
    VERSION_TABLE,
    alembic_config,
    stored_schema,
)
from dragoman.ledger.place import place_of
from dragoman.ledger.schema import metadata
from tests.ledger.older import lay_back
from tests.ledger.test_telling import told_by


def test_migrated_tables_are_those_of_the_code(target: str) -> None:
    Ledger.open(target, create=True).close()
    engine = create_engine(place_of(target).url)

    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "version_table": VERSION_TABLE,
                "compare_type": True,
                "compare_server_default": True,
                "include_object": _is_in_metadata,
            },
        )
        differences = compare_metadata(context, metadata)

    engine.dispose()
    assert differences == []


def _is_in_metadata(_: object, name: str | None, kind: str, *rest: object) -> bool:
    """Whether the metadata can know it: the index of words is of another make on each engine."""
    is_words = name in ("words", "ix_findable_words") or (name or "").startswith("article_words")
    return not is_words


def test_new_ledger_has_the_newest_schema(target: str) -> None:
    Ledger.open(target, create=True).close()
    engine = create_engine(place_of(target).url)

    with engine.connect() as connection:
        assert stored_schema(connection) == KNOWN_SCHEMAS[-1]
        indexes = inspect(connection).get_indexes("readings")
    engine.dispose()
    assert any(index["name"] == "one_current_reading" and index["unique"] for index in indexes)


@pytest.mark.parametrize("schema", [one for one in KNOWN_SCHEMAS if one < OLDEST_OPENED])
def test_upgrade_of_an_older_ledger_joins_and_indexes_what_is_there(target: str, schema: str) -> None:
    with Ledger.open(target, create=True) as ledger:
        ledger.add_all([told_by("Courier", 90), told_by("Herald", 45)], join=False)
    lay_back(target, schema)

    with pytest.raises(LedgerUnreadable, match="dragoman ledger upgrade"):
        Ledger.open(target)
    assert upgrade_ledger(target) == (schema, KNOWN_SCHEMAS[-1])

    with Ledger.open(target) as ledger:
        assert [row["n_reports"] for row in ledger.things(ListKind.MEETINGS).rows] == [2]
        assert len(ledger.search("kishida").rows) == 2
        assert ledger.tally("country", "JPN").total["meetings"] == 1
        assert ledger.accounts.users() == []
        assert ledger.check() == []


@pytest.mark.parametrize("schema", ["0004", "0005"])
def test_upgrade_keeps_what_people_said_of_two_values(target: str, schema: str) -> None:
    with Ledger.open(target, create=True) as ledger:
        ledger.add_all([told_by("Courier", 90), told_by("Herald", 45)])
        (thing,) = ledger.things(ListKind.MEETINGS).rows
        left, right = sorted(row["id"] for row in ledger.thing(thing["id"]).reports)
        ledger.decide_pair(left, right, PairVerdict.DIFFERENT, "Mia")
    _give_merges_the_ids_of_old(target)
    lay_back(target, schema)

    assert upgrade_ledger(target) == (schema, KNOWN_SCHEMAS[-1])

    with Ledger.open(target) as ledger:
        assert [row["n_reports"] for row in ledger.things(ListKind.MEETINGS).rows] == [1, 1]
        (said,) = [row for row in ledger.merges(left) if row["made_by"] == "Mia"]
        assert said["id"][:12] == left[:12]
        assert ledger.undo_merge(said["id"])
        assert [row["n_reports"] for row in ledger.things(ListKind.MEETINGS).rows] == [2]
        assert ledger.check() == []


def _give_merges_the_ids_of_old(target: str) -> None:
    engine = create_engine(place_of(target).url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE merges SET id = substr(id, 13, 12) || substr(id, 13, 12)"))
    engine.dispose()


def test_upgrade_of_a_newer_ledger_is_refused(target: str) -> None:
    Ledger.open(target, create=True).close()
    assert upgrade_ledger(target) == (KNOWN_SCHEMAS[-1], KNOWN_SCHEMAS[-1])
    engine = create_engine(place_of(target).url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE ledger_version SET version_num = '9999'"))
    engine.dispose()

    with pytest.raises(LedgerUnreadable, match="newer dragoman"):
        upgrade_ledger(target)


def test_known_schemas_are_the_steps_in_the_folder() -> None:
    steps = ScriptDirectory.from_config(alembic_config()).walk_revisions()

    assert tuple(reversed([step.revision for step in steps])) == KNOWN_SCHEMAS
