"""What follows from the records: groups of reports, facets, copies, the index of words."""

import sqlalchemy as sa
from alembic import op

from dragoman.ledger.words import create_words

revision = "0002"
down_revision = "0001"

_VALUE = "record_values.id"
_ARTICLE = "articles.id"


def upgrade() -> None:
    """Lay the tables; they are filled by whoever runs the step."""
    _create_groups()
    _create_copies()
    _create_findable()


def _id(name: str, parent: str | None = None, table: str = "") -> sa.Column[str]:
    keys = [] if parent is None else [sa.ForeignKey(parent, name=f"fk_{table}_{name}")]
    return sa.Column(name, sa.String(length=24), *keys, nullable=False)


def _create_groups() -> None:
    op.create_table(
        "groups",
        _id("id", _VALUE, "groups"),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("n_reports", sa.Integer(), nullable=False),
        sa.Column("n_outlets", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_groups"),
    )
    op.create_index("ix_groups_kind_day_id", "groups", ["kind", "day", "id"])
    op.create_table(
        "reports",
        _id("value_id", _VALUE, "reports"),
        _id("article_id", _ARTICLE, "reports"),
        _id("group_id"),
        sa.PrimaryKeyConstraint("value_id", name="pk_reports"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_reports_group_id", "reports", ["group_id"])
    op.create_index("ix_reports_article_id", "reports", ["article_id"])
    op.create_table(
        "blocks",
        sa.Column("key", sa.String(length=250), nullable=False),
        _id("value_id", _VALUE, "blocks"),
        sa.Column("is_vague", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("key", "value_id", name="pk_blocks"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_blocks_value_id", "blocks", ["value_id"])


def _create_copies() -> None:
    op.create_table(
        "copies",
        _id("article_id", _ARTICLE, "copies"),
        _id("copy_of"),
        sa.Column("signature", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("article_id", name="pk_copies"),
    )
    op.create_index("ix_copies_copy_of", "copies", ["copy_of"])
    op.create_table(
        "copy_bands",
        _id("band"),
        _id("article_id", _ARTICLE, "copy_bands"),
        sa.PrimaryKeyConstraint("band", "article_id", name="pk_copy_bands"),
        sqlite_with_rowid=False,
    )


def _create_findable() -> None:
    op.create_table(
        "facets",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("facet", sa.String(length=20), nullable=False),
        sa.Column("word", sa.String(length=100), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        _id("subject_id"),
        sa.PrimaryKeyConstraint("kind", "facet", "word", "day", "subject_id", name="pk_facets"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_facets_subject_id", "facets", ["subject_id"])
    op.create_table(
        "findable",
        sa.Column(
            "number",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        _id("article_id", _ARTICLE, "findable"),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_findable"),
    )
    op.create_index("ix_findable_article_id", "findable", ["article_id"])
    create_words(op.get_bind())
