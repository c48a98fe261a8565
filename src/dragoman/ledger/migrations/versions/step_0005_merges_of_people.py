"""What people said of two values is found without reading what programs found."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Lay an index of the few merges that people made."""
    by_people = sa.text("substr(made_by, 1, 9) <> 'dragoman '")
    op.create_index(
        "merges_of_people",
        "merges",
        ["made_at", "id"],
        sqlite_where=by_people,
        postgresql_where=by_people,
    )
