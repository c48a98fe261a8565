"""The columns of the ledger's tables for other programs, each with what it means.

One list of columns serves CSV, JSON Lines, Parquet, Arrow and the codebook, so that
a file and its description cannot drift apart. Adding a column is adding a line here;
names and meanings stay.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Listed = dict[str, Any]
TABLES = ("articles", "meetings", "commitments", "statements", "events", "findings")


class Form(StrEnum):
    """What a column holds."""

    TEXT = "text"
    TEXTS = "list of texts"
    NUMBER = "whole number"
    SHARE = "number from 0 to 1"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, what it holds, what it means, where it comes from."""

    name: str
    form: Form
    meaning: str
    read: Callable[[Listed], Any]


# The columns that hold sentences of an article as they stand in it.
SENTENCES = frozenset({"words", "content"})


def columns_of(table: str, with_words: bool = True) -> tuple[Column, ...]:
    """The columns of a table; without those that hold sentences of the article, where these may not be quoted."""
    return tuple(column for column in COLUMNS[table] if with_words or column.name not in SENTENCES)


def flat_row(table: str, row: Listed, with_words: bool = True) -> dict[str, Any]:
    """A row of the ledger's list as the columns of its table."""
    return {column.name: column.read(row) for column in columns_of(table, with_words)}


def wordless(row: Listed) -> Listed:
    """A row with its sentences empty, for forms whose columns are fixed."""
    return {**row, **{name: "" for name in SENTENCES if name in row}}


def cell_text(value: Any) -> str:
    """A column's value as text: lists with "; " between, absent values empty."""
    if value is None:
        return ""
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def _column(name: str, meaning: str, form: Form = Form.TEXT, key: str | None = None) -> Column:
    source = key or name
    return Column(name, form, meaning, lambda row: row.get(source))


def _people(name: str, meaning: str, key: str, part: Callable[[Listed], str]) -> Column:
    def read(row: Listed) -> list[str]:
        found = row[key] if isinstance(row[key], list) else [row[key]]
        return [word for word in map(part, found) if word]

    return Column(name, Form.TEXTS, meaning, read)


def _who(person: Listed) -> str:
    words = ", ".join(word for word in (person["name"], person["office"]) if word)
    return (
        f"{words} ({person['country']})" if words and person["country"] else words or str(person["country"])
    )


def _country(person: Listed) -> str:
    return str(person["country"])


_CODES = "ISO 3166-1 alpha-3 (gone states ISO 3166-3) or the short form of an organisation"
_DAYS = "ISO 8601: a day, month or year, or two of them with / between"

_HEAD = (
    _column(
        "id", "Id of the thing: that of the value in its first report; 24 hexadecimal digits from content"
    ),
    _column("n_reports", "How many articles tell of it", Form.NUMBER),
    _column(
        "n_outlets", "How many outlets tell of it; pages of unknown outlets are no further ones", Form.NUMBER
    ),
)
_TAIL = (
    _column(
        "confidence", "How sure the reading is of the first report's value; calibrated, 0 to 1", Form.SHARE
    ),
    _column("words", "The sentence of the first report that says so"),
    _column("headline", "Headline of the first report"),
    _column("outlet", "Outlet of the first report, as its page names it"),
    _column("published", "When the first report was published, as its page says"),
    _column("url", "Address of the first report"),
    _column("doc_id", "Name of the first report's page"),
    _column(
        "review", "What reviewers say: accept, correct, reject, unsure or disputed; empty where nobody judged"
    ),
    _column("correction", "What is right instead, in the words of the reviewer, where a correction holds"),
    _column("article_id", "Id of the first report's article in the ledger"),
)

COLUMNS: dict[str, tuple[Column, ...]] = {
    "articles": (
        _column("id", "Id of the article; 24 hexadecimal digits from its name, URL and words"),
        _column("doc_id", "Name of its page"),
        _column("published", "When it was published, as its page says"),
        _column("outlet", "Who published it, as its page says"),
        _column("section", "Section of the outlet"),
        _column("headline", "Headline"),
        _column("language", "Language, ISO 639-1"),
        _column("url", "Address"),
        _column("n_meetings", "Meetings that it reports, planned and cancelled ones too", Form.NUMBER),
        _column("n_commitments", "Commitments that it reports", Form.NUMBER),
        _column("n_statements", "Statements that it reports", Form.NUMBER),
        _column("n_events", "Events that it reports, those that did not happen too", Form.NUMBER),
        _column("n_findings", "What a careful editor would question in it", Form.NUMBER),
        _column("read_at", "When it was read; ISO 8601, UTC"),
    ),
    "meetings": (
        *_HEAD,
        _column("state", "held, planned, proposed or cancelled"),
        _column("when", f"When it took or takes place. {_DAYS}"),
        _column("when_resolution", "How exactly the words name the days: day, week, month ... range"),
        _people("participants", "Who took part: name, office (country)", "participants", _who),
        _people(
            "participant_countries", f"Countries of those who are named. {_CODES}", "participants", _country
        ),
        _column("hosts", f"Who hosted. {_CODES}", Form.TEXTS),
        _column("attendees", f"Who attended. {_CODES}", Form.TEXTS),
        _column("initiators", f"Who asked for it, where the report says so. {_CODES}", Form.TEXTS),
        _column("mode", "in_person, video, phone, written or unknown"),
        _column("format", "bilateral, G7, Quad, 2+2 ...; empty where none is named"),
        _column("title", "What it is called"),
        _column("duration_minutes", "How long it lasted", Form.NUMBER),
        _column("place", "Where, as written"),
        _column("topics", "What was talked about: codes of the record schema or of countries", Form.TEXTS),
        *_TAIL,
    ),
    "commitments": (
        *_HEAD,
        _column("act", "agreed, signed, promised or offered"),
        _column("actors", f"Who is bound. {_CODES}", Form.TEXTS),
        _column("to", f"To whom. {_CODES}", Form.TEXTS),
        _column("what", "What, in the words of the text"),
        _column("due", f"By when. {_DAYS}"),
        _column("due_resolution", "How exactly the words name the days"),
        _column("condition", "The words of a condition, where there is one"),
        *_TAIL,
    ),
    "statements": (
        *_HEAD,
        _people("speaker", "Who said it: name, office (country)", "speaker", _who),
        _people("speaker_country", f"Country of the speaker. {_CODES}", "speaker", _country),
        _people("to", "To whom", "to", _who),
        _column("manner", "direct, indirect, or mixed (indirect with quoted words)"),
        _column("content", "What was said, in the words of the text"),
        _column("said_on", f"When. {_DAYS}"),
        *_TAIL,
    ),
    "events": (
        *_HEAD,
        _column("type", "PLOVER event type"),
        _column("modes", "PLOVER modes", Form.TEXTS),
        _column("contexts", "PLOVER contexts", Form.TEXTS),
        _column("source", f"Who acts; everybody, where it is mutual. {_CODES}", Form.TEXTS),
        _column("target", f"To whom it is done. {_CODES}", Form.TEXTS),
        _column("realis", "happened, planned, conditional, denied or historical"),
        _column("when", f"When. {_DAYS}"),
        _column("when_resolution", "How exactly the words name the days"),
        _column("cameo", "CAMEO code by the published mapping"),
        *_TAIL,
    ),
    "findings": (
        *_HEAD,
        _column(
            "kind", "office, name, date, place, number, mode, role, participant, account, cut or speaker"
        ),
        _column("subject", "What it is about"),
        _column("values", "The values in conflict", Form.TEXTS),
        _column("correct", "The one that holds, where it can be decided"),
        _column("remark", "One sentence for people"),
        *_TAIL,
    ),
}
