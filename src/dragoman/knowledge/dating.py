"""The other way round: on which days can a text have been written that names these holders?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from dragoman.interval import Interval
from dragoman.knowledge.facts import Tenure


def dates_that_fit(tenures_of_claims: Sequence[Iterable[Tenure]]) -> Interval | None:
    """The days on which every claim holds, from the first to the last of them.

    Args:
        tenures_of_claims: For each claim the tenures that would make it true; a claim
            without tenures is not known to the tables and is passed over.

    Returns:
        None when no claim is known, or when no day fits all of them. Days are counted at
        their widest, so a tenure known by the month leaves the whole month open.
    """
    fitting: list[tuple[date, date]] | None = None
    for tenures in tenures_of_claims:
        spans = [(each.start.earliest, each.last_day) for each in tenures]
        if not spans:
            continue
        fitting = spans if fitting is None else _intersect(fitting, spans)
    if not fitting:
        return None
    return Interval.between(min(start for start, _ in fitting), max(end for _, end in fitting))


def _intersect(left: list[tuple[date, date]], right: list[tuple[date, date]]) -> list[tuple[date, date]]:
    pairs = ((max(a, c), min(b, d)) for a, b in left for c, d in right)
    return [(start, end) for start, end in pairs if start <= end]
