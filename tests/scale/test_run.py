"""Runs over several archives with several processes."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import UsageError
from dragoman.pages import Skipped
from dragoman.scale import RunOptions, ShardReport, plan_run, run_shards
from dragoman.scale.run import Engine
from dragoman.scale.supervisor import ShardFailed
from tests.pages.warcs import record, write_gzip
from tests.scale.rows import rows_of

pytestmark = pytest.mark.usefixtures("faulty_workers")


def run(
    sources: list[str], out: Path, options: RunOptions | None = None, n_workers: int = 2
) -> list[ShardReport]:
    plan = plan_run(sources, out, options or RunOptions())
    results = list(run_shards(plan, Engine(n_workers=n_workers)))
    assert all(isinstance(one, ShardReport) for one in results), results
    return [one for one in results if isinstance(one, ShardReport)]


@pytest.mark.slow
def test_reports_come_in_order_and_rows_do_not_depend_on_the_number_of_workers(
    archives: list[str], tmp_path: Path
) -> None:
    reports = run(archives, tmp_path / "two", RunOptions(shard_bytes=700))
    assert [one.name for one in reports] == sorted(one.name for one in reports)
    assert len(reports) > 6
    run(archives, tmp_path / "one", RunOptions(shard_bytes=700), n_workers=1)
    assert rows_of(tmp_path / "two") == rows_of(tmp_path / "one")
    assert len(rows_of(tmp_path / "one")) == 24
    for path in (tmp_path / "one").glob("*.parquet"):
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


@pytest.mark.slow
def test_killed_run_goes_on_where_it_was(archives: list[str], tmp_path: Path) -> None:
    def interrupt(n_begun: int) -> None:
        if n_begun > 8:  # in the second shard
            raise KeyboardInterrupt

    plan = plan_run(archives, tmp_path / "out", RunOptions())
    begun = run_shards(plan, Engine(n_workers=1, on_progress=interrupt))
    assert isinstance(next(begun), ShardReport)
    with pytest.raises(KeyboardInterrupt):
        next(begun)
    again = plan_run(archives, tmp_path / "out", RunOptions())
    assert 1 <= len(again.done) < 3
    reports = run(archives, tmp_path / "out")
    assert [one.was_there for one in reports].count(True) == len(again.done)
    assert len(rows_of(tmp_path / "out")) == 24


def test_page_that_ends_its_worker_is_listed_and_nothing_else_is_lost(tmp_path: Path) -> None:
    names = ["a", "die-1", "b", "die-2", "c"]
    records = [record(n).replace(b"/%d.html" % n, f"/{name}.html".encode()) for n, name in enumerate(names)]
    path = write_gzip(tmp_path / "a.warc.gz", records)
    (report,) = run([str(path)], tmp_path / "out")
    assert (report.n_pages, report.n_records, report.n_lost) == (5, 3, 2)
    lost = [row for row in rows_of(tmp_path / "out") if row["skipped_reason"]]
    assert {row["skipped_detail"] for row in lost} == {"the worker ended in this page with status 9"}
    assert [row["doc_id"][:5] for row in lost] == ["die-1", "die-2"]


@pytest.mark.slow
def test_page_that_is_slow_is_listed(tmp_path: Path) -> None:
    records = [record(0), record(1).replace(b"/1.html", b"/slow.html"), record(2)]
    path = write_gzip(tmp_path / "a.warc.gz", records)
    (report,) = run([str(path)], tmp_path / "out", RunOptions(page_s=0.2))
    assert (report.n_records, report.reasons) == (2, {"time limit": 1})


@pytest.mark.slow
def test_page_that_hangs_in_a_library_is_ended_with_its_worker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dragoman.scale.supervisor._GRACE_S", -0.5)
    monkeypatch.setattr("dragoman.scale.supervisor._LOOK_S", 0.05)
    records = [record(0), record(1).replace(b"/1.html", b"/slow.html"), record(2)]
    path = write_gzip(tmp_path / "a.warc.gz", records)
    # The worker's own limit is later than the watch's, as if its timer could not end the page.
    (report,) = run([str(path)], tmp_path / "out", RunOptions(page_s=1.5))
    assert (report.n_records, report.reasons) == (2, {"time limit": 1})


@pytest.mark.slow
def test_shard_that_cannot_be_done_is_told_of_and_the_others_are_done(
    archives: list[str], tmp_path: Path
) -> None:
    plan = plan_run(archives, tmp_path / "out", RunOptions())
    Path(archives[1]).unlink()
    first, failed, last = run_shards(plan, Engine(n_workers=2))
    assert isinstance(first, ShardReport)
    assert isinstance(last, ShardReport)
    assert isinstance(failed, tuple)
    assert isinstance(failed[1], ShardFailed)
    assert "No file or folder at" in str(failed[1])


@pytest.mark.slow
def test_limit_takes_the_first_pages_of_the_sources(archives: list[str], tmp_path: Path) -> None:
    reports = run(archives, tmp_path / "out", RunOptions(limit=10))
    assert [one.n_pages for one in reports] == [8, 2]
    hosts = {row["host"] for row in rows_of(tmp_path / "out")}
    assert hosts == {"host0.example", "host1.example"}


@pytest.mark.slow
def test_progress_is_told_page_by_page(archives: list[str], tmp_path: Path) -> None:
    told: list[int] = []
    plan = plan_run(archives, tmp_path / "out", RunOptions())
    list(run_shards(plan, Engine(n_workers=1, on_progress=told.append)))
    assert told == list(range(1, 25))


def test_there_is_no_other_engine(archives: list[str], tmp_path: Path) -> None:
    plan = plan_run(archives, tmp_path / "out", RunOptions())
    with pytest.raises(UsageError, match=r'no engine "spark".*processes, ray'):
        next(run_shards(plan, Engine("spark")))


def test_files_that_hold_no_page_are_passed_over(archives: list[str], tmp_path: Path) -> None:
    folder = Path(archives[0]).parent
    (folder / ".part").write_text("x")
    plan = plan_run([folder], tmp_path / "out", RunOptions())
    assert [one.origin for one in plan.passed_over if isinstance(one, Skipped)] == [str(folder / ".part")]
    assert len(plan.shards) == 3
