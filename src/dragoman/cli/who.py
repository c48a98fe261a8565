"""`dragoman who`: who is meant by an office or a name on a date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.options import AsJson, ServeLines
from dragoman.cli.printing import print_json
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.interval import Interval
    from dragoman.knowledge import Candidate

_VERDICTS = {
    "held": "held the office",
    "not_held": "did not hold the office",
    "unknown": "not known",
}


def who(
    mention: Annotated[
        str | None,
        typer.Argument(
            metavar="MENTION",
            help='As written: "Kishida", "Japanese foreign minister", "former president Clinton". '
            "With --jsonl: a file of lines.",
            show_default=False,
        ),
    ] = None,
    on: Annotated[
        str | None,
        typer.Option(
            "--on", metavar="DATE", help="The day, month, year, or FROM/TO of the text; any if left out."
        ),
    ] = None,
    country: Annotated[
        str | None, typer.Option("--country", metavar="NAME", help="The country that the text speaks of.")
    ] = None,
    as_json: AsJson = False,
    serve_lines: ServeLines = False,
) -> None:
    """Say who is meant by an office or a name on a date, with the reasons.

    With --jsonl: {"id", "date", "mention", "country_name"?} in; {"id", "person",
    "country", "office", "current", "why"} out. "current" is true when the person held the
    office then, false when the tables rule it out, null when they do not know.
    """
    if serve_lines:
        from dragoman.cli.jsonl import serve
        from dragoman.knowledge.answers import who_line

        serve(who_line, [mention] if mention else [])
        return
    if not mention:
        raise UsageError('No mention was given. Use: dragoman who "Japanese foreign minister" --on 1995-06')
    candidates = _ask(mention, on, country)
    if as_json:
        print_json([_json(each) for each in candidates])
    elif not candidates:
        typer.echo(f'The tables know nobody who fits "{mention}"{_when_words(on)}.')
    else:
        for each in candidates:
            typer.echo(_line(each))


def _ask(mention: str, on: str | None, country: str | None) -> list[Candidate]:
    from dragoman.knowledge import knowledge

    tables = knowledge()
    code = None
    if country:
        code = country if tables.country(country) else tables.country_of_name(country)
        if code is None:
            raise UsageError(
                f'"{country}" is no country that the tables know. Give its name or its three letters.'
            )
    return tables.who(mention, interval_of(on), code)


def interval_of(on: str | None) -> Interval | None:
    """The days of an option; UsageError when it names none."""
    from dragoman.interval import Interval

    if not on:
        return None
    try:
        return Interval.parse(on)
    except ValueError as error:
        raise UsageError(str(error)) from error


def _when_words(on: str | None) -> str:
    return f" on {on}" if on and len(on) == 10 else f" in {on}" if on else ""


def _line(candidate: Candidate) -> str:
    """One candidate for people: name, office, verdict, reasons."""
    from dragoman.export.wording import country_words

    name = candidate.person.name if candidate.person is not None else "?"
    said = f"{name}, {country_words(candidate.country)}"
    if candidate.office:
        said += f": {candidate.office}"
    return f"{said} — {_VERDICTS[candidate.verdict.value]} ({'; '.join(candidate.reasons)})"


def _json(candidate: Candidate) -> dict[str, Any]:
    tenure = candidate.tenure
    return {
        "person": candidate.person.name if candidate.person is not None else None,
        "person_id": candidate.person.id if candidate.person is not None else None,
        "country": candidate.country,
        "office": candidate.office,
        "office_classes": list(candidate.office_classes),
        "verdict": candidate.verdict.value,
        "score": candidate.score,
        "tenure": None
        if tenure is None
        else {
            "title": tenure.title,
            "from": tenure.start.isoformat(),
            "to": tenure.end.isoformat() if tenure.end is not None else None,
            "verified_on": tenure.verified.isoformat(),
            "source": tenure.source,
        },
        "reasons": list(candidate.reasons),
    }
