"""What parts of periods, durations and sets mean, and the reading of each rule.

Parts ("early 2022", "the first half of this year") hold another expression and cut
a piece out of its days. The table at the end names the function for every rule of
the grammar.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from dragoman.interval import Interval
from dragoman.language import _times_calendar as calendar
from dragoman.language import _times_readings as readings
from dragoman.language import _times_relative as relative
from dragoman.language._times_readings import Direction, Found, Meaning, Scene, TimeKind, number_of, unit_of
from dragoman.language._times_relative import SHORT_UNITS, ahead_of, rolling

_WAR = re.compile(r"['’]? Wars?\b")  # the Six-Day War, the Thirty Years' War


def part(found: Found, scene: Scene) -> Meaning | None:
    """ "Early 2022", "mid-May", "the end of next month"."""
    name = str(found.value("part"))
    whole = found.part(scene)
    return Meaning(None if whole is None else calendar.part_of(whole, name))


def year_end(found: Found, scene: Scene) -> Meaning | None:
    unit = found.words()[0]
    if found.words()[-1] != "end" or unit not in ("year", "month") or len(found.words()) < 3:
        return None
    if scene.day is None:
        return Meaning()
    return Meaning(calendar.part_of(calendar.period(scene.day, unit), "end"))


def side(found: Found, scene: Scene) -> Meaning | None:
    """ "Earlier this month" ends with the anchor, "later this year" begins with it."""
    whole = found.part(scene)
    if whole is None or scene.day is None or not whole.contains(scene.day):
        return Meaning(whole)
    if found.words("part") == ["earlier"]:
        return Meaning(Interval.between(whole.earliest, scene.day))
    return Meaning(Interval.between(scene.day, whole.latest))


def half(found: Found, scene: Scene) -> Meaning | None:
    number = _nth(found)
    whole = found.part(scene)
    if number not in (1, 2, -1):
        return None
    return Meaning(None if whole is None else calendar.nth_part(whole, number, 2))


def _nth(found: Found) -> int:
    words = found.words("n")
    return -1 if words[0] in ("last", "past") else int(number_of(words))


def nth_quarter(found: Found, scene: Scene) -> Meaning | None:
    number = _nth(found)
    if number > 4 or (number == -1 and not found.has("inner")):
        return None
    if found.has("inner"):
        whole = found.part(scene)
    else:
        whole = None if scene.day is None else Interval.year(scene.day.year)
    return Meaning(None if whole is None else calendar.nth_part(whole, number, 4))


def first_units(found: Found, scene: Scene) -> Meaning | None:
    """ "The first three months of 2022", "the second week of May", "the last days of the year" (none)."""
    unit, nth = unit_of(found), _nth(found)
    if unit in SHORT_UNITS:
        return None
    whole = found.part(scene)
    plural = found.has("c")
    if whole is None or (not plural and found.words("u")[0].endswith("s")):
        return Meaning()
    if plural:
        if nth not in (1, -1):
            return None
        return Meaning(calendar.edge_units(whole, int(found.number("c")), unit, nth == -1))
    if nth == -1:
        return Meaning(calendar.edge_units(whole, 1, unit, True))
    first = calendar.shift(whole.earliest, nth - 1, unit)
    last = calendar.shift(first, 1, unit) - timedelta(days=1)
    return Meaning(Interval.between(first, last) if last <= whole.latest else None)


def week_of(found: Found, scene: Scene) -> Meaning | None:
    if unit_of(found) != "week":
        return None
    day = found.part(scene)
    return Meaning(None if day is None else calendar.period(day.earliest, "week"))


def duration(found: Found, scene: Scene) -> Meaning | None:
    """A length of time in minutes; "in two weeks" in a sentence about the future is a date."""
    if _is_age_or_rate(found) or _WAR.match(found.tokens.text, found.tokens.ends[found.match.end() - 1]):
        return None
    words = found.words()
    unit = unit_of(found) if found.has("u") else "day"
    if not found.has("c"):
        if found.has("h"):
            return Meaning(kind=TimeKind.DURATION, minutes=calendar.MINUTES[unit] // 2)
        if words[-1] == "long":
            return Meaning(kind=TimeKind.DURATION, minutes=calendar.MINUTES[unit])
        return Meaning(kind=TimeKind.DURATION)
    number = found.number("c")
    if found.tokens.classes[found.match.end("u") : found.match.end()] and "half" in words and number:
        number += 0.5 if "half" not in found.words("c") else 0
    if number == 0:
        return None
    if found.near(-1, "in") and scene.direction is Direction.FUTURE and unit not in SHORT_UNITS:
        if found.tokens.word(found.match.start() - 1).lower() == "within":
            return Meaning(None if scene.day is None else rolling(scene.day, number, unit))
        return ahead_of(scene, number, unit)
    if found.near(-1, "dash", "to", "and") and found.near(-2, "digit", "number", "number_word"):
        return Meaning(kind=TimeKind.DURATION)  # "two to three hours"
    minutes = number / 60 if unit == "second" else number * calendar.MINUTES[unit]
    if found.has("c2"):
        minutes += found.number("c2") * calendar.MINUTES.get(unit_of(found, "u2"), 0)
    return Meaning(kind=TimeKind.DURATION, minutes=round(minutes))


def _is_age_or_rate(found: Found) -> bool:
    words = found.words()
    if found.near(1, "old") or (found.near(1, "dash") and found.near(2, "old")) or found.near(-1, "old"):
        return True
    if found.near(1, "of") and found.near(2, "old"):
        return True
    if found.words("c") == ["one"] and len(words) == 2 and words[1] == "day":
        return True
    if words[0] in ("a", "an") and len(words) == 2 and words[1] != "hour":
        return not found.near(-1, "prep", "in")
    return False


def every(found: Found, scene: Scene) -> Meaning | None:
    return Meaning(kind=TimeKind.SET)


Reading = Callable[[Found, Scene], Meaning | None]
_ALL: tuple[Reading, ...] = (
    part,
    year_end,
    side,
    half,
    nth_quarter,
    first_units,
    week_of,
    duration,
    every,
    relative.weekday,
    relative.weekday_week,
    relative.today,
    relative.day_part,
    relative.weekend,
    relative.relative_unit,
    relative.this_unit,
    relative.counted_units,
    relative.vague_units,
    relative.ago,
    relative.from_now,
    relative.later,
    relative.next_one,
    relative.day_before,
    relative.clock,
    readings.iso,
    readings.numeric,
    readings.month_day,
    readings.days,
    readings.month,
    readings.relative_month,
    readings.year,
    readings.years,
    readings.ancient,
    readings.decade,
    readings.nth_century,
    readings.fiscal,
    readings.quarter_code,
    readings.named_day,
    readings.eleventh,
    readings.season_year,
    relative.season,
)
READINGS: dict[str, Reading] = {reading.__name__: reading for reading in _ALL}
