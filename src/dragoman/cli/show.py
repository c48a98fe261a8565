"""`dragoman show`: the reading of one article again, from the ledger."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli.ledger_file import LedgerFile, PrintJson, open_ledger
from dragoman.cli.options import Verbose
from dragoman.cli.printing import print_json


def show(
    name: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="An article: its id or the beginning of it, or the name of its page; or the id of a value.",
        ),
    ],
    ledger: LedgerFile = None,
    as_json: PrintJson = False,
    verbose: Verbose = False,
) -> None:
    """Show one article of a ledger with its record, as read printed it."""
    with open_ledger(ledger) as opened:
        record = opened.record(name).record
    if as_json:
        from dragoman.export.record_json import record_json

        print_json(record_json(record))
        return
    from rich.console import Console

    from dragoman.export.terminal import print_record

    print_record(record, Console(), verbose)
