"""What relative expressions mean: weekdays, "last year", "three days ago", "the following day".

The companion of ``_times_readings``, which reads what the calendar names.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from dragoman.interval import Interval, Resolution
from dragoman.language import _times_calendar as calendar
from dragoman.language._times_readings import (
    Direction,
    Found,
    Meaning,
    Scene,
    TimeKind,
    relation_of,
    unit_of,
    unit_of_word,
)

# Days that a vague phrase can span ("in the coming weeks"): wide enough to be true
# (docs/rules/dates.md, rule 7).
_VAGUE_DAYS = {"hour": 1, "day": 14, "week": 92, "month": 365}
_NEWSPAPER = re.compile(r"\b[A-Z]\w* Today$")
SHORT_UNITS = ("second", "minute", "hour")


def weekday(found: Found, scene: Scene) -> Meaning | None:
    """The last such day up to the anchor; the next one where the sentence speaks of the future."""
    kind = TimeKind.TIME if _has_day_part(found) else TimeKind.DATE
    if scene.day is None:
        return Meaning(kind=kind)
    wanted, words = found.index("w"), found.words()
    relation = relation_of(words)
    step = 1 if scene.direction is Direction.FUTURE else -1
    if "coming" in words or "upcoming" in words:
        day = calendar.nth_weekday(scene.day + timedelta(days=1), wanted, 1)
    elif relation == 1:
        monday = calendar.period(scene.day, "week").latest + timedelta(days=1)
        day = monday + timedelta(days=wanted)
    elif relation == -1:
        day = calendar.nth_weekday(scene.day - timedelta(days=1), wanted, -1)
    elif relation == 0 and scene.direction is Direction.NEUTRAL:
        day = calendar.period(scene.day, "week").earliest + timedelta(days=wanted)
    else:
        day = calendar.nth_weekday(scene.day, wanted, step)
    return Meaning(Interval.on_day(day), kind)


def weekday_week(found: Found, scene: Scene) -> Meaning | None:
    """ "Thursday next week", "Monday of last week"."""
    relation = relation_of(found.words("r"))
    if unit_of(found) != "week" or relation is None:
        return None
    if scene.day is None:
        return Meaning()
    monday = calendar.period(scene.day + timedelta(days=7 * relation), "week").earliest
    return Meaning(Interval.on_day(monday + timedelta(days=found.index("w"))))


def _has_day_part(found: Found) -> bool:
    return bool(
        {"morning", "afternoon", "evening", "night", "noon", "midnight", "tonight"} & set(found.words())
    )


def today(found: Found, scene: Scene) -> Meaning | None:
    words = found.words()
    start = found.tokens.starts[found.match.start()]
    if words[0] == "today" and _NEWSPAPER.search(found.tokens.text, max(start - 30, 0), start + 5):
        return None
    kind = TimeKind.TIME if _has_day_part(found) else TimeKind.DATE
    if scene.day is None:
        return Meaning(kind=kind)
    step = -1 if "yesterday" in words else 1 if "tomorrow" in words else 0
    return Meaning(Interval.on_day(scene.day + timedelta(days=step)), kind)


def day_part(found: Found, scene: Scene) -> Meaning | None:
    """ "This morning" is the anchor's day, "last night" the day before."""
    if scene.day is None:
        return Meaning(kind=TimeKind.TIME)
    step = 0 if relation_of(found.words("r")) == 0 else -1
    return Meaning(Interval.on_day(scene.day + timedelta(days=step)), TimeKind.TIME)


def weekend(found: Found, scene: Scene) -> Meaning | None:
    """A Saturday and Sunday: of this week when the anchor lies in it or the sentence looks ahead."""
    if scene.day is None:
        return Meaning()
    saturday = calendar.period(scene.day, "week").earliest + timedelta(days=5)
    relation, ahead = relation_of(found.words("r")), scene.direction is Direction.FUTURE
    if relation is not None and relation != 0 and "coming" not in found.words():
        saturday += timedelta(days=7 * relation)
    else:
        is_bare = relation is None and not found.has("r2") and scene.day < saturday and not ahead
        is_over = relation == 0 and scene.direction is Direction.PAST and scene.day.weekday() < 3
        saturday -= timedelta(days=7 if is_bare or is_over else 0)
    return Meaning(Interval(saturday, saturday + timedelta(days=1), Resolution.RANGE))


def relative_unit(found: Found, scene: Scene) -> Meaning | None:
    """ "This week", "last year": calendar units; "the past week": the seven days up to the anchor."""
    unit, words = unit_of(found), found.words("r")
    relation = relation_of(words)
    if unit in SHORT_UNITS or relation is None or (unit == "day" and (relation != 0 or "current" in words)):
        return None
    if words[0] in ("previous", "preceding"):
        return _beside_reference(scene, unit, -1)
    if scene.day is None:
        return Meaning()
    is_rolling = words[0] == "past" or (found.words()[0] == "the" and relation != 0)
    if is_rolling or (unit == "decade" and relation != 0):
        return Meaning(rolling(scene.day, relation, unit))
    return Meaning(calendar.period(calendar.shift(scene.day, relation, unit), unit))


def this_unit(found: Found, scene: Scene) -> Meaning | None:
    """ "The year" inside "the end of the year" is the anchor's."""
    unit = unit_of(found)
    if unit in SHORT_UNITS:
        return None
    return Meaning(None if scene.day is None else calendar.period(scene.day, unit))


def rolling(day: date, n_units: float, unit: str) -> Interval:
    other = calendar.shift(day, n_units, unit)
    return Interval.between(min(day, other), max(day, other))


def _beside_reference(scene: Scene, unit: str, n_units: int) -> Meaning:
    """The unit so many after the one mentioned last, or no interval when none or only a longer one was."""
    reference = scene.reference
    if reference is None or reference.n_days > calendar.MINUTES[unit] // 1440 + 1:
        return Meaning()
    first = calendar.period(calendar.shift(reference.earliest, n_units, unit), unit)
    return Meaning(
        calendar.hull(first, calendar.period(calendar.shift(reference.latest, n_units, unit), unit))
    )


def season(found: Found, scene: Scene) -> Meaning | None:
    """A bare season is the anchor's own, else the last one, or the next where the sentence looks ahead."""
    first = found.index("s")
    if found.words("s") == ["fall"] and "the" not in found.words():
        return None
    if scene.day is None:
        return Meaning()
    relation = relation_of(found.words("r"))
    options = [calendar.season(scene.day.year + step, first) for step in (-1, 0, 1)]
    if relation is not None and relation < 0:
        return Meaning([option for option in options if option.latest < scene.day][-1])
    if relation is not None and relation > 0:
        return Meaning(next(option for option in options if option.earliest > scene.day))
    now = [option for option in options if option.contains(scene.day)]
    if now:
        return Meaning(now[0])
    if relation == 0:
        return Meaning(next(option for option in options if option.earliest.year == scene.day.year))
    if scene.direction is Direction.FUTURE:
        return Meaning(next(option for option in options if option.earliest > scene.day))
    return Meaning([option for option in options if option.latest < scene.day][-1])


def counted_units(found: Found, scene: Scene) -> Meaning | None:
    """ "The past three years", "the next 48 hours": the days from the anchor back or forth."""
    word, unit = found.words("r")[0], unit_of(found)
    relation, n_units = relation_of([word]), found.number("c")
    if word in ("previous", "preceding", "following", "this") or relation is None or n_units == 0:
        return None
    if scene.day is None or unit in ("second", "minute"):
        return Meaning()
    return Meaning(rolling(scene.day, relation * max(n_units, 24 if unit == "hour" else 0), unit))


def vague_units(found: Found, scene: Scene) -> Meaning | None:
    unit = unit_of(found)
    span = _VAGUE_DAYS.get(unit)
    if scene.day is None or span is None:
        return Meaning()
    step = 1 if found.words("r")[0] in ("next", "coming", "upcoming") else -1
    return Meaning(rolling(scene.day, step * span, "day"))


def ago(found: Found, scene: Scene) -> Meaning | None:
    """Three days ago is a day, two weeks ago a week, ten months ago a month, two years ago a year."""
    unit, number = unit_of(found), found.number("c") + (0.5 if found.has("h") else 0)
    vague = {"several", "few", "couple", "some", "many"} & set(found.words("c"))
    if scene.day is None or vague:
        return Meaning()
    if unit in SHORT_UNITS:
        return Meaning(rolling(scene.day, -1 if number > 6 and unit == "hour" else 0, "day"), TimeKind.TIME)
    day = calendar.shift(scene.day, -number, unit)
    fine = {"decade": "year", "century": "decade", "fortnight": "week"}.get(unit, unit)
    return Meaning(calendar.period(day, fine if number == int(number) else _finer(fine)))


def _finer(unit: str) -> str:
    return {"year": "month", "month": "week", "week": "day"}.get(unit, unit)


def from_now(found: Found, scene: Scene) -> Meaning | None:
    words = found.words()
    if words[-1] == "now" and "from" not in words:
        return None
    names = [word for word in words if word not in ("from", "now", "time", "'", "’", "s")]
    return ahead_of(scene, found.number("c"), unit_of_word(names[-1]))


def ahead_of(scene: Scene, n_units: float, unit: str) -> Meaning:
    if scene.day is None:
        return Meaning()
    if unit in SHORT_UNITS:
        return Meaning(rolling(scene.day, 1, "day"), TimeKind.TIME)
    return Meaning(calendar.period(calendar.shift(scene.day, n_units, unit), unit))


def later(found: Found, scene: Scene) -> Meaning | None:
    """ "A day earlier", "two weeks later": counted from the date mentioned last."""
    unit, number = unit_of(found), found.number("c")
    if scene.reference is None:
        return Meaning()
    step = -number if found.words("r") == ["earlier"] else number
    if unit in SHORT_UNITS:
        return Meaning(scene.reference if scene.reference.n_days == 1 else None, TimeKind.TIME)
    first = calendar.shift(scene.reference.earliest, step, unit)
    last = calendar.shift(scene.reference.latest, step, unit)
    if scene.reference.resolution is Resolution.DAY and unit in ("month", "year", "decade"):
        return Meaning(calendar.period(first, "month" if unit == "month" else "year"))
    return Meaning(Interval.between(first, last))


def next_one(found: Found, scene: Scene) -> Meaning | None:
    """ "The following day", "the same month", "the next day": beside or at the date mentioned last."""
    unit = unit_of_word(found.words()[-1])
    if unit in SHORT_UNITS or unit in ("decade", "century"):
        return None
    if found.has("r2"):
        if unit == "day":
            return _beside_reference(scene, unit, 1)
        return None
    word = (found.words("r") or found.words("r3"))[0]
    step = {"following": 1, "ensuing": 1, "previous": -1, "preceding": -1}.get(word, 0)
    return _beside_reference(scene, unit, step)


def day_before(found: Found, scene: Scene) -> Meaning | None:
    step = {"before": -1, "after": 1}.get(found.words("r")[0])
    unit = unit_of(found)
    if step is None or unit in SHORT_UNITS:
        return None
    return _beside_reference(scene, unit, step)


def clock(found: Found, scene: Scene) -> Meaning | None:
    """A time of day has days only with a date beside it."""
    token = next(word for word in found.words() if word[0].isdigit())
    hour, *rest = [int(digits) for digits in re.findall(r"\d+", token)]
    if hour > 24 or any(number > 59 for number in rest):
        return None
    day = found.part(scene) if found.has("inner") else None
    is_bare = len(token) == 4 and not token.endswith("m")  # "9:25" may be a verse or a score
    if is_bare and day is None and not found.near(-1, "on", "prep", "to", "and", "between", "approx"):
        return None
    return Meaning(day, TimeKind.TIME)
