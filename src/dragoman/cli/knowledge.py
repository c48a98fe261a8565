"""`dragoman knowledge`: the tables, and a user's own rows before them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.ledger_file import PrintJson
from dragoman.cli.printing import print_json

if TYPE_CHECKING:
    from dragoman.knowledge import Knowledge, Tenure

app = typer.Typer(
    help="Look up countries, groups, offices and their holders; add rows of your own.",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


@app.command()
def show(
    code: Annotated[
        str, typer.Argument(metavar="NAME", help="A country or group, by name or code: JPN, Quad.")
    ],
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day, month or year.")] = None,
    as_json: PrintJson = False,
) -> None:
    """Show a country with its offices and their holders, or a group with its members."""
    from dragoman.cli.who import interval_of
    from dragoman.errors import UsageError
    from dragoman.knowledge import knowledge

    tables = knowledge()
    when = interval_of(on)
    country = code if code in tables.countries else tables.country_of_name(code)
    hits = [] if country else tables.find_names(code)
    group = (
        code if code in tables.groups else next((hit.code for hit in hits if hit.code in tables.groups), None)
    )
    if country is not None:
        name = tables.countries[country].name
        holders = [each for offices in _held(tables, country) for each in offices]
        shown = [each for each in holders if when is None or each.overlaps(when)]
        _print_tenures(tables, f"{name} ({country})", shown, as_json)
    elif group is not None:
        found = tables.groups[group]
        members = found.members_on(when.latest) if when else tuple(each.member for each in found.memberships)
        _print({"group": group, "name": found.name, "members": sorted(set(members))}, as_json)
    else:
        raise UsageError(
            f'The tables know no country or group "{code}". Give a name or a code such as JPN or ASEAN.'
        )


def _held(tables: Knowledge, country: str) -> list[list[Tenure]]:
    classes = dict.fromkeys(office.office_class for office in tables.offices_of(country))
    return [tables.holder(country, each) for each in classes]


@app.command()
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The holder's name.")],
    title: Annotated[str, typer.Option("--office", metavar="TITLE", help='As used: "Minister of Defence".')],
    country: Annotated[str, typer.Option("--country", metavar="NAME", help="The country or group.")],
    start: Annotated[str, typer.Option("--from", metavar="DATE", help="First day, month or year.")],
    end: Annotated[str, typer.Option("--to", metavar="DATE", help="Last one; in office if left out.")] = "",
    variant: Annotated[
        list[str] | None, typer.Option("--variant", metavar="NAME", help="Another spelling; may be repeated.")
    ] = None,
    source: Annotated[str, typer.Option("--source", help="Where it is known from.")] = "own row",
) -> None:
    """Add a holder of an office to your own rows; an open predecessor's tenure ends there."""
    from datetime import UTC, datetime

    from dragoman.knowledge import knowledge, overlay_folder
    from dragoman.knowledge.own_rows import NewTenure, add_tenure

    today = datetime.now(UTC).date().isoformat()
    new = NewTenure(name, title, country, start, end, tuple(variant or ()), source, today)
    folder = overlay_folder()
    add_tenure(knowledge(), folder, new)
    typer.echo(f'Added {name} to "{folder}". What it changes: dragoman knowledge diff')


@app.command()
def check() -> None:
    """Check your own rows: every table can be read, persons and codes are known, nothing overlaps."""
    from dragoman.knowledge import overlay_folder
    from dragoman.knowledge.own_rows import check_own_rows

    folder = overlay_folder()
    problems = check_own_rows(folder)
    for problem in problems:
        typer.echo(problem)
    typer.echo(
        f'Your rows in "{folder}" ' + (f"have {len(problems)} problems." if problems else "are in order.")
    )
    if problems:
        raise typer.Exit(1)


@app.command()
def diff(as_json: PrintJson = False) -> None:
    """Show what your own rows change: holders added, replaced, and ended by a successor."""
    from dragoman.knowledge import Knowledge, overlay_folder, tables
    from dragoman.knowledge.overlay import changes_of

    folder = overlay_folder()
    mine = Knowledge(overlay=folder)
    shipped = tables.load_tenures(tables.DATA / "tenures.tsv")
    changes = changes_of(shipped, tables.load_tenures(folder / "tenures.tsv"))
    if as_json:
        _print([{"change": each.kind, **_tenure_json(mine, each.tenure)} for each in changes], True)
        return
    for each in changes:
        before = f"   (was: {_tenure_line(mine, each.before)})" if each.before is not None else ""
        typer.echo(f"{each.kind}: {_tenure_line(mine, each.tenure)}{before}")
    if not changes:
        typer.echo(f'No rows of your own in "{folder}".')


def _print_tenures(tables: Knowledge, head: str, tenures: list[Tenure], as_json: bool) -> None:
    if as_json:
        _print([_tenure_json(tables, each) for each in tenures], True)
        return
    typer.echo(head)
    for each in tenures:
        typer.echo(f"  {_tenure_line(tables, each)}")


def _tenure_line(tables: Knowledge, tenure: Tenure) -> str:
    person = tables.person(tenure.person_id)
    name = person.name if person is not None else tenure.person_id
    until = (
        tenure.end.isoformat() if tenure.end is not None else f"open, verified {tenure.verified.isoformat()}"
    )
    acting = "acting " if tenure.acting else ""
    return f"{tenure.country} {acting}{tenure.title}: {name}, {tenure.start.isoformat()} to {until} [{tenure.source}]"


def _tenure_json(tables: Knowledge, tenure: Tenure) -> dict[str, object]:
    person = tables.person(tenure.person_id)
    return {
        "person": person.name if person is not None else tenure.person_id,
        "country": tenure.country,
        "office_class": tenure.office_class,
        "title": tenure.title,
        "from": tenure.start.isoformat(),
        "to": tenure.end.isoformat() if tenure.end is not None else None,
        "verified_on": tenure.verified.isoformat(),
        "acting": tenure.acting,
        "source": tenure.source,
    }


def _print(answer: object, as_json: bool) -> None:
    if as_json or not isinstance(answer, dict):
        print_json(answer)
        return
    typer.echo(f"{answer['name']} ({answer['group']})")
    typer.echo("  " + ", ".join(answer["members"]) if answer["members"] else "  no members listed")
