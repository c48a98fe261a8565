"""`dragoman ledger`: makes, checks and upgrades ledgers."""

from __future__ import annotations

import typer

from dragoman.cli.ledger_file import LedgerTarget, PrintJson, cell

app = typer.Typer(
    help="Make, check and upgrade ledgers.",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


@app.command()
def init(target: LedgerTarget, as_json: PrintJson = False) -> None:
    """Make an empty ledger; one that is there already is left as it is."""
    from dragoman.errors import LedgerNotFound
    from dragoman.ledger import Ledger

    try:
        Ledger.open(target).close()
        was_there = True
    except LedgerNotFound:
        was_there = False
    with Ledger.open(target, create=True) as ledger:
        n_articles, place = ledger.counts().articles, ledger.place
    if as_json:
        _print_json({"ledger": place, "made": not was_there, "articles": n_articles})
    elif was_there:
        typer.echo(f'The ledger "{place}" was there already ({n_articles} articles).')
    else:
        typer.echo(f'Made the ledger "{place}". Fill it with: dragoman read SOURCE... --ledger {place}')


@app.command()
def check(target: LedgerTarget, as_json: PrintJson = False) -> None:
    """Check that a ledger is whole: file, keys, the words behind every value, ids. Exit code 1 if not."""
    from dataclasses import asdict

    from dragoman.ledger import Ledger

    with Ledger.open(target) as ledger:
        problems, counts, place = ledger.check(), asdict(ledger.counts()), ledger.place
    if as_json:
        _print_json({"ledger": place, "problems": problems, "counts": counts})
    else:
        for problem in problems:
            typer.echo(cell(problem).plain)
        held = ", ".join(f"{number} {kind}" for kind, number in counts.items())
        said = "is whole" if not problems else f"has {len(problems)} problems"
        typer.echo(f'The ledger "{place}" {said}: {held}.')
    if problems:
        raise typer.Exit(1)


@app.command()
def upgrade(target: LedgerTarget, as_json: PrintJson = False) -> None:
    """Bring a ledger that an older dragoman wrote up to date."""
    from dragoman.ledger import upgrade_ledger
    from dragoman.ledger.place import place_of

    before, after = upgrade_ledger(target)
    place = place_of(target).shown
    if as_json:
        _print_json({"ledger": place, "before": before, "after": after})
    elif before == after:
        typer.echo(f'The ledger "{place}" is up to date (schema {after}).')
    else:
        typer.echo(f'Upgraded the ledger "{place}" from schema {before} to {after}.')


def _print_json(answer: dict[str, object]) -> None:
    from dragoman.export.json_text import json_text

    typer.echo(json_text(answer, indent=2))
