"""What the commands for single pages share: their sources, and the skipped ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import typer

from dragoman.cli.program import EXIT_SKIPS
from dragoman.errors import UsageError
from dragoman.pages import Skipped

if TYPE_CHECKING:
    from dragoman.reading.record import Record


def require_sources(sources: list[str] | None) -> list[str]:
    """The sources that were given.

    Raises:
        UsageError: None were.
    """
    if not sources:
        raise UsageError("No page was named. Give a file, a folder or - for standard input, or use --jsonl.")
    return sources


def print_values(
    sources: list[str], keys: tuple[str, ...], show: Callable[[Record], None], as_json: bool
) -> None:
    """Prints one kind of value of each page: as `show` does, or these keys of the record as JSON."""
    from dragoman.api import read_all
    from dragoman.cli.results import JsonResults
    from dragoman.export import record_json

    def chosen(record: Record) -> dict[str, Any]:
        return {key: value for key, value in record_json(record).items() if key in ("doc_id", *keys)}

    skipped: list[Skipped] = []
    results = JsonResults(chosen)
    for found in read_all(sources):
        if isinstance(found, Skipped):
            skipped.append(found)
        elif as_json:
            results.put(found)
        else:
            show(found)
    if as_json:
        results.close()
    report_skipped(skipped)


def report_skipped(skipped: list[Skipped]) -> None:
    """Lists skipped pages on standard error; ends the program with 3 where there are any."""
    if not skipped:
        return
    from rich.console import Console

    from dragoman.export.terminal import print_skipped

    print_skipped(skipped, Console(stderr=True, highlight=False))
    if any(one.is_loss for one in skipped):
        raise typer.Exit(EXIT_SKIPS)
