"""Measures the site over a large ledger: the time of each page on the server, its size, many readers at once.

    python bench/web.py --records 100000 --readers 200 --seconds 60

The ledger is generated once (tests/ledger/simulator.py) and kept in --folder, so that a second run begins
at once. Times of pages are processor times of one core, since whoever else works on this machine must not count;
`first view` is what a browser loads for its first page, compressed. The many readers ask a served site, each
for one page after the other, and each answer must be whole.
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
from pathlib import Path
from subprocess import PIPE, Popen

sys.path.insert(0, str(Path(__file__).parents[1]))

import httpx2
from bench.ledger import stream
from starlette.testclient import TestClient

from dragoman.ledger import Ledger
from dragoman.web import WebSettings, create_app

PAGES = (
    "/",
    "/?section=asia",
    "/?section=energy",
    "/articles",
    "/articles?q=officials",
    "/articles?q=talks&country=IND",
    "/meetings",
    "/meetings?country=TUR&mode=phone&topic=energy",
    "/meetings?pair=AUS-JPN",
    "/meetings.json",
    "/meetings.atom",
    "/commitments",
    "/about",
)
REPEATS = 40
MOST_MS = 150
MOST_FIRST_VIEW_KB = 250
_AT_ONCE = 500
_TODAY = datetime(2022, 6, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Timing:
    """Of one page: processor times in ms, and bytes as they are sent."""

    page: str
    median_ms: float
    p95_ms: float
    n_bytes: int


def ledger_of(folder: Path, n_records: int) -> Path:
    """A ledger of generated records; made where it is not there yet."""
    path = folder / f"web-{n_records}.db"
    if not path.exists():
        unfinished = path.with_suffix(".part")
        unfinished.unlink(missing_ok=True)
        records = stream(n_records)
        with Ledger.open(unfinished, create=True) as ledger:
            for at in range(0, len(records), _AT_ONCE):
                ledger.add_all(records[at : at + _AT_ONCE], join=False)
            ledger.join_all()
        unfinished.rename(path)
    return path


def time_pages(client: TestClient) -> list[Timing]:
    """Every page of the list, and pages of articles and meetings."""
    articles = [f"/articles/{row['id']}" for row in _rows(client, "articles")]
    meetings = [f"/meetings/{row['id']}" for row in _rows(client, "meetings")]
    timings = [_timing(client, page, [page] * REPEATS) for page in PAGES]
    return [
        *timings,
        _timing(client, "an article", articles[:REPEATS]),
        _timing(client, "a meeting", meetings[:REPEATS]),
    ]


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
    return Timing(name, statistics.median(warm), warm[int(len(warm) * 0.95)], size)


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


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--readers", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--folder", type=Path, default=Path("out"))
    parser.add_argument("--ledger", type=Path, help="a ledger to measure on, in the place of a generated one")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    path = asked.ledger or ledger_of(asked.folder, asked.records)
    given = {"ledger": str(path), "allowed_hosts": ("testserver",), "now": lambda: _TODAY}
    with TestClient(create_app(WebSettings.model_validate(given))) as client:
        timings, first_view = time_pages(client), first_view_kb(client)
    print(f"{'page':48} {'median ms':>9} {'p95 ms':>7} {'bytes':>7}")
    for one in timings:
        print(f"{one.page:48} {one.median_ms:9.0f} {one.p95_ms:7.0f} {one.n_bytes:7}")
    print(f"first view: {first_view:.0f} kB (at most {MOST_FIRST_VIEW_KB})")
    got: Counter[str] = Counter()
    if asked.seconds > 0:
        with served(path) as address:
            got = asyncio.run(read_at_once(address, asked.readers, asked.seconds))
        print(
            f"{asked.readers} readers, {asked.seconds:.0f} s: {dict(got)}, {got.total() / asked.seconds:.0f} a second"
        )
    is_slow = any(one.p95_ms > MOST_MS for one in timings) or first_view > MOST_FIRST_VIEW_KB
    return 1 if is_slow or set(got) - {"200"} else 0


if __name__ == "__main__":
    sys.exit(main())
