"""Measures the ledger on generated records: inserting, merging, lists, search.

    python bench/ledger.py --sizes 10000 100000

Records come from the simulator of tests/ledger: meetings of ten countries, told of by
1 to 30 outlets, in articles of some 70 words. Times are wall-clock on this machine; for merging the time of one core
is given too, since the growth of both sizes must not depend on who else works here.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.ledger.simulator import meetings, reports

from dragoman.ledger import Filter, Ledger, ListKind
from dragoman.reading.record import Record

AT_ONCE = 1000
REPEATS = 15

Row = tuple[str, str, str]


def stream(n_records: int) -> list[Record]:
    """Records of a stream, as many as wanted."""
    told = reports(99, meetings(99, n_records // 4))
    return [one.record for one in islice(told, n_records)]


def insert(target: str, records: list[Record], *, join: bool) -> float:
    """Seconds for adding all records in batches."""
    start = time.perf_counter()
    with Ledger.open(target, create=True) as ledger:
        for at in range(0, len(records), AT_ONCE):
            ledger.add_all(records[at : at + AT_ONCE], join=join)
    return time.perf_counter() - start


def views(ledger: Ledger) -> dict[str, Callable[[], object]]:
    """The lists and searches that people ask for."""
    deep = ledger.things(ListKind.MEETINGS, Filter(limit=500)).next
    return {
        "articles, first page": lambda: ledger.articles(limit=50),
        "articles of a country": lambda: ledger.articles(country="JPN", limit=50),
        "meetings, first page": lambda: ledger.things(ListKind.MEETINGS),
        "meetings, tenth page": lambda: ledger.things(ListKind.MEETINGS, Filter(after=deep)),
        "meetings of a pair": lambda: ledger.things(ListKind.MEETINGS, Filter({"pair": "AUS-JPN"})),
        "meetings, three facets": lambda: ledger.things(
            ListKind.MEETINGS, Filter({"country": "TUR", "mode": "phone", "topic": "energy"})
        ),
        "meetings of a month": lambda: ledger.things(ListKind.MEETINGS, Filter({"month": "2022-02"})),
        "search, a word in a third of all": lambda: ledger.search("officials"),
        "search, a rare word": lambda: ledger.search("word4711"),
        "search, two words": lambda: ledger.search("kishida energy"),
        "search, word and facets": lambda: ledger.search(
            "talks", Filter({"country": "IND", "outlet": "Outlet 7"})
        ),
        "search, word nowhere and facet": lambda: ledger.search("nowhere", Filter({"country": "IND"})),
        "search, beginning of a word": lambda: ledger.search("techn*"),
    }


def median_ms(ask: Callable[[], object]) -> float:
    """The median time of a question in milliseconds."""
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        ask()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def verdict(is_met: bool) -> str:
    return "met" if is_met else "MISSED"


def measure(folder: Path, sizes: list[int]) -> Iterator[Row]:
    """Rows of the table as they come: what, figure, bar."""
    ingests: list[float] = []
    for size in sizes:
        records = stream(size)
        n = len(records)
        plain = insert(str(folder / f"plain-{size}.db"), records, join=False)
        rate = n / plain
        yield (f"{n} records: insert", f"{rate:.0f} records/s", f">= 2000: {verdict(rate >= 2000)}")
        target = str(folder / f"joined-{size}.db")
        busy = time.process_time()
        took_s = insert(target, records, join=True)
        ingests.append(time.process_time() - busy)
        said = f"{took_s:.0f} s, {ingests[-1]:.0f} s of one core"
        yield (f"{n} records: insert, merge, index", said, f"{n / ingests[-1]:.0f}/s of one core")
        with Ledger.open(target) as ledger:
            for name, ask in views(ledger).items():
                took = median_ms(ask)
                yield (f"{n} records: {name}", f"{took:.1f} ms", f"<= 100: {verdict(took <= 100)}")
    if len(sizes) > 1:
        growth = ingests[-1] / ingests[0]
        most = 1.2 * sizes[-1] / sizes[0]
        bar = f"<= {most:.0f}x: {verdict(growth <= most)}"
        yield (f"growth {sizes[0]} to {sizes[-1]} (time of one core)", f"{growth:.1f}x", bar)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument(
        "--folder", type=Path, help="where the ledgers are made; a temporary folder unless given"
    )
    options = parser.parse_args()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}", flush=True)
    with tempfile.TemporaryDirectory() as made:
        for what, figure, bar in measure(options.folder or Path(made), options.sizes):
            print(f"{what:<55} {figure:>22}  {bar}", flush=True)


if __name__ == "__main__":
    main()
