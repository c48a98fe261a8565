"""Joins the reports of one thing; every join is a row that can be undone.

A pair of values that are alike is a row of `merges`, with the likeness of each
field. Groups follow from these rows and from what people said. Values are never
changed. What is alike follows from two values alone, and groups from all pairs, so
the order in which reports arrive does not matter.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, and_, delete, or_, select, update

from dragoman.ledger import identity
from dragoman.ledger.adding import insert_missing
from dragoman.ledger.attaching import Link, grown_groups
from dragoman.ledger.batches import chunks, one_of
from dragoman.ledger.blocking import Block, blocks_of
from dragoman.ledger.claims import Claim, claim_of, written_days
from dragoman.ledger.clustering import Pair, Pairs, cluster
from dragoman.ledger.derived import blocks, doubts, reports
from dragoman.ledger.likeness import RULES, SAME_FROM, Likeness, are_apart, compare
from dragoman.ledger.schema import ID_LENGTH, SPEAKS, articles, merges, readings, record_values, statements
from dragoman.ledger.serial import canonical

# How far below the border a pair is doubtful, and how far above. Chosen, not tuned.
_BELOW, _ABOVE = 0.1, 0.03
MACHINE = f"dragoman {RULES}"
# As many characters of the id of a merge are those of its lesser value.
_OF_LESSER = ID_LENGTH // 2


def load_claims(connection: Connection, value_ids: Iterable[str]) -> dict[str, Claim]:
    """The claims of values, by id."""
    found = {}
    for chunk in chunks(value_ids):
        for row in connection.execute(_claim_query().where(record_values.c.id.in_(chunk))).all():
            found[row.id] = claim_of(row)
    undated = {one.article_id for one in found.values() if one.published is None and not one.is_dated}
    written = _written(connection, undated) if undated else {}
    return {
        value_id: replace(one, written=written.get(one.article_id)) if one.article_id in written else one
        for value_id, one in found.items()
    }


def _written(connection: Connection, article_ids: set[str]) -> dict[str, tuple[date, date] | None]:
    """Between which days articles without a day of publication were written."""
    found: dict[str, tuple[date, date] | None] = {}
    for chunk in chunks(article_ids):
        query = select(readings.c.article_id, readings.c.frame).where(
            SPEAKS, readings.c.article_id.in_(chunk)
        )
        found.update((row.article_id, written_days(row.frame)) for row in connection.execute(query))
    return found


def _claim_query() -> Select[Any]:
    return (
        select(
            record_values.c.id,
            record_values.c.article_id,
            record_values.c.kind,
            record_values.c.earliest,
            record_values.c.latest,
            record_values.c.body,
            articles.c.published_earliest.label("published"),
            statements.c.content,
        )
        .join_from(record_values, articles, articles.c.id == record_values.c.article_id)
        .outerjoin(statements, statements.c.value_id == record_values.c.id)
    )


def join_values(connection: Connection, value_ids: set[str], made_at: str) -> None:
    """Find what new values are alike to, and note each such pair."""
    claims = load_claims(connection, value_ids)
    own = {value_id: blocks_of(claim) for value_id, claim in claims.items()}
    rows = [
        {"key": block.key, "value_id": value_id, "is_vague": block.is_vague}
        for value_id in sorted(own)
        for block in own[value_id]
    ]
    insert_missing(connection, blocks, rows)
    pairs = _near(connection, claims, _candidates(connection, own))
    others = {value_id for pair in pairs for value_id in pair} - set(claims)
    claims |= load_claims(connection, others)
    near: list[dict[str, Any]] = []
    insert_missing(connection, merges, list(_alike_rows(claims, sorted(pairs), made_at, near)))
    insert_missing(connection, doubts, near)


def _candidates(connection: Connection, own: dict[str, list[Block]]) -> set[Pair]:
    """Pairs that share a key; exact values meet in a month only those that are vague."""
    asking: dict[tuple[str, bool], list[str]] = defaultdict(list)
    for value_id, its_blocks in own.items():
        for block in its_blocks:
            asking[block.key, block.is_month and not block.is_vague].append(value_id)
    pairs: set[Pair] = set()
    for vague_only in (False, True):
        for chunk in chunks(key for key, only in asking if only is vague_only):
            query = select(blocks.c.key, blocks.c.value_id).where(blocks.c.key.in_(chunk))
            if vague_only:
                query = query.where(blocks.c.is_vague)
            for key, other in connection.execute(query).all():
                for value_id in asking[key, vague_only]:
                    if value_id != other:
                        pairs.add((min(value_id, other), max(value_id, other)))
    return pairs


def _near(connection: Connection, claims: dict[str, Claim], pairs: set[Pair]) -> set[Pair]:
    """The pairs whose days do not part them already: half of those that share a week, and no more is read."""
    days: dict[str, Any] = dict(claims)
    query = select(record_values.c.id, record_values.c.earliest, record_values.c.latest)
    for chunk in chunks({value_id for pair in pairs for value_id in pair} - set(claims)):
        rows = connection.execute(query.where(record_values.c.id.in_(chunk)))
        days.update((row.id, row) for row in rows)
    kinds = {value_id: claim.kind for value_id, claim in claims.items()}
    return {(a, b) for a, b in pairs if not are_apart(kinds.get(a) or kinds[b], days[a], days[b])}


def _alike_rows(
    claims: dict[str, Claim], pairs: list[Pair], made_at: str, near: list[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """The rows of pairs that are alike; those of doubtful pairs are put into `near`."""
    for lesser, greater in pairs:
        left, right = claims[lesser], claims[greater]
        if left.article_id == right.article_id:
            continue
        likeness = compare(left, right)
        near.extend(_doubt_rows(left.kind, (lesser, greater), likeness))
        if likeness.is_same(left.kind):
            yield merge_row(lesser, greater, "same", (MACHINE, made_at), likeness.total, likeness.fields)


def doubt_of(kind: str, total: float) -> float:
    """1 at the border of likeness, 0 where it is far enough away."""
    apart = total - SAME_FROM[kind]
    return round(max(0.0, 1 - (apart / _ABOVE if apart >= 0 else -apart / _BELOW)), 4)


def _doubt_rows(kind: str, pair: tuple[str, str], likeness: Likeness) -> Iterator[dict[str, Any]]:
    """The row of a doubtful pair; none for any other."""
    doubt = doubt_of(kind, likeness.total)
    if doubt > 0:
        yield {
            "lesser_id": pair[0],
            "greater_id": pair[1],
            "likeness": canonical({"total": likeness.total, "fields": likeness.fields}),
            "doubt": doubt,
        }


def merge_row(
    lesser: str,
    greater: str,
    verdict: str,
    made: tuple[str, str],
    total: float = 1.0,
    fields: dict[str, float] | None = None,
) -> dict[str, Any]:
    """A row of `merges`; `made`: by whom and when. Said twice by one, it is the same row."""
    made_by, made_at = made
    return {
        "id": merge_id(lesser, greater, verdict, made_by),
        "lesser_id": lesser,
        "greater_id": greater,
        "verdict": verdict,
        "likeness": canonical({"total": total, "fields": fields or {}}),
        "made_by": made_by,
        "made_at": made_at,
        "undone_at": None,
    }


def merge_id(lesser: str, *said: str) -> str:
    """The id of a row of `merges`: half of it is the beginning of the lesser value's id, half follows from all."""
    return lesser[:_OF_LESSER] + identity.content_id("merge", lesser, *said)[_OF_LESSER:]


def forget_values(connection: Connection, value_ids: set[str]) -> None:
    """Take values that no current reading states any more out of the groups.

    What people said of them stays, and so does what was undone; what the machine
    found is found again should such a value come back.
    """
    for chunk in chunks(value_ids):
        found = merges.c.made_by.startswith("dragoman ", autoescape=True) & merges.c.undone_at.is_(None)
        theirs = or_(merges.c.lesser_id.in_(chunk), merges.c.greater_id.in_(chunk))
        connection.execute(delete(merges).where(found, theirs))
        connection.execute(delete(blocks).where(blocks.c.value_id.in_(chunk)))
        unsure = or_(doubts.c.lesser_id.in_(chunk), doubts.c.greater_id.in_(chunk))
        connection.execute(delete(doubts).where(unsure))
        connection.execute(delete(reports).where(reports.c.value_id.in_(chunk)))


def groups_around(connection: Connection, value_ids: set[str]) -> list[list[str]]:
    """The groups of some values and of all that hang together with them, made anew."""
    edges = _edges_of(connection, value_ids, set())
    grown = grown_groups(connection, value_ids, map(_link, edges))
    settled = {value_id for group in grown for value_id in group}
    edges = [edge for edge in edges if edge[0] not in settled]
    rest = value_ids - settled
    edges += _edges_beyond(connection, edges, rest)
    touched = {edge[0] for edge in edges} | {edge[1] for edge in edges} | rest
    article_of: dict[str, str] = {}
    for chunk in chunks(touched):
        query = select(reports.c.value_id, reports.c.article_id).where(reports.c.value_id.in_(chunk))
        article_of.update((row.value_id, row.article_id) for row in connection.execute(query))
    return sorted(cluster(article_of, _pairs(edges)) + grown)


# The columns of `merges` from which groups follow: lesser_id, greater_id, verdict, likeness,
# made_by, made_at.
Edge = tuple[str, str, str, str, str, str]


def _pairs(edges: Iterable[Edge]) -> Pairs:
    """What the rows of `merges` say; the newest word of people holds against older ones."""
    alike: dict[Pair, float] = {}
    said: dict[Pair, tuple[str, str]] = {}
    for lesser, greater, verdict, likeness, made_by, made_at in edges:
        pair = (lesser, greater)
        if made_by.startswith("dragoman "):
            alike[pair] = max(alike.get(pair, 0.0), _total(likeness))
        elif verdict in ("same", "different"):
            said[pair] = max(said.get(pair, ("", "")), (made_at, verdict))
    same = frozenset(pair for pair, (_, verdict) in said.items() if verdict == "same")
    return Pairs(alike, same, frozenset(said) - same)


def _total(likeness: str) -> float:
    """The whole likeness, the last key of its JSON; read by hand, since groups read it by the thousand."""
    return float(likeness.rpartition('"total":')[2].rstrip("}"))


def _link(edge: Edge) -> Link:
    lesser, greater, _, likeness, made_by, _ = edge
    return Link((lesser, greater), made_by.startswith("dragoman ") and _total(likeness) == 1.0)


def _edges_of(connection: Connection, value_ids: set[str], done: set[str]) -> list[Edge]:
    """The rows of `merges` that still hold and name some values, each once, but for those of values that are done."""
    columns = [merges.c[name] for name in ("lesser_id", "greater_id", "verdict", "likeness")]
    query = select(*columns, merges.c.made_by, merges.c.made_at).where(merges.c.undone_at.is_(None))
    lesser, greater = merges.c.lesser_id, merges.c.greater_id
    here, before = one_of(connection, value_ids), one_of(connection, done)
    upward = query.where(lesser.in_(here), greater.not_in(before))
    downward = query.where(greater.in_(here), lesser.not_in(before), lesser.not_in(here))
    return [tuple(row) for asked in (upward, downward) for row in connection.execute(asked)]


def _edges_beyond(connection: Connection, edges: list[Edge], done: set[str]) -> list[Edge]:
    """All further rows that hang together with some: those of the values that these name and that are not done."""
    found: list[Edge] = []
    done = set(done)
    while frontier := {value_id for edge in edges for value_id in edge[:2]} - done:
        edges = _edges_of(connection, frontier, done)
        found += edges
        done |= frontier
    return found


def merges_of(connection: Connection, value_id: str) -> list[dict[str, Any]]:
    """Why a value stands where it does: each row of `merges` that names it, undone ones too, oldest first."""
    named = or_(merges.c.lesser_id == value_id, merges.c.greater_id == value_id)
    rows = connection.execute(select(merges).where(named).order_by(merges.c.made_at, merges.c.id))
    return [{**row._mapping, "likeness": json.loads(row.likeness)} for row in rows]


def undo_merge(connection: Connection, merge_id: str, undone_at: str) -> set[str]:
    """Take a merge back; the row stays, and the two values whose groups change are given."""
    beginning = merge_id[:_OF_LESSER]
    here = and_(
        merges.c.lesser_id >= beginning, merges.c.lesser_id < f"{beginning}g", merges.c.id == merge_id
    )
    row = connection.execute(select(merges).where(here)).one_or_none()
    if row is None or row.undone_at is not None:
        return set()
    connection.execute(update(merges).where(here).values(undone_at=undone_at))
    return {row.lesser_id, row.greater_id}
