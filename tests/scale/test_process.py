"""One shard: its Parquet, its marker, and what makes it be read anew."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import fsspec
import pytest
from pyarrow import parquet

from dragoman.errors import SourceNotFound, UsageError
from dragoman.export.record_json import record_json
from dragoman.ledger.serial import from_json
from dragoman.pages import Skipped, SkipReason
from dragoman.reading import Record, Versions
from dragoman.scale import RunOptions, Shard, process_shard
from dragoman.scale.manifest import Manifest
from dragoman.scale.process import At
from dragoman.scale.shards import plan_shards
from dragoman.time_limit import PageTimeout
from tests.pages.warcs import html_of, http_answer, record, write_gzip
from tests.scale.rows import rows_of
from tests.test_api import build_article

TALKS = (
    "<html><head><title>Sweden and Norway agree on Arctic patrols</title>"
    "<meta property='article:published_time' content='2024-03-05'></head><body>"
    "<article><h1>Sweden and Norway agree on Arctic patrols</h1><p>OSLO - Swedish Prime Minister Ulf Kristersson met "
    "his Norwegian counterpart Jonas Gahr Støre in Oslo on Tuesday. They agreed to hold joint patrols in the Arctic "
    "by June 2026.</p><p>“We will not leave the north to chance,” Støre said after the talks.</p></article></body>"
)


@pytest.fixture
def stages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stages that read any page as one sentence and find nothing in it."""
    monkeypatch.setattr("dragoman.article.read_article", build_article)
    monkeypatch.setattr("dragoman.reading.read_record", lambda one: Record(one, Versions("0", "0", "0", "0")))


def archive(path: Path, *bodies: bytes) -> str:
    return str(write_gzip(path, [record(n, http_answer(body)) for n, body in enumerate(bodies)]))


def test_record_can_be_had_back_from_its_row_in_both_forms(tmp_path: Path) -> None:
    source = archive(tmp_path / "a.warc.gz", TALKS.encode())
    report = process_shard(source, tmp_path / "out")
    assert (report.n_pages, report.n_records, report.n_lost) == (1, 1, 0)
    (row,) = rows_of(tmp_path / "out")
    found = from_json(Record, json.loads(row["reading"]))
    assert json.loads(row["record"]) == record_json(found)
    assert row["n_meetings"] == len(found.meetings) == 1
    assert (row["published"], row["fetched_at"]) == ("2024-03-05", "2024-03-01T10:00:00+00:00")
    assert (row["host"], row["url"]) == ("example.org", "https://example.org/0.html")
    assert row["headline"] == "Sweden and Norway agree on Arctic patrols"


def test_every_column_says_what_it_means(tmp_path: Path, stages: None) -> None:
    process_shard(archive(tmp_path / "a.warc.gz", html_of(1)), tmp_path / "out")
    schema = parquet.read_schema(next((tmp_path / "out").glob("*.parquet")))
    assert all(schema.field(name).metadata[b"description"] for name in schema.names)


def test_lost_pages_have_a_row_with_the_reason_and_others_are_counted(tmp_path: Path, stages: None) -> None:
    picture = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG"
    source = str(
        write_gzip(tmp_path / "a.warc.gz", [record(1), record(2, picture), record(3, http_answer(b"  "))])
    )
    report = process_shard(source, tmp_path / "out")
    assert report.reasons == {"empty": 1, "not a page": 1}
    assert (report.n_pages, report.n_records, report.n_lost) == (3, 1, 1)
    (lost,) = [row for row in rows_of(tmp_path / "out") if row["skipped_reason"]]
    assert (lost["skipped_reason"], lost["record"], lost["url"]) == ("empty", None, None)


@pytest.mark.parametrize("every_page", [False, True])
def test_page_that_is_not_about_diplomacy_is_counted_and_read_only_where_asked_for(
    tmp_path: Path, every_page: bool
) -> None:
    match = "<p>Milton beat Easton 3-1 at home, with the striker scoring twice in the second half, the club said.</p>"
    source = archive(
        tmp_path / "a.warc.gz", TALKS.encode(), f"<html><body>{match * 5}</body></html>".encode()
    )
    report = process_shard(source, tmp_path / "out", RunOptions(every_page=every_page))
    assert report.reasons == ({} if every_page else {"not about diplomacy": 1})
    assert (report.n_pages, report.n_lost) == (2, 0)
    assert report.n_records == len(rows_of(tmp_path / "out")) == (2 if every_page else 1)


def test_shard_that_is_done_is_left_as_it_is(tmp_path: Path, stages: None) -> None:
    source = archive(tmp_path / "a.warc.gz", html_of(1), html_of(2))
    first = process_shard(source, tmp_path / "out")
    written = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").iterdir()}
    again = process_shard(source, tmp_path / "out")
    assert again == replace(first, was_there=True)
    assert written == {path: path.stat().st_mtime_ns for path in (tmp_path / "out").iterdir()}


@pytest.mark.parametrize("change", ["options", "source", "parquet", "marker"])
def test_shard_is_read_anew_when_something_has_changed(tmp_path: Path, stages: None, change: str) -> None:
    source = archive(tmp_path / "a.warc.gz", html_of(1), html_of(2))
    process_shard(source, tmp_path / "out")
    options = RunOptions()
    marker, table = sorted((tmp_path / "out").iterdir(), key=lambda path: path.suffix)
    match change:
        case "options":
            options = RunOptions(since=date(2024, 3, 2))
        case "source":
            archive(tmp_path / "a.warc.gz", html_of(1))
        case "parquet":
            table.write_bytes(table.read_bytes()[:-1])
        case "marker":
            marker.write_text(marker.read_text()[:100])
    report = process_shard(source, tmp_path / "out", options)
    assert not report.was_there
    assert len(rows_of(tmp_path / "out")) == report.n_records == (1 if change in ("options", "source") else 2)


def test_shard_that_breaks_off_leaves_nothing_behind(
    tmp_path: Path, stages: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill_up(*_: object) -> None:
        raise OSError(28, "No space left on device")

    source = archive(tmp_path / "a.warc.gz", html_of(1))
    monkeypatch.setattr("dragoman.scale.table.ShardWriter.put", fill_up)
    with pytest.raises(OSError, match="No space left"):
        process_shard(source, tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


def test_page_that_takes_too_long_is_listed_and_the_next_one_is_read(
    tmp_path: Path, stages: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stuck(one: object) -> Record:
        if "1-" in one.id:  # type: ignore[attr-defined]
            raise PageTimeout
        return Record(one, Versions("0", "0", "0", "0"))  # type: ignore[arg-type]

    monkeypatch.setattr("dragoman.reading.read_record", stuck)
    source = archive(tmp_path / "a.warc.gz", html_of(0), html_of(1), html_of(2))
    report = process_shard(source, tmp_path / "out")
    assert (report.n_records, report.reasons) == (2, {"time limit": 1})


def test_limit_of_time_ends_what_is_stuck_in_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stuck(*_given: object) -> None:
        while True:
            pass

    monkeypatch.setattr("dragoman.api._record_of", stuck)
    source = archive(tmp_path / "a.warc.gz", html_of(0))
    report = process_shard(source, tmp_path / "out", RunOptions(page_s=0.05))
    assert report.reasons == {"time limit": 1}


def test_folder_may_have_brackets_in_its_name(tmp_path: Path, stages: None) -> None:
    out = tmp_path / "out[1]"
    report = process_shard(archive(tmp_path / "a.warc.gz", TALKS.encode()), out)

    assert Manifest(out).names() == [report.name]
    assert Manifest(tmp_path / "none").names() == []


def test_what_another_shard_has_begun_is_left_alone(tmp_path: Path, stages: None) -> None:
    out = tmp_path / "out"
    out.mkdir()
    own, other = out / ".00000-a.warc.parquet.77.part", out / ".00000-a.warc.gz.parquet.78.part"
    own.touch()
    other.touch()

    process_shard(archive(tmp_path / "a.warc", TALKS.encode()), out)

    assert not own.exists()
    assert other.exists()


def test_pages_to_avoid_are_listed_and_not_read(tmp_path: Path, stages: None) -> None:
    source = archive(tmp_path / "a.warc.gz", html_of(0), html_of(1), html_of(2))
    seen: list[At | None] = []
    deadly = Skipped("x", "y", SkipReason.FAILED, "the worker ended in this page")
    report = process_shard(source, tmp_path / "out", on_page=seen.append, avoid={1: deadly})
    assert [at.number for at in seen if at is not None] == [0, 2]
    assert seen[1::2] == [None, None]
    assert (report.n_pages, report.n_records, report.n_lost) == (3, 2, 1)


def test_only_records_that_report_something_are_kept_where_asked(tmp_path: Path) -> None:
    source = archive(
        tmp_path / "a.warc.gz", TALKS.encode(), html_of(1) + b"<p>The weather stays fine.</p>" * 20
    )
    report = process_shard(source, tmp_path / "out", RunOptions(values_only=True))
    assert (report.n_records, report.n_kept) == (2, 1)
    assert [row["n_meetings"] for row in rows_of(tmp_path / "out")] == [1]


def test_shard_can_lie_in_a_store_and_be_written_to_one(tmp_path: Path, stages: None) -> None:
    store = fsspec.filesystem("memory")
    store.pipe("/in/a.warc.gz", gzip.compress(record(1)) + gzip.compress(record(2)))
    report = process_shard("memory://in/a.warc.gz", "memory://out")
    assert report.n_records == 2
    again = process_shard("memory://in/a.warc.gz", "memory://out")
    assert again.was_there
    with store.open("/out/00000-a.warc.gz.parquet") as file:
        assert parquet.read_table(file).num_rows == 2


def test_sources_are_divided_by_what_they_are(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.html").write_bytes(html_of(number))
    (tmp_path / ".hidden").write_text("x")
    archive(tmp_path / "b.warc.gz", *(html_of(n) * 20 for n in range(9)))
    size = (tmp_path / "b.warc.gz").stat().st_size
    shards, passed_over = plan_shards([tmp_path], RunOptions(shard_files=3, shard_bytes=size // 3))
    assert [one.name for one in shards] == [
        "00000-0-and-2-more",
        "00001-3-and-1-more",
        "00002-b.warc.gz-0000",
        "00003-b.warc.gz-0001",
        "00004-b.warc.gz-0002",
    ]
    assert [one.id for one in passed_over] == ["hidden"]
    assert [shards[3].span, shards[4].span] == [(size // 3, size * 2 // 3), (size * 2 // 3, size)]
    assert all(Shard.from_json(json.loads(json.dumps(one.to_json()))) == one for one in shards)


def test_source_that_cannot_be_divided_is_the_callers_mistake(tmp_path: Path) -> None:
    with pytest.raises(SourceNotFound, match=r'No file or folder at "nowhere\.warc"'):
        plan_shards(["nowhere.warc"], RunOptions())
    for source in ("-", "https://example.org/a.warc.gz"):
        with pytest.raises(UsageError, match="cannot be shared out"):
            plan_shards([source], RunOptions())
