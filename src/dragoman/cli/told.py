"""`dragoman meetings|commitments|statements|findings`, and `events --ledger`: what a ledger tells of.

Each thing stands once, with the number of its reports; the filters are those of the
search. With an id, one thing is shown with all its reports and where they differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.ledger_file import LedgerFile, PrintJson, open_ledger
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.ledger import Filter, Page

_ROWS = 50

Country = Annotated[
    str | None,
    typer.Option("--country", metavar="CODE", help="Only what this country or organisation has a part in."),
]
Pair = Annotated[
    str | None, typer.Option("--pair", metavar="A-B", help="Only between these two: AUS-JPN, in any order.")
]
Actor = Annotated[
    str | None, typer.Option("--actor", metavar="NAME", help="Only with this person, by the full name.")
]
Since = Annotated[
    str | None, typer.Option("--since", metavar="DAY", help="Not before: 2022, 2022-01, 2022-01-21.")
]
Until = Annotated[
    str | None, typer.Option("--until", metavar="DAY", help="Not after: 2022, 2022-01, 2022-01-21.")
]
Outlet = Annotated[
    str | None,
    typer.Option("--outlet", metavar="NAME", help="Only what this outlet tells of, by its full name."),
]
Topic = Annotated[
    str | None, typer.Option("--topic", metavar="CODE", help="Only about this: energy, nuclear.")
]
Type = Annotated[
    str | None, typer.Option("--type", metavar="TYPE", help="Only this event type, act or kind of finding.")
]
Limit = Annotated[
    int, typer.Option("--limit", metavar="N", min=0, help="At most N rows, 0 for all.", show_default=True)
]
After = Annotated[
    str | None, typer.Option("--after", metavar="CURSOR", help="Go on where another page ended.")
]
AsCsv = Annotated[bool, typer.Option("--csv", help="Print CSV.")]
OneThing = Annotated[
    str | None,
    typer.Argument(metavar="[ID]", help="One of them, with all its reports and where they differ."),
]


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for: which kind, which rows, in which form."""

    kind: str
    facets: dict[str, str | None]
    since: str | None = None
    until: str | None = None
    limit: int = _ROWS
    after: str | None = None
    as_json: bool = False
    as_csv: bool = False


def meetings(
    thing: OneThing = None,
    ledger: LedgerFile = None,
    country: Country = None,
    pair: Pair = None,
    actor: Actor = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    topic: Topic = None,
    mode: Annotated[
        str | None, typer.Option("--mode", metavar="MODE", help="in_person, video, phone, written, unknown.")
    ] = None,
    state: Annotated[
        str | None,
        typer.Option(
            "--state", metavar="STATE", help="held, planned, proposed, cancelled; overdue, due soon ..."
        ),
    ] = None,
    limit: Limit = _ROWS,
    after: After = None,
    as_json: PrintJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List the meetings of a ledger, each once, the latest first."""
    facets = {"country": country, "pair": pair, "actor": actor, "outlet": outlet, "topic": topic}
    facets |= {"mode": mode, "state": state}
    tell(ledger, thing, Wish("meetings", facets, since, until, limit, after, as_json, as_csv))


def commitments(
    thing: OneThing = None,
    ledger: LedgerFile = None,
    country: Country = None,
    pair: Pair = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    act: Type = None,
    state: Annotated[
        str | None,
        typer.Option(
            "--state",
            metavar="STATE",
            help="open, due soon, overdue, done, dropped: today, as far as the ledger knows.",
        ),
    ] = None,
    limit: Limit = _ROWS,
    after: After = None,
    as_json: PrintJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List the commitments of a ledger, each once, by the day on which they are due."""
    facets = {"country": country, "pair": pair, "outlet": outlet, "type": act, "state": state}
    tell(ledger, thing, Wish("commitments", facets, since, until, limit, after, as_json, as_csv))


def statements(
    thing: OneThing = None,
    ledger: LedgerFile = None,
    country: Country = None,
    actor: Actor = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    limit: Limit = _ROWS,
    after: After = None,
    as_json: PrintJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List the statements of a ledger, each once, the latest first."""
    facets = {"country": country, "actor": actor, "outlet": outlet}
    tell(ledger, thing, Wish("statements", facets, since, until, limit, after, as_json, as_csv))


def findings(
    thing: OneThing = None,
    ledger: LedgerFile = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    kind: Type = None,
    limit: Limit = _ROWS,
    after: After = None,
    as_json: PrintJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List what a careful editor would question in the articles of a ledger."""
    facets = {"outlet": outlet, "type": kind}
    tell(ledger, thing, Wish("findings", facets, since, until, limit, after, as_json, as_csv))


def tell(ledger: str | None, thing: str | None, wish: Wish) -> None:
    """Print a list of things, or one thing with its reports."""
    from dragoman.ledger import ListKind

    with open_ledger(ledger) as opened:
        if thing is not None:
            from dragoman.cli.told_thing import print_thing

            print_thing(opened.thing(thing), as_json=wish.as_json)
            return
        page = opened.things(ListKind(wish.kind), wanted(wish))
    print_page(wish, page)


def wanted(wish: Wish) -> Filter:
    """The filter of the ledger; UsageError for days that are none."""
    from dragoman.ledger import Filter

    return Filter(
        facets={name: word for name, word in wish.facets.items() if word is not None},
        since=None if wish.since is None else _day(wish.since).earliest.isoformat(),
        until=None if wish.until is None else _day(wish.until).latest.isoformat(),
        limit=wish.limit or None,
        after=wish.after,
    )


def _day(text: str) -> Any:
    from dragoman.interval import Interval

    try:
        return Interval.parse(text)
    except ValueError as error:
        raise UsageError(str(error)) from error


def print_page(wish: Wish, page: Page) -> None:
    """Print the rows of one page as a table, JSON or CSV; where it goes on is said on stderr."""
    if wish.as_json:
        from dragoman.export.json_text import json_text

        typer.echo(json_text(page.rows, indent=2))
    elif wish.as_csv:
        from dragoman.export.delimited import csv_lines

        for line in csv_lines(wish.kind, page.rows):
            typer.echo(line, nl=False)
    else:
        _print_table(wish.kind, page.rows)
    if page.next is not None:
        typer.echo(f"There are more. Go on with: --after {page.next}   (or show all: --limit 0)", err=True)


def _print_table(kind: str, rows: list[dict[str, Any]]) -> None:
    from dragoman.cli.fitting import Column, print_rows
    from dragoman.cli.listing import _COLUMNS

    if not rows:
        typer.echo(f"No {kind}.", err=True)
        return
    columns = [Column(heading, read) for heading, read in _COLUMNS[kind].items()]
    if kind != "articles":
        columns = [one for one in columns if one.heading != "page"] + [Column("reports", _reports)]
    print_rows(columns, rows)


def _reports(row: dict[str, Any]) -> str:
    if row["n_reports"] == 1:
        return row["outlet"] or str(row["doc_id"])
    return f"{row['n_reports']} in {row['n_outlets']} outlets"
