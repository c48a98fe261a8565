"""Numbers per month, what became of what was to come, doubtful pairs; copies are found by fewer keys."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_UNUSED = (
    ("ix_value_actors_country_value_id", "value_actors"),
    ("ix_value_pairs_lesser_greater", "value_pairs"),
    ("ix_value_topics_code", "value_topics"),
)


def upgrade() -> None:
    """Lay the tables; they are filled by whoever runs the step."""
    for index, table in _UNUSED:
        op.drop_index(index, table_name=table)
    kinds = ("meetings", "commitments", "statements", "events", "findings")
    op.create_index("readings_counted", "readings", ["is_current", *(f"n_{kind}" for kind in kinds)])
    _replace_groups()
    _replace_copies()
    _create_tallies()
    _create_prospects()
    _create_doubts()


def _id(name: str, *keys: sa.ForeignKey) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=24), *keys, nullable=False)


def _replace_groups() -> None:
    op.drop_table("groups")
    op.create_table(
        "groups",
        _id("id", sa.ForeignKey("record_values.id", name="fk_groups_id")),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("n_reports", sa.Integer(), nullable=False),
        sa.Column("n_outlets", sa.Integer(), nullable=False),
        sa.Column("priority", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_groups"),
    )
    op.create_index("ix_groups_kind_day_id", "groups", ["kind", "day", "id"])
    op.create_index("ix_groups_priority_id", "groups", ["priority", "id"])


def _replace_copies() -> None:
    op.drop_table("copy_bands")
    op.drop_table("copies")
    op.create_table(
        "copies",
        _id("article_id", sa.ForeignKey("articles.id", name="fk_copies_article_id")),
        _id("copy_of"),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("article_id", name="pk_copies"),
    )
    op.create_index(
        "copies_of_others",
        "copies",
        ["copy_of"],
        sqlite_where=sa.text("copy_of <> article_id"),
        postgresql_where=sa.text("copy_of <> article_id"),
    )
    op.create_table(
        "copy_bands",
        sa.Column("band", sa.String(length=20), nullable=False),
        _id("article_id", sa.ForeignKey("articles.id", name="fk_copy_bands_article_id")),
        sa.PrimaryKeyConstraint("band", "article_id", name="pk_copy_bands"),
        sqlite_with_rowid=False,
    )


def _create_tallies() -> None:
    op.create_table(
        "tallies",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("facet", sa.String(length=20), nullable=False),
        sa.Column("word", sa.String(length=100), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "facet", "word", "month", name="pk_tallies"),
        sqlite_with_rowid=False,
    )


def _create_prospects() -> None:
    op.create_table(
        "prospects",
        _id("group_id"),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("told_on", sa.String(length=10), nullable=False),
        sa.Column("due", sa.String(length=10), nullable=False),
        sa.Column("parties", sa.String(length=250), nullable=False),
        sa.PrimaryKeyConstraint("group_id", name="pk_prospects"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_prospects_kind_due", "prospects", ["kind", "due"])
    op.create_index("ix_prospects_parties", "prospects", ["parties"])
    op.create_table(
        "outcomes",
        _id("group_id"),
        _id("evidence_id"),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("group_id", "evidence_id", name="pk_outcomes"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_outcomes_evidence_id", "outcomes", ["evidence_id"])


def _create_doubts() -> None:
    op.create_table(
        "doubts",
        _id("lesser_id"),
        _id("greater_id"),
        sa.Column("likeness", sa.Text(), nullable=False),
        sa.Column("doubt", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("lesser_id", "greater_id", name="pk_doubts"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_doubts_greater_id", "doubts", ["greater_id"])
    op.create_index("ix_doubts_doubt", "doubts", ["doubt"])
