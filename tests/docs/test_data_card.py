"""The data card says how much of each thing there is, and how far the tables reach."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from dragoman.interval import Interval
from dragoman.knowledge import knowledge

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "explanation" / "data-card.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| [^|]+ \| `([^`|]+)`[^|]* \| ([^|]+) \|", PAGE, re.MULTILINE)
OFFICES = ("head_of_state", "head_of_government", "foreign_minister", "defence_minister", "finance_minister")
UNITS = {"kB": 1_000, "MB": 1_000_000}


@pytest.mark.parametrize(("place", "size"), ROWS, ids=[place for place, _ in ROWS])
def test_each_thing_is_as_large_as_the_card_says(place: str, size: str) -> None:
    path = ROOT / place
    files = [path] if path.is_file() else [each for each in path.iterdir() if each.is_file()]
    n_bytes = sum(each.stat().st_size for each in files if each.suffix not in {".md", ".py", ".pyc"})

    for most, number, unit in re.findall(r"(under )?([\d.]+) (kB|MB)", size):
        told = float(number) * UNITS[unit]
        assert n_bytes < told if most else n_bytes == pytest.approx(told, rel=0.03)
    for number in re.findall(r"(\d+) tables", size):
        assert len([each for each in files if each.suffix == ".tsv"]) == int(number)
    for number in re.findall(r"([\d,]+) sentences", size):
        assert len((path / "annotated.jsonl").read_text("utf-8").splitlines()) == int(number.replace(",", ""))
    for number in re.findall(r"(\d+) pages", size):
        assert len(list((path / "pages").iterdir())) == int(number)


def n_states_known(office: str, on: date) -> int:
    """The members of the United Nations of today of which the tables know the holder of an office on a day."""
    with (ROOT / "src/dragoman/knowledge/data/countries.tsv").open(encoding="utf-8") as file:
        states = [
            row["code"]
            for row in csv.DictReader(file, delimiter="\t")
            if row["un_member"] == "1" and not row["end"]
        ]
    return sum(bool(knowledge().holder(state, office, Interval.on_day(on))) for state in states)


def test_reach_of_the_tables_is_what_they_hold() -> None:
    told = re.search(r"^\| office \|(.+)\|\n\|[ -|]+\n((?:\|.+\n)+)", PAGE, re.MULTILINE)
    assert told is not None
    years = [int(year) for year in told[1].split("|")]
    rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in told[2].splitlines()]

    assert rows == [
        [office.replace("_", " "), *(str(n_states_known(office, date(year, 2, 1))) for year in years)]
        for office in OFFICES
    ]
