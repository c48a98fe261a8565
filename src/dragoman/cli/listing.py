"""`dragoman list`: what a ledger holds, as a table or as JSON."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli.filters import Country, country_code
from dragoman.cli.fitting import print_rows
from dragoman.cli.ledger_file import LedgerFile, PrintJson, open_ledger
from dragoman.cli.list_columns import columns_of_list
from dragoman.cli.printing import print_json
from dragoman.errors import UsageError

KINDS = ("articles", "meetings", "commitments", "statements", "events", "findings", "skipped")

# Rows of a table unless --limit says otherwise; JSON is not cut.
_TABLE_ROWS = 50


def listing(
    ledger: LedgerFile = None,
    kind: Annotated[
        str, typer.Option("--kind", metavar="KIND", help=f"What to list: {', '.join(KINDS)}.")
    ] = "articles",
    country: Country = None,
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
    code = None if country is None else country_code(country).upper()
    default = None if as_json else _TABLE_ROWS
    most = default if limit is None else (limit or None)
    with open_ledger(ledger) as opened:
        # One row more than is shown tells whether there are more.
        rows = opened.rows(Selection(ListKind(kind), code, None if most is None else most + 1))
    if as_json:
        print_json(rows[:most])
        return
    if rows:
        print_rows(columns_of_list(kind), rows[:most])
    else:
        typer.echo(f"No {'skipped pages' if kind == 'skipped' else kind}.", err=True)
    if most is not None and len(rows) > most:
        typer.echo(f"The first {most}. Show all with: --limit 0", err=True)
