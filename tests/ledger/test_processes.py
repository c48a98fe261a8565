"""Many processes on one ledger, and processes that are killed."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from contextlib import suppress
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest

from dragoman.api import read as read_page
from dragoman.ledger import Ledger
from tests.ledger.small_pages import write_pages
from tests.ledger.snapshot import snapshot
from tests.ledger.worker import numbered_record

ROOT = Path(__file__).parents[2]
# Far longer than anything here takes on a slow and busy machine.
FOREVER_S = 3600
N_PAGES, N_KILLS = 2000, 22
# At most so many pages between two kills: on average three quarters of all are read by readers that are killed.
MOST_PAGES = 3 * N_PAGES // (2 * N_KILLS)


def start(task: str, target: str, *numbers: int | Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "tests.ledger.worker", task, target, *map(str, numbers)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(processes: list[subprocess.Popen[str]]) -> list[str]:
    """What the processes complained of."""
    said = [process.communicate(timeout=FOREVER_S)[1] for process in processes]
    return [words for process, words in zip(processes, said, strict=True) if words or process.returncode]


def test_two_writers_and_four_readers_at_once_see_no_error(target: str) -> None:
    Ledger.open(target, create=True).close()

    writers = [start("write", target, 0, 25), start("write", target, 15, 40)]
    readers = [start("read", target, 6) for _ in range(4)]

    assert finish([*writers, *readers]) == []
    with Ledger.open(target) as ledger:
        assert ledger.counts().articles == 40
        assert ledger.check() == []


def test_processes_that_make_one_ledger_at_once_make_one(target: str) -> None:
    assert finish([start("write", target, 0, 3) for _ in range(2)]) == []

    with Ledger.open(target) as ledger:
        assert ledger.counts().readings == 3


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_killed_writers_lose_nothing_and_store_nothing_twice(target: str, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    stored: set[str] = set()
    for _ in range(10):
        stored |= _write_and_kill(target, n_lines=chance.randrange(0, 40))
        with Ledger.open(target, create=True) as ledger:
            assert ledger.check() == []
            assert {row["doc_id"] for row in ledger.articles()} >= stored

    assert finish([start("write", target, 0, 400)]) == []

    with Ledger.open(target) as ledger:
        assert ledger.check() == []
        assert ledger.counts().readings == 400
        assert {one.record for one in ledger.records()} == {numbered_record(number) for number in range(400)}


def _write_and_kill(target: str, n_lines: int) -> set[str]:
    """The names that a writer said before it was killed, in the midst of what followed."""
    with start("write", target, 0, 400) as process:
        assert process.stdout is not None
        said = {process.stdout.readline().strip() for _ in range(n_lines)}
        process.kill()
        said |= {line.strip() for line in process.stdout if line.endswith("\n")}
    return said - {""}


@pytest.mark.slow
def test_reading_that_is_killed_again_and_again_loses_nothing_and_goes_on(tmp_path: Path) -> None:
    """2,000 pages are read; the reader is killed 22 times, each time somewhere between two seeded pages."""
    chance, target, folder = random.Random(7), str(tmp_path / "ledger.db"), tmp_path / "pages"
    names = write_pages(folder, N_PAGES)
    said: set[str] = set()
    n_killed = 0
    for _ in range(N_KILLS):
        n_left, now, was_killed = _read_and_kill(target, folder, chance)
        n_killed += was_killed
        # It goes on where it stopped: whatever it said to be stored it does not read again.
        assert n_left <= N_PAGES - len(said)
        assert now.isdisjoint(said)
        said |= now
        with Ledger.open(target, create=True) as ledger:
            assert ledger.check() == []
            assert {row["doc_id"] for row in ledger.articles()} >= said

    assert n_killed >= 20
    assert N_PAGES // 2 < len(said) < N_PAGES == len(names)
    assert finish([start("pages", target, folder)]) == []

    with Ledger.open(target) as ledger:
        assert ledger.check() == []
        assert [row["doc_id"] for row in sorted(ledger.articles(), key=itemgetter("doc_id"))] == names
        assert ledger.counts().readings == N_PAGES
        assert ledger.counts().meetings > N_PAGES // 2
        for name in chance.sample(names, 20):
            assert ledger.record(name).record == read_page(folder / f"{name}.txt")


def _read_and_kill(target: str, folder: Path, chance: random.Random) -> tuple[int, set[str], bool]:
    """How many pages were left, which the reader said to be stored, and whether it was killed while it read."""
    n_pages = chance.randrange(0, MOST_PAGES)
    with start("pages", target, folder) as process:
        assert process.stdout is not None
        n_left = int(process.stdout.readline().removeprefix("left "))
        said = {process.stdout.readline().strip() for _ in range(n_pages)}
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=chance.random() / 50)
        process.kill()
        said |= {line.strip() for line in process.stdout if line.endswith("\n")}
    return n_left, said - {""}, process.returncode == -signal.SIGKILL


@pytest.mark.slow
def test_contents_written_by_many_equal_those_written_by_one(tmp_path: Path) -> None:
    at_once, alone = str(tmp_path / "at_once.db"), str(tmp_path / "alone.db")
    assert finish([start("write", at_once, 0, 12), start("write", at_once, 6, 18)]) == []
    assert finish([start("write", alone, 0, 18)]) == []

    assert _without_times(snapshot(at_once)) == _without_times(snapshot(alone))


def _without_times(tables: dict[str, list[Any]]) -> dict[str, list[Any]]:
    kept = {name: rows for name, rows in tables.items() if name not in {"articles", "readings"}}
    # A number that fell to nothing says what no row says; whether its row is left depends on who wrote last.
    return {**kept, "tallies": [row for row in kept["tallies"] if row[-1] != 0]}
