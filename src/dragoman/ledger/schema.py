"""The tables of the ledger.

One page may be read many times: an article has readings, a reading states
values, and a value that two readings share is one row. Everything that follows
from the words alone (kind, actors, evidence, days) hangs on the value; what a
reading judges (confidence, salience, order) hangs on `stated`. Decisions and
merges name values by id and are never touched by a reading.

Ids are content-derived (`dragoman.ledger.identity`). Times of day are ISO 8601
text in UTC, so that both engines sort them alike. JSON is kept as text, because
PostgreSQL's own JSON types refuse U+0000. Text whose length nobody bounds has no
index: PostgreSQL refuses index entries above 2 700 bytes.

A change here needs a migration beside it; a test compares the two.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    func,
    text,
)

ID_LENGTH = 24
CODE_LENGTH = 100

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _id(name: str = "id", *more: ForeignKey, primary_key: bool = False) -> Column[str]:
    return Column(name, String(ID_LENGTH), *more, nullable=False, primary_key=primary_key)


def _value_id(primary_key: bool = False) -> Column[str]:
    return _id("value_id", ForeignKey("record_values.id"), primary_key=primary_key)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _code(name: str) -> Column[str]:
    return Column(name, String(CODE_LENGTH), nullable=False)


# What one page said, once its furniture was gone. `page_key` is shared by all texts of one
# page (its name and URL); `text_key` by all articles with the same words. The columns
# follow the newest reading.
articles = Table(
    "articles",
    metadata,
    _id(primary_key=True),
    _id("page_key"),
    _id("text_key"),
    _id("doc_key"),
    _text("doc_id"),
    _text("kind"),
    Column("section", Text),
    Column("headline", Text),
    Column("standfirst", Text),
    Column("published", Text),
    Column("published_earliest", Date),
    Column("published_latest", Date),
    Column("published_resolution", String(20)),
    Column("outlet", Text),
    Column("url", Text),
    Column("language", Text),
    _text("origin"),
    _text("text"),
    Column("body_start", Integer, nullable=False),
    _text("parts"),
    _text("furniture"),
    _text("repairs"),
    _text("first_seen_at"),
    Index(None, "page_key"),
    Index(None, "doc_key"),
    Index(None, "published_earliest", "id"),
)

# One pass of the program over one article. `frame` is the record as JSON without its values
# and without the article's text. `is_current`: the reading that lists and figures go by.
readings = Table(
    "readings",
    metadata,
    _id(primary_key=True),
    _id("article_id", ForeignKey("articles.id")),
    _text("dragoman"),
    _text("model"),
    _text("knowledge"),
    _text("rules"),
    _text("read_at"),
    Column("is_current", Boolean, nullable=False),
    Column("n_meetings", Integer, nullable=False),
    Column("n_commitments", Integer, nullable=False),
    Column("n_statements", Integer, nullable=False),
    Column("n_events", Integer, nullable=False),
    Column("n_findings", Integer, nullable=False),
    _text("frame"),
    Index(None, "article_id"),
    # All that a count of the whole ledger asks for.
    Index(
        "readings_counted",
        "is_current",
        "n_meetings",
        "n_commitments",
        "n_statements",
        "n_events",
        "n_findings",
    ),
    Index(
        "one_current_reading",
        "article_id",
        unique=True,
        sqlite_where=text("is_current = 1"),
        postgresql_where=text("is_current"),
    ),
)

# Whether a reading is the current one, as a condition beside others. SQLite takes the bare column
# for one that few rows match, and reads all current readings of a ledger to find a page of a list.
SPEAKS = func.coalesce(readings.c.is_current, False)

# A meeting, commitment, statement, event or finding. The days are those that it is about:
# when it took place, when it is due, when it was said.
record_values = Table(
    "record_values",
    metadata,
    _id(primary_key=True),
    _id("article_id", ForeignKey("articles.id")),
    Column("kind", String(20), nullable=False),
    Column("earliest", Date),
    Column("latest", Date),
    Column("resolution", String(20)),
    _text("body"),
    Index(None, "article_id"),
    Index(None, "kind", "earliest", "id"),
)

stated = Table(
    "stated",
    metadata,
    _id("reading_id", ForeignKey("readings.id")),
    Column("kind", String(20), nullable=False),
    Column("position", Integer, nullable=False),
    _value_id(),
    Column("confidence", Float, nullable=False),
    Column("salience", Float),
    PrimaryKeyConstraint("reading_id", "kind", "position"),
    Index(None, "value_id"),
)

meetings = Table(
    "meetings",
    metadata,
    _value_id(primary_key=True),
    _code("state"),
    _code("mode"),
    _text("title"),
    _text("format"),
    Column("duration_minutes", Integer),
    Column("place", Text),
    Column("place_country", String(CODE_LENGTH)),
)

commitments = Table(
    "commitments",
    metadata,
    _value_id(primary_key=True),
    _code("act"),
    _text("what"),
    _text("condition"),
)

statements = Table(
    "statements",
    metadata,
    _value_id(primary_key=True),
    _code("manner"),
    Column("cue", Text),
    _text("content"),
)

events = Table(
    "events",
    metadata,
    _value_id(primary_key=True),
    _code("type"),
    _code("realis"),
    _code("cameo"),
    _text("trigger_words"),
)

findings = Table(
    "findings",
    metadata,
    _value_id(primary_key=True),
    _code("about"),
    _text("subject"),
    _text("conflict"),
    Column("correct", Text),
    _text("remark"),
)

# Who has which part in a value: participant, host, attendee, actor, to, speaker, source,
# target, reported_by. A side that is only a code has an empty name.
value_actors = Table(
    "value_actors",
    metadata,
    _value_id(),
    Column("position", Integer, nullable=False),
    Column("role", String(20), nullable=False),
    _text("name"),
    _text("office"),
    _code("country"),
    _code("kind"),
    _code("sector"),
    Column("person_id", Text),
    PrimaryKeyConstraint("value_id", "position"),
)

# Every two countries that a value joins, the lesser code first.
value_pairs = Table(
    "value_pairs",
    metadata,
    _value_id(),
    _code("lesser"),
    _code("greater"),
    PrimaryKeyConstraint("value_id", "lesser", "greater"),
)

value_topics = Table(
    "value_topics",
    metadata,
    _value_id(),
    _code("code"),
    PrimaryKeyConstraint("value_id", "code"),
)

# The words behind a value: code points of the article's text, half-open. `field` is the part
# of the value that they stand for ("evidence" for the value itself).
evidence = Table(
    "evidence",
    metadata,
    _value_id(),
    Column("position", Integer, nullable=False),
    Column("field", String(20), nullable=False),
    Column("start_offset", Integer, nullable=False),
    Column("end_offset", Integer, nullable=False),
    PrimaryKeyConstraint("value_id", "position"),
)

skipped = Table(
    "skipped",
    metadata,
    _id(primary_key=True),
    _id("doc_key"),
    _text("doc_id"),
    _text("origin"),
    _code("reason"),
    _text("detail"),
    _text("seen_at"),
    Index(None, "doc_key"),
)

# What a person says of one value: accept, correct, reject, unsure. Withdrawn, never deleted.
decisions = Table(
    "decisions",
    metadata,
    _id(primary_key=True),
    _value_id(),
    _code("verdict"),
    Column("correction", Text),
    _text("reviewer"),
    _text("note"),
    _text("decided_at"),
    Column("withdrawn_at", Text),
    Index(None, "value_id"),
)

# That a row of `merges` was made by a person: programs sign as "dragoman VERSION", which no reviewer
# may be called. SQLite takes the index of these rows for a query that has this very condition.
BY_PEOPLE = text("substr(made_by, 1, 9) <> 'dragoman '")

# Two values of different articles that tell of the same thing, or must stay apart
# (`verdict`: same, different, unsure), with the likeness of each field. Undone, never deleted.
# An id begins as its lesser value's does, so that rows are found by either through one index:
# a report that thirty others are like would change as many parts of an index of ids alone.
merges = Table(
    "merges",
    metadata,
    _id(),
    _id("lesser_id", ForeignKey("record_values.id")),
    _id("greater_id", ForeignKey("record_values.id")),
    _code("verdict"),
    _text("likeness"),
    _text("made_by"),
    _text("made_at"),
    Column("undone_at", Text),
    PrimaryKeyConstraint("lesser_id", "id"),
    Index(None, "greater_id"),
    # So few rows that what programs find costs nothing more to note.
    Index("merges_of_people", "made_at", "id", sqlite_where=BY_PEOPLE, postgresql_where=BY_PEOPLE),
)

# What changed, in the order in which it changed; only ever appended to.
journal = Table(
    "journal",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    _text("noted_at"),
    _code("action"),
    _id("subject_id"),
    sqlite_autoincrement=True,
)

KIND_TABLES = {
    "meetings": meetings,
    "commitments": commitments,
    "statements": statements,
    "events": events,
    "findings": findings,
}
