"""What lists that may only be used for checks say of the merged tenures.

REIGN (rulers to March 2021) and the daily list of ASEAN and G20 heads are not
copied. They decide whether a tenure without an end is believed, and name the
leaders and the days that the tables lack.

    python tools/knowledge/checks.py [--data DIR]      prints gaps, one a line
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(Path(__file__).resolve().parent)]

from raw import read_csv  # noqa: E402
from spans import is_shared  # noqa: E402

from dragoman.knowledge.facts import Tenure  # noqa: E402
from dragoman.knowledge.folding import skeleton, words_of  # noqa: E402
from dragoman.knowledge.store import Knowledge  # noqa: E402

_REIGN_ENDS = "2021-03"
CURRENT_ON = "2026-08-22"  # the day of the daily list
_HEADS = ("head_of_state", "head_of_government")


@dataclass(frozen=True, slots=True)
class Ruler:
    """One row of a check list."""

    country: str
    name: str
    start: str
    end: str

    @property
    def bones(self) -> frozenset[str]:
        """The words of the name without transliteration habits."""
        return frozenset(skeleton(word) for word in words_of(self.name.split("(")[0]) if len(word) > 2)


def read_rulers(data: Path) -> list[Ruler]:
    """The rulers of the check lists."""
    return [
        Ruler(row["iso3"], row["person"], row["start"], row["end"])
        for row in read_csv(data / "office_holders_raw.csv.gz")
        if row["source"].startswith(("REIGN", "open-data-archive")) and row["start"] > "1945"
    ]


def read_current(data: Path) -> dict[tuple[str, str], frozenset[str]]:
    """By country and office class, the words of the name of the head whom the daily list has."""
    return {
        (row["iso3"], row["office_class"]): Ruler(row["iso3"], row["person"], "", "").bones
        for row in read_csv(data / "office_holders_raw.csv.gz")
        if row["source"].startswith("open-data-archive")
    }


def believed_open(rulers: list[Ruler]) -> dict[str, list[frozenset[str]]]:
    """By country, the words of the names of those who ruled when the check lists end."""
    still: defaultdict[str, list[frozenset[str]]] = defaultdict(list)
    for ruler in rulers:
        if not ruler.end or ruler.end.startswith(_REIGN_ENDS):
            still[ruler.country].append(ruler.bones)
    return dict(still)


def missing_rulers(tables: Knowledge, rulers: list[Ruler]) -> list[str]:
    """Rulers of the check lists whom no tenure of that country and time names."""
    lines = []
    for ruler in rulers:
        if ruler.start < "1946" or (ruler.end or "9999") < "1985":
            continue
        held = [t for office in _HEADS for t in tables.holder(ruler.country, office)]
        if not any(_fits(tables, each, ruler) for each in held):
            lines.append(f"ruler\t{ruler.country}\t{ruler.name}\t{ruler.start}\t{ruler.end}")
    return sorted(lines)


def _fits(tables: Knowledge, tenure: Tenure, ruler: Ruler) -> bool:
    if (
        tenure.start.earliest.isoformat() > (ruler.end or "2026-12")
        or tenure.last_day.isoformat() < ruler.start
    ):
        return False
    person = tables.person(tenure.person_id)
    if person is None:
        return False
    words = {skeleton(word) for name in (person.name, *person.variants) for word in words_of(name)}
    return bool(words & ruler.bones)


def gaps(tables: Knowledge, since: date, until: date) -> list[str]:
    """Times since a day in which a member of the UN has no known head."""
    lines = []
    for country in tables.countries.values():
        if not country.un_member and country.code not in ("XKX", "PSE", "TWN", "VAT"):
            continue
        for office in _HEADS:
            last = max(since, country.existed.earliest if country.existed else since)
            end = min(until, country.existed.latest if country.existed else until)
            for tenure in tables.holder(country.code, office):
                if tenure.last_day < since:
                    continue
                if tenure.start.earliest > last + timedelta(days=31):
                    lines.append(f"gap\t{country.code}\t{office}\t{last}\t{tenure.start.earliest}")
                last = max(last, tenure.last_day)
            if last < end - timedelta(days=31):
                lines.append(f"gap\t{country.code}\t{office}\t{last}\t{end}")
    return lines


def overlaps(tables: Knowledge, since: date) -> list[str]:
    """Two holders of an office with one holder, at the same time for more than two months."""
    lines = []
    for (country, office_class), held in sorted(tables.holders.by_office.items()):
        if is_shared(country, office_class):
            continue
        ordered = sorted(held, key=lambda each: (each.start.earliest, each.last_day))
        for left, right in combinations(ordered, 2):
            first, last = max(left.start.latest, right.start.latest), min(left.last_day, right.last_day)
            if left.person_id == right.person_id or last < since or last - first < timedelta(days=62):
                continue
            names = [getattr(tables.person(each.person_id), "name", "?") for each in (left, right)]
            lines.append(
                f"overlap\t{country}\t{office_class}\t{names[0]}\t{names[1]}\t{first}\t{last}\t{left.person_id}\t{right.person_id}"
            )
    return lines


def main() -> None:
    """Print what is missing."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data" / "knowledge")
    parser.add_argument("--since", type=date.fromisoformat, default=date(1989, 1, 1))
    args = parser.parse_args()
    tables = Knowledge()
    print(
        "\n".join(
            [
                *missing_rulers(tables, read_rulers(args.data)),
                *gaps(tables, args.since, date(2026, 1, 1)),
                *overlaps(tables, args.since),
            ]
        )
    )


if __name__ == "__main__":
    main()
