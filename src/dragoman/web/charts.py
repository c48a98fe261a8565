"""The geometry of pictures that the server draws: bars over time, and days of a year.

Drawn as SVG by `templates/pictures/`, with no script: what a picture shows, its table
and its file of data come from the same numbers. Lengths are units of the view box.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

WIDTH = 720
LABELS = 112
TOTALS = 48
_LANE = 40
_BAR = 30
_AXIS = 24
# More months than this would be narrower than can be seen or hit.
_MOST_MONTHS = 96
_FEWEST_SLOTS = 12
_TICKS = 8

CELL = 12
_STEP = 13
HEAT_TOP = 18
HEAT_LEFT = 34
LEVELS = 4

Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its period ("2022-05" or "2022"), its number, and where it stands."""

    period: str
    n: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Lane:
    """The bars of one kind, on a scale of their own; `base`: the height of their foot."""

    kind: str
    bars: tuple[Bar, ...]
    total: int
    most: int
    base: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A word under or beside a picture, and where it begins."""

    text: str
    at: float


@dataclass(frozen=True, slots=True)
class BarChart:
    """Lanes of bars, one a kind, over the same months or years; `rows`: the same as a table."""

    periods: tuple[str, ...]
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    height: float
    rows: tuple[tuple[str, Mapping[str, int]], ...]


def bar_chart(by_month: Counts, kinds: Iterable[str]) -> BarChart | None:
    """The numbers of months, by kind, as bars; None where no month has any.

    Years instead of months where there would be more than 96.
    """
    months = sorted(month for month in by_month if month)
    if not months:
        return None
    periods, counts = _months_between(months[0], months[-1]), by_month
    if len(periods) > _MOST_MONTHS:
        counts = _by_year(by_month)
        periods = [str(year) for year in range(int(months[0][:4]), int(months[-1][:4]) + 1)]
    slot = (WIDTH - LABELS - TOTALS) / max(len(periods), _FEWEST_SLOTS)
    used = [kind for kind in kinds if any(counts.get(one, {}).get(kind) for one in periods)]
    lanes = tuple(_lane(kind, at, periods, counts, slot) for at, kind in enumerate(used))
    return BarChart(
        tuple(periods),
        lanes,
        tuple(_ticks(periods, slot)),
        len(used) * _LANE + _AXIS,
        tuple((one, counts[one]) for one in reversed(periods) if counts.get(one)),
    )


def _lane(kind: str, at: int, periods: list[str], counts: Counts, slot: float) -> Lane:
    numbers = [counts.get(one, {}).get(kind, 0) for one in periods]
    most, base = max(numbers), float((at + 1) * _LANE)
    gap = min(2.0, slot * 0.2)
    bars = []
    for place, (period, n) in enumerate(zip(periods, numbers, strict=True)):
        if n:
            height = max(1.5, _BAR * n / most)
            x, y = LABELS + place * slot, base - height
            bars.append(Bar(period, n, round(x, 2), round(y, 2), round(slot - gap, 2), round(height, 2)))
    return Lane(kind, tuple(bars), sum(numbers), most, base)


def _ticks(periods: list[str], slot: float) -> Iterable[Tick]:
    """Some periods in equal steps; years alone where the months are many."""
    if len(periods[0]) > len("2022") and len(periods) > 2 * _TICKS:
        places = [at for at, one in enumerate(periods) if one.endswith("-01")] or [0]
        step = -(-len(places) // _TICKS)
        for at in places[::step]:
            yield Tick(periods[at][:4], round(LABELS + at * slot, 2))
        return
    step = -(-len(periods) // _TICKS)
    for at in range(0, len(periods), step):
        yield Tick(periods[at], round(LABELS + at * slot, 2))


def _months_between(first: str, last: str) -> list[str]:
    start, end = (int(one[:4]) * 12 + int(one[5:7]) - 1 for one in (first, last))
    return [f"{at // 12:04}-{at % 12 + 1:02}" for at in range(start, end + 1)]


def _by_year(by_month: Counts) -> dict[str, dict[str, int]]:
    years: dict[str, dict[str, int]] = {}
    for month, counts in by_month.items():
        year = years.setdefault(month[:4], {})
        for kind, n in counts.items():
            year[kind] = year.get(kind, 0) + n
    return years


@dataclass(frozen=True, slots=True)
class Cell:
    """One day: its number, and how strong that is (0: none, 1 to 4).

    `is_hole`: nothing on this day, though the outlet is read before and after.
    """

    day: date
    n: int
    level: int
    is_hole: bool
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """The days of a year, the months as a table, and the longest run of days without anything."""

    year: int
    cells: tuple[Cell, ...]
    months: tuple[tuple[str, int, int, int], ...]
    longest_hole: tuple[date, date] | None
    n_holes: int
    width: int
    height: int


def coverage(by_day: Mapping[date, int], year: int, known: tuple[date, date]) -> Coverage:
    """How a year was covered day by day; `known`: the first and the last day on which anything was."""
    first = date(year, 1, 1)
    days = [first + timedelta(at) for at in range(366) if (first + timedelta(at)).year == year]
    most = max((by_day.get(one, 0) for one in days), default=0)
    cells = []
    for one in days:
        n = by_day.get(one, 0)
        week = ((one - first).days + first.weekday()) // 7
        level = 0 if not n else 1 + (LEVELS - 1) * (n - 1) // max(most - 1, 1)
        is_hole = not n and known[0] < one < known[1]
        x, y = HEAT_LEFT + week * _STEP, HEAT_TOP + one.weekday() * _STEP
        cells.append(Cell(one, n, level, is_hole, x, y))
    return Coverage(
        year,
        tuple(cells),
        tuple(_month_rows(cells)),
        _longest_hole(cells),
        sum(cell.is_hole for cell in cells),
        HEAT_LEFT + 54 * _STEP,
        HEAT_TOP + 7 * _STEP,
    )


def _month_rows(cells: list[Cell]) -> Iterable[tuple[str, int, int, int]]:
    """Month, number, days with anything, days without (within the time that is known)."""
    for month in range(1, 13):
        those = [cell for cell in cells if cell.day.month == month]
        n, holes = sum(cell.n for cell in those), sum(cell.is_hole for cell in those)
        if n or holes:
            yield f"{those[0].day:%Y-%m}", n, sum(bool(cell.n) for cell in those), holes


def _longest_hole(cells: list[Cell]) -> tuple[date, date] | None:
    longest: list[date] = []
    run: list[date] = []
    for cell in cells:
        run = [*run, cell.day] if cell.is_hole else []
        longest = max(longest, run, key=len)
    return (longest[0], longest[-1]) if longest else None
