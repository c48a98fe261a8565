"""Rows as CSV and JSON Lines, as they come."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from dragoman.export.columns import cell_text, columns_of, flat_row
from dragoman.export.json_text import json_text
from dragoman.ledger.storable import storable

Listed = dict[str, Any]

# A spreadsheet takes a cell that begins so for a formula and runs it; an apostrophe makes it text.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_lines(table: str, rows: Iterable[Listed], with_words: bool = True) -> Iterator[str]:
    """A table as lines of CSV (RFC 4180), the header first; text that a spreadsheet would run is kept text."""
    names = [column.name for column in columns_of(table, with_words)]
    yield _line(names)
    for row in rows:
        flat = flat_row(table, row, with_words)
        yield _line([_harmless(cell_text(flat[name])) for name in names])


def plain_csv_lines(names: Sequence[str], rows: Iterable[Listed]) -> Iterator[str]:
    """Rows that are none of the ledger's tables as lines of CSV: the columns that are named, in this order."""
    yield _line(list(names))
    for row in rows:
        yield _line([_harmless(cell_text(row.get(name))) for name in names])


def json_lines(table: str, rows: Iterable[Listed], with_words: bool = True) -> Iterator[str]:
    """A table as one JSON object a line, lists as lists."""
    for row in rows:
        yield json_text(flat_row(table, row, with_words)) + "\n"


def _harmless(text: str) -> str:
    text = storable(text)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _line(cells: list[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(cells)
    return buffer.getvalue()
