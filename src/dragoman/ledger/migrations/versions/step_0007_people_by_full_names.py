"""People stand under their full names where the tables are sure: no table changes, but what the facets hold."""

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Nothing to lay; what follows from the records is made anew by whoever runs the step."""
