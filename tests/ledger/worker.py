"""A process of its own that writes to a ledger, or reads from it: python -m tests.ledger.worker.

worker write TARGET FIRST LAST    add records, say the name of each when it is stored
worker read TARGET TIMES          ask for everything that views ask for
worker pages TARGET FOLDER        read the pages of a folder that are not in the ledger yet
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from dragoman.interval import Interval
from dragoman.ledger import Ledger, ListKind, Selection
from dragoman.pages import Skipped
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


def pages(target: str, folder: str) -> None:
    """Read what is still to be read, page by page, as `dragoman read` does; say each name when it is stored."""
    from dragoman.api import read_all

    with Ledger.open(target, create=True) as ledger:
        done = {
            row["doc_id"]
            for kind in ("articles", "skipped")
            for row in ledger.rows(Selection(ListKind(kind)))
        }
        left = [path for path in sorted(Path(folder).iterdir()) if path.stem not in done]
        print(f"left {len(left)}", flush=True)
        for result in read_all(left):
            if isinstance(result, Skipped):
                ledger.add_skipped(result)
            else:
                ledger.add(result)
            print(result.id, flush=True)


if __name__ == "__main__":
    task, target, *rest = sys.argv[1:]
    if task == "pages":
        pages(target, rest[0])
    elif task == "write":
        write(target, int(rest[0]), int(rest[1]))
    else:
        read(target, int(rest[0]))
