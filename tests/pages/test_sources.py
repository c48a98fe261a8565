"""Every way a page reaches us, good and bad."""

from __future__ import annotations

import errno
import gzip
import io
import json
import os
from datetime import date
from pathlib import Path

import fsspec
import pytest

from dragoman.errors import SourceNotFound
from dragoman.pages import Limits, Page, PageFormat, Skipped, SkipReason, count_sources, iter_pages
from dragoman.pages.options import SourceOptions

HTML = "<!doctype html><html><body><p>Lavrov met Fidan in Ankara.</p></body></html>"
TEXT = "Lavrov met Fidan in Ankara.\n\nThey talked for two hours.\n"


def pages_of(*sources: Path | str, stdin: bytes = b"", limits: Limits | None = None) -> list[Page | Skipped]:
    return list(iter_pages([str(source) for source in sources], io.BytesIO(stdin), limits))


def only(*sources: Path | str, stdin: bytes = b"", limits: Limits | None = None) -> Page | Skipped:
    found = pages_of(*sources, stdin=stdin, limits=limits)
    assert len(found) == 1
    return found[0]


def reason_of(found: Page | Skipped) -> SkipReason:
    assert isinstance(found, Skipped)
    return found.reason


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [
        ("a.html", HTML, PageFormat.HTML),
        ("a.txt", HTML, PageFormat.HTML),
        ("a.html", TEXT, PageFormat.TEXT),
        ("a.md", TEXT, PageFormat.MARKDOWN),
        ("a.txt", "---\ntitle: Talks\ndate: 2022-01-21\n---\n\n" + TEXT, PageFormat.MARKDOWN),
        ("a", "<div><p>Görüşme</p></div>", PageFormat.HTML),
        ("a", "<?xml version='1.0'?>\n<html xmlns='http://www.w3.org/1999/xhtml'>", PageFormat.HTML),
        ("a.txt", HTML.encode("utf-16"), PageFormat.HTML),
        ("a.txt", TEXT.encode("utf-16-le"), PageFormat.TEXT),
        ("a.txt", "Лавров встретился с Фиданом.".encode("cp1251"), PageFormat.TEXT),
        ("a.txt", "<Lavrov> said nothing.", PageFormat.TEXT),
    ],
)
def test_form_is_told_by_the_content_first(
    tmp_path: Path, name: str, content: str | bytes, form: PageFormat
) -> None:
    page = only(write(tmp_path / name, content))
    assert isinstance(page, Page)
    assert (page.id, page.format) == ("a", form)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.html", b"", SkipReason.EMPTY),
        ("blank.txt", b" \n\t\n", SkipReason.EMPTY),
        ("photo.html", b"\x89PNG\r\n\x1a\n\0\0\0", SkipReason.BINARY),
        ("paper.txt", b"%PDF-1.7 talks", SkipReason.BINARY),
        ("noise.txt", bytes(range(256)) * 20, SkipReason.BINARY),
        ("feed.xml", b"<?xml version='1.0'?><rss version='2.0'></rss>", SkipReason.NO_ARTICLE),
        ("gold.json", b'{"doc_id": "d01",\n "meetings": []}', SkipReason.NOT_A_PAGE),
        ("cut.json", b'[{"id": "d01",\n', SkipReason.BAD_JSON),
        ("empty.jsonl", b"", SkipReason.EMPTY),
        ("cut.html.gz", gzip.compress(HTML.encode() * 99)[:40], SkipReason.UNREADABLE),
    ],
)
def test_what_gives_no_page_is_kept_with_its_reason(
    tmp_path: Path, name: str, content: bytes, reason: SkipReason
) -> None:
    path = write(tmp_path / name, content)
    skipped = only(path)
    assert reason_of(skipped) is reason
    assert skipped.origin == str(path)
    assert isinstance(skipped, Skipped)
    assert skipped.detail


def test_page_of_50_megabytes_is_refused_by_its_size_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.html"
    with path.open("wb") as file:
        file.write(HTML.encode())
        file.write(b" " * 100_000)
        file.truncate(50_000_000)
    skipped = only(path)
    assert isinstance(skipped, Skipped)
    assert (skipped.reason, skipped.detail) == (SkipReason.TOO_LARGE, "50 MB; a page may have 20 MB")


def test_packed_page_is_refused_when_it_grows_beyond_the_limit(tmp_path: Path) -> None:
    path = write(tmp_path / "bomb.html.gz", gzip.compress(HTML.encode() + b" " * 3_000_000))
    assert reason_of(only(path, limits=Limits(max_bytes=1_000_000))) is SkipReason.TOO_LARGE


def test_packed_page_is_unpacked_and_named_without_both_suffixes(tmp_path: Path) -> None:
    page = only(write(tmp_path / "talks.html.gz", gzip.compress(HTML.encode())))
    assert isinstance(page, Page)
    assert (page.id, page.content, page.format) == ("talks", HTML.encode(), PageFormat.HTML)


def test_second_source_of_one_stem_is_numbered(tmp_path: Path) -> None:
    for name in ("a/talks.html", "b/talks.html", "c/talks-2.html"):
        write(tmp_path / name, HTML)
    assert [page.id for page in pages_of(tmp_path)] == ["talks", "talks-2", "talks-2-2"]


def test_skipped_file_takes_no_name_from_a_page(tmp_path: Path) -> None:
    write(tmp_path / "s00.json", '{"doc_id": "s00"}')
    write(tmp_path / "s00.txt", TEXT)
    skipped, page = pages_of(tmp_path)
    assert reason_of(skipped) is SkipReason.NOT_A_PAGE
    assert isinstance(page, Page)
    assert page.id == "s00"


def test_folder_is_read_by_name_with_its_folders(tmp_path: Path) -> None:
    for name in ("b.html", "a/z.txt", "c.md", "a/.git/config", ".hidden.html", "style.css"):
        write(tmp_path / name, TEXT)
    found = pages_of(tmp_path)
    assert [page.id for page in found if isinstance(page, Page)] == ["z", "b", "c"]
    reasons = {Path(one.origin).name: one.reason for one in found if isinstance(one, Skipped)}
    assert reasons == {
        ".hidden.html": SkipReason.HIDDEN,
        ".git": SkipReason.HIDDEN,
        "style.css": SkipReason.NOT_A_PAGE,
    }


def test_loop_of_links_between_folders_ends(tmp_path: Path) -> None:
    write(tmp_path / "in/talks.html", HTML)
    (tmp_path / "in/again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "in/self").symlink_to(tmp_path / "in/self")
    found = pages_of(tmp_path)
    assert [page.id for page in found if isinstance(page, Page)] == ["talks"]
    assert [one.reason for one in found if isinstance(one, Skipped)] == [SkipReason.UNREADABLE]


def test_file_without_permission_is_kept_as_unreadable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "talks.html", HTML)

    def refuse(*_args: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    skipped = only(path)
    assert isinstance(skipped, Skipped)
    assert (skipped.reason, skipped.detail) == (SkipReason.UNREADABLE, "permission denied")


def test_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert reason_of(only(tmp_path)) is SkipReason.UNREADABLE


def test_source_that_is_not_there_is_the_callers_mistake(tmp_path: Path) -> None:
    write(tmp_path / "a.html", HTML)
    with pytest.raises(SourceNotFound, match=r'No file or folder at "nowhere\.html"'):
        iter_pages([str(tmp_path / "a.html"), "nowhere.html"])


@pytest.mark.parametrize(
    ("stdin", "ids", "forms"),
    [
        (HTML.encode(), ["stdin"], [PageFormat.HTML]),
        (TEXT.encode(), ["stdin"], [PageFormat.TEXT]),
        (b'{"id": "x", "text": "Talks."}\n{"id": "y", "html": "<p>Talks.</p>"}\n', ["x", "y"], None),
        (gzip.compress(b'{"id": "x", "text": "Talks."}\n'), ["x"], [PageFormat.TEXT]),
        (b"{curly} words begin this text.", ["stdin"], [PageFormat.TEXT]),
    ],
    ids=["html", "text", "lines", "packed lines", "curly text"],
)
def test_standard_input_is_told_by_its_content(
    stdin: bytes, ids: list[str], forms: list[PageFormat] | None
) -> None:
    found = pages_of("-", stdin=stdin)
    assert [page.id for page in found] == ids
    forms = forms or [PageFormat.TEXT, PageFormat.HTML]
    assert [page.format for page in found if isinstance(page, Page)] == forms


def test_lines_come_one_by_one_from_a_slow_sender() -> None:
    read_end, write_end = os.pipe()
    with os.fdopen(read_end, "rb") as stdin, os.fdopen(write_end, "wb") as sender:
        sender.write(b'{"id": "x", "text": "Talks."}\n')
        sender.flush()
        pages = iter_pages(["-"], stdin)
        assert next(pages).id == "x"


def test_page_of_lines_is_found_beside_the_lines_or_in_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "in/beside.html", HTML)
    write(tmp_path / "here/current.html", HTML)
    lines = [{"path": "beside.html"}, {"id": 7, "path": "current.html", "url": "https://example.org/7"}]
    source = write(tmp_path / "in/pages.jsonl", "\n".join(map(json.dumps, lines)))
    monkeypatch.chdir(tmp_path / "here")
    first, second = pages_of(source)
    assert isinstance(first, Page)
    assert isinstance(second, Page)
    assert (first.id, second.id, second.url) == ("beside", "7", "https://example.org/7")
    assert second.origin == f"{source}, line 2"


def test_path_is_refused_where_it_may_not_be_read(tmp_path: Path) -> None:
    page = write(tmp_path / "page.html", HTML)
    source = write(tmp_path / "pages.jsonl", json.dumps({"id": "x", "path": str(page)}))
    (skipped,) = iter_pages([source], options=SourceOptions(reads_paths=False))
    assert isinstance(skipped, Skipped)
    assert skipped.reason is SkipReason.BAD_ITEM
    assert "files are not read here" in skipped.detail


def test_line_of_a_store_names_no_file_of_this_machine(tmp_path: Path) -> None:
    page = write(tmp_path / "page.html", HTML)
    with fsspec.open("memory://lines/pages.jsonl", "wb") as file:
        file.write(json.dumps({"id": "x", "path": str(page)}).encode())
    (skipped,) = iter_pages(["memory://lines/pages.jsonl"])
    assert isinstance(skipped, Skipped)
    assert skipped.reason is SkipReason.BAD_ITEM


@pytest.mark.parametrize(
    ("line", "reason", "detail"),
    [
        ('{"id": "x", "text": ', SkipReason.BAD_JSON, "at character"),
        ("[1, 2]", SkipReason.BAD_JSON, "a JSON array, not an object"),
        ("[" * 100_000, SkipReason.BAD_JSON, "nested too deeply"),
        ('{"id": "x"}', SkipReason.BAD_ITEM, 'has "id"; give "html", "text" or "path"'),
        ('{"id": ["x"], "text": "Talks."}', SkipReason.BAD_ITEM, '"id" is'),
        ('{"id": "x", "text": 5}', SkipReason.BAD_ITEM, '"text" is 5, not a text'),
        ('{"id": "x", "text": "  "}', SkipReason.EMPTY, "no words"),
        ('{"id": "x", "path": "gone.html"}', SkipReason.UNREADABLE, 'no file at "gone.html"'),
        ('{"id": "x", "path": "\\u0000"}', SkipReason.UNREADABLE, "no file"),
        ('{"id": "x", "text": "Talks.", "published": "2022-13-01"}', SkipReason.BAD_ITEM, "2022-13-01"),
    ],
)
def test_broken_line_is_kept_with_its_number_and_the_next_one_is_read(
    tmp_path: Path, line: str, reason: SkipReason, detail: str
) -> None:
    source = write(tmp_path / "pages.jsonl", line + '\n\n{"id": "next", "text": "Talks."}\n')
    skipped, page = pages_of(source)
    assert isinstance(skipped, Skipped)
    assert skipped.reason is reason
    assert detail in skipped.detail
    assert skipped.origin == f"{source}, line 1"
    assert page.id == "next"


def test_line_that_is_no_utf8_and_line_that_is_too_long_are_kept(tmp_path: Path) -> None:
    long_line = json.dumps({"id": "long", "text": "x" * 9000}).encode()
    source = write(
        tmp_path / "p.jsonl", b'{"text": "\xff"}\n' + long_line + b'\n{"id": "z", "text": "Talks."}'
    )
    found = pages_of(source, limits=Limits(max_bytes=1000))
    assert [one.reason for one in found if isinstance(one, Skipped)] == [
        SkipReason.BAD_JSON,
        SkipReason.TOO_LARGE,
    ]
    assert found[-1].id == "z"


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("2022/01/talks", "2022-01-talks"),
        ("../../etc/passwd", "etc-passwd"),
        ("görüşme", "görüşme"),
        ("///", "page"),
        (".hidden", "hidden"),
        ("x" * 500, "x" * 120),
    ],
)
def test_id_of_a_line_is_safe_as_a_file_name(given: str, safe: str) -> None:
    page = only("-", stdin=json.dumps({"id": given, "text": "Talks."}).encode())
    assert page.id == safe


def test_json_document_with_pages_is_read_item_by_item(tmp_path: Path) -> None:
    items = [{"id": "x", "text": "Talks."}, 5, {"id": "y", "html": "<p>Talks.</p>"}]
    found = pages_of(write(tmp_path / "pages.json", json.dumps(items, indent=1)))
    assert [one.id for one in found] == ["x", "pages-item-2", "y"]
    assert reason_of(found[1]) is SkipReason.BAD_ITEM


def test_pages_are_counted_where_that_needs_no_reading(tmp_path: Path) -> None:
    write(tmp_path / "in/a.html", HTML)
    write(tmp_path / "in/b.html", HTML)
    lines = write(tmp_path / "p.jsonl", "{}")
    assert count_sources([tmp_path / "in", tmp_path / "in/a.html"]) == 3
    assert count_sources([tmp_path / "in", lines]) is None
    assert count_sources(["-"]) is None


def test_only_one_page_is_held_at_a_time(tmp_path: Path) -> None:
    for name in ("a.html", "b.html"):
        write(tmp_path / name, HTML)
    pages = iter_pages([str(tmp_path)])
    next(pages)
    (tmp_path / "b.html").unlink()
    assert reason_of(next(pages)) is SkipReason.UNREADABLE


def test_only_pages_of_some_hosts_and_days_are_read_from_lines() -> None:
    lines = [
        {"id": "a", "text": "Talks.", "url": "https://news.example.org/1", "published": "2024-03-01"},
        {"id": "b", "text": "Talks.", "url": "https://example.org/2", "published": "2024-03"},
        {"id": "c", "text": "Talks.", "url": "https://example.net/3", "published": "2024-02-28"},
        {"id": "d", "text": "Talks."},
    ]
    stdin = "\n".join(map(json.dumps, lines)).encode()

    def ids(**options: object) -> list[str]:
        chosen = SourceOptions(**options)  # type: ignore[arg-type]
        return [page.id for page in iter_pages("-", io.BytesIO(stdin), options=chosen)]

    assert ids(hosts=("example.org",)) == ["a", "b"]
    assert ids(since=date(2024, 3, 1)) == ["a", "b", "d"]
