"""`dragoman export`: a ledger's tables for other programs."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli import filters
from dragoman.cli.filters import Wish, wanted
from dragoman.cli.ledger_file import LedgerFile, open_ledger
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.ledger import Filter, Ledger

FORMATS = ("csv", "jsonl", "parquet", "polecat", "icews", "jsonld", "atom", "ics", "graphml")
TABLES = ("articles", "meetings", "commitments", "statements", "events", "findings")
_OF_EVENTS = ("polecat", "icews")


def export(
    table: Annotated[
        str,
        typer.Argument(
            metavar="TABLE", help="articles, meetings, commitments, statements, events, findings."
        ),
    ] = "meetings",
    ledger: LedgerFile = None,
    form: Annotated[str, typer.Option("--format", metavar="FORMAT", help=f"{', '.join(FORMATS)}.")] = "csv",
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="The file to write; standard output unless given."),
    ] = None,
    country: filters.Country = None,
    pair: filters.Pair = None,
    outlet: filters.Outlet = None,
    since: filters.Since = None,
    until: filters.Until = None,
    without_words: Annotated[
        bool,
        typer.Option("--without-words", help="Leave out the sentences of the articles; headlines stay."),
    ] = False,
    with_codebook: Annotated[bool, typer.Option("--codebook", help="Print what the columns mean.")] = False,
) -> None:
    """Write a table of a ledger for other programs.

    polecat and icews hold the events; graphml holds all countries and how often
    meetings, commitments and events join them, whatever table is named.
    """
    if with_codebook:
        from dragoman.export.codebook import codebook

        typer.echo(codebook(), nl=False)
        return
    if form not in FORMATS:
        raise UsageError(f'There is no format "{form}". Give --format one of: {", ".join(FORMATS)}.')
    if table not in TABLES:
        raise UsageError(f'There is no table "{table}". Give one of: {", ".join(TABLES)}.')
    if form == "parquet" and out is None:
        raise UsageError("Parquet is not for a terminal. Give a file with --out FILE.")
    narrowed = wanted(Wish(table, {"country": country, "pair": pair, "outlet": outlet}, since, until, 0))
    named = _Export("events" if form in _OF_EVENTS else table, form, narrowed, not without_words)
    with open_ledger(ledger) as opened:
        _write(opened, named, out)


@dataclass(frozen=True, slots=True)
class _Export:
    """What is written: a table, in which form, which rows, with the sentences of the articles or without."""

    table: str
    form: str
    wanted: Filter
    with_words: bool

    def rows(self, opened: Ledger) -> Iterator[dict[str, Any]]:
        from dragoman.export.tables import iter_rows

        return self.allowed(iter_rows(opened, self.table, self.wanted))

    def allowed(self, rows: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """The rows, without what may not be quoted."""
        from dragoman.export.columns import wordless

        return rows if self.with_words else map(wordless, rows)


def _write(opened: Ledger, named: _Export, out: Path | None) -> None:
    """Write beside the file's place and move it there, so that a killed run leaves no half of one."""
    if out is None:
        sys.stdout.reconfigure(encoding="utf-8", newline="")  # type: ignore[union-attr]
        sys.stdout.writelines(_lines(opened, named))
        return
    unfinished = out.with_name(f".{out.name}.part")
    try:
        if named.form == "parquet":
            from dragoman.export.arrow import write_parquet

            write_parquet(named.table, named.rows(opened), unfinished, named.with_words)
        else:
            with unfinished.open("w", encoding="utf-8", newline="") as file:
                file.writelines(_lines(opened, named))
        unfinished.replace(out)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(f'"{out}" cannot be written: {reason}. Choose another with --out.') from error
    finally:
        unfinished.unlink(missing_ok=True)


def _lines(opened: Ledger, named: _Export) -> Iterable[str]:
    from dragoman.export import calendar, delimited, event_data, feed, graph, linked
    from dragoman.export.tables import iter_rows

    table, rows = named.table, named.rows(opened)
    match named.form:
        case "csv":
            return delimited.csv_lines(table, rows, named.with_words)
        case "jsonl":
            return delimited.json_lines(table, rows, named.with_words)
        case "polecat":
            return event_data.polecat_lines(rows)
        case "icews":
            return event_data.icews_lines(rows)
        case "jsonld":
            return linked.jsonld_lines(table, rows)
        case "atom":
            return feed.feed_lines(table, rows, f"dragoman: {table}")
        case "ics":
            if table not in ("meetings", "commitments"):
                raise UsageError(f'A calendar holds meetings or commitments, not "{table}".')
            return calendar.calendar_lines(table, rows)
        case _:
            return graph.graph_lines(
                (kind, named.allowed(iter_rows(opened, kind, named.wanted))) for kind in graph.KINDS
            )
