"""Tables that fit the terminal: what matters least is left out before a name is cut in the middle."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any

import typer

from dragoman.cli.printing import cell

if TYPE_CHECKING:
    from rich.text import Text

Listed = dict[str, Any]

# Columns of one word, which are never wrapped.
_WHOLE = ("id", "date")
# Columns of sentences, and the fewest characters of a line in which a sentence can be read.
_SENTENCES = ("words", "headline", "what", "content", "remark", "detail")
_SENTENCE_WIDTH = 24
# Longer words (addresses, names of files) may be broken.
_LONGEST_WORD = 24
# What is left out first; the others always stay.
_LEAST = ("mode", "realis", "manner", "act", "state", "page", "origin", "found", "outlet", "reports")
_GAP = 2


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and what is read from a row."""

    heading: str
    read: Callable[[Listed], Any]


def print_rows(columns: Sequence[Column], rows: list[Listed]) -> None:
    """Prints rows as a table as wide as the terminal; says on standard error what was left out."""
    from rich.console import Console
    from rich.table import Table

    console = Console()
    cells = {one.heading: [cell(one.read(row)) for row in rows] for one in columns}
    needed = {heading: _needed(heading, its) for heading, its in cells.items()}
    wanted = {heading: max(len(heading), *(len(one.plain) for one in its)) for heading, its in cells.items()}
    kept = fitting(needed, console.width)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading, width in widths({one: (needed[one], wanted[one]) for one in kept}, console.width).items():
        table.add_column(heading, overflow="fold", width=width)
    for number in range(len(rows)):
        table.add_row(*(cells[heading][number] for heading in kept))
    console.print(table)
    left_out = [heading for heading in cells if heading not in kept]
    if left_out:
        typer.echo(f"Left out for lack of width: {', '.join(left_out)}. All: --json", err=True)


def days(text: str | None) -> str:
    """An interval for a table: a range may be wrapped between its two days."""
    return (text or "").replace("/", " – ")


def fitting(needed: dict[str, int], width: int) -> list[str]:
    """The headings that find room, in their order, given the characters that each needs at least."""
    kept = list(needed)
    for heading in _LEAST:
        if sum(needed[one] + _GAP for one in kept) <= width:
            break
        if heading in kept:
            kept.remove(heading)
    return kept


def widths(columns: dict[str, tuple[int, int]], width: int) -> dict[str, int]:
    """The width of each column, given what it needs at least and what it would fill.

    What is left goes, character by character, to the column whose cells would take the most
    lines, of several to the one that lacks the fewest characters; so a table is low, and
    never wider than the terminal where the needs find room.
    """
    given = {heading: min(needed, wanted) for heading, (needed, wanted) in columns.items()}

    def urgency(heading: str) -> tuple[int, int]:
        wanted = columns[heading][1]
        return ceil(wanted / given[heading]), given[heading] - wanted

    for _ in range(width - sum(number + _GAP for number in given.values())):
        highest = max(columns, key=urgency)
        if columns[highest][1] <= given[highest]:
            break
        given[highest] += 1
    return given


def _needed(heading: str, cells: list[Text]) -> int:
    """The width in which no word of a column is cut; for sentences, one in which they can be read."""
    texts = [heading, *(one.plain for one in cells)]
    if heading in _WHOLE:
        return max(map(len, texts))
    if heading in _SENTENCES:
        return _SENTENCE_WIDTH
    words = [word for text in texts for word in text.split()]
    return min(_LONGEST_WORD, max(map(len, words), default=1))
