"""Writing and checking the user's own tables.

A row is added only when it can be read back; a table that cannot be read is an
error with file and line, never a row passed over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import UsageError
from dragoman.knowledge import tables
from dragoman.knowledge.facts import Person, Tenure
from dragoman.knowledge.folding import fold, words_of
from dragoman.knowledge.overlay import SHARED_CLASSES
from dragoman.knowledge.store import Knowledge


@dataclass(frozen=True, slots=True)
class NewTenure:
    """What a user says about a holder, dates as ISO texts that may be cut."""

    name: str
    title: str
    country: str
    start: str
    end: str
    variants: tuple[str, ...]
    source: str
    verified: str


def add_tenure(shipped: Knowledge, folder: Path, new: NewTenure) -> Tenure:
    """Write the holder into the user's tables.

    Args:
        shipped: The tables as they count now, to find the person and the office class.
        folder: The user's folder; it is made when it is not there.

    Raises:
        UsageError: The country or the office is not known, or a date is none.
    """
    country = new.country if new.country in shipped.countries else shipped.country_of_name(new.country)
    if country is None and new.country in shipped.groups:
        country = new.country
    if country is None:
        raise UsageError(
            f'"{new.country}" is no country or group that the tables know. Give its name or code.'
        )
    classes = shipped.titles.classes_of(new.title)
    if not classes:
        raise UsageError(
            f'"{new.title}" holds no office word that the tables know. Use one such as "Prime Minister", '
            "or add the word to titles.tsv in your folder."
        )
    person_id = _person_id(shipped, folder, new, country)
    cells = [person_id, country, classes[0], new.title, new.start, new.end, "" if new.end else new.verified, "",
             new.source]  # fmt: skip
    try:
        tenure = tables.parse_tenure(cells)
    except ValueError as error:
        raise UsageError(str(error)) from error
    _append(folder / "tenures.tsv", tables.TENURE_HEADER, cells)
    return tenure


def _person_id(shipped: Knowledge, folder: Path, new: NewTenure, country: str) -> str:
    """The id of a person of that name and country; a new row in persons.tsv where there is none."""
    name = frozenset(words_of(new.name))
    for person in shipped.people.by_id.values():
        spelled = (person.name, *person.variants)
        if person.country == country and any(frozenset(words_of(each)) == name for each in spelled):
            return person.id
    slug = re.sub(r"[^\w]+", "-", fold(new.name)).strip("-")
    person_id = f"own:{country.lower()}-{slug}"
    row = [person_id, new.name, "", "|".join(new.variants), country, new.source]
    _append(folder / "persons.tsv", tables.PERSON_HEADER, row)
    return person_id


def _append(path: Path, header: tuple[str, ...], cells: list[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if any("\t" in cell or "\n" in cell for cell in cells):
        raise UsageError("A value holds a tab or a line break. Write it on one line, without tabs.")
    before = path.read_text(encoding="utf-8") if path.exists() else "\t".join(header) + "\n"
    if before and not before.endswith("\n"):
        before += "\n"
    path.write_text(before + "\t".join(cells) + "\n", encoding="utf-8")


def check_own_rows(folder: Path) -> list[str]:
    """What is odd about the user's tables, one sentence each; empty when all is well.

    Raises:
        BadRow: A table cannot be read; says file and line.
    """
    shipped = Knowledge()
    with_own = Knowledge(overlay=folder)
    own = tables.load_tenures(folder / "tenures.tsv")
    persons = {each.id: each for each in tables.load_persons(folder / "persons.tsv")}
    problems = [_unknown(each, shipped, persons) for each in own]
    problems += [_overlap(each, with_own) for each in own]
    known = {f"{name}.tsv" for name in _TABLES}
    if folder.is_dir():
        problems += [
            f"{path} is no table that dragoman reads. Name it after one of: {', '.join(sorted(known))}"
            for path in sorted(folder.glob("*.tsv"))
            if path.name not in known
        ]
    return [each for each in problems if each]


_TABLES = ("countries", "country_names", "country_names_other", "groups", "group_members", "seats", "titles", "offices",
           "persons", "tenures", "coverage", "blocked_names")  # fmt: skip


def _unknown(tenure: Tenure, shipped: Knowledge, persons: dict[str, Person]) -> str:
    if tenure.person_id not in persons and shipped.person(tenure.person_id) is None:
        return f'The person "{tenure.person_id}" of tenures.tsv is in no persons.tsv. Add a row there.'
    if tenure.country not in shipped.countries and tenure.country not in shipped.groups:
        return f'"{tenure.country}" in tenures.tsv is no code of a country or group.'
    return ""


def _overlap(tenure: Tenure, tables_with_own: Knowledge) -> str:
    if tenure.office_class in SHARED_CLASSES:
        return ""
    for other in tables_with_own.holder(tenure.country, tenure.office_class):
        if other.person_id == tenure.person_id or other.acting or tenure.acting:
            continue
        shared = min(tenure.last_day, other.last_day) - max(tenure.start.latest, other.start.latest)
        if shared.days > 31:
            person = tables_with_own.person(other.person_id)
            name = person.name if person is not None else other.person_id
            return (
                f"{tenure.title} of {tenure.country} from {tenure.start.isoformat()} overlaps with {name} "
                f"({other.start.isoformat()} to {other.last_day.isoformat()}) by {shared.days} days."
            )
    return ""
