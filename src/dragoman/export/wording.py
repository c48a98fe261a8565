"""Values in words for people: actors, countries, days, durations."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from dragoman.interval import Interval, Resolution
from dragoman.reading.record import Actor, Event, Mode

_CODE = re.compile(r"[A-Z]{3}")
_MODES = {
    Mode.IN_PERSON: "in person",
    Mode.VIDEO: "by video",
    Mode.PHONE: "by telephone",
    Mode.WRITTEN: "in writing",
}
_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth"}


@lru_cache(maxsize=1024)
def country_name(code: str) -> str:
    """The name of a country; other codes ("NATO", "security") as they are."""
    from dragoman.knowledge import knowledge

    country = knowledge().country(code) if _CODE.fullmatch(code) else None
    return country.name if country is not None else code


def country_words(code: str) -> str:
    """A code with its name: "Japan (JPN)"; other codes ("NATO", "security") as they are."""
    name = country_name(code)
    return f"{name} ({code})" if name != code else code


def codes_words(codes: Iterable[str]) -> str:
    """Several codes with their names, separated by commas."""
    return ", ".join(country_words(code) for code in codes if code)


def topics_words(codes: Iterable[str]) -> str:
    """What was talked about: "defence, Norway"."""
    return ", ".join(dict.fromkeys(map(country_name, codes)))


def actor_words(actor: Actor) -> str:
    """Who somebody is: "Fumio Kishida, Prime Minister, Japan (JPN)"."""
    country = country_words(actor.country) if actor.country else ""
    if actor.name and actor.name in (actor.country, country_name(actor.country)):
        return ", ".join(part for part in (country, actor.office) if part)
    parts = [actor.name, actor.office, country]
    return ", ".join(part for part in parts if part) or "somebody unnamed"


def mode_words(mode: Mode) -> str:
    """How people met: "by video"; empty where it is not known."""
    return _MODES.get(mode, "")


def event_sides(event: Event) -> str:
    """The two sides of an event: "Japan (JPN) > China (CHN)", or all of them where there is no direction."""
    source = codes_words(event.source) or "?"
    return f"{source} → {codes_words(event.target)}" if event.target else source


def duration_words(minutes: int) -> str:
    """A duration as people say it: "1 h 30 min"."""
    hours, rest = divmod(minutes, 60)
    return " ".join(
        part for part in (f"{hours} h" if hours else "", f"{rest} min" if rest or not hours else "") if part
    )


def days_words(interval: Interval) -> str:
    """An interval as people write it: "21 January 2022", "first half of 2022", "3 to 5 May 2022"."""
    first, last = interval.earliest, interval.latest
    if first == last:
        return _day(first)
    if interval.resolution is Resolution.WEEK:
        return f"week of {_day(first)}"
    unit = Interval.between(first, last).resolution
    if unit is Resolution.YEAR:
        return str(first.year)
    if unit is Resolution.MONTH:
        return f"{first:%B} {first.year}"
    if unit in (Resolution.QUARTER, Resolution.HALF_YEAR):
        length, name = (3, "quarter") if unit is Resolution.QUARTER else (6, "half")
        return f"{_ORDINALS[(first.month - 1) // length + 1]} {name} of {first.year}"
    return _range(first, last)


def _range(first: date, last: date) -> str:
    text = Interval.between(first, last).isoformat()
    start, _, end = text.partition("/")
    if len(start) == 10:
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.day} to {_day(last)}"
        return f"{_day(first) if first.year != last.year else f'{first.day} {first:%B}'} to {_day(last)}"
    if len(start) == 7:
        shown = f"{first:%B}" if first.year == last.year else f"{first:%B} {first.year}"
        return f"{shown} to {last:%B} {last.year}"
    return f"{start} to {end}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"
