"""Doubtful pairs as a reviewer sees them: both reports with their sentences, and how alike they are."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from dragoman.cli.printing import cell

if TYPE_CHECKING:
    from dragoman.ledger import DoubtfulPair

# What stands in `list` for a pair, where a thing has its kind.
PAIRS = "pairs"
PAIR_KEYS = "s same   d different   u unsure   n next   q quit"


def pair_row(pair: DoubtfulPair) -> dict[str, Any]:
    """A pair as a row of the queue."""
    return {"list": PAIRS, "kind": pair.left["list"], **asdict(pair)}


def print_pair(row: dict[str, Any], place: str) -> None:
    """Prints what is asked: two reports, one thing or two?"""
    from rich.console import Console

    console = Console(highlight=False)
    kind = row["kind"].removesuffix("s")
    joined = "joined now" if row["are_joined"] else "not joined now"
    console.print()
    console.print(cell(f"{place}: one {kind} or two? ({joined})"), style="bold")
    for side in (row["left"], row["right"]):
        where = "  ".join(filter(None, (side["outlet"] or side["doc_id"], side["published"], side["id"][:8])))
        console.print(cell(where), style="dim", soft_wrap=True)
        console.print(cell(f"“{side['words']}”"), soft_wrap=True)
    fields = ", ".join(f"{name.replace('_', ' ')} {share:.2f}" for name, share in row["likeness"].items())
    console.print(cell(f"  likeness {row['total']:.2f}: {fields}"), soft_wrap=True)
    console.print(cell(PAIR_KEYS), style="dim", soft_wrap=True)


def pair_line(row: dict[str, Any]) -> str:
    """A pair as one line of the queue."""
    ids = f"{row['left']['id'][:8]} {row['right']['id'][:8]}"
    return (
        f"{ids}  {row['kind']:<12} worth {row['worth']:.2f}  doubt {row['doubt']:.2f}  "
        f"likeness {row['total']:.2f}  {cell(row['left']['words'], 40).plain} | "
        f"{cell(row['right']['words'], 40).plain}"
    )
