"""A progress bar on standard error, where that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TypeVar

_Result = TypeVar("_Result")


def tracked(results: Iterator[_Result], sources: Sequence[str], is_shown: bool = True) -> Iterator[_Result]:
    """The same results, with a bar that moves with each; no bar is written into a file or pipe."""
    if not is_shown or not sys.stderr.isatty():
        yield from results
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from dragoman.pages import count_sources

    columns = (
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("pages"),
        TimeElapsedColumn(),
    )
    console = Console(stderr=True)
    # Standard output is led round the bar only where it is the same screen; a pipe stays a pipe.
    with Progress(*columns, console=console, transient=True, redirect_stdout=sys.stdout.isatty()) as progress:
        task = progress.add_task("pages", total=count_sources(sources))
        for result in results:
            yield result
            progress.advance(task)
