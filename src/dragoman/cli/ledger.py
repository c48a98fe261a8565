"""`dragoman ledger`: makes, checks, upgrades, copies and unites ledgers, and forgets articles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.ledger_file import LedgerTarget, PrintJson
from dragoman.cli.printing import cell, number, print_json

if TYPE_CHECKING:
    from dragoman.ledger.stored import StoredRecord

app = typer.Typer(
    help="Make, check, upgrade, copy and unite ledgers; forget articles.",
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
        print_json({"ledger": place, "made": not was_there, "articles": n_articles})
    elif was_there:
        typer.echo(f'The ledger "{place}" was there already ({number(n_articles, "articles")}).')
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
        print_json({"ledger": place, "problems": problems, "counts": counts})
    else:
        for problem in problems:
            typer.echo(cell(problem).plain)
        held = ", ".join(number(n, kind) for kind, n in counts.items())
        said = "is whole" if not problems else f"has {number(len(problems), 'problems')}"
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
        print_json({"ledger": place, "before": before, "after": after})
    elif before == after:
        typer.echo(f'The ledger "{place}" is up to date (schema {after}).')
    else:
        typer.echo(f'Upgraded the ledger "{place}" from schema {before} to {after}.')


@app.command()
def rejoin(target: LedgerTarget, as_json: PrintJson = False) -> None:
    """Join reports, find copies and index words anew from the records; decisions stay."""
    from dragoman.ledger import Ledger

    with Ledger.open(target) as ledger:
        ledger.join_all()
        place = ledger.place
    if as_json:
        print_json({"ledger": place, "rejoined": True})
    else:
        typer.echo(f'Joined the reports of the ledger "{place}" anew.')


@app.command()
def backup(
    target: LedgerTarget,
    to: Annotated[
        str, typer.Argument(metavar="COPY", help="The file of the copy; it must not be there yet.")
    ],
    as_json: PrintJson = False,
) -> None:
    """Copy a ledger's file whole, while other programs may write to it."""
    from dragoman.ledger import Ledger

    with Ledger.open(target) as ledger:
        ledger.back_up(to)
        place = ledger.place
    if as_json:
        print_json({"ledger": place, "copy": to})
    else:
        typer.echo(f'Copied the ledger "{place}" to "{to}".')


@app.command()
def merge(
    target: LedgerTarget,
    others: Annotated[
        list[str], typer.Argument(metavar="OTHER...", help="Ledgers to take in; they stay as they are.")
    ],
    as_json: PrintJson = False,
) -> None:
    """Take other ledgers into one, with what people decided there; what is there already changes nothing."""
    from dragoman.ledger import Ledger

    taken = []
    with Ledger.open(target, create=True) as ledger:
        for other in others:
            with Ledger.open(other) as source:
                n_new, n_known = ledger.take_in(source)
            taken.append({"from": other, "new": n_new, "known": n_known})
            if not as_json:
                typer.echo(f'Took in "{other}": {number(n_new, "readings")}, {n_known} known before.')
        place = ledger.place
    if as_json:
        print_json({"ledger": place, "taken": taken})


@app.command()
def forget(
    target: LedgerTarget,
    article: Annotated[
        str,
        typer.Argument(
            metavar="ARTICLE_ID", help="Id of the article, a beginning of it, or its page's name."
        ),
    ],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    as_json: PrintJson = False,
) -> None:
    """Remove an article for good: its text, all that was read in it, all that was decided on it.

    Exports and copies of the ledger that were made before still hold it, and reading the
    page again brings it back.
    """
    from dataclasses import asdict

    from dragoman.ledger import Ledger

    with Ledger.open(target) as ledger:
        stored = ledger.record(article)
        if not yes:
            typer.echo(_described(stored), err=as_json)
            typer.confirm(f'Remove it from the ledger "{ledger.place}" for good?', abort=True, err=as_json)
        gone, place = ledger.forget(stored.article_id), ledger.place
    if as_json:
        print_json({"ledger": place, "forgotten": asdict(gone)})
    else:
        typer.echo(
            f'Forgot the article {gone.article_id} of the ledger "{place}": {number(gone.readings, "readings")}, '
            f"{number(gone.values, 'values')}, {number(gone.decisions, 'decisions')}."
        )


def _described(stored: StoredRecord) -> str:
    """An article in one line, for somebody who is about to remove it."""
    from dragoman.ledger.rows import KINDS

    article = stored.record.article
    n_values = sum(len(getattr(stored.record, kind)) for kind in KINDS)
    day = article.published.value if article.published else None
    known = (article.headline, article.outlet, day, article.id)
    return cell(f"{stored.article_id}: {', '.join(filter(None, known))}; {number(n_values, 'values')}").plain
