"""`dragoman search`: articles of a ledger by words and facets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli import filters
from dragoman.cli.filters import Wish, wanted
from dragoman.cli.ledger_file import LedgerFile, PrintJson, open_ledger
from dragoman.cli.printing import cell, print_csv, print_json, say_more

if TYPE_CHECKING:
    from dragoman.ledger import Found


def search(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[WORDS...]",
            help='All must be there. "words in quotes" stand together, ener* begins a word.',
        ),
    ] = None,
    ledger: LedgerFile = None,
    country: filters.Country = None,
    pair: filters.Pair = None,
    actor: filters.Actor = None,
    type_: filters.Type = None,
    mode: Annotated[
        str | None, typer.Option("--mode", metavar="MODE", help="in_person, phone, direct ...")
    ] = None,
    topic: filters.Topic = None,
    outlet: filters.Outlet = None,
    month: Annotated[
        str | None, typer.Option("--month", metavar="YYYY-MM", help="Published in this month.")
    ] = None,
    state: Annotated[
        str | None, typer.Option("--state", metavar="STATE", help="held, planned, denied, overdue, done ...")
    ] = None,
    since: filters.Since = None,
    until: filters.Until = None,
    limit: filters.Limit = 20,
    after: filters.After = None,
    with_facets: Annotated[
        bool, typer.Option("--facets", help="Count countries, outlets, topics ...")
    ] = False,
    as_json: PrintJson = False,
    as_csv: filters.AsCsv = False,
) -> None:
    """Find articles of a ledger, the newest first."""
    facets = {"country": country, "pair": pair, "actor": actor, "type": type_, "mode": mode, "topic": topic}
    facets |= {"outlet": outlet, "month": month, "state": state}
    wish = Wish("articles", facets, since, until, limit, after, as_json, as_csv)
    with open_ledger(ledger) as opened:
        found = opened.search(_joined(words or []), wanted(wish))
    if as_json:
        from dataclasses import asdict

        print_json(asdict(found))
    elif as_csv:
        print_csv("articles", found.rows)
    else:
        _print_rows(found.rows)
        if with_facets:
            _print_counts(found)
    say_more(found.next)


def _joined(words: list[str]) -> str:
    """One line; what a shell took the quotes from is quoted again."""
    return " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in words)


def _print_rows(rows: list[dict[str, Any]]) -> None:
    from rich.console import Console

    if not rows:
        typer.echo("No articles.", err=True)
    console = Console(highlight=False)
    for row in rows:
        place = "  ".join(filter(None, (row["published"], row["outlet"], row["id"][:8])))
        console.print(cell(row["headline"] or row["doc_id"]), style="bold", soft_wrap=True)
        console.print(cell(place), style="dim", soft_wrap=True)
        console.print(cell(row["snippet"]), soft_wrap=True)
        console.print()


def _print_counts(found: Found) -> None:
    from rich.console import Console

    console = Console(highlight=False)
    for name, counts in found.counts.items():
        if counts:
            shown = ", ".join(f"{word} {number}" for word, number in counts.items())
            console.print(cell(f"{name}: {shown}"), soft_wrap=True)
