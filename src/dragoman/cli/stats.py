"""`dragoman stats`: figures over a ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.cli.ledger_file import LedgerFile, PrintJson, open_ledger
from dragoman.cli.printing import cell, print_json

if TYPE_CHECKING:
    from rich.console import Console

    from dragoman.ledger import Stats

_MOST_ROWS = 12


def stats(ledger: LedgerFile = None, as_json: PrintJson = False) -> None:
    """Figures over a ledger: articles by outlet and month, values by kind, skipped pages by reason."""
    with open_ledger(ledger) as opened:
        figures, place = opened.stats(), opened.place
    if as_json:
        from dataclasses import asdict

        print_json(asdict(figures))
        return
    from rich.console import Console

    _print_stats(figures, place, Console())


def _print_stats(figures: Stats, place: str, console: Console) -> None:
    counts = figures.counts
    days = "" if figures.first_on is None else f", published {figures.first_on} to {figures.last_on}"
    console.print(cell(f"{place}: {_number(counts.articles, 'article')}{days}"), soft_wrap=True)
    kinds = {
        "meetings": counts.meetings,
        "commitments": counts.commitments,
        "statements": counts.statements,
        "events": counts.events,
        "findings": counts.findings,
        "readings": counts.readings,
        "skipped pages": counts.skipped,
    }
    _print_figures("Held", kinds, console)
    _print_figures("Articles by outlet", figures.by_outlet, console)
    _print_figures("Articles by month", figures.by_month, console)
    _print_figures("Articles by language", figures.by_language, console)
    pairs = {" – ".join(pair.countries): pair.n_values for pair in figures.top_pairs}
    _print_figures("Country pairs", pairs, console)
    _print_figures("Skipped pages by reason", figures.skipped_by_reason, console)


def _print_figures(heading: str, figures: dict[str, int], console: Console) -> None:
    from rich.table import Table

    if not figures:
        return
    console.print()
    console.print(cell(heading), style="bold")
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(justify="right")
    table.add_column(overflow="fold")
    for name, number in list(figures.items())[:_MOST_ROWS]:
        table.add_row(cell(number), cell(name or "not known"))
    console.print(table)
    if len(figures) > _MOST_ROWS:
        console.print(cell(f"and {len(figures) - _MOST_ROWS} more (all with --json)"))


def _number(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
