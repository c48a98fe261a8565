"""Which articles are copies of one text: agency copy under many headlines.

Two articles are copies when they share most of their runs of five words. MinHash
(the library rensa, behind `signature_of`) estimates that share from 64 numbers. Copies
are sought among the articles of the same week and the weeks beside it, by five bands of
two numbers, which find 83 in 100 pairs at the border and 95 at two thirds; and over all
times by two bands of six, which find 78 in 100 pairs that share nine tenths and all that
share everything. The keys of an article, and so the cost of adding one, do not grow with
the ledger.

Weeks apart, texts that share two thirds are seldom copies: ministries tell of each call in
the sentences of the last one. What is not of the same weeks, or has no day, must therefore
share nine tenths: a page that was put up again.

A set of copies is named after its least id, so the order in which they came does not
matter.
"""

from __future__ import annotations

import re
import struct
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, or_, select, update

from dragoman.ledger.adding import insert_missing
from dragoman.ledger.batches import chunks
from dragoman.ledger.claims import fold
from dragoman.ledger.derived import BAND_LENGTH, copies, copy_bands
from dragoman.ledger.schema import articles

# Share of common runs of five words above which two articles are one text. Chosen, not tuned:
# agency copy that is cut by a third lies at 0.67, two reports of one event below 0.2.
COPY_SHARE = 0.55
# The same for articles of different times. Chosen, not tuned: readouts of two calls share their
# frame but not names, days and topics.
REPOSTED_SHARE = 0.9
_RUN = 5
_N_NUMBERS = 64
_SEED = 1648  # fixed for ever: signatures are stored
_SIGNATURE = struct.Struct(f"<{_N_NUMBERS}I")
# Bands of a week: numbers 0 to 9, two each; bands of all times: numbers 10 to 21, six each.
_OF_WEEK = tuple((at, at + 2) for at in range(0, 10, 2))
_OF_ALL_TIMES = ((10, 16), (16, 22))
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\w+")


def signature_of(text: str) -> tuple[int, ...] | None:
    """The MinHash of a text's runs of five words; None for a text that has no run."""
    from rensa import RMinHash

    words = _WORD.findall(fold(text))
    runs = {" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}
    if not runs:
        return None
    minhash = RMinHash(num_perm=_N_NUMBERS, seed=_SEED)
    minhash.update(sorted(runs))
    return tuple(minhash.digest())


def shared_share(left: Iterable[int], right: Iterable[int]) -> float:
    """The estimated share of runs that two texts have in common, 0 to 1."""
    return sum(a == b for a, b in zip(left, right, strict=True)) / _N_NUMBERS


@dataclass(frozen=True, slots=True)
class Worded:
    """An article as copies are sought: its body, and when it was published."""

    body: str
    published: date | None


def add_copies(connection: Connection, new: dict[str, Worded]) -> None:
    """Find the copies of new articles (by id) among all that are there."""
    signed = {key: sign for key, one in new.items() if (sign := signature_of(one.body)) is not None}
    rows = [
        {"article_id": key, "copy_of": key, "signature": _SIGNATURE.pack(*sign)}
        for key, sign in signed.items()
    ]
    insert_missing(connection, copies, rows)
    bands = [
        {"band": band, "article_id": key}
        for key, sign in signed.items()
        for band in _bands(sign, _weeks(new[key].published))
    ]
    insert_missing(connection, copy_bands, sorted(bands, key=lambda row: (row["band"], row["article_id"])))
    _join(connection, {key: (sign, new[key].published) for key, sign in signed.items()})


def leave_copies(connection: Connection, article_id: str) -> None:
    """Take an article out of its set of copies; the others find each other anew, since it may have joined them."""
    name = connection.scalar(select(copies.c.copy_of).where(copies.c.article_id == article_id))
    if name is None:
        return
    its_set = or_(copies.c.article_id == name, _others_of(name))
    left = list(
        connection.scalars(select(copies.c.article_id).where(its_set, copies.c.article_id != article_id))
    )
    connection.execute(delete(copy_bands).where(copy_bands.c.article_id == article_id))
    connection.execute(delete(copies).where(copies.c.article_id == article_id))
    for chunk in chunks(left):
        here = copies.c.article_id.in_(chunk)
        connection.execute(update(copies).where(here).values(copy_of=copies.c.article_id))
    _join(
        connection,
        {
            key: (_SIGNATURE.unpack(bytes(one.signature)), one.published)
            for key, one in _signed(connection, left).items()
        },
    )


def _join(connection: Connection, signed: dict[str, tuple[tuple[int, ...], date | None]]) -> None:
    """Unite what is alike among some articles (signature, day of publication) and all others."""
    asked: dict[str, list[str]] = defaultdict(list)
    for key, (sign, published) in signed.items():
        for band in _bands(sign, _weeks(published, beside=1)):
            asked[band].append(key)
    pairs: set[tuple[str, str]] = set()
    for chunk in chunks(asked):
        query = select(copy_bands.c.band, copy_bands.c.article_id).where(copy_bands.c.band.in_(chunk))
        for band, other in connection.execute(query).all():
            pairs.update((min(key, other), max(key, other)) for key in asked[band] if key != other)
    known = _signed(connection, {key for pair in pairs for key in pair})
    shares: dict[tuple[bytes, bytes], float] = {}
    names = {key: one.copy_of for key, one in known.items()}
    for a, b in sorted(pairs):
        if names[a] != names[b] and _are_copies(shares, known[a], known[b]):
            _unite(connection, names, names[a], names[b])


def _are_copies(shares: dict[tuple[bytes, bytes], float], left: Any, right: Any) -> bool:
    """Whether two articles are copies; each two signatures are compared once, however many articles have them."""
    signs = bytes(left.signature), bytes(right.signature)
    if signs not in shares:
        shares[signs] = shared_share(*map(_SIGNATURE.unpack, signs))
    is_near = any(week in _weeks(right.published, beside=1) for week in _weeks(left.published))
    return shares[signs] >= (COPY_SHARE if is_near else REPOSTED_SHARE)


def _unite(connection: Connection, names: dict[str, str], a: str, b: str) -> None:
    """Give both sets of copies the lesser name."""
    lesser, greater = sorted((a, b))
    here = or_(copies.c.article_id == greater, _others_of(greater))
    connection.execute(update(copies).where(here).values(copy_of=lesser))
    for key, name in names.items():
        if name == greater:
            names[key] = lesser


def copies_of(connection: Connection, article_id: str, limit: int) -> set[str]:
    """The other articles of the set of copies that an article belongs to."""
    name = connection.scalar(select(copies.c.copy_of).where(copies.c.article_id == article_id))
    if name is None:
        return set()
    found = set(connection.scalars(select(copies.c.article_id).where(_others_of(name)).limit(limit)))
    return (found | {name}) - {article_id}


def _others_of(name: str) -> ColumnElement[bool]:
    """The articles of a set but for the one that it is named after; the index holds these alone."""
    return and_(copies.c.copy_of == name, copies.c.copy_of != copies.c.article_id)


def _signed(connection: Connection, article_ids: Iterable[str]) -> dict[str, Any]:
    """Articles by id: copy_of, signature, and `published`, the day of publication."""
    query = select(copies, articles.c.published_earliest.label("published")).join_from(copies, articles)
    found: dict[str, Any] = {}
    for chunk in chunks(article_ids):
        rows = connection.execute(query.where(copies.c.article_id.in_(chunk)))
        found.update((row.article_id, row) for row in rows)
    return found


def _weeks(day: date | None, beside: int = 0) -> range:
    """The number of a day's week, and of some weeks before and after it."""
    week = 0 if day is None else day.toordinal() // 7
    return range(0) if day is None else range(week - beside, week + beside + 1)


def _bands(sign: tuple[int, ...], weeks: range) -> Iterator[str]:
    """The keys of a signature: those of all times and those of some weeks."""
    for first, last in _OF_ALL_TIMES:
        yield f"-{_digest(sign, first, last)}"[:BAND_LENGTH]
    for first, last in _OF_WEEK if weeks else ():
        digest = _digest(sign, first, last)
        yield from (f"{week:06d}{digest}"[:BAND_LENGTH] for week in weeks)


def _digest(sign: tuple[int, ...], first: int, last: int) -> str:
    return sha256(f"{first}:{sign[first:last]}".encode()).hexdigest()
