"""Brings a ledger's tables to the state that this version of dragoman knows.

The steps lie in the package (`dragoman/ledger/migrations`), are numbered, and run
inside the caller's transaction, so that a kill leaves the ledger as it was.
Alembic is loaded only when a step is to be run: opening a ledger stays quick.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

if TYPE_CHECKING:
    from alembic.config import Config

VERSION_TABLE = "ledger_version"

# The numbers of all steps, oldest first; a test compares them with the folder.
KNOWN_SCHEMAS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007")

# Ledgers from this one on are opened; older ones are upgraded first, and what follows from their
# records is made anew.
OLDEST_OPENED = "0007"


def alembic_config() -> Config:
    """The configuration that finds the steps within the package."""
    from alembic.config import Config

    config = Config()
    folder = Path(__file__).with_name("migrations")
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def stored_schema(connection: Connection) -> str | None:
    """The schema version of a database, or None where it holds no ledger."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    number: str | None = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()
    return number


def migrate(connection: Connection) -> None:
    """Run the steps that are missing, in the transaction of the connection."""
    from alembic import command

    config = alembic_config()
    config.attributes["connection"] = connection
    config.attributes["version_table"] = VERSION_TABLE
    command.upgrade(config, "head")
