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
from typing import Any

from sqlalchemy import Connection, and_, delete, exists, func, or_, select

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
_LAST = "9999-12-31"
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
    keys = {key for lead in ends for key in _party_keys(lead.countries)}
    there: dict[str, list[Mapping[str, Any]]] = {}
    for chunk in chunks(keys):
        for row in connection.execute(select(prospects).where(prospects.c.parties.in_(chunk))).mappings():
            there.setdefault(row["parties"], []).append(dict(row))
    pairs = [
        (row["group_id"], lead)
        for lead in ends
        for key in _party_keys(lead.countries)
        for row in there.get(key, ())
        if _may_end(row, lead)
    ]
    return _outcomes(connection, pairs, load_claims(connection, {plan for plan, _ in pairs}))


def _backward(
    connection: Connection, rows: list[dict[str, Any]], plans: Mapping[str, Claim]
) -> list[dict[str, Any]]:
    """What is known already of new prospects."""
    pairs = []
    for row in rows:
        codes = sorted(map(storable, plans[row["group_id"]].codes | plans[row["group_id"]].to))[:_PARTIES]
        if codes and _is_worth(row["kind"], plans[row["group_id"]]):
            leads = _ends_of(connection, row, codes)
            pairs += [(row["group_id"], lead) for lead in leads if _may_end(row, lead)]
    return _outcomes(connection, pairs, plans)


def _is_worth(kind: str, claim: Claim) -> bool:
    return kind == "meetings" or (claim.published is not None and len(claim.words) >= _FEWEST_WORDS)


def _party_keys(countries: list[str]) -> list[str]:
    """The keys of all sets of parties that a report with these countries names."""
    most = min(_PARTIES, len(countries))
    return ["-".join(some) for size in range(1, most + 1) for some in combinations(countries, size)]


def _may_end(row: Mapping[str, Any], lead: Lead) -> bool:
    """Whether a report can speak of a prospect, by kind and days; words are compared later."""
    if row["kind"] == "commitments":
        fits = lead.kind == "events" and row["told_on"] != "" and lead.day != row["told_on"]
    else:
        fits = lead.kind == "meetings" and not (lead.published and lead.published < row["told_on"])
    since, until = _followed(row)
    return fits and (lead.day == "" or since <= lead.day <= until)


def _followed(row: Mapping[str, Any]) -> tuple[str, str]:
    """The first and the last day on which what became of a prospect can have happened."""
    told_on, due = row["told_on"], row["due"]
    if row["kind"] == "commitments":
        return told_on, _moved(max(told_on, due), REACH)
    if not told_on and not due:
        return "", _LAST
    # Vague days begin long before the day that they mean.
    first = min(filter(None, (told_on, due)))
    return _moved(first, -REACH), _moved(due, SHIFT) if due else _moved(told_on, REACH + SHIFT)


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


def _told_events(connection: Connection, value_ids: set[str]) -> dict[str, Any]:
    """Events by id: type, realis and the words that tell of them."""
    start, end = evidence.c.start_offset, evidence.c.end_offset
    query = (
        select(events, func.substr(articles.c.text, start + 1, end - start).label("words"))
        .join_from(events, record_values, record_values.c.id == events.c.value_id)
        .join(articles, articles.c.id == record_values.c.article_id)
        .join(evidence, and_(evidence.c.value_id == events.c.value_id, evidence.c.position == 0))
    )
    found: dict[str, Any] = {}
    for chunk in chunks(value_ids):
        rows = connection.execute(query.where(events.c.value_id.in_(chunk)))
        found.update((row.value_id, row) for row in rows)
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


def _commitment_outcome(promise: Claim, row: Any) -> Progress | None:
    """Done or dropped, where a later event speaks of it in much the same words."""
    shared = promise.words & content_words(row.words)
    few = len(promise.words) < _FEWEST_WORDS
    if few or len(shared) < max(_FEWEST_WORDS, _SAME_WORDS * len(promise.words)):
        return None
    if row.realis != "happened":
        return None
    if row.type in _DONE_TYPES:
        return Progress.DONE
    return Progress.DROPPED if row.type in _DROPPED_TYPES else None


def _ends_of(connection: Connection, prospect: Mapping[str, Any], codes: list[str]) -> list[Lead]:
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


def _ids_of(connection: Connection, prospect: Mapping[str, Any], codes: list[str]) -> set[str]:
    """Ids of groups with all codes: by the pair where there are two, which has the fewest rows."""
    facet, word = ("country", codes[0]) if len(codes) < 2 else ("pair", f"{codes[0]}-{codes[1]}")
    kind, ending_facet, ends = _ENDING[prospect["kind"]]
    since, until = _followed(prospect)
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
    query = query.where(or_(facets.c.day.between(since, until), facets.c.day == ""))
    found = set(connection.scalars(query))
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
