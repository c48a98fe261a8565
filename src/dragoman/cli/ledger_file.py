"""How commands name the ledger that they read, and how they print what is in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.errors import UsageError

if TYPE_CHECKING:
    from rich.text import Text

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

# Control characters would let an article's text steer the terminal; tabs and line breaks would
# break a table.
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


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


def cell(value: object, width: int | None = None) -> Text:
    """A value as one line for a terminal, cut to a width; absent values are blank."""
    from rich.text import Text

    words = "" if value is None else _CONTROLS.sub(" ", str(value)).strip()
    if width is not None and len(words) > width:
        words = words[: width - 1].rstrip() + "…"
    return Text(words)


def listed(words: Iterable[str]) -> str:
    """Codes or names with commas between, without the empty ones."""
    return ", ".join(word for word in words if word)
