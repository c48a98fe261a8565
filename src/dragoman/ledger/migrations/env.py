"""Runs the steps on the connection that `dragoman.ledger.migrating` hands over.

The caller holds the transaction: a ledger is upgraded whole or not at all.
"""

from alembic import context

from dragoman.ledger.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=context.config.attributes["version_table"],
    transactional_ddl=True,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
