"""Brings a ledger's tables to the state that this version of dragoman knows.

The steps lie in the package (`dragoman/ledger/migrations`), are numbered, and run
inside the caller's transaction, so that a kill leaves the ledger as it was.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

VERSION_TABLE = "ledger_version"


def _config() -> Config:
    config = Config()
    folder = Path(__file__).with_name("migrations")
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


@cache
def known_schemas() -> tuple[str, ...]:
    """The numbers of all schema versions, oldest first."""
    steps = ScriptDirectory.from_config(_config()).walk_revisions()
    return tuple(reversed([step.revision for step in steps]))


def stored_schema(connection: Connection) -> str | None:
    """The schema version of a database, or None where it holds no ledger."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    number: str | None = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()
    return number


def migrate(connection: Connection) -> None:
    """Run the steps that are missing, in the transaction of the connection."""
    config = _config()
    config.attributes["connection"] = connection
    config.attributes["version_table"] = VERSION_TABLE
    command.upgrade(config, "head")
