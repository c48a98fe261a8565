"""Which state a name meant at the date of an article: "Moscow" in 1987 is the Soviet Union."""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib import resources

from dragoman.interval import Interval


def code_then(code: str, when: Interval | None) -> str:
    """The code of the state that stood where the given one stands today, at the article's date."""
    change = _changes().get(code)
    if change is None:
        return code
    before, day = change
    if day is None:
        return before
    return before if when is not None and when.latest < day else code


@cache
def _changes() -> dict[str, tuple[str, date | None]]:
    text = resources.files("dragoman.reading").joinpath("data/succession.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {row[0]: (row[1], date.fromisoformat(row[2]) if row[2] else None) for row in rows}
