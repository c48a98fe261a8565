"""One thing for people: its reports, and where they differ."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from dragoman.cli.printing import cell, print_json

if TYPE_CHECKING:
    from dragoman.ledger import Thing


def print_thing(thing: Thing, *, as_json: bool) -> None:
    """Prints the reports of one thing and its disagreements."""
    if as_json:
        print_json(asdict(thing))
        return
    console = Console(highlight=False)
    n_reports = len(thing.reports)
    console.print(
        cell(f"{thing.kind.removesuffix('s')} {thing.id}, {n_reports} report{'s' * (n_reports > 1)}")
    )
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("id", "published", "outlet", "words"):
        table.add_column(heading, overflow="fold")
    for row in thing.reports:
        outlet = row["outlet"] or row["doc_id"]
        table.add_row(cell(row["id"], 9), cell(row["published"]), cell(outlet), cell(row["words"], 200))
    console.print(table)
    for one in thing.disagreements:
        console.print()
        console.print(cell(f"The reports differ: {one.field.replace('_', ' ')}"), style="bold")
        for version in one.versions:
            console.print(cell(f"  {version.said}: {', '.join(version.outlets)}"), soft_wrap=True)
