"""Fewer and smaller entries of indexes for each page; the parts of people's names."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_BY_PEOPLE = "substr(made_by, 1, 9) <> 'dragoman '"


def upgrade() -> None:
    """Lay the tables anew that change; what follows from the records is filled by whoever runs the step."""
    op.drop_index("ix_articles_text_key", table_name="articles")
    op.drop_index("ix_prospects_parties", table_name="prospects")
    for day in ("told_on", "due"):
        op.create_index(f"ix_prospects_parties_{day}", "prospects", ["parties", day])
    op.create_table(
        "name_parts",
        sa.Column("part", sa.String(length=100), nullable=False),
        sa.Column("word", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("part", "word", name="pk_name_parts"),
        sqlite_with_rowid=False,
    )
    # An id begins as its lesser value's does.
    op.execute("UPDATE merges SET id = substr(lesser_id, 1, 12) || substr(id, 13, 12)")
    if op.get_bind().dialect.name == "sqlite":
        _replace_merges()
        _replace_actors()
        _replace_evidence()
        return
    op.drop_index("ix_merges_lesser_id", table_name="merges")
    op.drop_constraint("pk_merges", "merges", type_="primary")
    op.create_primary_key("pk_merges", "merges", ["lesser_id", "id"])


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _short(name: str, length: int) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=length), nullable=False)


def _replace(table: str, *parts: sa.schema.SchemaItem) -> None:
    """SQLite cannot change the key of a table: it is made anew beside the old one, and filled from it."""
    made = op.create_table(f"new_{table}", *parts)
    names = ", ".join(made.c.keys())
    op.execute(f"INSERT INTO new_{table} ({names}) SELECT {names} FROM {table}")
    op.drop_table(table)
    op.rename_table(f"new_{table}", table)


def _replace_merges() -> None:
    _replace(
        "merges",
        _short("id", 24),
        _short("lesser_id", 24),
        _short("greater_id", 24),
        _short("verdict", 100),
        _text("likeness"),
        _text("made_by"),
        _text("made_at"),
        _text("undone_at", nullable=True),
        sa.ForeignKeyConstraint(["lesser_id"], ["record_values.id"], name="fk_merges_lesser_id"),
        sa.ForeignKeyConstraint(["greater_id"], ["record_values.id"], name="fk_merges_greater_id"),
        sa.PrimaryKeyConstraint("lesser_id", "id", name="pk_merges"),
    )
    op.create_index("ix_merges_greater_id", "merges", ["greater_id"])
    by_people = sa.text(_BY_PEOPLE)
    op.create_index("merges_of_people", "merges", ["made_at", "id"], sqlite_where=by_people)


def _replace_actors() -> None:
    _replace(
        "value_actors",
        _short("value_id", 24),
        sa.Column("position", sa.Integer(), nullable=False),
        _short("role", 20),
        _text("name"),
        _text("office"),
        _short("country", 100),
        _short("kind", 100),
        _short("sector", 100),
        _text("person_id", nullable=True),
        sa.ForeignKeyConstraint(["value_id"], ["record_values.id"], name="fk_value_actors_value_id"),
        sa.PrimaryKeyConstraint("value_id", "position", name="pk_value_actors"),
    )


def _replace_evidence() -> None:
    _replace(
        "evidence",
        _short("value_id", 24),
        sa.Column("position", sa.Integer(), nullable=False),
        _short("field", 20),
        sa.Column("start_offset", sa.Integer(), nullable=False),
        sa.Column("end_offset", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["value_id"], ["record_values.id"], name="fk_evidence_value_id"),
        sa.PrimaryKeyConstraint("value_id", "position", name="pk_evidence"),
    )
