"""The columns of lists at a terminal: which of a row's fields are shown, and in what words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dragoman.cli.fitting import Column, days
from dragoman.cli.printing import cell, listed

Row = dict[str, Any]

_ID_WIDTH = 8
# Characters of an ISO time that name its day.
_DAY = 10
# Characters of a sentence that a table shows.
_SENTENCE = 100


def columns_of_list(kind: str) -> list[Column]:
    """The columns of a list of values, each with the page that it was read in."""
    return [Column(heading, read) for heading, read in _COLUMNS[kind].items()]


def columns_of_told(kind: str) -> list[Column]:
    """The columns of a list of things, each told by one report or by several."""
    columns = [one for one in columns_of_list(kind) if one.heading != "page"]
    return [*columns, Column("reports", _reports)]


def _reports(row: Row) -> str:
    if row["n_reports"] == 1:
        return row["outlet"] or str(row["doc_id"])
    return f"{row['n_reports']} in {row['n_outlets']} outlets"


def _id(row: Row) -> str:
    return str(row["id"])[:_ID_WIDTH]


def _field(key: str) -> Callable[[Row], Any]:
    return lambda row: row[key]


def _sentence(key: str) -> Callable[[Row], Any]:
    """Words of the article, short enough for a table."""
    return lambda row: cell(row[key], _SENTENCE).plain


def _days(key: str) -> Callable[[Row], Any]:
    return lambda row: days(row[key])


def _people(row: Row) -> str:
    """Who met, with the codes of those who are not named."""
    people = [_person(actor) for actor in row["participants"]]
    return listed(people) or listed([*row["hosts"], *row["attendees"]])


def _person(actor: dict[str, str]) -> str:
    name = actor["name"] or actor["office"]
    if name and actor["country"]:
        return f"{name} ({actor['country']})"
    return name or actor["country"]


def _sides(row: Row) -> str:
    left = listed(row["source"]) or "?"
    return f"{left} → {listed(row['target'])}" if row["target"] else left


def _counts(row: Row) -> str:
    names = {
        "n_meetings": "m",
        "n_commitments": "c",
        "n_statements": "s",
        "n_events": "e",
        "n_findings": "f",
    }
    return " ".join(f"{row[key]}{letter}" for key, letter in names.items() if row[key])


_COLUMNS: dict[str, dict[str, Callable[[Row], Any]]] = {
    "articles": {
        "id": _id,
        "date": lambda row: (row["published"] or "")[:_DAY],
        "page": _field("doc_id"),
        "outlet": _field("outlet"),
        "headline": _sentence("headline"),
        "found": _counts,
    },
    "meetings": {
        "id": _id,
        "when": _days("when"),
        "state": _field("state"),
        "who": _people,
        "mode": lambda row: row["mode"].replace("_", " "),
        "words": _sentence("words"),
        "page": _field("doc_id"),
    },
    "commitments": {
        "id": _id,
        "due": _days("due"),
        "act": _field("act"),
        "who": lambda row: listed(row["actors"]),
        "what": _sentence("what"),
        "page": _field("doc_id"),
    },
    "statements": {
        "id": _id,
        "speaker": lambda row: _person(row["speaker"]),
        "manner": _field("manner"),
        "content": _sentence("content"),
        "page": _field("doc_id"),
    },
    "events": {
        "id": _id,
        "when": _days("when"),
        "type": _field("type"),
        "sides": _sides,
        "realis": _field("realis"),
        "words": _sentence("words"),
        "page": _field("doc_id"),
    },
    "findings": {
        "id": _id,
        "kind": _field("kind"),
        "subject": _field("subject"),
        "values": lambda row: " / ".join(row["values"]),
        "remark": _field("remark"),
        "page": _field("doc_id"),
    },
    "skipped": {
        "page": _field("doc_id"),
        "reason": _field("reason"),
        "detail": _field("detail"),
        "origin": _field("origin"),
    },
}
