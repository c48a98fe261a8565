"""`dragoman read`: pages in, readings out, and into a ledger where one is named."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import AsJson, PageSeconds, Sources, Verbose
from dragoman.cli.program import EXIT_SKIPS
from dragoman.errors import MissingEvidence, UsageError
from dragoman.pages import Limits, Skipped, SkipReason
from dragoman.pages.limits import MEGABYTE

if TYPE_CHECKING:
    from dragoman.cli.results import Result, Results
    from dragoman.ledger import Ledger


@dataclass(slots=True)
class _Tally:
    """What was read so far."""

    n_records: int = 0
    n_known: int = 0
    skipped: list[Skipped] = field(default_factory=list)

    @property
    def n_lost(self) -> int:
        """Skipped pages that count against --max-skips."""
        return sum(one.is_loss for one in self.skipped)


def read(
    sources: Sources,
    ledger: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="Add to this ledger, which is made where it is not there; a file or a database URL.",
        ),
    ] = None,
    as_json: AsJson = False,
    as_lines: Annotated[
        bool, typer.Option("--jsonl", help="Print one line of JSON a page, as it is read.")
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Write DIR/<stem>.json for each page instead of printing."),
    ] = None,
    max_skips: Annotated[
        int, typer.Option(metavar="N", min=0, help="Exit with 3 when more pages than this were skipped.")
    ] = 0,
    max_mb: Annotated[
        float, typer.Option("--max-mb", metavar="MB", min=0.001, help="Skip pages larger than this.")
    ] = 20,
    page_seconds: PageSeconds = 60,
    is_quiet: Annotated[
        bool, typer.Option("-q", "--quiet", help="Print no reading, no progress bar and no summary.")
    ] = False,
    is_verbose: Verbose = False,
    log: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the tracebacks of failed pages to this file.")
    ] = None,
) -> None:
    """Read pages: print what they report, or add it to a ledger.

    Skipped pages are listed on standard error. Without --ledger nothing is stored.
    Files that only lie beside pages in a folder (hidden ones, scripts, pictures'
    data) are listed, but do not count as skipped pages.
    """
    from dragoman.cli.progress import tracked

    if as_lines and (as_json or out is not None):
        raise UsageError("--jsonl prints lines; leave out --json and --out.")
    _log_to(log, is_verbose)
    limits = Limits(max_bytes=int(max_mb * MEGABYTE))
    tally = _Tally()
    # JSON on the screen itself needs its long lines whole, which a bar would break.
    has_bar = not is_quiet and not (sys.stdout.isatty() and out is None and (as_json or as_lines))
    with (
        _open_ledger(ledger) as book,
        closing(_results(as_json, as_lines, out, is_quiet, is_verbose)) as results,
    ):
        # Readings that nobody wants to see need not be made again.
        may_pass = is_quiet and out is None and not (as_json or as_lines)
        found = _found(sources, limits, page_seconds, book if may_pass else None)
        for result in tracked(_stored(found, book, tally), sources, has_bar):
            results.put(result)
    _report(tally, ledger, out, is_quiet)
    if tally.n_lost > max_skips:
        raise typer.Exit(EXIT_SKIPS)


def _found(sources: list[str], limits: Limits, page_s: float, book: Ledger | None) -> Iterator[Result]:
    """The records of the sources; what the ledger has read already comes as skipped, "read before"."""
    from dragoman.api import read_all

    if book is None:
        return read_all(sources, limits=limits, page_s=page_s)
    from dragoman.reading.reader import versions

    return read_all(
        sources,
        limits=limits,
        is_known=lambda article: book.has_reading(article, versions()),
        page_s=page_s,
    )


def _results(as_json: bool, as_lines: bool, out: Path | None, is_quiet: bool, is_verbose: bool) -> Results:
    from dragoman.cli import results

    if out is not None:
        return results.FolderResults(out)
    if as_lines:
        return results.LineResults()
    if as_json:
        return results.JsonResults()
    return results.NoResults() if is_quiet else results.PrintedResults(is_verbose)


def _open_ledger(target: str | None) -> AbstractContextManager[Ledger | None]:
    if target is None:
        return nullcontext()
    from dragoman.ledger import Ledger

    return Ledger.open(target, create=True)


def _stored(found: Iterator[Result], book: Ledger | None, tally: _Tally) -> Iterator[Result]:
    """The results, each counted and, where there is a ledger, stored before it is shown."""
    for each in found:
        result = each if book is None else _add(each, book, tally)
        if isinstance(result, Skipped) and result.reason is SkipReason.KNOWN:
            tally.n_records, tally.n_known = tally.n_records + 1, tally.n_known + 1
        elif isinstance(result, Skipped):
            tally.skipped.append(result)
        else:
            tally.n_records += 1
        yield result


def _add(result: Result, book: Ledger, tally: _Tally) -> Result:
    from dragoman.ledger import Added

    if isinstance(result, Skipped):
        if result.reason is not SkipReason.KNOWN:
            book.add_skipped(result)
        return result
    try:
        tally.n_known += book.add(result) is Added.KNOWN
    except MissingEvidence as error:
        skipped = Skipped(result.id, result.article.origin, SkipReason.FAILED, str(error))
        book.add_skipped(skipped)
        return skipped
    return result


def _report(tally: _Tally, ledger: str | None, out: Path | None, is_quiet: bool) -> None:
    from rich.console import Console

    from dragoman.export.terminal import print_skipped

    console = Console(stderr=True, highlight=False)
    print_skipped(tally.skipped, console)
    if is_quiet or (ledger is None and out is None):
        return
    known = f", {tally.n_known} of them known before" if tally.n_known else ""
    places = " and ".join(f'"{place}"' for place in (ledger, out) if place is not None)
    pages = "page" if tally.n_records == 1 else "pages"
    print(f"{tally.n_records} {pages} read into {places}{known}", file=sys.stderr)


def _log_to(path: Path | None, is_verbose: bool) -> None:
    logger = logging.getLogger("dragoman")
    if path is not None:
        try:
            logger.addHandler(logging.FileHandler(path, encoding="utf-8"))
        except OSError as error:
            raise UsageError(
                f'The log "{path}" cannot be written: {(error.strerror or "").lower()}.'
            ) from error
    elif is_verbose:
        logger.addHandler(logging.StreamHandler())
