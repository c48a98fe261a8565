"""Where the reports of one thing differ, and which outlets say which.

Nothing is decided here: two durations stay two durations. A report that is silent on
a field does not disagree; one day within a longer interval does not disagree with it;
a surname does not disagree with the full name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from dragoman.interval import Interval
from dragoman.ledger.claims import words_of
from dragoman.ledger.outlets import outlet_of

Listed = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Version:
    """One account of a field: what is said, by which outlets, in which values (ids)."""

    said: str
    outlets: tuple[str, ...]
    value_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A field on which reports differ, the account of most reports first."""

    field: str
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class FieldAccount:
    """What all reports say of a field, the account of most reports first.

    `is_disputed`: at least two of the versions exclude each other; otherwise all can be
    true together, or there is one. `silent`: the outlets that do not speak of it.
    """

    field: str
    versions: tuple[Version, ...]
    is_disputed: bool
    silent: tuple[str, ...] = ()


def disagreements(kind: str, rows: Iterable[Listed]) -> tuple[Disagreement, ...]:
    """The fields on which the reports of one group differ, in the order of the fields."""
    rows = list(rows)
    if len(rows) < 2:
        return ()
    return tuple(Disagreement(one.field, one.versions) for one in accounts(kind, rows) if one.is_disputed)


def accounts(kind: str, rows: Iterable[Listed]) -> tuple[FieldAccount, ...]:
    """What the reports of one group say field by field, where they agree and where they do not."""
    rows = list(rows)
    found = [_account(name, read, rows) for name, read in _FIELDS[kind].items()]
    if kind in ("meetings", "statements"):
        found += _office_accounts(rows)
    return tuple(one for one in found if one.versions)


def _account(name: str, read: Callable[[Listed], str], rows: list[Listed]) -> FieldAccount:
    by_words: dict[str, list[Listed]] = {}
    silent = []
    for row in rows:
        if said := read(row):
            by_words.setdefault(said, []).append(row)
        else:
            silent.append(row)
    ordered = sorted(by_words, key=lambda said: (-len(by_words[said]), said))
    versions = tuple(_version(said, by_words[said]) for said in ordered)
    return FieldAccount(name, versions, _exclude(name, ordered), _outlets(silent))


def _exclude(name: str, versions: list[str]) -> bool:
    """Whether at least two versions exclude each other."""
    agree = _AGREE.get(name)
    if agree is None:
        return len(versions) > 1
    return any(not agree(a, b) for at, a in enumerate(versions) for b in versions[at + 1 :])


def _version(said: str, rows: list[Listed]) -> Version:
    return Version(said, _outlets(rows), tuple(sorted(row["id"] for row in rows)))


def _outlets(rows: list[Listed]) -> tuple[str, ...]:
    return tuple(sorted(set(map(_teller, rows))))


def _teller(row: Listed) -> str:
    """The outlet; where a page names none, the host that it came from, or else the page itself."""
    return outlet_of(row["outlet"], row.get("url")) or str(row["doc_id"])


def _office_accounts(rows: list[Listed]) -> list[FieldAccount]:
    """Offices that the reports give to one person (of one country, with a name in common)."""
    people: list[tuple[str, frozenset[str], list[tuple[str, Listed]]]] = []
    for row in rows:
        for person in [row["speaker"]] if "speaker" in row else row["participants"]:
            if person["name"] and person["office"]:
                _place_person(people, person, row)
    found = []
    for _, names, said in sorted(people, key=lambda one: (one[0], sorted(one[1]))):
        by_row = [{**row, "office": office} for office, row in said]
        office = _account("office", lambda row: str(row["office"]).casefold(), by_row)
        found.append(replace(office, field=f"office of {' '.join(sorted(names))}"))
    return found


def _place_person(people: list[Any], person: dict[str, str], row: Listed) -> None:
    names = words_of(person["name"])
    for at, (country, known, said) in enumerate(people):
        if country == person["country"] and names & known:
            people[at] = (country, known & names, [*said, (person["office"], row)])
            return
    people.append((person["country"], names, [(person["office"], row)]))


def _days_agree(left: str, right: str) -> bool:
    return Interval.parse(left).overlaps(Interval.parse(right))


def _names_agree(left: str, right: str) -> bool:
    shorter, longer = sorted((words_of(left), words_of(right)), key=len)
    return shorter <= longer


def _offices_agree(left: str, right: str) -> bool:
    return _names_agree(left, right)


def _text(key: str) -> Callable[[Listed], str]:
    return lambda row: "" if row[key] is None else str(row[key])


def _codes(key: str) -> Callable[[Listed], str]:
    return lambda row: ", ".join(sorted(set(filter(None, row[key]))))


def _mode(row: Listed) -> str:
    return "" if row["mode"] == "unknown" else str(row["mode"])


_AGREE: dict[str, Callable[[str, str], bool]] = {
    "when": _days_agree,
    "due": _days_agree,
    "said_on": _days_agree,
    "place": _names_agree,
    "office": _offices_agree,
}
_FIELDS: dict[str, dict[str, Callable[[Listed], str]]] = {
    "meetings": {
        "when": _text("when"),
        "duration_minutes": _text("duration_minutes"),
        "mode": _mode,
        "place": _text("place"),
        "hosts": _codes("hosts"),
        "initiators": _codes("initiators"),
        "state": _text("state"),
    },
    "commitments": {
        "due": _text("due"),
        "act": _text("act"),
        "to": _codes("to"),
        "condition": _text("condition"),
    },
    "statements": {"said_on": _text("said_on"), "manner": _text("manner")},
    "events": {"when": _text("when"), "cameo": _text("cameo")},
    "findings": {"correct": _text("correct")},
}
