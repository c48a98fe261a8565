"""A process of its own that writes to a ledger, or reads from it: python -m tests.ledger.worker.

worker write TARGET FIRST LAST    add records, say the name of each when it is stored
worker read TARGET TIMES          ask for everything that views ask for
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date, timedelta

from dragoman.interval import Interval
from dragoman.ledger import Ledger, ListKind, Selection
from dragoman.reading.record import Record, When
from tests.factory import make_record


def numbered_record(number: int) -> Record:
    """One of a series of different records, ten days apart, so that each tells of its own meeting."""
    day = date(2001, 1, 1) + timedelta(days=10 * number)
    headline = f"Japan and Australia sign pact no. {number}"
    record = make_record(f"page-{number}", headline, day.isoformat())
    meeting = record.meetings[0]
    when = When(meeting.evidence, Interval.on_day(day))
    record = replace(record, meetings=(replace(meeting, when=when),))
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
