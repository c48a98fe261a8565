"""Shards as one sorted table, and into a ledger."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pyarrow import parquet

from dragoman.errors import UsageError
from dragoman.ledger import Added, Ledger
from dragoman.reading import Record, Versions
from dragoman.scale import process_shard
from dragoman.scale.ingest import ingest_parquet
from dragoman.scale.manifest import Manifest
from dragoman.scale.merging import merge_shards
from tests.pages.warcs import http_answer, record, write_gzip
from tests.test_api import build_article


@pytest.fixture
def manifest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Manifest:
    """Two shards: pages 0 to 5, and pages 3 to 8 a year later, one of them lost."""
    monkeypatch.setattr("dragoman.article.read_article", lambda page: build_article(page, url=page.url))
    monkeypatch.setattr("dragoman.reading.read_record", lambda one: Record(one, Versions("0", "0", "0", "0")))
    later = [record(n).replace(b"2024-03", b"2025-03") for n in range(3, 8)] + [record(8, http_answer(b" "))]
    for name, records in (("a", [record(n) for n in range(6)]), ("b", later)):
        process_shard(write_gzip(tmp_path / f"{name}.warc.gz", records), tmp_path / name)
    both = tmp_path / "both"
    both.mkdir()
    for name in ("a", "b"):
        for path in (tmp_path / name).iterdir():
            (both / path.name).write_bytes(path.read_bytes())
    return Manifest(both)


@pytest.mark.parametrize("part_bytes", [32_000_000, 3_000])
def test_page_that_was_fetched_twice_with_the_same_words_stays_once(
    manifest: Manifest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part_bytes: int
) -> None:
    monkeypatch.setattr("dragoman.scale.merging._PART_BYTES", part_bytes)
    names = manifest.names()
    assert merge_shards(manifest, names, tmp_path / "merged") == 9
    rows = parquet.read_table(tmp_path / "merged").to_pylist()
    records = [row for row in rows if row["skipped_reason"] is None]
    assert sorted(row["url"] for row in records) == [f"https://example.org/{n}.html" for n in range(8)]
    assert {row["fetched_at"][:4] for row in records if row["url"] < "https://example.org/6"} == {"2024"}
    files = {path.name: path.read_bytes() for path in (tmp_path / "merged").iterdir()}
    assert ("part-001.parquet" in files) is (part_bytes < 32_000_000)
    merge_shards(manifest, names[::-1], tmp_path / "again")
    assert files == {path.name: path.read_bytes() for path in (tmp_path / "again").iterdir()}


def test_merge_replaces_what_a_merge_wrote_and_nothing_else(
    manifest: Manifest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "merged"
    with monkeypatch.context() as patch:
        patch.setattr("dragoman.scale.merging._PART_BYTES", 3_000)
        merge_shards(manifest, manifest.names(), target)
    assert (target / "part-001.parquet").exists()
    (target / "part-900.parquet").write_bytes(b"of somebody else")
    merge_shards(manifest, manifest.names(), target)
    assert {path.name for path in target.glob("*.parquet")} == {"part-000.parquet", "part-900.parquet"}


def test_file_that_no_merge_wrote_is_not_written_over(manifest: Manifest, tmp_path: Path) -> None:
    target = tmp_path / "mine"
    target.mkdir()
    (target / "part-000.parquet").write_bytes(b"mine")
    with pytest.raises(UsageError, match="which no merge wrote"):
        merge_shards(manifest, manifest.names(), target)
    assert [path.name for path in target.iterdir()] == ["part-000.parquet"]
    assert (target / "part-000.parquet").read_bytes() == b"mine"


def test_ledger_is_filled_once(manifest: Manifest, tmp_path: Path) -> None:
    merge_shards(manifest, manifest.names(), tmp_path / "merged")
    paths = sorted((tmp_path / "merged").glob("*.parquet"))
    with Ledger.open(tmp_path / "news.db", create=True) as ledger:
        first = ingest_parquet(paths, ledger)
        again = ingest_parquet(paths, ledger)
        assert (first.n_new, first.n_known, first.n_lost) == (8, 0, 1)
        assert (again.n_new, again.n_known) == (0, 8)
        assert ledger.counts().articles == 8
        assert ledger.counts().skipped == 1
        assert ledger.check() == []


def test_record_that_points_outside_of_its_article_is_listed_and_the_others_are_added(
    manifest: Manifest, tmp_path: Path
) -> None:
    import pyarrow

    (name, _) = manifest.names()
    table = parquet.read_table(manifest.parquet_path(name))
    rows = table.to_pylist()
    reading = json.loads(rows[0]["reading"])
    evidence = {"document_id": reading["article"]["id"], "start": 900, "end": 910}
    reading["findings"] = [
        {"evidence": [evidence], "kind": "date", "subject": "x", "values": ["1"], "remark": "x"}
    ]
    rows[0]["reading"] = json.dumps(reading)
    parquet.write_table(pyarrow.Table.from_pylist(rows, schema=table.schema), tmp_path / "broken.parquet")
    with Ledger.open(tmp_path / "news.db", create=True) as ledger:
        done = ingest_parquet([tmp_path / "broken.parquet"], ledger)
        assert (done.n_new, done.n_lost) == (5, 1)


def test_ingest_that_was_killed_goes_on_where_it_stopped(
    manifest: Manifest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    merge_shards(manifest, manifest.names(), tmp_path / "merged")
    paths = sorted((tmp_path / "merged").glob("*.parquet"))
    monkeypatch.setattr("dragoman.scale.ingest._ROWS_AT_ONCE", 3)
    with Ledger.open(tmp_path / "whole.db", create=True) as whole:
        ingest_parquet(paths, whole)
        expected = {record.article_id for record in whole.records()}
    target, add_all = tmp_path / "news.db", Ledger.add_all
    calls: list[int] = []

    def killed(self: Ledger, records: list[Record]) -> list[Added]:
        calls.append(len(records))
        if len(calls) == 2:
            raise KeyboardInterrupt
        return add_all(self, records)

    with monkeypatch.context() as patch, Ledger.open(target, create=True) as ledger:
        patch.setattr(Ledger, "add_all", killed)
        with pytest.raises(KeyboardInterrupt):
            ingest_parquet(paths, ledger)
        assert ledger.counts().articles == calls[0]
        assert ledger.check() == []

    with Ledger.open(target) as ledger:
        done = ingest_parquet(paths, ledger)
        assert (done.n_new, done.n_known) == (8 - calls[0], calls[0])
        assert {record.article_id for record in ledger.records()} == expected
        assert ledger.check() == []
