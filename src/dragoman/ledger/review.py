"""What people decide: on values, and on which values tell of one thing.

A decision is a row that says who, when and why. It is never deleted and never
changed by the machine: a reviewer who decides anew withdraws the older word. It holds
for the value that it was given for, and for one that a newer reading states of the
same page in the same words at other offsets.

Several reviewers may judge one value. Where they differ the value is disputed, until
somebody settles it (`is_final`).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, and_, select, update

from dragoman.errors import UsageError
from dragoman.ledger import identity
from dragoman.ledger.adding import insert_missing
from dragoman.ledger.agreement import krippendorff_alpha
from dragoman.ledger.batches import chunks
from dragoman.ledger.derived import groups
from dragoman.ledger.listing import Listed, values_by_id
from dragoman.ledger.merging import merge_id, merge_row
from dragoman.ledger.schema import articles, decisions, merges, record_values
from dragoman.ledger.storable import storable

_FINAL = "final "
# What a wrong entry of each kind costs those who rely on it. Chosen, not tuned.
WORTH = {"meetings": 1.0, "commitments": 1.0, "findings": 0.8, "events": 0.6, "statements": 0.5}


class Verdict(StrEnum):
    """What somebody says of a value."""

    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"
    UNSURE = "unsure"


class PairVerdict(StrEnum):
    """What somebody says of two values."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Decision:
    """One word on one value. `correction`: what is right, for CORRECT; `is_final` settles a dispute."""

    verdict: Verdict
    reviewer: str
    note: str = ""
    correction: str | None = None
    is_final: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the review of a value stands.

    `verdict`: what holds ("accept", "correct", "reject", "unsure"), or "disputed".
    `by`: reviewer to verdict. `correction` where one holds.
    """

    verdict: str
    by: dict[str, str]
    correction: str | None = None


def decide(connection: Connection, value_id: str, decision: Decision, at: str) -> str:
    """Note a decision and give its id; the reviewer's older word on the value is withdrawn.

    Raises:
        UsageError: There is no such value, no reviewer, or a correction is missing.
    """
    _require(connection, [value_id])
    _require_reviewer(decision.reviewer)
    if (decision.verdict is Verdict.CORRECT) is (decision.correction is None):
        raise UsageError("A correction says what is right, and only a correction does: give both or neither.")
    verdict = (_FINAL if decision.is_final else "") + decision.verdict
    older = and_(
        decisions.c.value_id == value_id,
        decisions.c.reviewer == storable(decision.reviewer),
        decisions.c.withdrawn_at.is_(None),
    )
    connection.execute(update(decisions).where(older).values(withdrawn_at=at))
    row = {
        "id": identity.content_id("decision", value_id, verdict, decision.reviewer, at, decision.note),
        "value_id": value_id,
        "verdict": verdict,
        "correction": None if decision.correction is None else storable(decision.correction),
        "reviewer": storable(decision.reviewer),
        "note": storable(decision.note),
        "decided_at": at,
        "withdrawn_at": None,
    }
    insert_missing(connection, decisions, [row])
    return str(row["id"])


def withdraw(connection: Connection, decision_id: str, at: str) -> bool:
    """Whether a decision was withdrawn now; the row stays."""
    here = and_(decisions.c.id == decision_id, decisions.c.withdrawn_at.is_(None))
    return bool(connection.execute(update(decisions).where(here).values(withdrawn_at=at)).rowcount)


def decide_pair(
    connection: Connection, pair: tuple[str, str], verdict: PairVerdict, made: tuple[str, str]
) -> str:
    """Note whether two values tell of one thing (`made`: by whom and when); older words of the reviewer are undone.

    Raises:
        UsageError: One of them is not there, both are one, or no reviewer is named.
    """
    lesser, greater = sorted(pair)
    _require(connection, [lesser, greater])
    _require_reviewer(made[0])
    if lesser == greater:
        raise UsageError(f'"{lesser}" is one value. Give two different ones.')
    row = merge_row(lesser, greater, str(verdict), (storable(made[0]), made[1]))
    row["id"] = merge_id(lesser, greater, str(verdict), *made)
    mine = and_(
        merges.c.lesser_id == lesser,
        merges.c.greater_id == greater,
        merges.c.made_by == row["made_by"],
        merges.c.undone_at.is_(None),
    )
    connection.execute(update(merges).where(mine).values(undone_at=made[1]))
    insert_missing(connection, merges, [row])
    return str(row["id"])


def standings(connection: Connection, value_ids: Iterable[str]) -> dict[str, Standing]:
    """Where the review of values stands, by id; those that nobody judged are not in it."""
    found: dict[str, Standing] = {}
    for chunk in chunks(value_ids):
        words = _words_on(connection, chunk)
        found.update((value_id, _standing(rows)) for value_id, rows in words.items())
    return found


def _words_on(connection: Connection, value_ids: list[str]) -> dict[str, list[Any]]:
    """The decisions that hold for values: their own, and those on the same words of the same page."""
    asked = _sayings(connection, record_values.c.id.in_(value_ids))
    pages = sorted({page for page, _ in asked.values()})
    judged_here = select(decisions.c.value_id).where(decisions.c.withdrawn_at.is_(None))
    judged = _sayings(connection, and_(articles.c.page_key.in_(pages), record_values.c.id.in_(judged_here)))
    values_of: dict[Any, list[str]] = defaultdict(list)
    for value_id, saying in judged.items():
        values_of[saying].append(value_id)
    rows: dict[str, list[Any]] = defaultdict(list)
    for row in connection.execute(
        select(decisions).where(decisions.c.withdrawn_at.is_(None), decisions.c.value_id.in_(sorted(judged)))
    ):
        rows[row.value_id].append(row)
    return {
        value_id: [row for other in values_of[saying] for row in rows[other]]
        for value_id, saying in asked.items()
        if values_of.get(saying)
    }


def _sayings(connection: Connection, condition: Any) -> dict[str, tuple[str, str]]:
    """The page of values and what they say, wherever in the text they say it."""
    query = (
        select(record_values.c.id, record_values.c.kind, record_values.c.body, articles.c.page_key)
        .join_from(record_values, articles, articles.c.id == record_values.c.article_id)
        .where(condition)
    )
    return {
        row.id: (row.page_key, identity.content_id(row.kind, _without_places(json.loads(row.body))))
        for row in connection.execute(query)
    }


def _without_places(item: Any) -> Any:
    if isinstance(item, dict):
        return {key: _without_places(part) for key, part in item.items() if key not in ("start", "end")}
    return [_without_places(part) for part in item] if isinstance(item, list) else item


def _standing(rows: list[Any]) -> Standing:
    """The newest word of each reviewer; a final one holds, else what all say."""
    newest = {row.reviewer: row for row in sorted(rows, key=lambda row: (row.decided_at, row.id))}
    by = {reviewer: row.verdict.removeprefix(_FINAL) for reviewer, row in sorted(newest.items())}
    final = [row for row in newest.values() if row.verdict.startswith(_FINAL)]
    chosen = max(final or newest.values(), key=lambda row: (row.decided_at, row.id))
    said = {(row.verdict.removeprefix(_FINAL), row.correction) for row in newest.values()}
    if not final and len(said) > 1:
        return Standing("disputed", by)
    return Standing(chosen.verdict.removeprefix(_FINAL), by, chosen.correction)


def worth_of(kind: str, n_reports: int) -> float:
    """What a wrong entry costs: by its kind, and more where more articles tell of it."""
    return WORTH[kind] * n_reports / (n_reports + 1)


def doubt_of(confidence: float) -> float:
    """1 where the confidence is one half, 0 where it is certain either way."""
    return 1 - abs(2 * confidence - 1)


def review_queue(
    connection: Connection,
    reviewer: str,
    limit: int,
    disputed_only: bool = False,
    kinds: tuple[str, ...] = (),
) -> list[Listed]:
    """What is best judged next: worth times doubt, the highest first, without what the reviewer judged.

    Worth grows with the kind and the number of reports; doubt is highest where the
    confidence is one half. Each row says both, and where its review stands. `kinds`: only
    these lists; all of them where none is named.
    """
    mine = select(decisions.c.value_id).where(
        decisions.c.reviewer == storable(reviewer), decisions.c.withdrawn_at.is_(None)
    )
    query = (
        select(groups.c.id, groups.c.kind, groups.c.n_reports)
        .where(groups.c.id.not_in(mine))
        .order_by(groups.c.priority.desc(), groups.c.id.desc())
    )
    if kinds:
        query = query.where(groups.c.kind.in_(kinds))
    if disputed_only:
        query = query.where(groups.c.id.in_(select(decisions.c.value_id)))
    found = connection.execute(query.limit(limit)).all()
    rows, standing = (
        values_by_id(connection, [row.id for row in found]),
        standings(connection, [r.id for r in found]),
    )
    shaped = [
        {
            **rows[row.id],
            "n_reports": row.n_reports,
            "worth": round(worth_of(row.kind, row.n_reports), 3),
            "doubt": round(doubt_of(rows[row.id]["confidence"]), 3),
            "review": standing[row.id].verdict if row.id in standing else None,
        }
        for row in found
        if row.id in rows
    ]
    return [row for row in shaped if not disputed_only or row["review"] == "disputed"]


@dataclass(frozen=True, slots=True)
class ReviewFigures:
    """How far a review has come. `alpha`: Krippendorff's, over values that several judged; None without any."""

    n_values: int
    by_verdict: dict[str, int]
    by_reviewer: dict[str, int]
    alpha: float | None


def review_figures(connection: Connection) -> ReviewFigures:
    """Figures over all decisions that hold."""
    ids = list(
        connection.scalars(select(decisions.c.value_id).where(decisions.c.withdrawn_at.is_(None)).distinct())
    )
    found = standings(connection, ids)
    verdicts: dict[str, int] = defaultdict(int)
    reviewers: dict[str, int] = defaultdict(int)
    for standing in found.values():
        verdicts[standing.verdict] += 1
        for reviewer in standing.by:
            reviewers[reviewer] += 1
    alpha = krippendorff_alpha(standing.by for standing in found.values())
    return ReviewFigures(len(found), dict(sorted(verdicts.items())), dict(sorted(reviewers.items())), alpha)


def _require(connection: Connection, value_ids: list[str]) -> None:
    known = set(connection.scalars(select(record_values.c.id).where(record_values.c.id.in_(value_ids))))
    for value_id in value_ids:
        if value_id not in known:
            raise UsageError(
                f'No value "{value_id}" in this ledger. Lists show the ids: dragoman meetings --json'
            )


def _require_reviewer(name: str) -> None:
    if not name.strip() or name.startswith("dragoman "):
        raise UsageError(f'"{name}" cannot be a reviewer. Give a name with --as NAME.')
