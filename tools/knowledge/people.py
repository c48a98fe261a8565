"""Which raw rows speak of one person.

Rows with a Wikidata id make the persons; every other row joins the person of the
same country that fits by name and by office, or makes a new one. What was joined
on the name alone is told in the report, never decided silently.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from places import own_rows
from rapidfuzz import fuzz
from raw import RawTenure

from dragoman.knowledge.folding import fold, skeleton, words_of
from dragoman.knowledge.people import PARTICLES, PATRONYMIC

_ORGANISATIONS = {"WHO", "IMF", "WTO", "OAS", "LAS", "GCC", "SCO", "OIC", "COE", "PLO", "INT"}


# Offices that several people hold at once: an open end says nothing about the others.
SEVERAL_HOLDERS = frozenset(
    "vice_president deputy_head_of_government spokesperson ambassador envoy us_state_official"
    " deputy_foreign_minister trade_minister finance_minister party_leader crown_prince un_official under_secretary_general"
    " deputy_io_head".split()
)


@dataclass(slots=True)
class MergedPerson:
    """One person with all rows that name them."""

    id: str
    names: Counter[str] = field(default_factory=Counter)
    families: Counter[str] = field(default_factory=Counter)
    rows: list[RawTenure] = field(default_factory=list)

    def add(self, row: RawTenure) -> None:
        """Take a row, with the spellings it uses."""
        weight = (
            100 if row.source.startswith("general knowledge") else 1 if row.source.startswith("CIA") else 10
        )
        self.names[row.person] += weight
        for variant in row.variants:
            self.names[variant] += 1
        if row.family:
            self.families[row.family] += 1
        self.rows.append(row)

    @property
    def spellings(self) -> list[frozenset[str]]:
        """The folded words of every spelling."""
        return [frozenset(words_of(name)) for name in self.names]


@cache
def first_day(text: str) -> date:
    """The earliest day of a date that may be cut."""
    return date.fromisoformat(text + "-01-01"[len(text) - 4 :])


def merge_people(rows: Iterable[RawTenure], report: list[str]) -> list[MergedPerson]:
    """All persons, in the order of their ids."""
    people: dict[str, MergedPerson] = {}
    by_country: defaultdict[str, list[MergedPerson]] = defaultdict(list)
    later: list[RawTenure] = []
    for row in rows:
        if row.person_id.startswith("wd:"):
            person = people.get(row.person_id)
            if person is None:
                person = people[row.person_id] = MergedPerson(row.person_id)
            if person not in by_country[row.country]:
                by_country[row.country].append(person)
            person.add(row)
        else:
            later.append(row)
    give_proper_names(people)
    for rows_of_one in _by_name(later):
        first = rows_of_one[0]
        person = _fitting(rows_of_one, by_country, report)
        if person is None:
            person = MergedPerson(_new_id(first, people))
            people[person.id] = person
        if person not in by_country[first.country]:
            by_country[first.country].append(person)
        for row in rows_of_one:
            person.add(row)
    give_nicknames(by_country, report)
    return [people[key] for key in sorted(people)]


def _by_name(rows: Iterable[RawTenure]) -> list[list[RawTenure]]:
    """Rows of one country that spell a name in the same way, sources with ids first."""
    groups: defaultdict[tuple[object, ...], list[RawTenure]] = defaultdict(list)
    for row in rows:
        named = words_of(row.person)
        full = tuple(row.variants) if row.source.startswith("unitedstates") else ()
        groups[_rank(row), row.country, named, full, row.person_id].append(row)
    for group in groups.values():
        group.sort(key=lambda row: row.start)
    return sorted(groups.values(), key=lambda group: (_rank(group[0]), group[0].start, group[0].person))


def give_proper_names(people: dict[str, MergedPerson]) -> None:
    """The English names of rows/person_names.tsv before those of a source in another language."""
    for row in own_rows("person_names.tsv"):
        person = people.get(row["id"])
        if person is None:
            continue
        person.names.clear()
        for weight, name in enumerate(reversed(row["name"].split("|")), start=1):
            person.names[name] += 1000 * weight


def give_nicknames(by_country: dict[str, list[MergedPerson]], report: list[str]) -> None:
    """The further names of rows/nicknames.tsv; a row that fits nobody goes to the report."""
    for row in own_rows("nicknames.tsv"):
        name = frozenset(words_of(row["name"]))
        found = [person for person in by_country.get(row["country"], []) if name in person.spellings]
        for person in found:
            for nickname in row["nicknames"].split("|"):
                person.names[nickname] += 1
        if not found:
            report.append(f"nickname\t{row['country']}\t{row['name']}")


def _rank(row: RawTenure) -> int:
    if row.person_id:
        return 0
    if row.source.startswith("general knowledge"):
        return 1
    return 3 if row.source.startswith("CIA") else 2


def _new_id(row: RawTenure, people: dict[str, MergedPerson]) -> str:
    if row.person_id and not row.person_id.endswith(":"):
        return row.person_id
    slug = re.sub(r"[^\w]+", "-", fold(row.person)).strip("-")
    base = f"x:{row.country.lower()}-{slug}"
    number, new = 1, base
    while new in people:
        number += 1
        new = f"{base}-{number}"
    return new


def _fitting(
    rows: list[RawTenure], by_country: dict[str, list[MergedPerson]], report: list[str]
) -> MergedPerson | None:
    row = rows[0]
    own = by_country.get(row.country, [])
    scored = [(score, person) for person in own if (score := max(_fit(each, person) for each in rows)) > 0]
    if not scored and (len(row.country) != 3 or row.country in _ORGANISATIONS):
        everyone = {id(person): person for group in by_country.values() for person in group}
        scored = [(3.0, p) for p in everyone.values() if frozenset(words_of(row.person)) in p.spellings]
    if not scored:
        return None
    scored.sort(key=lambda pair: -pair[0])
    score, best = scored[0]
    line = "\t".join((row.country, row.person, row.start, best.id, best.names.most_common(1)[0][0]))
    if len(scored) > 1 and scored[1][0] == score:
        report.append(f"ambiguous\t{line}")
    if score < 2:
        report.append(f"joined\t{line}")
    return best


def _fit(row: RawTenure, person: MergedPerson) -> float:
    """How well a row fits a person of its country: 0 not at all, 3 and more surely."""
    if row.person_id[-1:] not in ("", ":") and row.person_id in {each.person_id for each in person.rows}:
        return 9.0
    names = [words_of(name) for name in (row.person, *row.variants) if words_of(name)]
    near = max((_nearness(row, each) for each in person.rows), default=0.0)
    theirs = [words_of(name) for name in person.names if words_of(name)]
    return max((_name_fit(a, b, near) for a in names for b in theirs), default=0.0)


def _nearness(row: RawTenure, other: RawTenure) -> float:
    """2: same office begun at the same time; 1: same office, overlapping; 0.5: within fifteen years; else 0."""
    if not row.start or not other.start:
        return 0.5
    apart = abs((first_day(row.start) - first_day(other.start)).days)
    if row.office_class == other.office_class:
        if apart <= 45 or (len(min(row.start, other.start, key=len)) == 4 and apart < 366):
            return 2.0
        ends = other.end or other.verified or other.start
        own_ends = row.end or row.verified or row.start
        if other.start[:7] <= own_ends and row.start[:7] <= ends:
            return 1.0
    return 0.5 if apart < 15 * 365 else 0.0


def _name_fit(mine: tuple[str, ...], theirs: tuple[str, ...], near: float) -> float:
    left, right = frozenset(mine), frozenset(theirs)
    if _same_words(mine, theirs):
        return 3.0 + near if near >= 1 else 2.2 if near > 0 else 0.0
    shared = {word for word in left & right if len(word) > 2 and word not in PARTICLES}
    same_given = _has_alike(mine[0], right) and _has_alike(theirs[0], left)
    if PATRONYMIC & (left | right):
        first, second = (next((word for word in name if word != "al"), name[0]) for name in (mine, theirs))
        same_given = _has_alike(first, frozenset((second,)))
    is_part = (
        bool(shared) and (_is_part(left, right) or _is_part(right, left)) and not PATRONYMIC & (left | right)
    )
    if near >= 2 and ((same_given and shared) or is_part or _alike(left, right)):
        return 2.3 + len(shared) / 10 + same_given / 4
    if (
        near >= 1
        and same_given
        and ((shared and _alike_rest(left, right)) or len(shared) >= 2 or _alike(left, right))
    ):
        return 1.5 + len(shared) / 10
    if near > 0 and same_given and len(shared) >= 2 and (left <= right or right <= left):
        return 1.2 + len(shared) / 10
    return 0.0


def _is_part(short: frozenset[str], long: frozenset[str]) -> bool:
    """Whether every telling word of one name is in the other: "Evo Morales", "Juan Evo Morales Ayma"."""
    telling = [word for word in short if word not in PARTICLES]
    return bool(telling) and len(telling) <= len(long) and all(_has_alike(word, long) for word in telling)


def _same_words(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether two names are the same words; a son and his father are told apart by the order."""
    if sorted(mine) != sorted(theirs):
        return False
    return mine[0] == theirs[0] or not PATRONYMIC & set(mine)


def _has_alike(word: str, words: frozenset[str]) -> bool:
    """Whether one of the words can be the same: its spelling, or an initial of it."""
    return any(
        word == each
        or ((len(word) == 1 or len(each) == 1) and word[0] == each[0])
        or fuzz.ratio(skeleton(word), skeleton(each)) >= 75
        for each in words
    )


def _alike(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    if PATRONYMIC & (mine | theirs):
        return False
    mine_bones, their_bones = (" ".join(sorted(map(skeleton, words))) for words in (mine, theirs))
    return fuzz.token_sort_ratio(mine_bones, their_bones) >= 82


def _alike_rest(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether the words that differ can be one name: initials, or two spellings."""
    left, right = mine - theirs, theirs - mine
    if not left or not right:
        return True
    return any(
        a[0] == b[0] and (len(a) == 1 or len(b) == 1 or fuzz.ratio(skeleton(a), skeleton(b)) >= 70)
        for a in left
        for b in right
    )
