"""From the Parquet of a run into a ledger, some thousand records at a time.

What is stored and joined in one transaction is joined by a quarter cheaper than by two hundred, since
reports of one thing are then looked at together. A run that is killed loses one transaction, and
adds it when it goes on; there is no state in between that a check would have to know of.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from dragoman.errors import MissingEvidence
from dragoman.ledger import Added, Ledger
from dragoman.ledger.serial import from_json
from dragoman.pages import Skipped, SkipReason
from dragoman.reading.record import Record

# Seconds of work, in which other writers wait, and some 50 MB of records.
_ROWS_AT_ONCE = 2000
_ROWS_READ = 200
_COLUMNS = ("doc_id", "origin", "skipped_reason", "skipped_detail", "reading")


@dataclass(slots=True)
class Ingested:
    """What went into a ledger."""

    n_new: int = 0
    n_known: int = 0
    n_lost: int = 0


def ingest_parquet(files: Iterable[Any], ledger: Ledger) -> Ingested:
    """Add the records and lost pages of some Parquet files; what is there already changes nothing.

    Args:
        files: Paths, or open files, of shards or of merged parts.
        ledger: Takes them.
    """
    done = Ingested()
    for file in files:
        for rows in _batches(file):
            _add(rows, ledger, done)
    return done


def _batches(file: Any) -> Iterator[list[dict[str, Any]]]:
    from pyarrow import parquet

    table = parquet.ParquetFile(file)
    batches = table.iter_batches(batch_size=_ROWS_READ, columns=list(_COLUMNS))
    rows = chain.from_iterable(batch.to_pylist() for batch in batches)
    while at_once := list(islice(rows, _ROWS_AT_ONCE)):
        yield at_once


def _add(rows: list[dict[str, Any]], ledger: Ledger, done: Ingested) -> None:
    records = []
    for row in rows:
        if row["skipped_reason"] is not None:
            reason = SkipReason(row["skipped_reason"])
            ledger.add_skipped(Skipped(row["doc_id"], row["origin"], reason, row["skipped_detail"]))
            done.n_lost += 1
        else:
            records.append(from_json(Record, json.loads(row["reading"])))
    for added in _added(records, ledger):
        if isinstance(added, Skipped):
            ledger.add_skipped(added)
            done.n_lost += 1
        else:
            done.n_new += added is Added.NEW
            done.n_known += added is Added.KNOWN


def _added(records: list[Record], ledger: Ledger) -> list[Added | Skipped]:
    """All in one transaction; in halves where a record among them cannot be taken."""
    try:
        return [*ledger.add_all(records)]
    except MissingEvidence as error:
        if len(records) == 1:
            (one,) = records
            return [Skipped(one.id, one.article.origin, SkipReason.FAILED, str(error))]
        middle = len(records) // 2
        return _added(records[:middle], ledger) + _added(records[middle:], ledger)
