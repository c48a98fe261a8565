"""Tables, mail, stores and plug-ins: many pages in one source."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import fsspec
import pyarrow
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from dragoman.errors import SourceNotFound
from dragoman.pages import Page, PageFormat, Skipped, SkipReason, iter_pages, plugins
from dragoman.pages.items import ItemPlace
from dragoman.pages.mail import page_of_message
from dragoman.pages.options import SourceOptions
from tests.pages.warcs import record

HTML = "<!doctype html><html><body><p>Görüşme Ankara’da.</p></body></html>"
LETTER = """From: News <news@a.example>\r
To: reader@b.example\r
Subject: =?utf-8?q?G=C3=B6r=C3=BC=C5=9Fme?= of the week\r
Date: Fri, 01 Mar 2024 23:30:00 -0500\r
Archived-At: <https://a.example/letters/7>\r
MIME-Version: 1.0\r
Content-Type: multipart/alternative; boundary=x\r
\r
--x\r
Content-Type: text/plain; charset=utf-8\r
\r
Plain words.\r
--x\r
Content-Type: text/html; charset=windows-1254\r
Content-Transfer-Encoding: quoted-printable\r
\r
<p>G=F6r=FC=FEme in Ankara.</p>\r
--x--\r
"""


def write_table(path: Path, **columns: list[Any]) -> Path:
    parquet.write_table(pyarrow.table(columns), path)
    return path


def found_in(source: str | Path, **options: Any) -> list[Page | Skipped]:
    return list(iter_pages(source, options=SourceOptions(**options)))


def test_row_of_a_table_is_a_page(tmp_path: Path) -> None:
    path = write_table(
        tmp_path / "pages.parquet",
        id=["a", None, "c"],
        html=[HTML, None, HTML],
        url=["https://a.example/1", None, None],
        date=[datetime(2024, 3, 1, 9, tzinfo=UTC), None, None],
    )
    first, second, third = found_in(path)
    assert isinstance(first, Page)
    assert (first.id, first.url, first.published) == ("a", "https://a.example/1", "2024-03-01")
    assert isinstance(second, Skipped)
    assert (second.reason, second.origin) == (SkipReason.BAD_ITEM, f"{path}, row 2")
    assert third.id == "c"


def test_columns_of_other_names_and_bytes_are_read(tmp_path: Path) -> None:
    body = HTML.encode("cp1254")
    path = write_table(tmp_path / "pages.parquet", key=[7], seite=[body], adresse=["https://a.example/1"])
    page = found_in(path, columns={"html": "seite", "url": "adresse", "id": "key"})[0]
    assert isinstance(page, Page)
    assert (page.id, page.content, page.url) == ("7", body, "https://a.example/1")


@pytest.mark.parametrize(
    ("columns", "given_names", "reason"),
    [({"a": ["x"]}, {}, SkipReason.NOT_A_PAGE), ({"html": ["x"]}, {"text": "words"}, SkipReason.BAD_ITEM)],
)
def test_table_without_pages_says_what_it_has(
    tmp_path: Path, columns: dict[str, list[str]], given_names: dict[str, str], reason: SkipReason
) -> None:
    skipped = found_in(write_table(tmp_path / "t.parquet", **columns), columns=given_names)[0]
    assert isinstance(skipped, Skipped)
    assert skipped.reason is reason
    assert next(iter(columns)) in skipped.detail


def test_broken_table_is_kept_as_unreadable(tmp_path: Path) -> None:
    path = write_table(tmp_path / "t.parquet", html=[HTML] * 50)
    path.write_bytes(path.read_bytes()[:-20])
    assert [one.reason for one in found_in(path) if isinstance(one, Skipped)] == [SkipReason.UNREADABLE]


def test_message_is_its_html_under_its_subject(tmp_path: Path) -> None:
    path = tmp_path / "letter.eml"
    path.write_text(LETTER, encoding="utf-8", newline="")
    (page,) = found_in(tmp_path)
    assert isinstance(page, Page)
    assert page.content == "<title>Görüşme of the week</title>\n<p>Görüşme in Ankara.</p>"
    assert (page.format, page.published) == (PageFormat.HTML, "2024-03-01")
    assert (page.id, page.url) == ("Görüşme-of-the-week", "https://a.example/letters/7")


@pytest.mark.parametrize("packing", [bytes, gzip.compress])
def test_messages_of_an_mbox_are_pages(tmp_path: Path, packing: Any) -> None:
    plain = (
        "From: a@a.example\nSubject: Talks\nDate: Sat, 02 Mar 2024 10:00:00 +0000\n\n>From Ankara, words.\n"
    )
    lines = [
        "From a@a.example Fri Mar  1 23:30:00 2024",
        LETTER.replace("\r", ""),
        "From b@b.example Sat Mar  2 10:00:00 2024",
        plain,
        "From c@c.example Sat Mar  2 11:00:00 2024",
        "Subject: nothing\n\n",
    ]
    path = tmp_path / "letters.mbox"
    path.write_bytes(packing("\n".join(lines).encode()))
    first, second, third = found_in(path)
    assert isinstance(first, Page)
    assert isinstance(second, Page)
    assert second.content == "Talks\n\nFrom Ankara, words.\n\n"
    assert second.origin == f"{path}, message 2"
    assert isinstance(third, Skipped)
    assert third.reason is SkipReason.EMPTY
    assert [one.id for one in found_in(path, since=date(2024, 3, 2)) if isinstance(one, Page)] == ["Talks"]


def test_long_line_of_an_mbox_is_looked_through_once(tmp_path: Path) -> None:
    path = tmp_path / "letters.mbox"
    start = "From a@a.example Fri Mar  1 09:00:00 2024\nFrom: a\nSubject: Talks\nDate: Fri, 01 Mar 2024 09:00 +0000"
    path.write_text(f"{start}\n\nFrom {'a' * 1_000_000}\n\nFrom Ankara, words.\n", encoding="ascii")

    (page,) = found_in(path)

    assert isinstance(page, Page)
    assert str(page.content).endswith("From Ankara, words.\n")


@given(st.binary(max_size=200) | st.integers(0, 600).map(lambda at: LETTER.encode()[:at] + b"\xff\x00" * 9))
def test_any_message_is_a_page_or_a_reason(content: bytes) -> None:
    found = page_of_message(content, ItemPlace())
    assert isinstance(found, Page) or found.detail


def test_text_that_begins_like_a_header_is_a_page(tmp_path: Path) -> None:
    path = tmp_path / "talks.txt"
    path.write_text("Subject: talks in Ankara\n\nFrom Ankara, Lavrov travelled on.\n")
    page = found_in(path)[0]
    assert isinstance(page, Page)
    assert str(page.content, "utf-8").startswith("Subject:")  # type: ignore[arg-type]


def test_files_of_a_store_are_read_by_their_url() -> None:
    store = fsspec.filesystem("memory")
    store.pipe("/crawl/a.warc.gz", gzip.compress(record(1)) + gzip.compress(record(2)))
    store.pipe("/crawl/b/talks.html", HTML.encode())
    store.pipe("/crawl/.hidden.html", HTML.encode())
    found = found_in("memory://crawl")
    assert [one.origin for one in found if isinstance(one, Page)] == [
        "memory:///crawl/a.warc.gz, byte 0",
        f"memory:///crawl/a.warc.gz, byte {len(gzip.compress(record(1)))}",
        "memory:///crawl/b/talks.html",
    ]
    assert [one.id for one in found_in("memory://crawl/b/talks.html")] == ["talks"]
    with pytest.raises(SourceNotFound, match="memory://nowhere"):
        iter_pages("memory://nowhere")


class _Diary:
    """A plug-in: sources that are named "diary:WORDS" are one page with those words."""

    name = "diary"

    @plugins.hook
    def dragoman_sources(self) -> list[plugins.Source]:
        return [self]

    def accepts(self, source: str) -> bool:
        return source.startswith("diary:")

    def pages(self, source: str, options: SourceOptions) -> Iterator[Page | Skipped]:
        yield Page("today", source.removeprefix("diary:"), PageFormat.TEXT, source)
        if "burnt" in source:
            raise OSError("the rest is ashes")


@pytest.fixture
def diary() -> Iterator[_Diary]:
    plugin = _Diary()
    plugins.loaded().register(plugin)
    yield plugin
    plugins.loaded().unregister(plugin)


def test_source_that_a_plug_in_adds_is_read(diary: _Diary, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(HTML)
    found = list(iter_pages(["diary:We met in Ankara.", tmp_path]))
    assert [one.id for one in found] == ["today", "a"]


def test_fault_of_a_plug_in_ends_its_source_and_not_the_run(diary: _Diary, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(HTML)
    first, fault, last = iter_pages(["diary:burnt", tmp_path])
    assert isinstance(fault, Skipped)
    assert fault.detail == "the plug-in diary: OSError: the rest is ashes"
    assert (first.id, last.id) == ("today", "a")
