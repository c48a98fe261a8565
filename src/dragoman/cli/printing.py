"""How commands print what is in a ledger: cells, JSON, CSV, and where a list goes on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from rich.text import Text

# Control characters would let an article's text steer the terminal; tabs and line breaks would
# break a table.
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


def print_json(value: Any) -> None:
    """Prints a value for other programs."""
    from dragoman.export.json_text import json_text

    typer.echo(json_text(value, indent=2))


def print_csv(table: str, rows: Iterable[dict[str, Any]]) -> None:
    """Prints rows with the columns of their table, the header first."""
    from dragoman.export.delimited import csv_lines

    for line in csv_lines(table, rows):
        typer.echo(line, nl=False)


def say_more(cursor: str | None) -> None:
    """Says on standard error how to go on with a list, where it goes on."""
    if cursor is not None:
        typer.echo(f"There are more. Go on with: --after {cursor}   (or show all: --limit 0)", err=True)


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


def number(n: int, things: str) -> str:
    """A number of things, named in the plural: "3 findings", "1 finding", "1 skipped"."""
    return f"{n} {things.removesuffix('s') if n == 1 else things}"
