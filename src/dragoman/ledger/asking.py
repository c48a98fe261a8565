"""From words that anybody may have sent to a filter of the ledger, or what is wrong with them.

For views that others reach: the words are made storable, lengths and numbers are
bounded, and days may be given as years or months.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dragoman.errors import UsageError
from dragoman.interval import Interval
from dragoman.ledger.schema import CODE_LENGTH
from dragoman.ledger.storable import storable
from dragoman.ledger.telling import LONGEST_WORD, Filter

_LONGEST_CURSOR = 200


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody asks for; `facets` by name, days as YYYY, YYYY-MM or YYYY-MM-DD."""

    facets: Mapping[str, str | None] = field(default_factory=dict)
    since: str | None = None
    until: str | None = None
    limit: int = 50
    after: str | None = None


class BadWord(UsageError):
    """A word of a question that cannot be taken; `field` says which."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.field = name


def filter_of(question: Question) -> Filter:
    """The filter that a question asks for.

    Raises:
        BadWord: A day is none, or a word is longer than any in a ledger.
    """
    since, until = _day("since", question.since), _day("until", question.until)
    return Filter(
        facets={name: _word(name, word) for name, word in question.facets.items() if word},
        since=None if since is None else since.earliest.isoformat(),
        until=None if until is None else until.latest.isoformat(),
        limit=question.limit,
        after=_cursor(question.after),
    )


def _word(name: str, word: str) -> str:
    longest = LONGEST_WORD if name == "pair" else CODE_LENGTH
    if len(word) > longest:
        raise BadWord(
            name, f"{name} has {len(word)} characters; nothing in a ledger has more than {longest}."
        )
    return storable(word)


def _day(name: str, text: str | None) -> Interval | None:
    if not text:
        return None
    try:
        return Interval.parse(storable(text[:40]))
    except ValueError as error:
        raise BadWord(name, f"{name}: {error}") from error


def _cursor(text: str | None) -> str | None:
    if not text:
        return None
    if len(text) > _LONGEST_CURSOR:
        raise BadWord("after", "That is no cursor. Give the one that the page before ended with.")
    return storable(text)
