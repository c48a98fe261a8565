"""A process of its own that writes to a ledger, or reads from it: python -m tests.ledger.worker.

worker write TARGET FIRST LAST    add records, say the name of each when it is stored
worker read TARGET TIMES          ask for everything that views ask for
"""

from __future__ import annotations

import sys
from dataclasses import replace

from dragoman.ledger import Ledger, ListKind, Selection
from dragoman.reading.record import Record
from tests.factory import make_record


def numbered_record(number: int) -> Record:
    """One of a series of different records."""
    record = make_record(doc_id=f"page-{number}", headline=f"Japan and Australia sign pact no. {number}")
    return record if number % 3 else replace(record, events=(), findings=())


def write(target: str, first: int, last: int) -> None:
    """Add the records of a range."""
    with Ledger.open(target, create=True) as ledger:
        for number in range(first, last):
            record = numbered_record(number)
            ledger.add(record)
            print(record.id, flush=True)


def read(target: str, times: int) -> None:
    """Look at everything, again and again; what is seen must agree with itself."""
    with Ledger.open(target) as ledger:
        for _ in range(times):
            counts = ledger.stats().counts
            assert counts.articles == counts.readings
            for row in ledger.rows(Selection(ListKind.MEETINGS, "JPN", limit=5)):
                assert ledger.record(row["article_id"]).record.meetings


if __name__ == "__main__":
    task, target, *numbers = sys.argv[1:]
    {"write": write, "read": read}[task](target, *map(int, numbers))
