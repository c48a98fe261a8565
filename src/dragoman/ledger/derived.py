"""The tables that follow from the others: what is alike, what is one thing, what can be found.

Everything here can be thrown away and made anew (`dragoman.ledger.deriving`), so
that nothing in it needs a backup. Only values of current readings are in it.
Days are ISO text, empty where none is known, so that the newest come first and
the undated last by one descending index on both engines.

The index of words lies outside of the metadata: SQLite keeps it as an FTS5 table
(`article_words`), PostgreSQL as a column of `tsvector` (`dragoman.ledger.words`).
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    text,
)

from dragoman.ledger.schema import CODE_LENGTH, ID_LENGTH, metadata

KEY_LENGTH = 250
BAND_LENGTH = 20

# One thing that is told of, by however many reports. The id is that of its first report.
groups = Table(
    "groups",
    metadata,
    Column("id", String(ID_LENGTH), ForeignKey("record_values.id"), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("day", String(10), nullable=False),
    Column("n_reports", Integer, nullable=False),
    Column("n_outlets", Integer, nullable=False),
    # Worth times doubt: what people had better look at has the highest.
    Column("priority", Float, nullable=False),
    Index(None, "kind", "day", "id"),
    Index(None, "priority", "id"),
)

# Which values tell of which thing; a row for each value of a current reading. `told_on` is
# the day of publication: the first report leads.
reports = Table(
    "reports",
    metadata,
    Column("value_id", String(ID_LENGTH), ForeignKey("record_values.id"), primary_key=True),
    Column("article_id", String(ID_LENGTH), ForeignKey("articles.id"), nullable=False),
    Column("group_id", String(ID_LENGTH), nullable=False),
    Index(None, "group_id"),
    Index(None, "article_id"),
    sqlite_with_rowid=False,
)

# Under which keys values are looked for that may tell of the same thing.
blocks = Table(
    "blocks",
    metadata,
    Column("key", String(KEY_LENGTH), nullable=False),
    Column("value_id", String(ID_LENGTH), ForeignKey("record_values.id"), nullable=False),
    Column("is_vague", Boolean, nullable=False),
    PrimaryKeyConstraint("key", "value_id"),
    Index(None, "value_id"),
    sqlite_with_rowid=False,
)

# Articles by what they can be chosen by: the first article of a set of copies, and the
# bands of the signature under which copies find each other.
copies = Table(
    "copies",
    metadata,
    Column("article_id", String(ID_LENGTH), ForeignKey("articles.id"), primary_key=True),
    Column("copy_of", String(ID_LENGTH), nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Index(
        "copies_of_others",
        "copy_of",
        sqlite_where=text("copy_of <> article_id"),
        postgresql_where=text("copy_of <> article_id"),
    ),
)
copy_bands = Table(
    "copy_bands",
    metadata,
    Column("band", String(BAND_LENGTH), nullable=False),
    Column("article_id", String(ID_LENGTH), ForeignKey("articles.id"), nullable=False),
    PrimaryKeyConstraint("band", "article_id"),
    sqlite_with_rowid=False,
)

# By what articles and groups can be chosen. `kind` is the list that the subject stands in.
# Lists and searches ask what one subject has: in SQLite the index of subjects holds the whole rows,
# so that each answer is read where it is found.
facets = Table(
    "facets",
    metadata,
    Column("kind", String(20), nullable=False),
    Column("facet", String(20), nullable=False),
    Column("word", String(CODE_LENGTH), nullable=False),
    Column("day", String(10), nullable=False),
    Column("subject_id", String(ID_LENGTH), nullable=False),
    PrimaryKeyConstraint("kind", "facet", "word", "day", "subject_id"),
    Index(None, "subject_id"),
    sqlite_with_rowid=False,
)

# By what the name of a person is found: the whole of it ("fumio kishida"), each of its words, and
# each ending that begins with a word. `word` is the name as facets have it.
name_parts = Table(
    "name_parts",
    metadata,
    Column("part", String(CODE_LENGTH), nullable=False),
    Column("word", String(CODE_LENGTH), nullable=False),
    PrimaryKeyConstraint("part", "word"),
    sqlite_with_rowid=False,
)

# How many subjects have a facet's word in a month (empty: without a day). A row may say 0.
tallies = Table(
    "tallies",
    metadata,
    Column("kind", String(20), nullable=False),
    Column("facet", String(20), nullable=False),
    Column("word", String(CODE_LENGTH), nullable=False),
    Column("month", String(7), nullable=False),
    Column("n", Integer, nullable=False),
    PrimaryKeyConstraint("kind", "facet", "word", "month"),
    sqlite_with_rowid=False,
)

# What is to come: commitments, and meetings that are planned or proposed, by the group's id.
# `told_on`: when the first report was published; `due`: the last day that it names; `parties`:
# the first four codes, sorted, with hyphens. Days are ISO text, empty where none is known.
prospects = Table(
    "prospects",
    metadata,
    Column("group_id", String(ID_LENGTH), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("told_on", String(10), nullable=False),
    Column("due", String(10), nullable=False),
    Column("parties", String(KEY_LENGTH), nullable=False),
    Index(None, "kind", "due"),
    Index(None, "parties", "told_on"),
    Index(None, "parties", "due"),
    sqlite_with_rowid=False,
)

# What became of them: `evidence_id` is a group that tells so, on the day of its first report.
outcomes = Table(
    "outcomes",
    metadata,
    Column("group_id", String(ID_LENGTH), nullable=False),
    Column("evidence_id", String(ID_LENGTH), nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("day", String(10), nullable=False),
    PrimaryKeyConstraint("group_id", "evidence_id"),
    Index(None, "evidence_id"),
    sqlite_with_rowid=False,
)

# Pairs of values whose likeness lies so near the border that a person had better look: not
# joined, or only just; `doubt` is 1 at the border. Both in one order, the lesser first.
doubts = Table(
    "doubts",
    metadata,
    Column("lesser_id", String(ID_LENGTH), nullable=False),
    Column("greater_id", String(ID_LENGTH), nullable=False),
    Column("likeness", Text, nullable=False),
    Column("doubt", Float, nullable=False),
    PrimaryKeyConstraint("lesser_id", "greater_id"),
    Index(None, "greater_id"),
    Index(None, "doubt"),
    sqlite_with_rowid=False,
)

# The number of an article in the index of words; the newest articles have the highest.
findable = Table(
    "findable",
    metadata,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("article_id", String(ID_LENGTH), ForeignKey("articles.id"), nullable=False),
    Column("is_current", Boolean, nullable=False),
    Index(None, "article_id"),
)

# Children before parents, for emptying them; the index of words is emptied by its own module.
DERIVED = (
    doubts,
    outcomes,
    prospects,
    tallies,
    name_parts,
    facets,
    copy_bands,
    copies,
    blocks,
    reports,
    groups,
)
