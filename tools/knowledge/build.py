"""Build the tables of dragoman.knowledge from the raw data folder.

    python tools/knowledge/build.py [--data ../shared/data/knowledge] [--report report.tsv]

Rows written by hand lie in tools/knowledge/rows/. The tables are sorted, so that a
new build can be reviewed as a diff. What was joined, closed or left open to doubt
goes to the report.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(Path(__file__).resolve().parent)]

import offices  # noqa: E402
import places  # noqa: E402
from checks import CURRENT_ON, believed_open, read_current, read_rulers  # noqa: E402
from people import MergedPerson, merge_people  # noqa: E402
from rapidfuzz import fuzz  # noqa: E402
from raw import iter_raw_tenures  # noqa: E402
from spans import MergedTenure, close_open_ends, short_source, tenures_of, verify_current, without_contained  # noqa: E402

from dragoman.knowledge.folding import skeleton, words_of  # noqa: E402
from dragoman.knowledge.tables import load_titles  # noqa: E402
from dragoman.knowledge.titles import Titles  # noqa: E402

TABLES = ROOT / "src" / "dragoman" / "knowledge" / "data"


def main() -> None:
    """Read the raw folder, write the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data" / "knowledge")
    parser.add_argument("--report", type=Path, help="write what was joined and closed")
    args = parser.parse_args()
    report: list[str] = []
    write_places(args.data)
    people = merge_people(iter_raw_tenures(args.data), report)
    tenures = without_dropped([tenure for person in people for tenure in tenures_of(person)])
    titles = Titles(load_titles(TABLES / "titles.tsv"))
    offices.give_titles(tenures, titles)
    tenures = without_contained(tenures, report)
    close_open_ends(tenures, believed_open(read_rulers(args.data)), report)
    verify_current(tenures, read_current(args.data), CURRENT_ON)
    write("persons.tsv", "id name family variants country source", map(person_row, people))
    write(
        "tenures.tsv", "person country class title start end verified acting source", map(tenure_row, tenures)
    )
    write("offices.tsv", "country class titles start end source", offices.office_rows(tenures, titles))
    write("coverage.tsv", "country class start end source", offices.coverage_rows(tenures))
    if args.report:
        args.report.write_text("\n".join(sorted(report)) + "\n", encoding="utf-8")


def without_dropped(tenures: list[MergedTenure]) -> list[MergedTenure]:
    """The tenures but for those that rows/dropped_tenures.tsv calls mistakes of a source."""
    dropped = places.own_rows("dropped_tenures.tsv")

    def is_dropped(tenure: MergedTenure) -> bool:
        return "general knowledge" not in tenure.sources and any(
            (row["country"], row["class"]) == (tenure.country, tenure.office_class)
            and tenure.start.startswith(row["start"])
            and (row["person"] == "*" or row["person"] in tenure.person.names)
            for row in dropped
        )

    metropolitan = {(id(each.person), each.office_class) for each in tenures if each.country in places.REALMS}
    return [
        each
        for each in tenures
        if not is_dropped(each)
        and not (each.country in places.DEPENDENT and (id(each.person), each.office_class) in metropolitan)
    ]


def write_places(data: Path) -> None:
    """The tables that need no merging of people."""
    head = "code iso2 numeric cow gw fips name official capital un_member start end source"
    write("countries.tsv", head, places.country_rows(data))
    names = places.name_rows(data)
    head_of_names = "code kind text lang start end source"
    write("country_names.tsv", head_of_names, [row for row in names if row[3] in ("", "en")])
    write("country_names_other.tsv", head_of_names, [row for row in names if row[3] not in ("", "en")])
    groups, members = places.group_tables(data)
    write("groups.tsv", "id name kind aliases start end note source", groups)
    write("group_members.tsv", "group member start end source", members)
    write("seats.tsv", "metonym variants owner meaning start end note source", places.seat_rows(data))


def person_row(person: MergedPerson) -> list[str]:
    """One row of persons.tsv."""
    name = max(person.names, key=lambda each: (person.names[each], len(each)))
    family, broken = family_of(person)
    spelled = {each.strip(" ,;:") for each in person.names if not any(word in each for word in broken)}
    variants = sorted(spelled - {name, ""})
    home = home_of(person)
    sources = sorted({short_source(row.source) for row in person.rows})
    return [person.id, name, family, "|".join(variants), home, ", ".join(sources)]


def family_of(person: MergedPerson) -> tuple[str, list[str]]:
    """The family name as the Factbook prints it, and forms of it that lost their accented letters.

    "Bernardo ARÉVALO" became "Ar Valo" when its text was flattened: a form that no other source spells.
    """
    others = {
        word for row in person.rows if not row.source.startswith("CIA") for word in words_of(row.person)
    }
    whole, broken = [], []
    for family, _ in person.families.most_common():
        words = words_of(family)
        is_spelled = not others or any(
            fuzz.ratio(skeleton(word), skeleton(each)) >= 75 for word in words for each in others
        )
        (whole if is_spelled else broken).append(family)
    return whole[0] if whole else "", broken


def home_of(person: MergedPerson) -> str:
    """The country that most rows name; a monarch of several realms is at home in London."""
    counts = Counter(row.country for row in person.rows)
    if "GBR" in counts and any(row.office_class == "head_of_state" for row in person.rows):
        return "GBR"
    return max(counts, key=lambda each: (len(each) == 3, counts[each], each))


def tenure_row(tenure: MergedTenure) -> list[str]:
    """One row of tenures.tsv."""
    return [
        tenure.person.id,
        tenure.country,
        tenure.office_class,
        tenure.title,
        tenure.start,
        tenure.end,
        "" if tenure.end else tenure.verified,
        "1" if tenure.acting else "",
        ", ".join(tenure.sources),
    ]


def write(name: str, head: str, rows: Iterable[list[str]]) -> None:
    """A sorted TSV table."""
    lines = ["\t".join(cell.replace("\t", " ").replace("\n", " ") for cell in row) for row in rows]
    text = "\n".join([head.replace(" ", "\t"), *sorted(lines)]) + "\n"
    (TABLES / name).write_text(text, encoding="utf-8")
    print(f"{name}: {len(lines)} rows", file=sys.stderr)


if __name__ == "__main__":
    main()
