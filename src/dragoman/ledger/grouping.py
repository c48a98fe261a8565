"""Writes the groups: one row for each thing told of, and by what it can be chosen.

A group's id is the id of its first report (the earliest published, then the least
id). Its day is the one that most of its reports name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, update

from dragoman.ledger.adding import insert_missing
from dragoman.ledger.batches import chunks
from dragoman.ledger.choosing import Chosen, Facet, chosen_rows, load_facets, put_facets
from dragoman.ledger.derived import groups, reports
from dragoman.ledger.outlets import number_of_outlets, outlet_of
from dragoman.ledger.person_keys import SPELLING, person_word, spelling_word
from dragoman.ledger.prospecting import Lead, follow_groups
from dragoman.ledger.review import doubt_of, worth_of
from dragoman.ledger.schema import (
    SPEAKS,
    articles,
    commitments,
    events,
    findings,
    meetings,
    readings,
    record_values,
    stated,
    statements,
    value_actors,
    value_pairs,
    value_topics,
)
from dragoman.reading.known_people import Called

_LAST = "9999-12-31"
# What is said, found or done has the day of its report where it has none of its own; a
# meeting or a due date without a day stays without.
_DAY_OF_REPORT = frozenset({"statements", "events", "findings"})
# Kinds of actors that are no people: the White House is found by its country.
_NOBODY = frozenset({"state", "organisation"})
_OWN_FACETS = {
    "meetings": (meetings, {"mode": "mode", "state": "state"}),
    "commitments": (commitments, {"type": "act"}),
    "statements": (statements, {"mode": "manner"}),
    "events": (events, {"type": "type", "state": "realis"}),
    "findings": (findings, {"type": "about"}),
}


@dataclass(slots=True)
class Told:
    """One report, as lists and facets need it."""

    value_id: str
    article_id: str
    kind: str
    day: str
    published: str
    outlet: str
    facets: set[Facet] = field(default_factory=set)
    spellings: set[Facet] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Touched:
    """Values whose groups are written anew even where they have the members that they had.

    `new`: those of them that no group held before. `gone`: groups whose first report is
    told of no more.
    """

    values: set[str]
    new: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)


def write_groups(connection: Connection, members: list[list[str]], touched: Touched) -> dict[str, Told]:
    """Put groups in the place of those that their members were in before; gives the reports that were read.

    Groups that have the members that they had are left alone, but for those of touched values.
    """
    before = _groups_before(connection, [value_id for group in members for value_id in group])
    size = Counter(before.values())
    changed = [
        group
        for group in members
        if not touched.values.isdisjoint(group)
        or len({before[value_id] for value_id in group}) > 1
        or size[before[group[0]]] != len(group)
    ]
    old = {before[value_id] for group in changed for value_id in group} | touched.gone
    there = load_facets(connection, old)
    kept = _kept_facets(changed, before, touched, there)
    told = load_reports(connection, [value_id for group in changed for value_id in group], set(kept))
    led = _by_first_report([[told[value_id] for value_id in group] for group in changed])
    _move(connection, led, before)
    sure = _confidences(connection, list(led))
    rows = {name: _group_row(those, sure) for name, those in led.items()}
    _replace_rows(connection, old, rows)
    found = {name: _facets_of(those, kept) for name, those in led.items()}
    chosen = {
        name: chosen_rows(rows[name]["kind"], name, rows[name]["day"], its) for name, its in found.items()
    }
    put_facets(connection, {name: chosen.get(name, set()) for name in old | set(chosen)}, there)
    follow_groups(
        connection, old, [_lead(those[0], rows[name]["day"], found[name]) for name, those in led.items()]
    )
    return told


def _by_first_report(groups_of: list[list[Told]]) -> dict[str, list[Told]]:
    """Groups by the id of their first report, and so by their own; each in the order of publication."""
    ordered = [sorted(those, key=lambda one: (one.published, one.value_id)) for those in groups_of]
    return {those[0].value_id: those for those in ordered}


def _kept_facets(
    changed: list[list[str]], before: dict[str, str], touched: Touched, there: set[Chosen]
) -> dict[str, set[Facet]]:
    """What the old members of groups that only grow can be chosen by, under each of them, as the group has it.

    A report of a summit that thirty outlets told of then costs one look, not thirty.
    """
    its: dict[str, set[Facet]] = defaultdict(set)
    for _, facet, word, _, subject_id in there:
        if facet != "month":
            its[subject_id].add((facet, word))
    size = Counter(before.values())
    kept: dict[str, set[Facet]] = {}
    for group in changed:
        old = [value_id for value_id in group if value_id not in touched.new]
        names = {before[value_id] for value_id in old}
        # As many members do not make it the same group: one may have gone as another came.
        if len(names) == 1 and size[min(names)] == len(old) and touched.values.isdisjoint(old):
            kept.update(dict.fromkeys(old, its[min(names)]))
    return kept


def _move(connection: Connection, led: dict[str, list[Told]], before: dict[str, str]) -> None:
    """Say of reports which group they are in now."""
    moves = [
        {"member": one.value_id, "into": name}
        for name, those in led.items()
        for one in those
        if before[one.value_id] != name
    ]
    if moves:
        moving = update(reports).where(reports.c.value_id == bindparam("member"))
        connection.execute(moving.values(group_id=bindparam("into")), moves)


def _lead(first: Told, day: str, found: set[Facet]) -> Lead:
    published = "" if first.published == _LAST else first.published
    return Lead(first.value_id, first.kind, day, published, frozenset(found))


def _groups_before(connection: Connection, value_ids: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for chunk in chunks(value_ids):
        query = select(reports.c.value_id, reports.c.group_id).where(reports.c.value_id.in_(chunk))
        found.update((row.value_id, row.group_id) for row in connection.execute(query))
    return found


def _confidences(connection: Connection, value_ids: list[str]) -> dict[str, float]:
    """How sure the current readings are of values."""
    found: dict[str, float] = {}
    for chunk in chunks(value_ids):
        query = (
            select(stated.c.value_id, stated.c.confidence)
            .join(readings, readings.c.id == stated.c.reading_id)
            .where(stated.c.value_id.in_(chunk), SPEAKS)
        )
        for value_id, confidence in connection.execute(query).all():
            found[value_id] = max(confidence, found.get(value_id, 0.0))
    return found


def _group_row(ordered: list[Told], sure: dict[str, float]) -> dict[str, Any]:
    lead, n_reports = ordered[0], len(ordered)
    return {
        "id": lead.value_id,
        "kind": lead.kind,
        "day": _day(ordered),
        "n_reports": n_reports,
        "n_outlets": number_of_outlets(one.outlet for one in ordered),
        "priority": worth_of(lead.kind, n_reports) * doubt_of(sure.get(lead.value_id, 0.0)),
    }


def _facets_of(ordered: list[Told], kept: dict[str, set[Facet]]) -> set[Facet]:
    """By what a group can be chosen, whatever its day is."""
    found: set[Facet] = set()
    for one in ordered:
        found |= kept.get(one.value_id, one.facets)
    return found


def _replace_rows(connection: Connection, old: set[str], rows: dict[str, dict[str, Any]]) -> None:
    """Write the rows of groups that differ from what is there, and take away those that are no more."""
    there: dict[str, dict[str, Any]] = {}
    for chunk in chunks(old | set(rows)):
        for row in connection.execute(select(groups).where(groups.c.id.in_(chunk))):
            there[row.id] = dict(row._mapping)
    for chunk in chunks(name for name, row in there.items() if rows.get(name) != row):
        connection.execute(delete(groups).where(groups.c.id.in_(chunk)))
    insert_missing(connection, groups, [row for name, row in rows.items() if there.get(name) != row])


def _day(ordered: list[Told]) -> str:
    """The day that most reports name, of equals the earliest."""
    named = Counter(one.day for one in ordered if one.day)
    return min(named, key=lambda day: (-named[day], day)) if named else ""


def load_reports(
    connection: Connection, value_ids: Iterable[str], known: Iterable[str] = ()
) -> dict[str, Told]:
    """Reports by value id, with their facets but for those whose facets are known."""
    told: dict[str, Told] = {}
    for chunk in chunks(value_ids):
        for row in connection.execute(_report_query(chunk)).all():
            published = "" if row.published is None else row.published.isoformat()
            day = "" if row.earliest is None else row.earliest.isoformat()
            if not day and row.kind in _DAY_OF_REPORT:
                day = published
            told[row.id] = Told(
                row.id, row.article_id, row.kind, day, published or _LAST, outlet_of(row.outlet, row.url)
            )
            if row.outlet:
                told[row.id].facets.add(("outlet", row.outlet))
    for chunk in chunks(set(told) - set(known)):
        _add_facets(connection, told, chunk)
    return told


def _report_query(chunk: list[str]) -> Any:
    return (
        select(
            record_values.c.id,
            record_values.c.article_id,
            record_values.c.kind,
            record_values.c.earliest,
            articles.c.published_earliest.label("published"),
            articles.c.outlet,
            articles.c.url,
        )
        .join_from(record_values, articles, articles.c.id == record_values.c.article_id)
        .where(record_values.c.id.in_(chunk))
    )


def _add_facets(connection: Connection, told: dict[str, Told], chunk: list[str]) -> None:
    names = ("value_id", "kind", "name", "office", "country", "person_id")
    columns = (value_actors.c[name] for name in names)
    actors = select(*columns).where(value_actors.c.value_id.in_(chunk))
    for value_id, what, name, office, country, person_id in connection.execute(actors).all():
        one = told[value_id]
        one.facets.add(("country", country))
        if what not in _NOBODY:
            day = "" if one.published == _LAST else one.published
            word = person_word(Called(name, office, country, day, person_id or ""))
            one.facets.add(("actor", word))
            one.spellings.add((SPELLING, spelling_word(word, name)))
    for row in connection.execute(select(value_pairs).where(value_pairs.c.value_id.in_(chunk))).all():
        told[row.value_id].facets.add(("pair", f"{row.lesser}-{row.greater}"))
    for row in connection.execute(select(value_topics).where(value_topics.c.value_id.in_(chunk))).all():
        told[row.value_id].facets.add(("topic", row.code))
    by_kind: dict[str, list[str]] = defaultdict(list)
    for value_id in chunk:
        if value_id in told:
            by_kind[told[value_id].kind].append(value_id)
    for kind, ids in by_kind.items():
        table, own = _OWN_FACETS[kind]
        for row in connection.execute(select(table).where(table.c.value_id.in_(ids))):
            words = row._mapping
            told[row.value_id].facets |= {(facet, words[column]) for facet, column in own.items()}
