"""Events and statements of one page as tables for a terminal."""

from __future__ import annotations

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.export.quoting import Quoting
from dragoman.export.wording import actor_words, codes_words, days_words
from dragoman.reading.record import Realis, Record


def print_events(record: Record) -> None:
    """Prints the events of a record, those that did not happen last."""
    table = _table(record, "Type", "Source", "Target", "When", "Words")
    quoting = Quoting(record.article)
    for event in sorted(record.events, key=lambda event: event.realis is not Realis.HAPPENED):
        realis = "" if event.realis is Realis.HAPPENED else f"\n({event.realis})"
        table.add_row(
            Text(event.type + realis),
            Text(codes_words(event.source)),
            Text(codes_words(event.target)),
            Text(days_words(event.when.interval) if event.when is not None else ""),
            Text("\n".join(quoting.texts(event.evidence)), style="dim"),
        )
    _print(table, record, "No events found.")


def print_quotes(record: Record) -> None:
    """Prints the statements of a record: who, how, the words."""
    table = _table(record, "Speaker", "Manner", "Cue", "Words")
    text = record.article.text
    for statement in record.statements:
        words = " … ".join(text[place.start : place.end] for place in statement.content)
        cue = text[statement.cue.start : statement.cue.end] if statement.cue is not None else ""
        table.add_row(Text(actor_words(statement.speaker)), str(statement.manner), Text(cue), Text(words))
    _print(table, record, "No statements found.")


def _table(record: Record, *names: str) -> Table:
    title = Text(record.article.headline or record.id, style="bold")
    table = Table(*names, title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for column in table.columns[:-1]:
        column.overflow = "fold"
    return table


def _print(table: Table, record: Record, empty: str) -> None:
    console = Console(highlight=False)
    if table.row_count:
        console.print(table)
    else:
        console.print(Text(f"{record.article.headline or record.id}: {empty}"))
