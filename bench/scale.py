"""Measures the way from archives to Parquet: its speed beside trafilatura, its cores, its memory.

    python bench/scale.py --pages 50000     # some half an hour on a machine with nothing else to do
    python bench/scale.py --pages 6000      # some four minutes

Pages are generated (`scale_corpus`). One core is measured in turns, an archive read by
dragoman and, of some archives, the bodies extracted by trafilatura alone, in the time of
the processor, so that who else works on the machine does not count. Two cores are measured
by the clock: on a machine that is busy, that figure says nothing. What is done so far is
told on standard error.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1]))

from dragoman.pages import SkipReason
from dragoman.scale import RunOptions, ShardReport, plan_run, process_shard, run_shards
from dragoman.scale.process import At
from dragoman.scale.run import Engine
from scale_corpus import is_diplomacy, iter_bodies, write_archives

EXAMPLES = Path(__file__).parents[1] / "examples" / "pages"
BARS = {"speed": 1.0, "two cores": 1.8, "memory growth": 0.10, "memory": 700.0}
_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
# The month of CC-NEWS in docs/how-to/run-a-month-of-web-archive.md.
MONTH_PAGES = 25_000_000


@dataclass
class Watched:
    """What each page took of this process.

    Attributes:
        memory_mb: Resident memory at every tenth page.
        seconds: Of the processor, for each page about diplomacy (True) and for each other.
    """

    memory_mb: list[float] = field(default_factory=list)
    seconds: dict[bool, list[float]] = field(default_factory=lambda: {True: [], False: []})
    _number: int = 0
    _start: float = 0.0

    def note(self, at: At | None) -> None:
        """Told of the beginning and, by None, of the end of a page."""
        if at is not None:
            self._number, self._start = at.number, time.process_time()
            return
        self.seconds[is_diplomacy(self._number)].append(time.process_time() - self._start)
        if self._number % 10 == 0:
            resident = int(Path("/proc/self/statm").read_text().split()[1])
            self.memory_mb.append(resident * _PAGE_BYTES / 1e6)

    def add(self, other: Watched) -> None:
        """Takes what was seen of another archive."""
        self.memory_mb += other.memory_mb
        for kind, seconds in other.seconds.items():
            self.seconds[kind] += seconds

    def ends(self) -> tuple[float, float]:
        """The mean memory over the first and over the last tenth of the pages."""
        tenth = max(1, len(self.memory_mb) // 10)
        return statistics.fmean(self.memory_mb[:tenth]), statistics.fmean(self.memory_mb[-tenth:])


def tell(words: str) -> None:
    """Says on standard error how far the bench is."""
    print(words, file=sys.stderr, flush=True)


def timed(work: Callable[[], object]) -> float:
    """Seconds of the processor that a piece of work takes in this process."""
    start = time.process_time()
    work()
    return time.process_time() - start


def extract_all(bodies: list[tuple[str, bytes]], with_metadata: bool) -> int:
    """The main text of each page by trafilatura, with headline, date and author where asked for."""
    import trafilatura

    if not with_metadata:
        return sum(trafilatura.extract(body, url=url) is not None for url, body in bodies)
    return sum(
        trafilatura.bare_extraction(body, url=url, with_metadata=True) is not None for url, body in bodies
    )


def read_archive(path: Path, out: Path) -> tuple[float, ShardReport, Watched]:
    """Seconds, the report, and what was seen of each page, of one archive read by dragoman."""
    process_shard(path, out / f"warm-{path.stem}", RunOptions(limit=40))
    watched = Watched()
    found: list[ShardReport] = []
    seconds = timed(lambda: found.append(process_shard(path, out, RunOptions(), watched.note)))
    return seconds, found[0], watched


def extract_archive(path: Path) -> tuple[float, float, int]:
    """Seconds with headline, date and author, seconds for the body alone, and pages, of trafilatura."""
    bodies = list(iter_bodies(path))
    extract_all(bodies[:20], True)
    full = timed(lambda: extract_all(bodies, True))
    return full, timed(lambda: extract_all(bodies, False)), len(bodies)


def one_core(archives: list[Path], out: Path, share: int) -> dict[str, float]:
    """Pages a second of both, and the memory of dragoman; each in a process of its own, in turns.

    Args:
        archives: What is read.
        out: Where the Parquet goes.
        share: Trafilatura extracts the pages of every so-manieth archive.
    """
    spawn = multiprocessing.get_context("spawn")
    watched, ours, theirs, ratios = Watched(), [0.0, 0.0, 0.0], [0.0, 0.0, 0.0], []
    n_records = n_passed_over = 0
    with ProcessPoolExecutor(1, spawn) as reader, ProcessPoolExecutor(1, spawn) as peer:
        for number, path in enumerate(archives):
            seconds, report, seen = reader.submit(read_archive, path, out).result()
            ours = [ours[0] + seconds, ours[1] + report.n_pages, ours[2] + report.size_bytes]
            n_records += report.n_records
            n_passed_over += report.reasons.get(SkipReason.IRRELEVANT, 0)
            watched.add(seen)
            tell(f"{ours[1]:,.0f} pages read, {ours[1] / ours[0]:.0f} a second")
            if number % share == 0:
                full, body, n_bodies = peer.submit(extract_archive, path).result()
                theirs = [theirs[0] + full, theirs[1] + body, theirs[2] + n_bodies]
                ratios.append(full / n_bodies / (seconds / report.n_pages))
                tell(f"trafilatura: {theirs[2]:,.0f} pages, {theirs[2] / theirs[0]:.0f} a second")
    first, last = watched.ends()
    return {
        "pages": ours[1],
        "records": n_records,
        "passed over": n_passed_over,
        "dragoman pages/s": ours[1] / ours[0],
        "ms a page about diplomacy": 1000 * statistics.fmean(watched.seconds[True]),
        "ms a page about something else": 1000 * statistics.fmean(watched.seconds[False]),
        "written kB a page": ours[2] / ours[1] / 1000,
        "core hours a month": MONTH_PAGES * ours[0] / ours[1] / 3600,
        "trafilatura pages/s": theirs[2] / theirs[0],
        "trafilatura, body alone, pages/s": theirs[2] / theirs[1],
        "speed": statistics.fmean(ratios),
        "memory first tenth MB": first,
        "memory last tenth MB": last,
        "memory": max(watched.memory_mb),
        "memory growth": last / first - 1,
    }


def two_cores(archives: list[Path], out: Path) -> dict[str, float]:
    """How much faster two processes are than one, by the clock; both begin with nothing loaded."""
    seconds, processor = {}, {}
    # So many shards that the last one to end does not count.
    shard_bytes = sum(path.stat().st_size for path in archives) // 40
    for n_workers in (1, 2):
        plan = plan_run(archives, out / str(n_workers), RunOptions(shard_bytes=shard_bytes))
        start, start_cpu = time.perf_counter(), _seconds_of_children()
        reports = list(run_shards(plan, Engine(n_workers=n_workers)))
        seconds[n_workers] = time.perf_counter() - start
        processor[n_workers] = _seconds_of_children() - start_cpu
        tell(f"{n_workers} of 2 cores: {seconds[n_workers]:.0f} s")
        failed = [one for one in reports if not isinstance(one, ShardReport)]
        if failed:
            raise SystemExit(f"failed: {failed}")
    return {
        "one worker s": seconds[1],
        "two workers s": seconds[2],
        "one worker, processor s": processor[1],
        "two workers, processor s": processor[2],
        "two cores": seconds[1] / seconds[2],
    }


def _seconds_of_children() -> float:
    """Seconds of the processor that ended workers took; unlike the clock's, they do not depend on other work."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Measures, prints, and ends with 1 where a bar is missed and --check is given."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=50_000)
    parser.add_argument("--share", type=int, default=4, help="trafilatura extracts every n-th archive")
    parser.add_argument("--part", choices=("all", "one-core", "two-cores"), default="all")
    parser.add_argument("--check", action="store_true", help="end with 1 where a bar is missed")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dragoman-bench-") as name:
        folder = Path(name)
        archives = write_archives(folder / "in", args.pages, EXAMPLES)
        tell(f"{args.pages:,} pages in {len(archives)} archives")
        found: dict[str, float] = {"archives MB": sum(path.stat().st_size for path in archives) / 1e6}
        if args.part != "two-cores":
            found |= one_core(archives, folder / "one", args.share)
        if args.part != "one-core":
            found |= two_cores(archives, folder / "two")
    print(json.dumps({key: round(value, 3) for key, value in found.items()}, indent=1))
    missed = [
        name
        for name, bar in BARS.items()
        if name in found and (found[name] > bar if name.startswith("memory") else found[name] < bar)
    ]
    print("bars missed:", ", ".join(missed) or "none")
    if args.check and missed:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
