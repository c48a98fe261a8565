"""From the Parquet of a run into a ledger, some hundred records at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from dragoman.errors import MissingEvidence
from dragoman.ledger import Added, Ledger
from dragoman.ledger.serial import from_json
from dragoman.pages import Skipped, SkipReason
from dragoman.reading.record import Record

_ROWS_AT_ONCE = 200
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
    for batch in table.iter_batches(batch_size=_ROWS_AT_ONCE, columns=list(_COLUMNS)):
        yield batch.to_pylist()


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
    """All in one transaction; one by one where a record among them cannot be taken."""
    try:
        return [*ledger.add_all(records)]
    except MissingEvidence:
        return [_added_alone(record, ledger) for record in records]


def _added_alone(record: Record, ledger: Ledger) -> Added | Skipped:
    try:
        return ledger.add(record)
    except MissingEvidence as error:
        return Skipped(record.id, record.article.origin, SkipReason.FAILED, str(error))
