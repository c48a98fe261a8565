"""What the commands for single pages share: their sources, and the skipped ones."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

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


def records_of(sources: list[str], skipped: list[Skipped]) -> Iterator[Record]:
    """The records of the sources; the pages that give none go to `skipped`."""
    from dragoman.api import read_all

    for found in read_all(sources):
        if isinstance(found, Skipped):
            skipped.append(found)
        else:
            yield found


def report_skipped(skipped: list[Skipped]) -> None:
    """Lists skipped pages on standard error; ends the program with 3 where there are any."""
    if not skipped:
        return
    from rich.console import Console

    from dragoman.export.terminal import print_skipped

    print_skipped(skipped, Console(stderr=True, highlight=False))
    if any(one.is_loss for one in skipped):
        raise typer.Exit(EXIT_SKIPS)
