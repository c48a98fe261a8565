"""Small facts for tests that need no shipped tables."""

from __future__ import annotations

from pathlib import Path

from dragoman.interval import Interval
from dragoman.knowledge import Person, Tenure
from dragoman.knowledge.tables import PERSON_HEADER, TENURE_HEADER


def day(text: str) -> Interval:
    """An interval from its ISO text."""
    return Interval.parse(text)


def make_tenure(person: str, title: str, start: str, end: str = "", **given: str) -> Tenure:
    """A tenure of a head of government in a country that is nowhere, open ones verified to 2025."""
    start_days, end_days = day(start), day(end) if end else None
    verified = end_days.earliest if end_days is not None else day(given.get("verified", "2025-01-01")).latest
    return Tenure(
        person,
        given.get("country", "XXA"),
        given.get("office_class", "head_of_government"),
        title,
        start_days,
        end_days,
        verified,
        False,
        "test",
    )


def make_person(name: str, *variants: str, family: str = "", country: str = "XXA") -> Person:
    """A person whose id is the name."""
    return Person(name, name, family, variants, country, "test")


def write_tenures(folder: Path, *rows: str) -> Path:
    """A tenures.tsv with the rows, cells parted by "|"."""
    return write_table(folder / "tenures.tsv", TENURE_HEADER, rows)


def write_persons(folder: Path, *rows: str) -> Path:
    """A persons.tsv with the rows, cells parted by "|"."""
    return write_table(folder / "persons.tsv", PERSON_HEADER, rows)


def write_table(path: Path, header: tuple[str, ...], rows: tuple[str, ...]) -> Path:
    """A table of the user's folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(["\t".join(header), *(row.replace("|", "\t") for row in rows)]) + "\n", "utf-8")
    return path
