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

from sqlalchemy import Connection, delete, func, or_, select

from dragoman.ledger.adding import insert_missing
from dragoman.ledger.claims import Claim, content_words
from dragoman.ledger.derived import KEY_LENGTH, facets, groups, outcomes, prospects, reports
from dragoman.ledger.likeness import compare
from dragoman.ledger.listing import values_by_id
from dragoman.ledger.merging import chunks, load_claims
from dragoman.ledger.progress import Progress
from dragoman.ledger.schema import articles
from dragoman.ledger.storable import storable

# Reports of a meeting may give it a day or two earlier or later than the plan did.
SHIFT = timedelta(days=3)
# What has no day is followed for a year.
REACH = timedelta(days=365)
_SAME_MEETING = 0.7
# Share of a commitment's words that a later sentence must hold. Chosen, not tuned.
_SAME_WORDS = 0.6
_FEWEST_WORDS = 2
# PLOVER types that say that something was done, or refused; to agree again does neither.
_DONE_TYPES = frozenset({"COOPERATE", "AID", "YIELD", "SUPPORT", "MOBILIZE"})
_DROPPED_TYPES = frozenset({"REJECT"})
_ENDS = {"held": Progress.DONE, "cancelled": Progress.DROPPED}
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
    there: dict[str, list[Any]] = {}
    for chunk in chunks(keys):
        for row in connection.execute(select(prospects).where(prospects.c.parties.in_(chunk))).all():
            there.setdefault(row.parties, []).append(row)
    pairs = [
        (row.group_id, lead)
        for lead in ends
        for key in _party_keys(lead.countries)
        for row in there.get(key, ())
        if _may_end(row.kind, row.told_on, row.due, lead)
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
            leads = _ends_of(connection, row["kind"], codes, row["told_on"])
            pairs += [
                (row["group_id"], lead)
                for lead in leads
                if _may_end(row["kind"], row["told_on"], row["due"], lead)
            ]
    return _outcomes(connection, pairs, plans)


def _is_worth(kind: str, claim: Claim) -> bool:
    return kind == "meetings" or (claim.published is not None and len(claim.words) >= _FEWEST_WORDS)


def _party_keys(countries: list[str]) -> list[str]:
    """The keys of all sets of parties that a report with these countries names."""
    most = min(_PARTIES, len(countries))
    return ["-".join(some) for size in range(1, most + 1) for some in combinations(countries, size)]


def _may_end(kind: str, told_on: str, due: str, lead: Lead) -> bool:
    """Whether a report can speak of a prospect, by kind and days; words are compared later."""
    if kind == "commitments":
        return lead.kind == "events" and told_on != "" and (lead.day > told_on or lead.day == "")
    if lead.kind != "meetings" or (lead.published and told_on and lead.published < told_on):
        return False
    last = due or (_moved(told_on, REACH) if told_on else "")
    return not (lead.day and last) or lead.day <= _moved(last, SHIFT)


def _moved(day: str, by: timedelta) -> str:
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
    told = values_by_id(connection, sorted({lead.id for _, lead in pairs} - meetings))
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


def _commitment_outcome(promise: Claim, row: dict[str, Any]) -> Progress | None:
    """Done or dropped, where a later event speaks of it in much the same words."""
    shared = promise.words & content_words(row["words"])
    few = len(promise.words) < _FEWEST_WORDS
    if few or len(shared) < max(_FEWEST_WORDS, _SAME_WORDS * len(promise.words)):
        return None
    if row["realis"] != "happened":
        return None
    if row["type"] in _DONE_TYPES:
        return Progress.DONE
    return Progress.DROPPED if row["type"] in _DROPPED_TYPES else None


def _ends_of(connection: Connection, kind: str, codes: list[str], told_on: str) -> list[Lead]:
    """Groups that all of some parties have a part in, from the day of the promise on or without a day."""
    wanted = "events" if kind == "commitments" else "meetings"
    ids = _ids_of(connection, wanted, codes, "" if kind == "meetings" else told_on)
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


def _ids_of(connection: Connection, kind: str, codes: list[str], since: str) -> set[str]:
    """Ids of groups with all codes: by the pair where there are two, which has the fewest rows."""
    facet, word = ("country", codes[0]) if len(codes) < 2 else ("pair", f"{codes[0]}-{codes[1]}")
    query = select(facets.c.subject_id).where(
        facets.c.kind == kind, facets.c.facet == facet, facets.c.word == word
    )
    query = query.where(or_(facets.c.day >= since, facets.c.day == ""))
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
