"""Rows of the tables, read into facts.

A table is a tab-separated file with a header; "|" parts several values in a cell.
The shipped tables are checked when they are built, a user's rows when they are
read: both go through the same parsers, which name file and line of a bad row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from dragoman.errors import BadRow
from dragoman.interval import Interval
from dragoman.knowledge.facts import Country, Group, Membership, Office, Person, Tenure
from dragoman.knowledge.titles import TitleSense

DATA = Path(__file__).with_name("data")
Fact = TypeVar("Fact")


@dataclass(frozen=True, slots=True)
class CountryName:
    """One name of a country in one language, with the years in which it was used."""

    code: str
    kind: str  # name, official, alias, former, adjective, demonym
    text: str
    lang: str
    used: Interval | None
    source: str


@dataclass(frozen=True, slots=True)
class Seat:
    """A house, street or ministry by which news calls a government or a body."""

    metonym: str
    variants: tuple[str, ...]
    owner: str
    meaning: str
    used: Interval | None
    note: str
    source: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """The days for which the tables claim to know every holder of an office."""

    country: str
    office_class: str
    start: date
    end: date


def read_rows(path: Path, header: tuple[str, ...], parse: Callable[[list[str]], Fact]) -> Iterator[Fact]:
    """The facts of a table.

    Args:
        path: The table; a missing file is an empty table.
        header: The columns that must be there, in this order.
        parse: Makes a fact of the cells; ValueError when it cannot.

    Raises:
        BadRow: The header, the number of cells or a cell is wrong; says file, line and column.
    """
    if not path.exists():
        return
    lines = path.read_text(encoding="utf-8").split("\n")
    if tuple(lines[0].rstrip("\r").split("\t")) != header:
        raise BadRow(f"The first line of {path} is not the header. Begin with: {'<tab>'.join(header)}")
    n_cells = len(header)
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip():
            continue
        cells = line.rstrip("\r").split("\t")
        if len(cells) != n_cells:
            raise BadRow(
                f"Line {number} of {path} has {len(cells)} cells, not {n_cells}. "
                f"Write one cell for each of: {', '.join(header)}"
            )
        try:
            yield parse(cells)
        except ValueError as error:
            raise BadRow(f"{error} (line {number} of {path})") from error


@lru_cache(maxsize=65536)
def parse_date(text: str) -> Interval | None:
    """The days of a cell, None when it is empty."""
    return Interval.parse(text) if text else None


def parse_span(start: str, end: str) -> Interval | None:
    """From the first day of start to the last of end; None when both are empty."""
    if not start and not end:
        return None
    first = Interval.parse(start).earliest if start else date(1, 1, 1)
    last = Interval.parse(end).latest if end else date(9999, 12, 31)
    return Interval.between(first, last)


def split(cell: str) -> tuple[str, ...]:
    """The values of a cell."""
    return tuple(cell.split("|")) if cell else ()


def parse_required(text: str, column: str) -> str:
    """The cell; ValueError when it is empty."""
    if not text:
        raise ValueError(f'The column "{column}" is empty; it needs a value.')
    return text


COUNTRY_HEADER = (
    "code",
    "iso2",
    "numeric",
    "cow",
    "gw",
    "fips",
    "name",
    "official",
    "capital",
    "un_member",
    "start",
    "end",
    "source",
)
NAME_HEADER = ("code", "kind", "text", "lang", "start", "end", "source")
GROUP_HEADER = ("id", "name", "kind", "aliases", "start", "end", "note", "source")
MEMBER_HEADER = ("group", "member", "start", "end", "source")
SEAT_HEADER = ("metonym", "variants", "owner", "meaning", "start", "end", "note", "source")
TITLE_HEADER = ("phrase", "lemma", "classes", "owner", "source")
OFFICE_HEADER = ("country", "class", "titles", "start", "end", "source")
PERSON_HEADER = ("id", "name", "family", "variants", "country", "source")
TENURE_HEADER = ("person", "country", "class", "title", "start", "end", "verified", "acting", "source")
COVERAGE_HEADER = ("country", "class", "start", "end", "source")


def load_names(path: Path) -> list[CountryName]:
    """Rows of country_names.tsv."""
    return list(read_rows(path, NAME_HEADER, _parse_name))


def _parse_name(cells: list[str]) -> CountryName:
    code, kind, text, lang, start, end, source = cells
    parse_required(code, "code")
    return CountryName(code, kind, parse_required(text, "text"), lang, parse_span(start, end), source)


def load_countries(path: Path, names: list[CountryName]) -> list[Country]:
    """Rows of countries.tsv, with the adjectives and aliases of the names."""
    adjectives: dict[str, dict[str, None]] = {}
    aliases: dict[str, dict[str, None]] = {}
    for each in names:
        if each.lang == "en":
            kind = adjectives if each.kind in ("adjective", "demonym") else aliases
            kind.setdefault(each.code, {})[each.text] = None

    def parse(cells: list[str]) -> Country:
        code, iso2, _, cow, _, _, name, official, capital, un_member, start, end, source = cells
        return Country(
            parse_required(code, "code"),
            iso2,
            cow,
            parse_required(name, "name"),
            official,
            capital,
            tuple(adjectives.get(code, ())),
            tuple(aliases.get(code, ())),
            un_member == "1",
            parse_span(start, end),
            source,
        )

    return list(read_rows(path, COUNTRY_HEADER, parse))


def load_groups(path: Path, members_path: Path) -> list[Group]:
    """Rows of groups.tsv with those of group_members.tsv."""
    members: dict[str, list[Membership]] = {}
    for group, membership in read_rows(members_path, MEMBER_HEADER, _parse_membership):
        members.setdefault(group, []).append(membership)

    def parse(cells: list[str]) -> Group:
        code, name, kind, aliases, start, end, note, source = cells
        return Group(
            parse_required(code, "id"),
            parse_required(name, "name"),
            kind,
            split(aliases),
            parse_date(start),
            parse_date(end),
            tuple(members.get(code, ())),
            note,
            source,
        )

    return list(read_rows(path, GROUP_HEADER, parse))


def _parse_membership(cells: list[str]) -> tuple[str, Membership]:
    group, member, start, end, source = cells
    parse_required(member, "member")
    return parse_required(group, "group"), Membership(member, parse_date(start), parse_date(end), source)


def load_seats(path: Path) -> list[Seat]:
    """Rows of seats.tsv."""

    def parse(cells: list[str]) -> Seat:
        metonym, variants, owner, meaning, start, end, note, source = cells
        return Seat(
            parse_required(metonym, "metonym"),
            split(variants),
            parse_required(owner, "owner"),
            meaning,
            parse_span(start, end),
            note,
            source,
        )

    return list(read_rows(path, SEAT_HEADER, parse))


def load_titles(path: Path) -> list[TitleSense]:
    """Rows of titles.tsv."""

    def parse(cells: list[str]) -> TitleSense:
        phrase, lemma, classes, owner, _ = cells
        if not classes:
            raise ValueError('The column "classes" is empty; it needs a value.')
        phrase = parse_required(phrase, "phrase").lower()
        return TitleSense(phrase, parse_required(lemma, "lemma"), split(classes), owner)

    return list(read_rows(path, TITLE_HEADER, parse))


def load_blocked(path: Path) -> list[str]:
    """Rows of blocked_names.tsv: phrases that hold a name and mean something else."""
    return list(read_rows(path, ("phrase", "why"), lambda cells: parse_required(cells[0], "phrase")))


def load_offices(path: Path) -> list[Office]:
    """Rows of offices.tsv."""

    def parse(cells: list[str]) -> Office:
        country, office_class, titles, start, end, source = cells
        return Office(country, office_class, split(titles), parse_date(start), parse_date(end), source)

    return list(read_rows(path, OFFICE_HEADER, parse))


def load_persons(path: Path) -> list[Person]:
    """Rows of persons.tsv."""

    def parse(cells: list[str]) -> Person:
        person_id, name, family, variants, country, source = cells
        return Person(
            parse_required(person_id, "id"),
            parse_required(name, "name"),
            family,
            split(variants),
            country,
            source,
        )

    return list(read_rows(path, PERSON_HEADER, parse))


def load_tenures(path: Path) -> list[Tenure]:
    """Rows of tenures.tsv."""
    return list(read_rows(path, TENURE_HEADER, parse_tenure))


def parse_tenure(cells: list[str]) -> Tenure:
    """One tenure; ValueError when it has no beginning, or ends before it begins."""
    person, country, office_class, title, start_text, end_text, verified_text, acting, source = cells
    start, end, verified = parse_date(start_text), parse_date(end_text), parse_date(verified_text)
    if start is None:
        raise ValueError('The column "start" is empty. Give at least the year in which the office was taken.')
    if end is not None and end.latest < start.earliest:
        raise ValueError(f'The tenure ends on "{end_text}", before it begins on "{start_text}".')
    last = verified or end or start
    return Tenure(
        parse_required(person, "person"),
        parse_required(country, "country"),
        parse_required(office_class, "class"),
        title,
        start,
        end,
        max(last.latest if verified else last.earliest, start.earliest),
        acting == "1",
        source,
    )


def load_coverage(path: Path) -> list[Coverage]:
    """Rows of coverage.tsv."""

    def parse(cells: list[str]) -> Coverage:
        country, office_class, start_text, end_text, _ = cells
        start, end = parse_date(start_text), parse_date(end_text)
        if start is None or end is None:
            raise ValueError("A coverage needs both a start and an end.")
        return Coverage(country, office_class, start.earliest, end.latest)

    return list(read_rows(path, COVERAGE_HEADER, parse))
