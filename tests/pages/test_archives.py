"""Web archives: every page of a whole one, and all but the broken record of a broken one."""

from __future__ import annotations

import gzip
import io
import itertools
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import pytest
import zstandard

from dragoman.pages import Limits, Page, Skipped, SkipReason, iter_pages
from dragoman.pages.options import SourceOptions
from tests.pages.warcs import bomb, html_of, http_answer, record, write_gzip

Found = list[Page | Skipped]
Packing = Callable[[bytes], bytes]
PACKINGS: dict[str, Packing] = {"plain": bytes, "gzip": gzip.compress, "zstd": zstandard.compress}
LIMITS = Limits(max_bytes=200_000)


def found_in(path: Path, options: SourceOptions | None = None) -> Found:
    return list(iter_pages(path, limits=LIMITS, options=options))


def numbers_of(found: Found) -> list[int]:
    return [
        number
        for one in found
        if isinstance(one, Page)
        for number in range(10)
        if one.content == html_of(number)
    ]


def losses_of(found: Found) -> list[Skipped]:
    return [one for one in found if isinstance(one, Skipped) and one.is_loss]


def write(path: Path, records: list[bytes], packing: str) -> Path:
    path.write_bytes(b"".join(PACKINGS[packing](one) for one in records))
    return path


@pytest.mark.parametrize("packing", list(PACKINGS))
def test_every_page_has_its_address_time_and_charset(tmp_path: Path, packing: str) -> None:
    found = found_in(write(tmp_path / "a.warc", [record(n) for n in range(4)], packing))
    assert numbers_of(found) == [0, 1, 2, 3]
    page = found[1]
    assert isinstance(page, Page)
    assert page.url == "https://example.org/1.html"
    assert page.fetched_at == datetime(2024, 3, 2, 10, tzinfo=UTC)
    assert page.charset == "utf-8"
    assert page.id.startswith("1-")
    assert len({one.id for one in found}) == 4


def test_name_of_a_page_does_not_depend_on_its_place_in_the_archive(tmp_path: Path) -> None:
    many = found_in(write_gzip(tmp_path / "a.warc.gz", [record(n) for n in range(4)]))
    one = found_in(write_gzip(tmp_path / "b.warc.gz", [record(3)]))
    assert many[3].id == one[0].id


def test_archive_is_told_by_its_content_and_read_from_standard_input() -> None:
    stdin = io.BytesIO(b"".join(gzip.compress(record(n)) for n in range(3)))
    assert numbers_of(list(iter_pages("-", stdin))) == [0, 1, 2]


def test_archive_of_one_gzip_member_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(gzip.compress(b"".join(record(n) for n in range(4))))
    assert numbers_of(found_in(path)) == [0, 1, 2, 3]


def test_archives_of_a_wacz_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.wacz"
    with zipfile.ZipFile(path, "w") as bundle:
        bundle.writestr("datapackage.json", "{}")
        bundle.writestr("archive/data.warc.gz", b"".join(gzip.compress(record(n)) for n in range(3)))
        bundle.writestr("archive/more.warc.gz", gzip.compress(record(5)))
    found = found_in(path)
    assert numbers_of(found) == [0, 1, 2, 5]
    assert found[0].origin == f"{path}/archive/data.warc.gz, byte 0"


@pytest.mark.parametrize("content", [b"PK\x03\x04 archive/ broken", b"PK\x03\x04 datapackage.json"])
def test_broken_wacz_is_kept_as_unreadable(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.wacz"
    path.write_bytes(content)
    assert [one.reason for one in losses_of(found_in(path))] == [SkipReason.UNREADABLE]


def test_records_that_are_no_pages_are_listed_and_no_losses(tmp_path: Path) -> None:
    picture = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG"
    records = [
        record(1, http_answer(b"<p>Gone</p>", status="404 Not Found")),
        record(2, picture),
        record(3),
        record(4, html_of(4), kind="resource"),
        record(5, b"q", kind="request"),
    ]
    found = found_in(write_gzip(tmp_path / "a.warc.gz", records))
    assert numbers_of(found) == [3, 4]
    assert [one.detail for one in found if isinstance(one, Skipped)] == [
        "an answer with status 404",
        "image/png",
    ]
    assert losses_of(found) == []


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(html_of(1)), "Content-Encoding: gzip\r\n"),
        (brotli.compress(html_of(1)), "Content-Encoding: br\r\n"),
        (b"7\r\n" + html_of(1)[:7] + b"\r\n%x\r\n" % (len(html_of(1)) - 7) + html_of(1)[7:] + b"\r\n0\r\n\r\n",
         "Transfer-Encoding: chunked\r\n"),
        (html_of(1), "Content-Encoding: gzip\r\n"),
        (html_of(1), "Transfer-Encoding: chunked\r\n"),
        (html_of(1), "Content-Encoding: rot13\r\n"),
    ],
    ids=["gzip", "brotli", "chunks", "header without gzip", "header without chunks", "unknown"],
)  # fmt: skip
def test_body_is_unpacked_where_it_is_packed(tmp_path: Path, body: bytes, headers: str) -> None:
    records = [record(0), record(1, http_answer(body, headers)), record(2)]
    assert numbers_of(found_in(write_gzip(tmp_path / "a.warc.gz", records))) == [0, 1, 2]


@pytest.mark.parametrize("packing", list(PACKINGS))
@pytest.mark.parametrize(
    "length", [10, 60, 100_000, 10**18, -5], ids=["short", "cut", "long", "endless", "negative"]
)
def test_wrong_length_costs_its_own_page_at_most(tmp_path: Path, packing: str, length: int) -> None:
    records = [record(n, length=length if n == 2 else None) for n in range(5)]
    found = found_in(write(tmp_path / "a.warc", records, packing))
    assert [number for number in numbers_of(found) if number != 2] == [0, 1, 3, 4]
    assert 2 in numbers_of(found) or losses_of(found)


def test_record_that_never_ends_is_given_up_at_the_cap(tmp_path: Path) -> None:
    endless = record(2, http_answer(b"<p>" + b"Talks. " * 100_000), length=10**15)
    found = found_in(write_gzip(tmp_path / "a.warc.gz", [record(0), record(1), endless, record(3)]))
    assert numbers_of(found) == [0, 1, 3]
    assert [(one.reason, one.origin.rpartition(", ")[2][:4]) for one in losses_of(found)] == [
        (SkipReason.TOO_LARGE, "byte")
    ]


@pytest.mark.parametrize("packing", ["gzip", "zstd"])
def test_broken_member_costs_its_own_page(tmp_path: Path, packing: str) -> None:
    members = [PACKINGS[packing](record(n)) for n in range(5)]
    for broken in (members[2][:-60], members[2][:100] + bytes(60) + members[2][160:], b"rubbish" * 50):
        path = tmp_path / "a.warc.gz"
        path.write_bytes(b"".join([*members[:2], broken, *members[3:]]))
        found = found_in(path)
        assert numbers_of(found) in ([0, 1, 3, 4], [0, 1, 2, 3, 4])
        assert losses_of(found)


def test_archive_that_is_cut_off_gives_what_came_before(tmp_path: Path) -> None:
    content = b"".join(gzip.compress(record(n)) for n in range(4))
    for n_cut in range(1, len(gzip.compress(record(3))), 3):
        path = tmp_path / "a.warc.gz"
        path.write_bytes(content[:-n_cut])
        found = found_in(path)
        assert numbers_of(found)[:3] == [0, 1, 2]
        assert 3 in numbers_of(found) or losses_of(found)


def test_rubbish_between_plain_records_costs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(record(0) + b"rubbish\r\n\r\n" * 3 + record(1) + record(2))
    assert numbers_of(found_in(path)) == [0, 1, 2]


def test_bomb_is_listed_and_little_memory_is_used(tmp_path: Path) -> None:
    path = write_gzip(tmp_path / "a.warc.gz", [record(0), bomb(100), record(1)])
    tracemalloc.start()
    found = found_in(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert numbers_of(found) == [0, 1]
    assert [one.reason for one in losses_of(found)] == [SkipReason.TOO_LARGE]
    assert peak < 10_000_000


def test_page_cut_off_by_its_own_header_is_not_taken_for_whole(tmp_path: Path) -> None:
    payload = http_answer(html_of(1), f"Content-Length: {len(html_of(1)) + 50}\r\n")
    found = found_in(write_gzip(tmp_path / "a.warc.gz", [record(0), record(1, payload)]))
    assert numbers_of(found) == [0]
    assert [one.detail for one in losses_of(found)] == ["cut off: 82 bytes of 132 bytes"]


def test_only_pages_of_some_hosts_and_days_are_read(tmp_path: Path) -> None:
    records = [record(n) for n in range(4)]
    records[3] = records[3].replace(b"https://example.org", b"https://news.example.net")
    path = write_gzip(tmp_path / "a.warc.gz", records)
    assert numbers_of(found_in(path, SourceOptions(since=date(2024, 3, 2)))) == [1, 2, 3]
    assert numbers_of(found_in(path, SourceOptions(hosts=("example.net",)))) == [3]
    assert numbers_of(found_in(path, SourceOptions(hosts=("ample.org",)))) == []


@pytest.mark.parametrize("packing", list(PACKINGS))
@pytest.mark.parametrize("is_broken", [False, True], ids=["whole", "broken"])
def test_spans_of_an_archive_give_together_what_the_whole_gives(
    tmp_path: Path, packing: str, is_broken: bool
) -> None:
    records = [record(n, length=10**6 if is_broken and n in (2, 5) else None) for n in range(9)]
    path = write(tmp_path / "a.warc", records, packing)
    size = path.stat().st_size
    whole = found_in(path)
    assert numbers_of(whole) == list(range(9))
    for n_parts in (2, 3, 7, 40):
        edges = [size * part // n_parts for part in range(n_parts)] + [size]
        parts = [
            one
            for start, end in itertools.pairwise(edges)
            for one in found_in(path, SourceOptions(span=(start, end)))
        ]
        assert parts == whole
