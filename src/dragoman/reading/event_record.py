"""The events that belong in the record of an article: those between states or bodies, told as news.

The coder (`events`) also gives what happens within one state, as event data sets
have it for single sentences. A record of diplomacy keeps an event only where two
different parties are known, gives organs the code of their organisation, and files
what lies more than a year before the article under history.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dragoman.reading.brief import Brief
from dragoman.reading.events import read_events
from dragoman.reading.record import Event, Realis

_OLD_DAYS = 400
_UNNAMED = frozenset({"IGO", "NGO", "ORG", "IMG", "ISM", "MNC"})


def record_events(brief: Brief) -> list[Event]:
    """The events of an article between different parties, in the order of the coder."""
    events = [_placed_in_time(brief, _with_short_forms(brief, event)) for event in read_events(brief)]
    return [event for event in events if len({*event.source, *event.target}) > 1 and event.source]


def _with_short_forms(brief: Brief, event: Event) -> Event:
    source = _short_forms(brief, event.source)
    target = tuple(code for code in _short_forms(brief, event.target) if code not in source)
    return replace(event, source=source, target=target)


def _short_forms(brief: Brief, codes: Iterable[str]) -> tuple[str, ...]:
    """UN for its organs; bodies that the text does not name are nobody."""
    found = []
    for code in codes:
        group = brief.facts.group(code)
        is_organ = group is not None and group.kind == "organ" and code.startswith("UN")
        found.append("UN" if is_organ else code)
    return tuple(dict.fromkeys(code for code in found if code not in _UNNAMED))


def _placed_in_time(brief: Brief, event: Event) -> Event:
    if event.realis is not Realis.HAPPENED or event.when is None or brief.anchor is None:
        return event
    age_days = (brief.anchor.earliest - event.when.interval.latest).days
    return replace(event, realis=Realis.HISTORICAL) if age_days > _OLD_DAYS else event
