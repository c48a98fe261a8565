"""Days as news gives them: a closed interval and how exactly it was stated.

An article says "in April" or "early 2022", never an instant. Every date in
dragoman is therefore the earliest and the latest day that the words can mean,
with the resolution in which they were said. What the words are and how they are
found is left to ``dragoman.language.times``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

_DAY_FORM = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_MONTH_FORM = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_YEAR_FORM = re.compile(r"\d{4}", re.ASCII)


class Resolution(StrEnum):
    """How exactly the words name the days."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class Interval:
    """The days that a date can mean, both ends included.

    Raises:
        ValueError: The latest day lies before the earliest.
    """

    earliest: date
    latest: date
    resolution: Resolution

    def __post_init__(self) -> None:
        if self.latest < self.earliest:
            raise ValueError(
                f'"{self.earliest}/{self.latest}" ends before it begins. Give the earliest day first.'
            )

    @classmethod
    def on_day(cls, day: date) -> Interval:
        """One day."""
        return cls(day, day, Resolution.DAY)

    @classmethod
    def month(cls, year: int, month: int) -> Interval:
        """A calendar month; ValueError when there is no such month."""
        first = date(year, month, 1)
        return cls(first, date(year, month, monthrange(year, month)[1]), Resolution.MONTH)

    @classmethod
    def year(cls, year: int) -> Interval:
        """A calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31), Resolution.YEAR)

    @classmethod
    def between(cls, earliest: date, latest: date) -> Interval:
        """The days from earliest to latest, with the calendar unit they fill, or else RANGE."""
        return cls(earliest, latest, _resolution_of(earliest, latest))

    @classmethod
    def parse(cls, iso_text: str) -> Interval:
        """The interval that an ISO text names: a day, month or year, or two of them with "/".

        The days of ``parse(x.isoformat())`` are those of ``x``. Week, quarter and
        half-year come back when the days fill one; a resolution that the days
        do not show (a seven-day week from a Wednesday) comes back as RANGE.

        Raises:
            ValueError: The text has another form, or names no day of the calendar.
        """
        first, slash, last = iso_text.partition("/")
        try:
            start = _parse_part(first)
            end = _parse_part(last) if slash else start
        except ValueError as error:
            raise ValueError(
                f'"{iso_text}" is not a date. '
                'Use YYYY-MM-DD, YYYY-MM or YYYY, or two of them with "/" between.'
            ) from error
        if not slash:
            return start
        return cls.between(start.earliest, end.latest)

    @property
    def n_days(self) -> int:
        """How many days the interval holds, at least 1."""
        return (self.latest - self.earliest).days + 1

    def overlaps(self, other: Interval) -> bool:
        """Whether at least one day is in both."""
        return self.earliest <= other.latest and other.earliest <= self.latest

    def contains(self, day: date) -> bool:
        """Whether the day is one of them."""
        return self.earliest <= day <= self.latest

    def intersect(self, other: Interval) -> Interval | None:
        """The days in both, or None when there are none.

        When one interval holds the other whole, the inner one comes back with its resolution.
        """
        if not self.overlaps(other):
            return None
        earliest, latest = max(self.earliest, other.earliest), min(self.latest, other.latest)
        for whole in (self, other):
            if (whole.earliest, whole.latest) == (earliest, latest):
                return whole
        return Interval.between(earliest, latest)

    def isoformat(self) -> str:
        """The shortest ISO 8601 text that names exactly these days.

        "2022-01-21", "2022-01", "2022", "2022-01/2022-06", "2020/2022", "2022-01-21/2022-02-03".
        """
        first, last = self.earliest, self.latest
        if first == last:
            return first.isoformat()
        if first.day != 1 or last.day != monthrange(last.year, last.month)[1]:
            return f"{first.isoformat()}/{last.isoformat()}"
        length = 4 if (first.month, last.month) == (1, 12) else 7
        start, end = first.isoformat()[:length], last.isoformat()[:length]
        return start if start == end else f"{start}/{end}"


def _parse_part(text: str) -> Interval:
    if match := _DAY_FORM.fullmatch(text):
        return Interval.on_day(date(int(match[1]), int(match[2]), int(match[3])))
    if match := _MONTH_FORM.fullmatch(text):
        return Interval.month(int(match[1]), int(match[2]))
    if _YEAR_FORM.fullmatch(text):
        return Interval.year(int(text))
    raise ValueError(text)


_MONTHS_OF_UNIT = {1: Resolution.MONTH, 3: Resolution.QUARTER, 6: Resolution.HALF_YEAR, 12: Resolution.YEAR}


def _resolution_of(earliest: date, latest: date) -> Resolution:
    if earliest == latest:
        return Resolution.DAY
    if latest - earliest == timedelta(days=6) and earliest.weekday() == 0:
        return Resolution.WEEK
    whole_months = earliest.day == 1 and latest.day == monthrange(latest.year, latest.month)[1]
    if whole_months and earliest.year == latest.year:
        n_months = latest.month - earliest.month + 1
        unit = _MONTHS_OF_UNIT.get(n_months)
        if unit is not None and (earliest.month - 1) % n_months == 0:
            return unit
    return Resolution.RANGE
