"""Keeps what is to come, and what became of it, in step with the groups.

A commitment or planned meeting is compared with the reports of its parties when either
comes, so that it does not matter which came first; the pairs that fit are rows of
`outcomes`. See `dragoman.ledger.followup` for what counts as done or dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations
from typing import Any, Self

from sqlalchemy import Connection, and_, delete, exists, func, or_, select, union_all

from dragoman.ledger.adding import insert_missing
from dragoman.ledger.batches import chunks
from dragoman.ledger.claims import Claim, content_words
from dragoman.ledger.derived import KEY_LENGTH, facets, groups, outcomes, prospects, reports
from dragoman.ledger.likeness import compare
from dragoman.ledger.merging import load_claims
from dragoman.ledger.progress import Progress
from dragoman.ledger.schema import articles, events, evidence, record_values
from dragoman.ledger.storable import storable

# Reports of a meeting may give it a day or two earlier or later than the plan did.
SHIFT = timedelta(days=3)
# What has no day is followed for a year, and a commitment until a year after its day.
REACH = timedelta(days=365)
_SAME_MEETING = 0.7
# Share of a commitment's words that a later sentence must hold. Chosen, not tuned.
_SAME_WORDS = 0.6
_FEWEST_WORDS = 2
# PLOVER types that say that something was done, or refused; to agree again does neither.
_DONE_TYPES = frozenset({"COOPERATE", "AID", "YIELD", "SUPPORT", "MOBILIZE"})
_DROPPED_TYPES = frozenset({"REJECT"})
_ENDS = {"held": Progress.DONE, "cancelled": Progress.DROPPED}
# By what kind of thing each kind of prospect is ended: a facet of it, and the words that end.
_ENDING = {
    "commitments": ("events", "type", _DONE_TYPES | _DROPPED_TYPES),
    "meetings": ("meetings", "state", frozenset(_ENDS)),
}
_FIRST, _LAST = "0001-01-01", "9999-12-31"
# Of many parties the first few (by code) are those that a later report must name.
_PARTIES = 4
_MOST_CODES = 8

Facets = set[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Lead:
    """A group as it is followed: its first report, its day and by what it can be chosen."""

    id: str
    kind: str
    day: str
    published: str
    facets: frozenset[tuple[str, str]]

    @property
    def known_on(self) -> str:
        """The day from which on the ledger can know of it."""
        return max(self.day, self.published)

    @property
    def is_ahead(self) -> bool:
        """Whether something is to come of it."""
        states = {("state", "planned"), ("state", "proposed")}
        return self.kind == "commitments" or (self.kind == "meetings" and not states.isdisjoint(self.facets))

    @property
    def may_end(self) -> bool:
        """Whether it may tell what became of something."""
        if self.kind == "meetings":
            return not {("state", state) for state in _ENDS}.isdisjoint(self.facets)
        types = {("type", one) for one in _DONE_TYPES | _DROPPED_TYPES}
        happened = ("state", "happened") in self.facets
        return self.kind == "events" and happened and not types.isdisjoint(self.facets)

    @property
    def countries(self) -> list[str]:
        """The codes that have a part in it."""
        return sorted(word for facet, word in self.facets if facet == "country" and word)[:_MOST_CODES]


@dataclass(frozen=True, slots=True)
class ToldEvent:
    """A later event as a commitment is compared with it."""

    type: str
    realis: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Prospect:
    """Something to come, with the first and the last day on which what became of it can have happened."""

    group_id: str
    kind: str
    told_on: str
    since: str
    until: str

    @classmethod
    def of(cls, group_id: str, kind: str, told_on: str, due: str) -> Self:
        """From a row of `prospects`."""
        if kind == "commitments":
            return cls(group_id, kind, told_on, told_on, _moved(max(told_on, due), REACH))
        if not told_on and not due:
            return cls(group_id, kind, "", "", _LAST)
        # Vague days begin long before the day that they mean.
        since = _moved(min(filter(None, (told_on, due))), -REACH)
        return cls(group_id, kind, told_on, since, _moved(due or _moved(told_on, REACH), SHIFT))

    def may_end_with(self, lead: Lead) -> bool:
        """Whether a report can speak of it, by kind and days; words are compared later."""
        if lead.day and not self.since <= lead.day <= self.until:
            return False
        if self.kind == "commitments":
            return lead.kind == "events" and self.told_on != "" and lead.day != self.told_on
        return lead.kind == "meetings" and not (lead.published and lead.published < self.told_on)


def follow_groups(connection: Connection, gone: set[str], leads: list[Lead]) -> None:
    """Bring prospects and outcomes up to date after groups were written; `gone`: what they replace."""
    for chunk in chunks(gone | {lead.id for lead in leads}):
        connection.execute(delete(prospects).where(prospects.c.group_id.in_(chunk)))
        either = or_(outcomes.c.group_id.in_(chunk), outcomes.c.evidence_id.in_(chunk))
        connection.execute(delete(outcomes).where(either))
    ahead = [lead for lead in leads if lead.is_ahead]
    plans = load_claims(connection, [lead.id for lead in ahead])
    rows = [_row(lead, plans[lead.id]) for lead in ahead if lead.id in plans]
    insert_missing(connection, prospects, rows)
    found = _backward(connection, rows, plans)
    found += _forward(connection, [lead for lead in leads if lead.may_end])
    insert_missing(connection, outcomes, found)


def _row(lead: Lead, claim: Claim) -> dict[str, Any]:
    return {
        "group_id": lead.id,
        "kind": lead.kind,
        "told_on": "" if claim.published is None else claim.published.isoformat(),
        "due": "" if claim.latest is None else claim.latest.isoformat(),
        "parties": party_key(claim.codes | claim.to),
    }


def party_key(codes: Iterable[str]) -> str:
    """The parties that a later report must name, as one word."""
    return "-".join(sorted(map(storable, codes))[:_PARTIES])[:KEY_LENGTH]


def _forward(connection: Connection, ends: list[Lead]) -> list[dict[str, Any]]:
    """What new reports say of prospects that were there."""
    keys_of = {lead: _party_keys(lead.countries) for lead in ends}
    there = _prospects_of({key for keys in keys_of.values() for key in keys}, ends, connection)
    pairs = [
        (one.group_id, lead)
        for lead, keys in keys_of.items()
        for key in keys
        for one in there.get(key, ())
        if one.may_end_with(lead)
    ]
    return _outcomes(connection, pairs, load_claims(connection, {plan for plan, _ in pairs}))


def _prospects_of(keys: set[str], ends: list[Lead], connection: Connection) -> dict[str, list[Prospect]]:
    """The prospects of some sets of parties, by their key, but for those that were over before all of the reports."""
    days = [lead.day for lead in ends]
    first = _moved(min(days, default=""), -REACH - SHIFT) or _FIRST
    found: dict[str, list[Prospect]] = {}
    for chunk in chunks(keys):
        query = select(prospects).where(prospects.c.parties.in_(chunk))
        told, due = prospects.c.told_on, prospects.c.due
        # Asked for apart, so that each reads an index from its day on.
        ways = (told >= first, and_(due >= first, told < first), and_(told == "", due == ""))
        for row in connection.execute(union_all(*map(query.where, ways))):
            one = Prospect.of(row.group_id, row.kind, row.told_on, row.due)
            found.setdefault(row.parties, []).append(one)
    return found


def _backward(
    connection: Connection, rows: list[dict[str, Any]], plans: Mapping[str, Claim]
) -> list[dict[str, Any]]:
    """What is known already of new prospects."""
    pairs = []
    for row in rows:
        plan = plans[row["group_id"]]
        codes = sorted(map(storable, plan.codes | plan.to))[:_PARTIES]
        if codes and _is_worth(row["kind"], plan):
            one = Prospect.of(*(row[name] for name in ("group_id", "kind", "told_on", "due")))
            leads = _ends_of(connection, one, codes)
            pairs += [(one.group_id, lead) for lead in leads if one.may_end_with(lead)]
    return _outcomes(connection, pairs, plans)


def _is_worth(kind: str, claim: Claim) -> bool:
    return kind == "meetings" or (claim.published is not None and len(claim.words) >= _FEWEST_WORDS)


def _party_keys(countries: list[str]) -> list[str]:
    """The keys of all sets of parties that a report with these countries names."""
    most = min(_PARTIES, len(countries))
    return ["-".join(some) for size in range(1, most + 1) for some in combinations(countries, size)]


def _moved(day: str, by: timedelta) -> str:
    if not day:
        return ""
    try:
        return (date.fromisoformat(day) + by).isoformat()
    except OverflowError:
        return day


def _outcomes(
    connection: Connection, pairs: list[tuple[str, Lead]], plans: Mapping[str, Claim]
) -> list[dict[str, Any]]:
    """The pairs that fit, as rows of `outcomes`."""
    meetings = {lead.id for _, lead in pairs if lead.kind == "meetings"}
    later = load_claims(connection, meetings)
    told = _told_events(connection, {lead.id for _, lead in pairs} - meetings)
    found = []
    for plan, lead in pairs:
        if plan not in plans:
            continue
        if lead.kind == "meetings":
            outcome = _meeting_outcome(plans[plan], later[lead.id])
        else:
            outcome = _commitment_outcome(plans[plan], told[lead.id]) if lead.id in told else None
        if outcome is not None:
            found.append(
                {"group_id": plan, "evidence_id": lead.id, "outcome": str(outcome), "day": lead.known_on}
            )
    return found


def _told_events(connection: Connection, value_ids: set[str]) -> dict[str, ToldEvent]:
    """Events by id, with the words of the sentence that tells of them."""
    start, end = evidence.c.start_offset, evidence.c.end_offset
    query = (
        select(events, func.substr(articles.c.text, start + 1, end - start).label("words"))
        .join_from(events, record_values, record_values.c.id == events.c.value_id)
        .join(articles, articles.c.id == record_values.c.article_id)
        .join(evidence, and_(evidence.c.value_id == events.c.value_id, evidence.c.position == 0))
    )
    found: dict[str, ToldEvent] = {}
    for chunk in chunks(value_ids):
        for row in connection.execute(query.where(events.c.value_id.in_(chunk))):
            found[row.value_id] = ToldEvent(row.type, row.realis, content_words(row.words))
    return found


def _meeting_outcome(plan: Claim, later: Claim) -> Progress | None:
    """Done or dropped, where a report tells of the planned meeting as held or cancelled."""
    outcome = _ENDS.get(later.state)
    first = plan.earliest or plan.published
    if outcome is None or (first and later.latest and later.latest < first - min(SHIFT, first - date.min)):
        return None
    if outcome is Progress.DONE and _is_too_early(plan, later):
        return None
    return outcome if compare(replace(plan, state=later.state), later).total >= _SAME_MEETING else None


def _is_too_early(plan: Claim, later: Claim) -> bool:
    """Whether a report stood in the paper before the planned meeting could take place; a day for time zones."""
    if plan.earliest is None or later.published is None:
        return False
    return later.published < plan.earliest - min(timedelta(days=1), plan.earliest - date.min)


def _commitment_outcome(promise: Claim, event: ToldEvent) -> Progress | None:
    """Done or dropped, where a later event speaks of it in much the same words."""
    shared = promise.words & event.words
    few = len(promise.words) < _FEWEST_WORDS
    if few or len(shared) < max(_FEWEST_WORDS, _SAME_WORDS * len(promise.words)):
        return None
    if event.realis != "happened":
        return None
    if event.type in _DONE_TYPES:
        return Progress.DONE
    return Progress.DROPPED if event.type in _DROPPED_TYPES else None


def _ends_of(connection: Connection, prospect: Prospect, codes: list[str]) -> list[Lead]:
    """Groups that may tell what became of a prospect, and that all of some parties have a part in."""
    ids = _ids_of(connection, prospect, codes)
    found = []
    for chunk in chunks(ids):
        query = (
            select(groups.c.id, groups.c.kind, groups.c.day, articles.c.published_earliest)
            .join(reports, reports.c.value_id == groups.c.id)
            .join(articles, articles.c.id == reports.c.article_id)
            .where(groups.c.id.in_(chunk))
        )
        for row in connection.execute(query).all():
            published = "" if row.published_earliest is None else row.published_earliest.isoformat()
            found.append(Lead(row.id, row.kind, row.day, published, frozenset()))
    return found


def _ids_of(connection: Connection, prospect: Prospect, codes: list[str]) -> set[str]:
    """Ids of groups with all codes: by the pair where there are two, which has the fewest rows."""
    facet, word = ("country", codes[0]) if len(codes) < 2 else ("pair", f"{codes[0]}-{codes[1]}")
    kind, ending_facet, ends = _ENDING[prospect.kind]
    its = facets.alias("its")
    # Wrapped columns keep SQLite from looking the facet up instead, with all its subjects.
    ending = exists().where(
        its.c.subject_id == facets.c.subject_id,
        func.coalesce(its.c.facet, "") == ending_facet,
        func.coalesce(its.c.word, "").in_(sorted(ends)),
    )
    query = select(facets.c.subject_id).where(
        facets.c.kind == kind, facets.c.facet == facet, facets.c.word == word, ending
    )
    # Asked for apart: joined by "or", all days of the two countries would be read.
    found: set[str] = set()
    for days in (facets.c.day.between(prospect.since, prospect.until), facets.c.day == ""):
        found.update(connection.scalars(query.where(days)))
    rest = codes[2:] if facet == "pair" else []
    if rest and found:
        having: dict[str, set[str]] = {}
        for chunk in chunks(found):
            told = select(facets.c.subject_id, facets.c.word).where(
                facets.c.subject_id.in_(chunk), func.coalesce(facets.c.facet, "") == "country"
            )
            for row in connection.execute(told).all():
                having.setdefault(row.subject_id, set()).add(row.word)
        found = {one for one in found if having.get(one, set()) >= set(rest)}
    return found
