"""Under which keys the reports of one thing find each other.

Comparing every value with every other would grow with the square. Two values are
compared only where they share a key of two countries and a week; where the days of
one are vague ("in spring"), a key of two countries and a month. The day before and
the day after count too, for reports across time zones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from dragoman.ledger.claims import Claim
from dragoman.ledger.derived import KEY_LENGTH
from dragoman.ledger.storable import storable

# Days beyond which an interval says "some time in", not "on".
VAGUE_DAYS = 14
# Of a summit's participants, the pairs among the first few (by code) are enough to find each other.
_MOST_CODES = 6
_MOST_MONTHS = 12
# A report without a date speaks of the days before it was published.
_UNDATED_REACH = timedelta(days=6)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Block:
    """One key of a value. Vague values meet all of a month; exact ones meet there only the vague."""

    key: str
    is_vague: bool
    is_month: bool


def blocks_of(claim: Claim) -> list[Block]:
    """The keys of a value, each once, in order."""
    if claim.kind == "findings":
        subject = " ".join(sorted(claim.words))
        return [Block(_key(claim, subject, "any"), is_vague=False, is_month=False)]
    first, last = days_of(claim)
    parties = list(_parties(claim))
    if first is None or last is None:
        return [Block(_key(claim, party, "undated"), is_vague=False, is_month=False) for party in parties]
    is_vague = (last - first).days >= VAGUE_DAYS
    spans = [(month, True) for month in _months(first, last)]
    if not is_vague:
        spans += [(week, False) for week in _weeks(first, last)]
    return [Block(_key(claim, party, span), is_vague, month) for party in parties for span, month in spans]


def days_of(claim: Claim) -> tuple[date | None, date | None]:
    """The days by which a value is looked for.

    What is promised is found by the day on which it was reported, since reports
    seldom name the same due date; everything else by the days that it is about.
    """
    told = claim.published
    if claim.is_dated and claim.kind not in ("commitments", "statements"):
        return claim.earliest, claim.latest
    if told is None and claim.written is not None:
        return claim.written
    if told is None:
        return claim.earliest, claim.latest
    return _back(told), told


def _back(day: date) -> date:
    return day if day <= date.min + _UNDATED_REACH else day - _UNDATED_REACH


def _parties(claim: Claim) -> Iterator[str]:
    if claim.kind == "statements":
        names = {word for person in claim.people for word in person.name if len(word) > 2}
        yield from sorted(names)[:_MOST_CODES] or sorted(claim.codes)
        return
    codes = sorted(claim.codes | claim.to)[:_MOST_CODES]
    if len(codes) < 2:
        yield codes[0] if codes else "-"
    for pair in combinations(codes, 2):
        yield "-".join(pair)


def _weeks(first: date, last: date) -> Iterable[str]:
    start, end = max(first.toordinal() - 1, 1), last.toordinal() + 1
    return (f"w{week}" for week in range(start // 7, end // 7 + 1))


def _months(first: date, last: date) -> Iterator[str]:
    """Months of the interval and of the days around it, at most a year's."""
    start = first if first == date.min else first - _DAY
    end = last if last == date.max else last + _DAY
    first_month, last_month = start.year * 12 + start.month, end.year * 12 + end.month
    for month in range(first_month, min(last_month, first_month + _MOST_MONTHS) + 1):
        yield f"m{month}"


def _key(claim: Claim, party: str, span: str) -> str:
    return storable(f"{claim.kind[0]}|{claim.state}|{span}|{party}")[:KEY_LENGTH]
