"""Measures the ledger on generated records: inserting, merging, lists, search.

    python bench/ledger.py --sizes 10000 100000
    python bench/ledger.py --lists desk.db      the lists and searches of one that is there

Records come from the simulator of tests/ledger: meetings of ten countries, told of by
1 to 30 outlets, in articles of some 70 words. They arrive in two orders: as they were
published, as a feed or an archive by days gives them, and in no order at all, where each page
touches other parts of the file than the one before. Lists and searches are asked of a third
ledger, whose records hold promises, plans, statements, events and findings as well. Each time
is given by the clock and of one core; the bars are judged by the latter, which depends less on
who else works on the machine. On an idle machine the two are alike.
"""

from __future__ import annotations

import argparse
import gc
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.ledger.fuller import fuller
from tests.ledger.simulator import meetings, reports

from dragoman.ledger import Filter, Ledger, ListKind, NameKind, Period, Span, Ties
from dragoman.reading.record import Record

AT_ONCE = 1000
REPEATS = 15
RUNS = 3

Row = tuple[str, str, str]


def stream(n_records: int) -> list[Record]:
    """Records of a stream, as many as wanted."""
    told = reports(99, meetings(99, n_records // 4))
    return [one.record for one in islice(told, n_records)]


@dataclass(frozen=True, slots=True)
class Took:
    """Time by the clock, and of one core (the program and the system for it)."""

    wall: float
    core: float


def as_published(records: list[Record]) -> list[Record]:
    """The records by their day of publication, those of one day in the order of the stream."""
    return sorted(records, key=lambda one: one.article.published.value if one.article.published else "")


class Join(Enum):
    """When reports of one thing are looked for."""

    NEVER = "never"
    AT_ONCE = "with each batch"
    AFTERWARDS = "when all is stored"


def insert(target: str, records: list[Record], join: Join) -> Took:
    """What adding all records in batches took."""
    start, busy = time.perf_counter(), time.process_time()
    with Ledger.open(target, create=True) as ledger:
        for at in range(0, len(records), AT_ONCE):
            ledger.add_all(records[at : at + AT_ONCE], join=join is Join.AT_ONCE)
        if join is Join.AFTERWARDS:
            ledger.join_all()
    return Took(time.perf_counter() - start, time.process_time() - busy)


def best_insert(folder: Path, records: list[Record]) -> Took:
    """The best of some runs without joining: what another program takes from this one is not the ledger's."""
    took = []
    for number in range(RUNS):
        target = folder / f"plain-{len(records)}-{number}.db"
        took.append(insert(str(target), records, Join.NEVER))
        for path in folder.glob(f"{target.name}*"):
            path.unlink()
    return Took(min(one.wall for one in took), min(one.core for one in took))


def views(ledger: Ledger) -> dict[str, Callable[[], object]]:
    """The lists and searches that people ask for."""
    deep = ledger.things(ListKind.MEETINGS, Filter(limit=500)).next
    newest = ledger.things(ListKind.MEETINGS).rows[0]
    on = date(2023, 6, 1)
    article, meeting = newest["article_id"], newest["id"]
    return {
        "articles, first page": lambda: ledger.articles(limit=50),
        "articles of a country": lambda: ledger.articles(country="JPN", limit=50),
        "meetings, first page": lambda: ledger.things(ListKind.MEETINGS),
        "meetings, tenth page": lambda: ledger.things(ListKind.MEETINGS, Filter(after=deep)),
        "meetings of a pair": lambda: ledger.things(ListKind.MEETINGS, Filter({"pair": "AUS-JPN"})),
        "meetings, three facets": lambda: ledger.things(
            ListKind.MEETINGS, Filter({"country": "TUR", "mode": "phone", "topic": "energy"})
        ),
        "meetings of one of three countries": lambda: ledger.things(
            ListKind.MEETINGS, Filter({"country": "TUR,EGY,POL"})
        ),
        "commitments, first page": lambda: ledger.things(ListKind.COMMITMENTS),
        "commitments of a country": lambda: ledger.things(ListKind.COMMITMENTS, Filter({"country": "JPN"})),
        "statements of a person": lambda: ledger.things(
            ListKind.STATEMENTS, Filter({"actor": "narendra modi"})
        ),
        "events of a type": lambda: ledger.things(ListKind.EVENTS, Filter({"type": "AID"})),
        "findings, first page": lambda: ledger.things(ListKind.FINDINGS),
        "meetings of a month": lambda: ledger.things(ListKind.MEETINGS, Filter({"month": "2022-02"})),
        "first page of the site": lambda: ledger.front(date(2030, 1, 1)),
        "months of a country": lambda: ledger.tally("country", "JPN"),
        "days of an outlet": lambda: ledger.tally("outlet", "Outlet 7", Span(Period.DAY)),
        "people, the most frequent": lambda: ledger.words("actor"),
        "network, all": lambda: ledger.network(),
        "network of a year": lambda: ledger.network(Ties("2023-01-01", "2023-12-31")),
        "all that is told of a country": lambda: ledger.history(Filter({"country": "JPN"})),
        "articles beside an article": lambda: ledger.related(article),
        "an article with all places": lambda: ledger.article(article),
        "a meeting with all its reports": lambda: ledger.whole_thing(meeting),
        "figures": lambda: ledger.stats(),
        "queue of a review": lambda: ledger.review_queue("me"),
        "doubtful pairs": lambda: ledger.doubtful_pairs("me"),
        "commitments of a state": lambda: ledger.things(
            ListKind.COMMITMENTS, Filter({"state": "overdue"}, on=on.isoformat())
        ),
        "what became of commitments": lambda: ledger.follow_up(ListKind.COMMITMENTS, on),
        "planned meetings that are due": lambda: ledger.follow_up(
            ListKind.MEETINGS, on, Filter({"state": "due soon"})
        ),
        "whom a person is told of with": lambda: ledger.company("narendra modi"),
        "names of people": lambda: ledger.names(NameKind.ACTORS, "n"),
        "search, what is done": lambda: ledger.search("talks", Filter({"state": "done"})),
        "search, a word in a third of all": lambda: ledger.search("officials"),
        "search, a rare word": lambda: ledger.search("word4711"),
        "search, two words": lambda: ledger.search("kishida energy"),
        "search, word and facets": lambda: ledger.search(
            "talks", Filter({"country": "IND", "outlet": "Outlet 7"})
        ),
        "search, word nowhere and facet": lambda: ledger.search("nowhere", Filter({"country": "IND"})),
        "search, beginning of a word": lambda: ledger.search("techn*"),
    }


def median_ms(ask: Callable[[], object]) -> Took:
    """The median time of a question in milliseconds."""
    walls, cores = [], []
    for _ in range(REPEATS):
        start, busy = time.perf_counter(), time.process_time()
        ask()
        walls.append((time.perf_counter() - start) * 1000)
        cores.append((time.process_time() - busy) * 1000)
    return Took(statistics.median(walls), statistics.median(cores))


def verdict(is_met: bool) -> str:
    return "met" if is_met else "MISSED"


def measure(folder: Path, sizes: list[int]) -> Iterator[Row]:
    """Rows of the table as they come: what, figure, bar."""
    ordered: list[Took] = []
    ingests: list[Took] = []
    later: list[Took] = []
    fullers: list[Took] = []
    for size in sizes:
        records = stream(size)
        n = len(records)
        # All records lie in memory for the bench alone: whoever fills a ledger reads them as they come.
        gc.freeze()
        plain = best_insert(folder, records)
        said = f"{n / plain.core:.0f}/s of one core, {n / plain.wall:.0f}/s by the clock"
        yield (f"{n} records: insert", said, f">= 2000/s of one core: {verdict(n / plain.core >= 2000)}")
        ordered.append(insert(str(folder / f"ordered-{size}.db"), as_published(records), Join.AT_ONCE))
        yield _ingest(f"{n} records: insert, merge, index, as published", n, ordered[-1])
        ingests.append(insert(str(folder / f"joined-{size}.db"), records, Join.AT_ONCE))
        yield _ingest(f"{n} records: insert, merge, index, in no order", n, ingests[-1])
        later.append(insert(str(folder / f"later-{size}.db"), records, Join.AFTERWARDS))
        yield _ingest(f"{n} records: insert in no order, then merge and index", n, later[-1])
        target = str(folder / f"fuller-{size}.db")
        fullers.append(insert(target, as_published(list(fuller(records, 5))), Join.AT_ONCE))
        yield _ingest(f"{n} records: the same, of promises and events too", n, fullers[-1])
        gc.unfreeze()
        yield from measure_lists(target)
    if len(sizes) > 1:
        yield _growth("as published", sizes, ordered)
        yield _growth("in no order", sizes, ingests)
        yield _growth("in no order, then merged", sizes, later)
        yield _growth("of promises and events too", sizes, fullers)


def measure_lists(target: str) -> Iterator[Row]:
    """How long a ledger takes for each list and search."""
    with Ledger.open(target) as ledger:
        n = ledger.counts().articles
        for name, ask in views(ledger).items():
            took = median_ms(ask)
            said = f"{took.core:.1f} ms of one core, {took.wall:.1f} ms by the clock"
            yield (f"{n} records: {name}", said, f"<= 100 ms of one core: {verdict(took.core <= 100)}")


def _ingest(what: str, n_records: int, took: Took) -> Row:
    said = f"{took.core:.0f} s of one core, {took.wall:.0f} s by the clock"
    return what, said, f"{n_records / took.core:.0f}/s of one core"


def _growth(order: str, sizes: list[int], took: list[Took]) -> Row:
    """How much longer the largest size took than the smallest."""
    growth, most = took[-1].core / took[0].core, 1.2 * sizes[-1] / sizes[0]
    said = f"{growth:.1f}x of one core, {took[-1].wall / took[0].wall:.1f}x by the clock"
    return f"growth {sizes[0]} to {sizes[-1]}, {order}", said, f"<= {most:.0f}x: {verdict(growth <= most)}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument(
        "--folder", type=Path, help="where the ledgers are made; a temporary folder unless given"
    )
    parser.add_argument(
        "--lists", metavar="LEDGER", help="measure only the lists and searches of this ledger"
    )
    options = parser.parse_args()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}", flush=True)
    with tempfile.TemporaryDirectory() as made:
        folder = options.folder or Path(made)
        rows = measure_lists(options.lists) if options.lists else measure(folder, options.sizes)
        for what, figure, bar in rows:
            print(f"{what:<55} {figure:>42}  {bar}", flush=True)


if __name__ == "__main__":
    main()
