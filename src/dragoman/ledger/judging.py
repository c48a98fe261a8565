"""What the page of the review needs besides the queue: who said what of a value, disputes, the last word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from dragoman.ledger.batches import chunks
from dragoman.ledger.review import standings
from dragoman.ledger.schema import BY_PEOPLE, decisions, merges
from dragoman.ledger.storable import storable

_FINAL = "final "
# Among so many values that several judged, disputes are looked for.
_MOST_JUDGED = 2000


@dataclass(frozen=True, slots=True)
class Word:
    """What one reviewer says of a value, with a note; `is_final` where it settles a dispute."""

    value_id: str
    reviewer: str
    verdict: str
    correction: str | None
    note: str
    decided_at: str
    is_final: bool


@dataclass(frozen=True, slots=True)
class LastWord:
    """The newest word of a reviewer that holds. `is_pair`: it is on two values, `ids` being its rows of merges."""

    ids: tuple[str, ...]
    value_id: str
    verdict: str
    at: str
    is_pair: bool = False


def words_on(connection: Connection, value_ids: Iterable[str]) -> dict[str, list[Word]]:
    """The words that hold on values themselves, by value, the oldest first."""
    found: dict[str, list[Word]] = defaultdict(list)
    for chunk in chunks(set(value_ids)):
        here = (decisions.c.value_id.in_(chunk), decisions.c.withdrawn_at.is_(None))
        query = select(decisions).where(*here).order_by(decisions.c.decided_at, decisions.c.id)
        for row in connection.execute(query):
            found[row.value_id].append(
                Word(
                    row.value_id,
                    row.reviewer,
                    row.verdict.removeprefix(_FINAL),
                    row.correction,
                    row.note,
                    row.decided_at,
                    row.verdict.startswith(_FINAL),
                )
            )
    return dict(found)


def disputed_values(connection: Connection, limit: int) -> list[str]:
    """Values on which reviewers differ and that nobody has settled, the one with the newest word first."""
    several = (
        select(decisions.c.value_id)
        .where(decisions.c.withdrawn_at.is_(None))
        .group_by(decisions.c.value_id)
        .having(func.count(decisions.c.reviewer.distinct()) > 1)
        .order_by(func.max(decisions.c.decided_at).desc(), decisions.c.value_id)
        .limit(_MOST_JUDGED)
    )
    ids = list(connection.scalars(several))
    found = standings(connection, ids)
    return [one for one in ids if one in found and found[one].verdict == "disputed"][:limit]


def last_word(connection: Connection, reviewer: str) -> LastWord | None:
    """The newest word of a reviewer that holds, on a value or on the values of one thing."""
    name = storable(reviewer)
    mine = (decisions.c.reviewer == name, decisions.c.withdrawn_at.is_(None))
    value = connection.execute(
        select(decisions).where(*mine).order_by(decisions.c.decided_at.desc(), decisions.c.id.desc()).limit(1)
    ).first()
    pairs = select(merges).where(BY_PEOPLE, merges.c.made_by == name, merges.c.undone_at.is_(None))
    pair = connection.execute(pairs.order_by(merges.c.made_at.desc(), merges.c.id.desc()).limit(1)).first()
    if pair is not None and (value is None or pair.made_at > value.decided_at):
        said_at_once = pairs.where(merges.c.made_at == pair.made_at)
        rows = connection.execute(said_at_once.order_by(merges.c.id)).all()
        shared = _shared_value([(row.lesser_id, row.greater_id) for row in rows])
        return LastWord(tuple(row.id for row in rows), shared, pair.verdict, pair.made_at, is_pair=True)
    if value is None:
        return None
    return LastWord((value.id,), value.value_id, value.verdict.removeprefix(_FINAL), value.decided_at)


def _shared_value(pairs: list[tuple[str, str]]) -> str:
    """The value that all pairs have in common; of one pair the first."""
    shared = set(pairs[0]).intersection(*map(set, pairs[1:]))
    return min(shared or set(pairs[0]))


def note_text(text: str) -> str:
    """A note or correction as it can be stored, without what would steer a terminal or page."""
    kept = "".join(mark for mark in storable(text) if mark.isprintable() or mark in "\n\t")
    return kept.strip()[:2000]
