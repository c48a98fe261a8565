"""Dates that a page states of itself: ISO forms, mail forms, and days written out.

The written forms know the month names of twenty languages (data/months.json).
"04/05/2026" is read day first, as most of the world writes it, unless the second
number cannot be a month or the caller says that the outlet writes the month first.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from functools import cache
from importlib import resources

from dragoman.article.article import PageDate
from dragoman.interval import Interval

_ISO = re.compile(
    r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:(?:T|\s+|\s*[-|,]\s*)(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?(?!\d)",
    re.I,
)
_COMPACT = re.compile(
    r"(?<!\d)((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:T?(\d{2})(\d{2})(\d{2})?(Z)?)?(?!\d)"
)
_STAMP = re.compile(r"1\d{9}(?:\d{3})?")
_NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2((?:19|20)\d{2}|\d{2})(?![\d/-])")
_YEAR_FIRST = re.compile(r"(?<!\d)((?:19|20)\d{2})[./](\d{1,2})[./](\d{1,2})(?!\d)")
_CHINESE = re.compile(r"((?:19|20)\d{2})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
_WORD = r"[^\W\d_]+"
_DAY_MONTH = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|º|°|\.|ο|η)?[\s.,-]*(?:de\s+|of\s+|d')?({_WORD})\.?,?[\s-]*"
    rf"(?:de\s+|del\s+)?((?:19|20)\d{{2}})(?!\d)",
    re.I,
)
_MONTH_DAY = re.compile(
    # From the beginning of a word, lest each of its letters be tried.
    rf"(?<![^\W\d_])({_WORD})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?(?:,|\s)\s*((?:19|20)\d{{2}})(?!\d)",
    re.I,
)
# What stands between day and time is taken whole (*+): a long row of it must not be tried at each place.
_TIME = re.compile(
    r"[\s,|·•–-]*+(?:at|um|à|a las|alle|kl\.?|o godz\.?)?\s*+(\d{1,2})[:.h](\d{2})(?::(\d{2}))?(?:\.\d+)?"
    r"\s*([ap])?\.?(?:m\b\.?)?\s*(?:Uhr|hrs?|h)?\s*(Z\b|UTC|GMT|[+-]\d{2}:?\d{2})?",
    re.I,
)
_EARLIEST_YEAR = 1600


def parse_page_date(text: str, origin: str, month_first: bool = False) -> PageDate | None:
    """The first date in a short text, or None where there is none that a calendar has."""
    text = " ".join(text.split())[:300]
    for read in (_read_iso, _read_written, _read_numeric):
        value = read(text, month_first)
        if value is not None:
            return PageDate(value, Interval.on_day(date.fromisoformat(value[:10])), origin)
    return None


def _read_iso(text: str, _month_first: bool) -> str | None:
    if match := _ISO.search(text):
        return _value(match[1], match[2], match[3], match.group(4, 5, 6, 7))
    if match := _COMPACT.fullmatch(text):
        return _value(match[1], match[2], match[3], match.group(4, 5, 6, 7))
    if _STAMP.fullmatch(text):
        return datetime.fromtimestamp(int(text[:10]), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if match := _CHINESE.search(text):
        return _value(match[1], match[2], match[3], _time_after(text, match.end()))
    return None


def _read_written(text: str, _month_first: bool) -> str | None:
    names = _months()
    found: list[tuple[int, str]] = []
    for match in _DAY_MONTH.finditer(text):
        month = names.get(match[2].casefold())
        if month and (value := _value(match[3], month, match[1], _time_after(text, match.end()))):
            found.append((match.start(), value))
            break
    for match in _MONTH_DAY.finditer(text):
        month = names.get(match[1].casefold())
        if month and (value := _value(match[3], month, match[2], _time_after(text, match.end()))):
            found.append((match.start(), value))
            break
    return min(found)[1] if found else None


def _read_numeric(text: str, month_first: bool) -> str | None:
    if match := _YEAR_FIRST.search(text):
        return _value(match[1], match[2], match[3], _time_after(text, match.end()))
    match = _NUMERIC.search(text)
    if match is None:
        return None
    first, second = int(match[1]), int(match[3])
    year = int(match[4]) if len(match[4]) == 4 else 2000 + int(match[4])
    day, month = (second, first) if (second > 12 or (month_first and first <= 12)) else (first, second)
    return _value(year, month, day, _time_after(text, match.end()))


def _time_after(text: str, start: int) -> tuple[str | None, ...]:
    match = _TIME.match(text, start)
    if match is None:
        return ()
    hour = int(match[1])
    if match[4]:
        hour = hour % 12 + (12 if match[4].lower() == "p" else 0)
    return (str(hour), match[2], match[3], match[5])


def _value(year: str | int, month: str | int, day: str | int, clock: tuple[str | None, ...]) -> str | None:
    try:
        on = date(int(year), int(month), int(day))
    except ValueError:
        return None
    if on.year < _EARLIEST_YEAR:
        return None
    if not clock or clock[0] is None or int(clock[0]) > 23 or int(clock[1] or 0) > 59:
        return on.isoformat()
    _, minute, second, zone = clock
    text = f"{on.isoformat()}T{int(clock[0]):02}:{minute or '00'}"
    if second:
        text += f":{second}"
    return text + _zone(zone)


def _zone(zone: str | None) -> str:
    if not zone:
        return ""
    if zone.upper() in ("Z", "UTC", "GMT"):
        return "Z"
    return zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"


@cache
def _months() -> dict[str, int]:
    """Month names and their usual short forms, case folded, to the number of the month."""
    raw = resources.files("dragoman.article").joinpath("data/months.json").read_text(encoding="utf-8")
    names: dict[str, int] = {}
    for rows in json.loads(raw).values():
        for number, forms in enumerate(rows, start=1):
            names.update(dict.fromkeys(forms.casefold().split("|"), number))
    return names
