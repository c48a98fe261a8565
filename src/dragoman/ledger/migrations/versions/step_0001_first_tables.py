"""The first tables: articles, readings, values with their words, decisions, merges, journal."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Lay all first tables."""
    _create_articles()
    _create_readings()
    _create_values()
    _create_kinds()
    _create_parties()
    _create_judgements()
    _create_log()


def _create_articles() -> None:
    op.create_table(
        "articles",
        sa.Column("id", sa.String(length=24), nullable=False),
        sa.Column("page_key", sa.String(length=24), nullable=False),
        sa.Column("text_key", sa.String(length=24), nullable=False),
        sa.Column("doc_key", sa.String(length=24), nullable=False),
        sa.Column("doc_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("section", sa.Text(), nullable=True),
        sa.Column("headline", sa.Text(), nullable=True),
        sa.Column("standfirst", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("published_earliest", sa.Date(), nullable=True),
        sa.Column("published_latest", sa.Date(), nullable=True),
        sa.Column("published_resolution", sa.String(length=20), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("body_start", sa.Integer(), nullable=False),
        sa.Column("parts", sa.Text(), nullable=False),
        sa.Column("furniture", sa.Text(), nullable=False),
        sa.Column("repairs", sa.Text(), nullable=False),
        sa.Column("first_seen_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_articles"),
    )
    op.create_index("ix_articles_doc_key", "articles", ["doc_key"], unique=False)
    op.create_index("ix_articles_page_key", "articles", ["page_key"], unique=False)
    op.create_index(
        "ix_articles_published_earliest_id", "articles", ["published_earliest", "id"], unique=False
    )
    op.create_index("ix_articles_text_key", "articles", ["text_key"], unique=False)


def _create_readings() -> None:
    op.create_table(
        "readings",
        sa.Column("id", sa.String(length=24), nullable=False),
        sa.Column("article_id", sa.String(length=24), nullable=False),
        sa.Column("dragoman", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("knowledge", sa.Text(), nullable=False),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.Column("read_at", sa.Text(), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("n_meetings", sa.Integer(), nullable=False),
        sa.Column("n_commitments", sa.Integer(), nullable=False),
        sa.Column("n_statements", sa.Integer(), nullable=False),
        sa.Column("n_events", sa.Integer(), nullable=False),
        sa.Column("n_findings", sa.Integer(), nullable=False),
        sa.Column("frame", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_readings_article_id"),
        sa.PrimaryKeyConstraint("id", name="pk_readings"),
    )
    op.create_index("ix_readings_article_id", "readings", ["article_id"], unique=False)
    op.create_index(
        "one_current_reading",
        "readings",
        ["article_id"],
        unique=True,
        sqlite_where=sa.text("is_current = 1"),
        postgresql_where=sa.text("is_current"),
    )


def _create_values() -> None:
    op.create_table(
        "record_values",
        sa.Column("id", sa.String(length=24), nullable=False),
        sa.Column("article_id", sa.String(length=24), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("resolution", sa.String(length=20), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_record_values_article_id"),
        sa.PrimaryKeyConstraint("id", name="pk_record_values"),
    )
    op.create_index("ix_record_values_article_id", "record_values", ["article_id"], unique=False)
    op.create_index(
        "ix_record_values_kind_earliest_id", "record_values", ["kind", "earliest", "id"], unique=False
    )
    op.create_table(
        "stated",
        sa.Column("reading_id", sa.String(length=24), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("value_id", sa.String(length=24), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("salience", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(["reading_id"], ["readings.id"], name="fk_stated_reading_id"),
        sa.ForeignKeyConstraint(["value_id"], ["record_values.id"], name="fk_stated_value_id"),
        sa.PrimaryKeyConstraint("reading_id", "kind", "position", name="pk_stated"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_stated_value_id", "stated", ["value_id"], unique=False)


def _create_kinds() -> None:
    op.create_table(
        "meetings",
        sa.Column("value_id", sa.String(length=24), nullable=False),
        sa.Column("state", sa.String(length=100), nullable=False),
        sa.Column("mode", sa.String(length=100), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("duration_minutes", sa.Integer(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("place_country", sa.String(length=100), nullable=True),
        sa.ForeignKeyConstraint(["value_id"], ["record_values.id"], name="fk_meetings_value_id"),
        sa.PrimaryKeyConstraint("value_id", name="pk_meetings"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "commitments",
        sa.Column("value_id", sa.String(length=24), nullable=False),
        sa.Column("act", sa.String(length=100), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("condition", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["value_id"], ["record_values.id"], name="fk_commitments_value_id"),
        sa.PrimaryKeyConstraint("value_id", name="pk_commitments"),
    )
    op.create_table(
        "statements",
        sa.Column("value_id", sa.String(length=24), nullable=False),
        sa.Column("manner", sa.String(length=100), nullable=False),
        sa.Column("cue", sa.Text(), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["value_id"], ["record_values.id"], name="fk_statements_value_id"),
        sa.PrimaryKeyConstraint("value_id", name="pk_statements"),
    )
    op.create_table(
        "events",
        sa.Column("value_id", sa.String(length=24), nullable=False),
        sa.Column("type", sa.String(length=100), nullable=False),
        sa.Column("realis", sa.String(length=100), nullable=False),
        sa.Column("cameo", sa.String(length=100), nullable=False),
        sa.Column("trigger_words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["value_id"], ["record_values.id"], name="fk_events_value_id"),
        sa.PrimaryKeyConstraint("value_id", name="pk_events"),
    )
    op.create_table(
        "findings",
        sa.Column("value_id", sa.String(length=24), nullable=False),
        sa.Column("about", sa.String(length=100), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("conflict", sa.Text(), nullable=False),
        sa.Column("correct", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["value_id"], ["record_values.id"], name="fk_findings_value_id"),
        sa.PrimaryKeyConstraint("value_id", name="pk_findings"),
    )


def _create_parties() -> None:
    op.create_table(
        "value_actors",
        sa.Column("value_id", sa.String(length=24), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("country", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=100), nullable=False),
        sa.Column("sector", sa.String(length=100), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["value_id"], ["record_values.id"], name="fk_value_actors_value_id"),
        sa.PrimaryKeyConstraint("value_id", "position", name="pk_value_actors"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_value_actors_country_value_id", "value_actors", ["country", "value_id"], unique=False)
    op.create_table(
        "value_pairs",
        sa.Column("value_id", sa.String(length=24), nullable=False),
        sa.Column("lesser", sa.String(length=100), nullable=False),
        sa.Column("greater", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(["value_id"], ["record_values.id"], name="fk_value_pairs_value_id"),
        sa.PrimaryKeyConstraint("value_id", "lesser", "greater", name="pk_value_pairs"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_value_pairs_lesser_greater", "value_pairs", ["lesser", "greater"], unique=False)
    op.create_table(
        "value_topics",
        sa.Column("value_id", sa.String(length=24), nullable=False),
        sa.Column("code", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(["value_id"], ["record_values.id"], name="fk_value_topics_value_id"),
        sa.PrimaryKeyConstraint("value_id", "code", name="pk_value_topics"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_value_topics_code", "value_topics", ["code"], unique=False)
    op.create_table(
        "evidence",
        sa.Column("value_id", sa.String(length=24), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=20), nullable=False),
        sa.Column("start_offset", sa.Integer(), nullable=False),
        sa.Column("end_offset", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["value_id"], ["record_values.id"], name="fk_evidence_value_id"),
        sa.PrimaryKeyConstraint("value_id", "position", name="pk_evidence"),
        sqlite_with_rowid=False,
    )


def _create_judgements() -> None:
    op.create_table(
        "decisions",
        sa.Column("id", sa.String(length=24), nullable=False),
        sa.Column("value_id", sa.String(length=24), nullable=False),
        sa.Column("verdict", sa.String(length=100), nullable=False),
        sa.Column("correction", sa.Text(), nullable=True),
        sa.Column("reviewer", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["value_id"], ["record_values.id"], name="fk_decisions_value_id"),
        sa.PrimaryKeyConstraint("id", name="pk_decisions"),
    )
    op.create_index("ix_decisions_value_id", "decisions", ["value_id"], unique=False)
    op.create_table(
        "merges",
        sa.Column("id", sa.String(length=24), nullable=False),
        sa.Column("lesser_id", sa.String(length=24), nullable=False),
        sa.Column("greater_id", sa.String(length=24), nullable=False),
        sa.Column("verdict", sa.String(length=100), nullable=False),
        sa.Column("likeness", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("undone_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["greater_id"], ["record_values.id"], name="fk_merges_greater_id"),
        sa.ForeignKeyConstraint(["lesser_id"], ["record_values.id"], name="fk_merges_lesser_id"),
        sa.PrimaryKeyConstraint("id", name="pk_merges"),
    )
    op.create_index("ix_merges_greater_id", "merges", ["greater_id"], unique=False)
    op.create_index("ix_merges_lesser_id", "merges", ["lesser_id"], unique=False)


def _create_log() -> None:
    op.create_table(
        "skipped",
        sa.Column("id", sa.String(length=24), nullable=False),
        sa.Column("doc_key", sa.String(length=24), nullable=False),
        sa.Column("doc_id", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(length=100), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_skipped"),
    )
    op.create_index("ix_skipped_doc_key", "skipped", ["doc_key"], unique=False)
    op.create_table(
        "journal",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("noted_at", sa.Text(), nullable=False),
        sa.Column("action", sa.String(length=100), nullable=False),
        sa.Column("subject_id", sa.String(length=24), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_journal"),
        sqlite_autoincrement=True,
    )
