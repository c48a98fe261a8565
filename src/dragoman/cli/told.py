"""`dragoman meetings|commitments|statements|findings`, and `events --ledger`: what a ledger tells of.

Each thing stands once, with the number of its reports; the filters are those of the
search. With an id, one thing is shown with all its reports and where they differ.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli import filters
from dragoman.cli.filters import N_ROWS, Wish, require_one_of, wanted
from dragoman.cli.ledger_file import LedgerFile, PrintJson, open_ledger
from dragoman.cli.printing import print_csv, print_json, say_more

if TYPE_CHECKING:
    from dragoman.ledger import Page

OneThing = Annotated[
    str | None,
    typer.Argument(metavar="[ID]", help="One of them, with all its reports and where they differ."),
]


def meetings(
    thing: OneThing = None,
    ledger: LedgerFile = None,
    country: filters.Country = None,
    pair: filters.Pair = None,
    actor: filters.Actor = None,
    since: filters.Since = None,
    until: filters.Until = None,
    outlet: filters.Outlet = None,
    topic: filters.Topic = None,
    mode: Annotated[
        str | None, typer.Option("--mode", metavar="MODE", help="in_person, video, phone, written, unknown.")
    ] = None,
    state: Annotated[
        str | None,
        typer.Option(
            "--state", metavar="STATE", help="held, planned, proposed, cancelled; overdue, due soon ..."
        ),
    ] = None,
    limit: filters.Limit = N_ROWS,
    after: filters.After = None,
    as_json: PrintJson = False,
    as_csv: filters.AsCsv = False,
) -> None:
    """List the meetings of a ledger, each once, the latest first."""
    from dragoman.ledger import Progress
    from dragoman.reading.record import MeetingState, Mode

    require_one_of("mode", mode, Mode)
    require_one_of("state", state, (*MeetingState, *Progress))
    facets = {"country": country, "pair": pair, "actor": actor, "outlet": outlet, "topic": topic}
    facets |= {"mode": mode, "state": state}
    tell(ledger, thing, Wish("meetings", facets, since, until, limit, after, as_json, as_csv))


def commitments(
    thing: OneThing = None,
    ledger: LedgerFile = None,
    country: filters.Country = None,
    pair: filters.Pair = None,
    since: filters.Since = None,
    until: filters.Until = None,
    outlet: filters.Outlet = None,
    act: filters.Type = None,
    state: Annotated[
        str | None,
        typer.Option(
            "--state",
            metavar="STATE",
            help="open, due soon, overdue, done, dropped: today, as far as the ledger knows.",
        ),
    ] = None,
    limit: filters.Limit = N_ROWS,
    after: filters.After = None,
    as_json: PrintJson = False,
    as_csv: filters.AsCsv = False,
) -> None:
    """List the commitments of a ledger, each once, by the day on which they are due."""
    from dragoman.ledger import Progress

    require_one_of("state", state, Progress)
    facets = {"country": country, "pair": pair, "outlet": outlet, "type": act, "state": state}
    tell(ledger, thing, Wish("commitments", facets, since, until, limit, after, as_json, as_csv))


def statements(
    thing: OneThing = None,
    ledger: LedgerFile = None,
    country: filters.Country = None,
    actor: filters.Actor = None,
    since: filters.Since = None,
    until: filters.Until = None,
    outlet: filters.Outlet = None,
    limit: filters.Limit = N_ROWS,
    after: filters.After = None,
    as_json: PrintJson = False,
    as_csv: filters.AsCsv = False,
) -> None:
    """List the statements of a ledger, each once, the latest first."""
    facets = {"country": country, "actor": actor, "outlet": outlet}
    tell(ledger, thing, Wish("statements", facets, since, until, limit, after, as_json, as_csv))


def findings(
    thing: OneThing = None,
    ledger: LedgerFile = None,
    since: filters.Since = None,
    until: filters.Until = None,
    outlet: filters.Outlet = None,
    kind: filters.Type = None,
    limit: filters.Limit = N_ROWS,
    after: filters.After = None,
    as_json: PrintJson = False,
    as_csv: filters.AsCsv = False,
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


def print_page(wish: Wish, page: Page) -> None:
    """Print the rows of one page as a table, JSON or CSV; where it goes on is said on stderr."""
    if wish.as_json:
        print_json(page.rows)
    elif wish.as_csv:
        print_csv(wish.kind, page.rows)
    elif page.rows:
        from dragoman.cli.fitting import print_rows
        from dragoman.cli.list_columns import columns_of_told

        print_rows(columns_of_told(wish.kind), page.rows)
    else:
        hint = (
            ""
            if wish.facets.get("actor") is None
            else " --actor takes a person's full name or family name: Fumio Kishida, Kishida."
        )
        typer.echo(f"No {wish.kind}.{hint}", err=True)
    say_more(page.next)
