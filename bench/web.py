"""Measures the site over a large ledger: the time of each page on the server, its size, many readers at once.

    python bench/web.py --records 100000 --readers 200 --seconds 60

The ledger is generated once (bench/web_records.py) and kept in --folder, so that a second run begins at once;
one of another schema is made anew. Times of pages are processor times of one core, since whoever else works on
this machine must not count; `first view` is what a browser loads for its first page, compressed. The many
readers ask a served site, each for one page after the other, and each answer must be whole.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from subprocess import PIPE, Popen

sys.path.insert(0, str(Path(__file__).parents[1]))

import httpx2
from bench.web_records import SHAPE, last_day, records
from starlette.testclient import TestClient

from dragoman.errors import DragomanError
from dragoman.ledger import Ledger
from dragoman.ledger.migrating import KNOWN_SCHEMAS
from dragoman.reading.record import Record
from dragoman.web import WebSettings, create_app

PAGES = (
    "/",
    "/?section=asia",
    "/?section=energy",
    "/articles",
    "/articles?q=officials",
    "/articles?q=talks&country=IND",
    "/articles?q=word4711",
    "/meetings",
    "/meetings?country=TUR&mode=phone&topic=energy",
    "/meetings?pair=AUS-JPN",
    "/meetings.json",
    "/meetings.atom",
    "/commitments",
    "/statements",
    "/events",
    "/findings",
    "/countries",
    "/countries/FRA",
    "/pairs",
    "/pairs?country=FRA",
    "/pairs?of=people",
    "/pairs.atom?of=people",
    "/pairs/DEU-FRA",
    "/actors",
    "/actors.atom",
    "/topics",
    "/topics/energy",
    "/outlets",
    "/outlets/Outlet 7",
    "/board",
    "/board?kind=meetings",
    "/board?country=FRA",
    "/board.atom",
    "/calendar",
    "/timeline",
    "/timeline?country=FRA",
    "/timeline.json",
    "/map",
    "/map.json",
    "/network",
    "/network.json",
    "/network?of=people",
    "/network.json?of=people&since=2022-05&until=2022-05",
    "/skipped",
    "/about",
    "/api/v1/",
    "/api/v1/stats",
    "/api/v1/articles",
    "/api/v1/search?q=officials",
    "/api/v1/meetings",
    "/api/v1/planned-events",
    "/api/v1/commitments",
    "/api/v1/statements",
    "/api/v1/events",
    "/api/v1/findings",
    "/api/v1/follow-up",
)
# Only for whoever may write, so no reader of the public site asks for it.
WRITERS_PAGES = ("/review", "/review?kind=commitments", "/review/agreement")
# So long lists are read in the background: the time until they are whole is shown, and has no bar.
WHOLE = ("/meetings.csv", "/timeline.csv?country=FRA", "/board.csv")
_THINGS = ("articles", "meetings", "statements", "commitments", "events", "findings")
REPEATS = 41
MOST_MS = 150
MOST_FIRST_VIEW_KB = 250
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Bar:
    """What was asked for, what was measured, and whether that is enough."""

    what: str
    asked: str
    measured: str
    is_met: bool


@dataclass(frozen=True, slots=True)
class Timing:
    """Of one page: processor times in ms, and bytes as they are sent."""

    page: str
    first_ms: float
    median_ms: float
    p95_ms: float
    n_bytes: int


def ledger_of(folder: Path, n_records: int) -> Path:
    """A ledger of generated records; made where it is not there yet, or of another schema."""
    path = folder / f"web-{n_records}-{KNOWN_SCHEMAS[-1]}-{SHAPE}.db"
    if _can_be_read(path):
        return path
    start = time.process_time()
    unfinished = path.with_suffix(".part")
    for old in (path, unfinished):
        old.unlink(missing_ok=True)
    with Ledger.open(unfinished, create=True) as ledger:
        for batch in _batches(records(n_records)):
            ledger.add_all(batch, join=False)
        ledger.join_all()
    unfinished.rename(path)
    print(f"made {path} in {time.process_time() - start:.0f} s of one core", file=sys.stderr)
    return path


def _batches(all_records: Iterator[Record]) -> Iterator[list[Record]]:
    while batch := list(islice(all_records, _AT_ONCE)):
        yield batch


def _can_be_read(path: Path) -> bool:
    try:
        with Ledger.open(path) as ledger:
            return bool(ledger.stats())
    except DragomanError:
        return False


def time_pages(client: TestClient) -> Iterator[Timing]:
    """Every page of the list, and pages of one thing of each kind."""
    person = _rows(client, "actors")[0]
    pairs = [one["links"]["self"].removeprefix("/api/v1") for one in _company(client, person)]
    for page in (*PAGES, person["page"], *pairs, f"/pairs/FRA %26 {person['word']}", *WRITERS_PAGES):
        yield _timing(client, page, [page] * REPEATS)
    for kind in _THINGS:
        addresses = [f"/{kind}/{row['id']}" for row in _rows(client, kind)]
        yield _timing(client, f"one of {kind}", addresses[:REPEATS])


def _company(client: TestClient, person: dict[str, str]) -> list[dict[str, dict[str, str]]]:
    """The one with whom a person is told of most, as the API names them."""
    found: list[dict[str, dict[str, str]]] = client.get(f"/api/v1{person['page']}").json()["company"]
    return found[:1]


def _rows(client: TestClient, kind: str) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = client.get(f"/{kind}.json?limit=200").json()["rows"]
    return rows


def _timing(client: TestClient, name: str, addresses: list[str]) -> Timing:
    times: list[float] = []
    size = 0
    for address in addresses:
        start = time.process_time()
        answer = client.get(address, headers={"Accept-Encoding": "br"})
        times.append((time.process_time() - start) * 1000)
        answer.raise_for_status()
        size = _sent_bytes(answer)
    warm = sorted(times[1:])
    return Timing(name, times[0], statistics.median(warm), warm[int(len(warm) * 0.95)], size)


def _sent_bytes(answer: httpx2.Response) -> int:
    return int(answer.num_bytes_downloaded)


def first_view_kb(client: TestClient) -> float:
    """What a browser loads for the front page, compressed, in kilobytes."""
    headers = {"Accept-Encoding": "br"}
    page = client.get("/", headers=headers)
    assets = {part.split('"')[0] for part in page.text.split('"') if part.startswith("/static/")}
    answers = [page, *(client.get(asset, headers=headers) for asset in sorted(assets))]
    return sum(_sent_bytes(answer) for answer in answers) / 1000


@contextmanager
def served(path: Path) -> Iterator[str]:
    """The site in a process of its own, by its address."""
    program = "from dragoman.cli import main; main()"
    command = [sys.executable, "-c", program, "serve", "--ledger", str(path), "--port", "0", "--read-only"]
    with Popen(command, stderr=PIPE, text=True) as site:
        assert site.stderr is not None
        yield next(word for word in site.stderr.readline().split() if word.startswith("http"))
        site.terminate()


async def read_at_once(address: str, n_readers: int, seconds: float) -> Counter[str]:
    """Readers who ask for one page after the other until the time is over; what they got, counted."""
    got: Counter[str] = Counter()
    limits = httpx2.Limits(max_connections=n_readers, max_keepalive_connections=n_readers)
    until = time.monotonic() + seconds
    async with httpx2.AsyncClient(base_url=address, limits=limits, timeout=60) as client:

        async def read(seed: int) -> None:
            chance = random.Random(seed)
            while time.monotonic() < until:
                try:
                    answer = await client.get(chance.choice(PAGES))
                    got[str(answer.status_code)] += 1
                except httpx2.HTTPError as error:
                    got[type(error).__name__] += 1

        await asyncio.gather(*(read(seed) for seed in range(n_readers)))
    return got


def measure(path: Path, today: datetime) -> tuple[list[Timing], float]:
    """Times of all pages, printed as they come, and the size of the first view in kB."""
    given = {"ledger": str(path), "allowed_hosts": ("testserver",), "now": lambda: today}
    timings = []
    app = create_app(WebSettings.model_validate(given))
    # From this machine itself, whose requests are not counted against the limits of readers.
    with TestClient(app, client=("127.0.0.1", 50000)) as client:
        print(f"{'page':52} {'first ms':>9} {'median ms':>9} {'p95 ms':>7} {'bytes':>7}")
        for one in time_pages(client):
            timings.append(one)
            late = " MISSED" if one.p95_ms > MOST_MS else ""
            times = f"{one.first_ms:9.0f} {one.median_ms:9.0f} {one.p95_ms:7.0f}"
            print(f"{one.page:52} {times} {one.n_bytes:7}{late}", flush=True)
        for page in WHOLE:
            whole = _timing(client, page, [page] * 2)
            print(f"{page:52} {whole.first_ms:9.0f} {'':17} {whole.n_bytes:7} whole", flush=True)
        return timings, first_view_kb(client)


def bars(timings: list[Timing], first_view: float, got: Counter[str], asked: argparse.Namespace) -> list[Bar]:
    """What the site must keep, and what was measured."""
    slowest = max(timings, key=lambda one: one.p95_ms)
    n_good, n_all = got["200"], got.total()
    found = [
        Bar(
            f"server time of each of {len(timings)} pages, p95",
            f"<= {MOST_MS} ms",
            f"{slowest.p95_ms:.0f} ms ({slowest.page})",
            slowest.p95_ms <= MOST_MS,
        ),
        Bar(
            "first view, compressed",
            f"<= {MOST_FIRST_VIEW_KB} kB",
            f"{first_view:.0f} kB",
            first_view <= MOST_FIRST_VIEW_KB,
        ),
    ]
    if asked.seconds > 0:
        faults = {name: n for name, n in got.items() if name != "200"}
        a_second = f"{n_all:,} answers, {n_all / asked.seconds:.0f} a second"
        many = f"{asked.readers} readers for {asked.seconds:.0f} s"
        said = f"{a_second}, {n_all - n_good} errors{f' {faults}' if faults else ''}"
        found.append(Bar(many, "no error", said, 0 < n_all == n_good))
    return found


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--readers", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--folder", type=Path, default=Path("out"))
    parser.add_argument("--ledger", type=Path, help="a ledger to measure on, in the place of a generated one")
    parser.add_argument("--check", action="store_true", help="end with 1 where a bar is missed")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    path = asked.ledger or ledger_of(asked.folder, asked.records)
    timings, first_view = measure(path, datetime.combine(last_day(asked.records), datetime.min.time(), UTC))
    got: Counter[str] = Counter()
    if asked.seconds > 0:
        with served(path) as address:
            got = asyncio.run(read_at_once(address, asked.readers, asked.seconds))
    found = bars(timings, first_view, got, asked)
    print()
    for one in found:
        print(f"{one.what:45} {one.asked:>10}  {one.measured:60} {'met' if one.is_met else 'MISSED'}")
    return int(asked.check and not all(one.is_met for one in found))


if __name__ == "__main__":
    sys.exit(main())
