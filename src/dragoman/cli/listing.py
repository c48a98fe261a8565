"""`dragoman list`: what a ledger holds, as a table or as JSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.fitting import Column, days, print_rows
from dragoman.cli.ledger_file import LedgerFile, PrintJson, cell, listed, open_ledger
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.ledger import Listed

KINDS = ("articles", "meetings", "commitments", "statements", "events", "findings", "skipped")

# Rows of a table unless --limit says otherwise; JSON is not cut.
_TABLE_ROWS = 50
_ID_WIDTH = 8
# Characters of an ISO time that name its day.
_DAY = 10


def listing(
    ledger: LedgerFile = None,
    kind: Annotated[
        str, typer.Option("--kind", metavar="KIND", help=f"What to list: {', '.join(KINDS)}.")
    ] = "articles",
    country: Annotated[
        str | None,
        typer.Option(
            "--country",
            metavar="CODE",
            help="Only what this country or organisation has a part in: JPN, NATO.",
        ),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit",
            metavar="N",
            min=0,
            help=f"At most N rows, 0 for all; {_TABLE_ROWS} in a table, all in JSON.",
        ),
    ] = None,
    as_json: PrintJson = False,
) -> None:
    """List what a ledger holds: articles newest first, values by the days that they are about."""
    from dragoman.ledger import ListKind, Selection

    if kind not in KINDS:
        raise UsageError(f'"{kind}" cannot be listed. Give --kind one of: {", ".join(KINDS)}.')
    code = country.upper() if country is not None else None
    default = None if as_json else _TABLE_ROWS
    most = default if limit is None else (limit or None)
    with open_ledger(ledger) as opened:
        # One row more than is shown tells whether there are more.
        rows = opened.rows(Selection(ListKind(kind), code, None if most is None else most + 1))
    if as_json:
        from dragoman.export.json_text import json_text

        typer.echo(json_text(rows[:most], indent=2))
        return
    _print_table(kind, rows[:most])
    if most is not None and len(rows) > most:
        typer.echo(f"The first {most}. Show all with: --limit 0", err=True)


def _print_table(kind: str, rows: list[Listed]) -> None:
    if not rows:
        typer.echo(f"No {'skipped pages' if kind == 'skipped' else kind}.", err=True)
        return
    print_rows([Column(heading, read) for heading, read in _COLUMNS[kind].items()], rows)


def _id(row: Listed) -> str:
    return str(row["id"])[:_ID_WIDTH]


def _field(key: str) -> Callable[[Listed], Any]:
    return lambda row: row[key]


def _words(row: Listed) -> str:
    """The words that a value came from, short enough for a table."""
    return cell(row["words"], 100).plain


def _people(row: Listed) -> str:
    """Who met, with the codes of those who are not named."""
    people = [_person(actor) for actor in row["participants"]]
    return listed(people) or listed([*row["hosts"], *row["attendees"]])


def _person(actor: dict[str, str]) -> str:
    name = actor["name"] or actor["office"]
    if name and actor["country"]:
        return f"{name} ({actor['country']})"
    return name or actor["country"]


def _sides(row: Listed) -> str:
    left = listed(row["source"]) or "?"
    return f"{left} → {listed(row['target'])}" if row["target"] else left


def _counts(row: Listed) -> str:
    names = {
        "n_meetings": "m",
        "n_commitments": "c",
        "n_statements": "s",
        "n_events": "e",
        "n_findings": "f",
    }
    return " ".join(f"{row[key]}{letter}" for key, letter in names.items() if row[key])


_COLUMNS: dict[str, dict[str, Callable[[Listed], Any]]] = {
    "articles": {
        "id": _id,
        "date": lambda row: (row["published"] or "")[:_DAY],
        "page": _field("doc_id"),
        "outlet": _field("outlet"),
        "headline": lambda row: cell(row["headline"], 100).plain,
        "found": _counts,
    },
    "meetings": {
        "id": _id,
        "when": lambda row: days(row["when"]),
        "state": _field("state"),
        "who": _people,
        "mode": lambda row: row["mode"].replace("_", " "),
        "words": _words,
        "page": _field("doc_id"),
    },
    "commitments": {
        "id": _id,
        "due": lambda row: days(row["due"]),
        "act": _field("act"),
        "who": lambda row: listed(row["actors"]),
        "what": lambda row: cell(row["what"], 100).plain,
        "page": _field("doc_id"),
    },
    "statements": {
        "id": _id,
        "speaker": lambda row: _person(row["speaker"]),
        "manner": _field("manner"),
        "content": lambda row: cell(row["content"], 100).plain,
        "page": _field("doc_id"),
    },
    "events": {
        "id": _id,
        "when": lambda row: days(row["when"]),
        "type": _field("type"),
        "sides": _sides,
        "realis": _field("realis"),
        "words": _words,
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
