"""An archive with everything that can be wrong with one, between good pages."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest

from dragoman.scale import RunOptions, ShardReport, plan_run, run_shards
from dragoman.scale.run import Engine
from tests.pages.warcs import bomb, html_of, http_answer, record
from tests.scale.rows import rows_of

N_ZEROS_MB = 1000


def named(one: bytes, name: str) -> bytes:
    """The record with another address."""
    before, _, rest = one.partition(b"https://example.org/")
    return before + b"https://example.org/" + name.encode() + rest[rest.index(b"\r\n") :]


def packed_zeros() -> bytes:
    """A gzip member with a record of a thousand megabytes of zeros."""
    head, _, tail = named(
        record(1, http_answer(b"ZEROS"), length=N_ZEROS_MB * 1_000_000 + 200), "zeros"
    ).partition(b"ZEROS")
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=6) as file:
        file.write(head)
        for _ in range(N_ZEROS_MB):
            file.write(bytes(1_000_000))
        file.write(tail)
    return packed.getvalue()


@pytest.mark.slow
@pytest.mark.usefixtures("faulty_workers")
def test_hostile_archive_is_bounded_and_listed_and_nothing_else_is_lost(tmp_path: Path) -> None:
    good = [gzip.compress(named(record(n), f"good-{n}")) for n in range(12)]
    bad = {
        "short": gzip.compress(named(record(1, length=10), "short")),
        "long": gzip.compress(named(record(1, length=10**6), "long")),
        "endless": gzip.compress(
            named(record(1, http_answer(html_of(1) * 1_000_000), length=10**16), "endless")
        ),
        "cut": gzip.compress(named(record(1), "cut"))[:-70],
        "noise": b"\x1f\x8b\x08" + bytes(range(256)) * 20,
        "http-bomb": gzip.compress(named(bomb(N_ZEROS_MB), "http-bomb")),
        "zeros": packed_zeros(),
        "slow": gzip.compress(named(record(1), "slow")),
        "die": gzip.compress(named(record(1), "die")),
        "chunks": gzip.compress(
            named(record(1, http_answer(b"ZZ\r\nx", "Transfer-Encoding: chunked\r\n")), "chunks")
        ),
    }
    assert len(bad["http-bomb"]) < 2_000_000
    parts = [part for pair in zip(good, [*bad.values(), b"", b""], strict=True) for part in pair]
    path = tmp_path / "hostile.warc.gz"
    path.write_bytes(b"".join(parts) + gzip.compress(named(record(1), "last"))[:-50])
    plan = plan_run([path], tmp_path / "out", RunOptions(page_s=2))
    (report,) = run_shards(plan, Engine(n_workers=1))
    assert isinstance(report, ShardReport)
    rows = rows_of(tmp_path / "out")
    read = {row["doc_id"].rpartition("-")[0] for row in rows if row["skipped_reason"] is None}
    assert read >= {f"good-{n}" for n in range(12)}
    reasons = [row["skipped_reason"] for row in rows if row["skipped_reason"]]
    assert reasons.count("too large") == 3
    assert (reasons.count("time limit"), reasons.count("stage failed")) == (1, 1)
    assert reasons.count("unreadable") >= 3
    assert len(read) + len(reasons) >= len(good) + len(bad)
    peaks_kb = [int(file.read_text()) for file in (tmp_path / "path").glob("*.peak")]
    assert peaks_kb
    assert max(peaks_kb) < 700_000
