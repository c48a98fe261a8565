"""How commands name the ledger that they read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.ledger import Ledger

LEDGER_VARIABLE = "DRAGOMAN_LEDGER"

LedgerFile = Annotated[
    str | None,
    typer.Option(
        "--ledger",
        metavar="FILE",
        envvar=LEDGER_VARIABLE,
        help="The ledger: a file, or the URL of a PostgreSQL database.",
    ),
]
LedgerTarget = Annotated[
    str, typer.Argument(metavar="FILE", help="The ledger: a file, or the URL of a PostgreSQL database.")
]
PrintJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def open_ledger(target: str | None) -> Ledger:
    """The ledger that an option or the environment names.

    Raises:
        UsageError: None is named.
        LedgerNotFound: There is none.
        LedgerUnreadable: What lies there is no ledger.
    """
    from dragoman.ledger import Ledger

    if not target:
        raise UsageError(
            f"No ledger was named. Give one with --ledger FILE, or set {LEDGER_VARIABLE} in the environment."
        )
    ledger = Ledger.open(target)
    if ledger.is_read_only:
        typer.echo(
            f'The ledger "{ledger.place}" lies where nothing may be written; it is only read.', err=True
        )
    return ledger
