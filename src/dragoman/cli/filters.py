"""The filters of lists over a ledger: as options of commands, and as the ledger takes them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.interval import Interval
    from dragoman.ledger import Filter

N_ROWS = 50

Country = Annotated[
    str | None,
    typer.Option(
        "--country",
        metavar="CODE",
        help="Only what this country or organisation has a part in: COL, Colombia, NATO; one of some: COL,PER.",
    ),
]
Pair = Annotated[
    str | None, typer.Option("--pair", metavar="A-B", help="Only between these two: AUS-JPN, in any order.")
]
Actor = Annotated[
    str | None,
    typer.Option(
        "--actor", metavar="NAME", help="Only with this person, by the full name or the family name."
    ),
]
Since = Annotated[
    str | None, typer.Option("--since", metavar="DAY", help="Not before: 2022, 2022-01, 2022-01-21.")
]
Until = Annotated[
    str | None, typer.Option("--until", metavar="DAY", help="Not after: 2022, 2022-01, 2022-01-21.")
]
Outlet = Annotated[
    str | None,
    typer.Option("--outlet", metavar="NAME", help="Only what this outlet tells of, by its full name."),
]
Topic = Annotated[
    str | None,
    typer.Option(
        "--topic", metavar="CODE", help="Only about this: energy; about one of some: energy,nuclear."
    ),
]
Type = Annotated[
    str | None,
    typer.Option(
        "--type",
        metavar="TYPE",
        help="Only this event type, act or kind of finding; some with commas between them.",
    ),
]
Limit = Annotated[
    int, typer.Option("--limit", metavar="N", min=0, help="At most N rows, 0 for all.", show_default=True)
]
After = Annotated[
    str | None, typer.Option("--after", metavar="CURSOR", help="Go on where another page ended.")
]
AsCsv = Annotated[bool, typer.Option("--csv", help="Print CSV.")]


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for: which kind, which rows, in which form."""

    kind: str
    facets: dict[str, str | None]
    since: str | None = None
    until: str | None = None
    limit: int = N_ROWS
    after: str | None = None
    as_json: bool = False
    as_csv: bool = False


def require_one_of(name: str, word: str | None, words: Iterable[str]) -> None:
    """Takes a word that is left out, or one or more of those that can be asked for.

    Raises:
        UsageError: It is another.
    """
    from dragoman.ledger.telling import words_asked

    known = [str(each) for each in words]
    for one in [] if word is None else words_asked(name, word):
        if one not in known:
            raise UsageError(f'"{one}" is no {name}. Give one of: {", ".join(known)}.')


def wanted(wish: Wish) -> Filter:
    """The filter of the ledger.

    Raises:
        UsageError: A day is none.
    """
    from dragoman.ledger import Filter

    return Filter(
        facets={name: _as_code(name, word) for name, word in wish.facets.items() if word is not None},
        since=None if wish.since is None else _days(wish.since).earliest.isoformat(),
        until=None if wish.until is None else _days(wish.until).latest.isoformat(),
        limit=wish.limit or None,
        after=wish.after,
    )


def country_code(word: str) -> str:
    """The code of a country that is named ("Colombia"); any other word as it is: a code, an organisation."""
    from dragoman.knowledge import knowledge

    tables = knowledge()
    is_code = tables.country(word.upper()) is not None
    return word if is_code else tables.country_of_name(word) or word


def _country_codes(words: str) -> str:
    """One country by its name, which may hold a comma, or several with commas between them."""
    from dragoman.ledger.telling import words_asked

    whole = country_code(words)
    return whole if whole != words else ",".join(map(country_code, words_asked("country", words)))


def _as_code(name: str, word: str) -> str:
    if name == "country":
        return _country_codes(word)
    if name == "pair":
        joint = next((each for each in "&-," if each in word), "-")
        return joint.join(country_code(side.strip()) for side in word.split(joint))
    return word


def _days(text: str) -> Interval:
    from dragoman.interval import Interval

    try:
        return Interval.parse(text)
    except ValueError as error:
        raise UsageError(str(error)) from error
