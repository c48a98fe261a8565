"""Makes of a ledger one that an older dragoman might have written, with the records that it holds."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, create_engine, text

from dragoman.ledger.place import place_of

# What each step after the first laid, the newest step first; children before parents.
_LAID = {
    "0006": ("name_parts",),
    "0004": ("doubts", "outcomes", "prospects", "tallies"),
    "0003": ("sessions", "api_tokens", "users"),
    "0002": ("facets", "copy_bands", "copies", "blocks", "reports", "groups", "findable"),
}
_INDEXED = {"0005": ("merges_of_people",), "0004": ("readings_counted",)}
_INDEXES_BEFORE_0006 = (
    "DROP INDEX ix_prospects_parties_told_on",
    "DROP INDEX ix_prospects_parties_due",
    "CREATE INDEX ix_prospects_parties ON prospects (parties)",
    "CREATE INDEX ix_articles_text_key ON articles (text_key)",
    "CREATE INDEX ix_merges_lesser_id ON merges (lesser_id)",
)
_INDEXES_BEFORE_0004 = (
    "CREATE INDEX ix_value_actors_country_value_id ON value_actors (country, value_id)",
    "CREATE INDEX ix_value_pairs_lesser_greater ON value_pairs (lesser, greater)",
    "CREATE INDEX ix_value_topics_code ON value_topics (code)",
)


def lay_back(target: str, schema: str) -> None:
    """Take away what the steps after a schema laid; what they changed in tables that they replace stays."""
    engine = create_engine(place_of(target).url)
    with engine.begin() as connection:
        if schema < "0006":
            _run(connection, _INDEXES_BEFORE_0006)
        for step, indexes in _INDEXED.items():
            if step > schema:
                _run(connection, [f"DROP INDEX {index}" for index in indexes])
        for step, tables in _LAID.items():
            if step > schema:
                _drop(connection, tables)
        if schema < "0004":
            _run(connection, _INDEXES_BEFORE_0004)
        connection.execute(text("UPDATE ledger_version SET version_num = :schema"), {"schema": schema})
    engine.dispose()


def _run(connection: Connection, statements: Iterable[str]) -> None:
    for statement in statements:
        connection.execute(text(statement))


def _drop(connection: Connection, tables: tuple[str, ...]) -> None:
    _run(connection, [f"DROP TABLE {table}" for table in tables])
    if "findable" in tables and connection.dialect.name == "sqlite":
        connection.execute(text("DROP TABLE article_words"))
