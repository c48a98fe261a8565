"""`dragoman follow-up`: what became of commitments and planned meetings."""

from __future__ import annotations

from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli import filters
from dragoman.cli.filters import N_ROWS, Wish, require_one_of, wanted
from dragoman.cli.fitting import Column, days, print_rows
from dragoman.cli.ledger_file import LedgerFile, PrintJson, open_ledger
from dragoman.cli.printing import cell, listed, print_json, say_more
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.ledger import FollowUp

_KINDS = ("commitments", "meetings")


def followup(
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help=f"{' or '.join(_KINDS)} (planned ones).")
    ] = "commitments",
    ledger: LedgerFile = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DAY", help="The day to judge by; today unless given.")
    ] = None,
    state: Annotated[
        str | None,
        typer.Option("--state", metavar="STATE", help="Only: open, due soon, overdue, done, dropped."),
    ] = None,
    country: filters.Country = None,
    pair: filters.Pair = None,
    since: filters.Since = None,
    until: filters.Until = None,
    limit: filters.Limit = N_ROWS,
    after: filters.After = None,
    as_json: PrintJson = False,
) -> None:
    """Say what became of commitments or planned meetings, as far as the ledger knows."""
    from dragoman.ledger import ListKind, Progress

    if kind not in _KINDS:
        raise UsageError(f'"{kind}" cannot be followed up. Give one of: {", ".join(_KINDS)}.')
    require_one_of("state", state, Progress)
    wish = Wish(kind, {"country": country, "pair": pair, "state": state}, since, until, limit, after)
    with open_ledger(ledger) as opened:
        found, cursor = opened.follow_up(ListKind(kind), _day(as_of), wanted(wish))
    if as_json:
        from dataclasses import asdict

        print_json([asdict(one) for one in found])
    else:
        _print_table(found)
    say_more(cursor)


def _day(text: str | None) -> date:
    if text is None:
        from datetime import UTC, datetime

        return datetime.now(UTC).date()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f'"{text}" is not a day. Use YYYY-MM-DD with --as-of.') from error


def _print_table(found: list[FollowUp]) -> None:
    if not found:
        typer.echo("Nothing to follow up.", err=True)
        return
    columns = [
        Column(heading, itemgetter(heading)) for heading in ("id", "state", "due", "who", "what", "later")
    ]
    print_rows(columns, [_row(one) for one in found])
    typer.echo(f"On {found[0].on}, {found[0].known}.", err=True)


def _row(one: FollowUp) -> dict[str, Any]:
    row = one.thing
    who = row.get("actors") or [person["country"] for person in row["participants"]] or row["attendees"]
    return {
        "id": row["id"][:8],
        "state": str(one.state),
        "due": days(row.get("due") or row.get("when")),
        "who": listed(dict.fromkeys(who)),
        "what": cell(row.get("what") or row["words"], 100).plain,
        "later": "; ".join(
            f"{report['published']} {report['outlet'] or report['doc_id']}" for report in one.evidence
        ),
    }
