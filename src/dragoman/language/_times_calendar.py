"""Calendar arithmetic for time expressions: units, thirds, halves, feasts.

Weeks run from Monday to Sunday. A month counts 30 days and a year 365 where a
duration is turned into minutes. Every function is pure; a day outside the years
1 to 9999 raises ValueError or OverflowError, which the reader of expressions
answers with "no interval".
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from dragoman.interval import Interval, Resolution

MINUTES = {
    "minute": 1,
    "hour": 60,
    "day": 1440,
    "week": 10080,
    "fortnight": 20160,
    "month": 43200,
    "quarter": 129600,
    "year": 525600,
    "decade": 5256000,
    "century": 52560000,
}
_MONTHS = {"month": 1, "quarter": 3, "half-year": 6, "year": 12, "decade": 120, "century": 1200}
_DAYS = {"day": 1, "week": 7, "fortnight": 14}


def add_months(day: date, n_months: int) -> date:
    """The same day of another month, or that month's last day where it is shorter."""
    index = day.year * 12 + day.month - 1 + n_months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def shift(day: date, n_units: float, unit: str) -> date:
    """The day n units later (earlier when negative); half a month counts 15 days, hours make whole days."""
    if unit in _DAYS:
        return day + timedelta(days=int(n_units * _DAYS[unit]))
    if unit in _MONTHS:
        whole = int(n_units * _MONTHS[unit])
        return add_months(day, whole) + timedelta(days=int((n_units * _MONTHS[unit] - whole) * 30))
    return day + timedelta(days=int(n_units * MINUTES.get(unit, 0) / 1440))


def period(day: date, unit: str) -> Interval:
    """The calendar unit that holds the day ("decade": the 1990s; "century": 1900-1999)."""
    if unit in ("minute", "hour", "second", "day"):
        return Interval.on_day(day)
    if unit in ("week", "fortnight"):
        monday = day - timedelta(days=day.weekday())
        n_days = _DAYS[unit]
        resolution = Resolution.WEEK if unit == "week" else Resolution.RANGE
        return Interval(monday, monday + timedelta(days=n_days - 1), resolution)
    if unit == "decade":
        return years(day.year // 10 * 10, day.year // 10 * 10 + 9)
    if unit == "century":
        return years(day.year // 100 * 100, day.year // 100 * 100 + 99)
    n_months = _MONTHS[unit]
    first = date(day.year, (day.month - 1) // n_months * n_months + 1, 1)
    return months(first, n_months)


def months(first: date, n_months: int) -> Interval:
    """So many whole months from the month of the first day on."""
    start = first.replace(day=1)
    return Interval.between(start, add_months(start, n_months) - timedelta(days=1))


def years(first: int, last: int) -> Interval:
    """Whole years, both included."""
    return Interval.between(date(max(first, 1), 1, 1), date(last, 12, 31))


def hull(left: Interval, right: Interval) -> Interval:
    """The shortest interval that holds both."""
    if left == right:
        return left
    return Interval.between(min(left.earliest, right.earliest), max(left.latest, right.latest))


def nth_weekday(day: date, weekday: int, direction: int) -> date:
    """The nearest such weekday: up to and including the day (-1), or from the day on (+1)."""
    offset = (weekday - day.weekday()) % 7
    return day + timedelta(days=offset if direction > 0 or offset == 0 else offset - 7)


def _year_block(whole: Interval) -> int:
    """How many whole years the interval is, or 0."""
    starts = (whole.earliest.month, whole.earliest.day) == (1, 1)
    ends = (whole.latest.month, whole.latest.day) == (12, 31)
    return whole.latest.year - whole.earliest.year + 1 if starts and ends else 0


def _month_block(whole: Interval) -> int:
    """How many whole months the interval is, or 0."""
    last = whole.latest
    if whole.earliest.day != 1 or last.day != monthrange(last.year, last.month)[1]:
        return 0
    return (last.year - whole.earliest.year) * 12 + last.month - whole.earliest.month + 1


def part_of(whole: Interval, part: str) -> Interval:
    """The "early", "mid" or "late" third of a period; its "start" or "end".

    Early 2022 is January to April, early April the 1st to the 10th, the early
    1990s 1990 to 1993 (docs/rules/dates.md, rule 9). The start or end of a year
    is its first or last month, of a month or quarter its first or last seven days.
    """
    first, last = whole.earliest, whole.latest
    n_years, n_months = _year_block(whole), _month_block(whole)
    if n_years >= 10:
        third = n_years * 4 // 10
        bounds = {
            "early": (0, third - 1),
            "start": (0, 0),
            "mid": (n_years * 3 // 10, n_years * 6 // 10),
            "late": (n_years - third, n_years - 1),
            "end": (n_years - 1, n_years - 1),
        }[part]
        return years(first.year + bounds[0], first.year + bounds[1])
    if n_months >= 6 or (n_months == 3 and part in ("early", "mid", "late")):
        third = max(n_months // 3, 1)
        start, length = {
            "early": (0, third),
            "start": (0, 1),
            "mid": (third, third),
            "late": (n_months - third, third),
            "end": (n_months - 1, 1),
        }[part]
        return months(add_months(first, start), length)
    if n_months:
        day_bounds = {
            "early": (first, first + timedelta(days=9)),
            "start": (first, first + timedelta(days=6)),
            "mid": (first + timedelta(days=10), first + timedelta(days=19)),
            "late": (first + timedelta(days=20), last),
            "end": (last - timedelta(days=6), last),
        }
        return Interval.between(*day_bounds[part])
    return _part_of_days(whole, part)


def _part_of_days(whole: Interval, part: str) -> Interval:
    n_days = whole.n_days
    if n_days < 3:
        return whole
    size = max(n_days * 3 // 7, 1)
    margin = (n_days - size) // 2
    start = {"early": 0, "start": 0, "mid": margin, "late": n_days - size, "end": n_days - size}[part]
    first = whole.earliest + timedelta(days=start)
    return Interval.between(first, first + timedelta(days=size - 1))


def nth_part(whole: Interval, n: int, of: int) -> Interval | None:
    """The n-th of so many equal parts (n from 1; -1 the last), or None when months do not divide so."""
    n_months = _month_block(whole)
    index = of - 1 if n == -1 else n - 1
    if not 0 <= index < of:
        return None
    if n_months == 1 and of == 2:
        middle = whole.earliest + timedelta(days=14)
        halves = ((whole.earliest, middle), (middle + timedelta(days=1), whole.latest))
        return Interval.between(*halves[index])
    if n_months == 0 or n_months % of:
        return None
    return months(add_months(whole.earliest, index * (n_months // of)), n_months // of)


def edge_units(whole: Interval, n_units: int, unit: str, at_end: bool) -> Interval | None:
    """The first or last so many units of a period ("the first three months of 2022")."""
    if n_units < 1:
        return None
    if at_end:
        start = shift(whole.latest + timedelta(days=1), -n_units, unit)
        found = Interval.between(start, whole.latest)
    else:
        found = Interval.between(whole.earliest, shift(whole.earliest, n_units, unit) - timedelta(days=1))
    return found if whole.contains(found.earliest) and whole.contains(found.latest) else None


def season(year: int, first_month: int) -> Interval:
    """Three months of the northern hemisphere; winter is named after the year of its December."""
    return months(date(year, first_month, 1), 3)


def easter(year: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian computus)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)


def feast(year: int, rule: str | list[int]) -> date:
    """A named day: [month, day], "easter-2", or "thanksgiving" (the fourth Thursday of November)."""
    if isinstance(rule, list):
        return date(year, rule[0], rule[1])
    if rule == "thanksgiving":
        return nth_weekday(date(year, 11, 1), 3, 1) + timedelta(days=21)
    return easter(year) + timedelta(days=int(rule.removeprefix("easter")))
