"""`dragoman run` and `dragoman watch` as people call them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx2
import pytest
from pyarrow import parquet
from typer.testing import CliRunner

from dragoman.cli.program import app
from dragoman.cli.run_progress import duration_in_words
from dragoman.ledger import Ledger
from tests.pages.warcs import html_of, http_answer, record, write_gzip
from tests.scale.rows import rows_of


def call(*args: Any) -> Any:
    return CliRunner().invoke(app, [str(one) for one in args])


def test_run_writes_shards_fills_a_ledger_and_merges(
    faulty_workers: None, archives: list[str], tmp_path: Path
) -> None:
    out, ledger, merged = tmp_path / "out", tmp_path / "news.db", tmp_path / "merged"
    args = (
        "run",
        Path(archives[0]).parent,
        "--out",
        out,
        "--workers",
        2,
        "--ledger",
        ledger,
        "--merge",
        merged,
    )
    done = call(*args)
    assert done.exit_code == 0, done.output
    assert "24 pages in 3 shards: 24 records, 0 lost" in done.stderr
    assert "3 of 3 shards" in done.stderr
    assert len(rows_of(out)) == 24
    rows = rows_of(merged)
    assert [row["url"] for row in parquet.read_table(merged).to_pylist()] == sorted(
        row["url"] for row in rows
    )
    with Ledger.open(ledger) as book:
        assert book.counts().articles == 24
        assert book.check() == []
    first = {path.name: path.read_bytes() for path in merged.glob("*.parquet")}
    answer = json.loads(call(*args, "--json", "-q").stdout)
    assert (answer["n_resumed"], answer["n_shards"], answer["n_records"]) == (3, 3, 24)
    assert first == {path.name: path.read_bytes() for path in merged.glob("*.parquet")}


def test_figures_name_the_reasons_of_lost_pages(faulty_workers: None, tmp_path: Path) -> None:
    path = write_gzip(tmp_path / "a.warc.gz", [record(1), record(2, http_answer(b" "))])

    answer = json.loads(call("run", path, "--out", tmp_path / "out", "--workers", 1, "--json", "-q").stdout)

    assert (answer["n_records"], answer["n_lost"], answer["reasons"]) == (1, 1, {"empty": 1})


def test_lost_pages_count_against_max_skips(faulty_workers: None, tmp_path: Path) -> None:
    path = write_gzip(tmp_path / "a.warc.gz", [record(1), record(2, http_answer(b" "))])
    done = call("run", path, "--out", tmp_path / "out", "--max-skips", 0, "--workers", 1)
    assert done.exit_code == 3
    assert "1 empty" in done.stderr


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--since", "soon"], '"soon" is not a day'),
        (["--column", "body"], "give KEY=NAME"),
        (["--column", "body=x"], "give KEY=NAME"),
        (["--engine", "spark"], 'no engine "spark"'),
    ],
)
def test_wrong_usage_of_run_says_what_to_do(tmp_path: Path, args: list[str], words: str) -> None:
    (tmp_path / "a.html").write_bytes(html_of(1))
    done = call("run", tmp_path / "a.html", "--out", tmp_path / "out", *args)
    assert done.exit_code == 2
    assert words in done.stderr


def test_folder_that_cannot_be_written_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(html_of(1))
    done = call("run", tmp_path / "a.html", "--out", tmp_path / "a.html")
    assert done.exit_code == 2
    assert "cannot be used" in done.stderr


@pytest.mark.parametrize(
    ("seconds", "words"), [(5, "5 s"), (200, "3 min"), (9000, "2.5 h"), (1_000_000, "11.6 days")]
)
def test_time_that_is_left_is_told_in_words(seconds: float, words: str) -> None:
    assert duration_in_words(seconds) == words


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> dict[str, httpx2.Response]:
    """Answers of the web by address; all others are 404."""
    answers: dict[str, httpx2.Response] = {}
    transport = httpx2.MockTransport(lambda request: answers.get(str(request.url), httpx2.Response(404)))
    monkeypatch.setattr("dragoman.pages.fetch.GuardedTransport", lambda *_: transport)
    return answers


def test_watch_polls_once_and_says_what_fails(web: dict[str, httpx2.Response], tmp_path: Path) -> None:
    feeds = tmp_path / "feeds.yaml"
    feeds.write_text(
        "- {url: 'https://a.example/feed', outlet: A}\n- {url: 'https://b.example/feed', outlet: B}\n"
    )
    item = "<item><title>T</title><link>https://a.example/talks</link></item>"
    web["https://a.example/feed"] = httpx2.Response(200, text=f"<rss><channel>{item}</channel></rss>")
    words = "<p>The museum of Leeds opens a new hall on Monday, with paintings from four towns.</p>" * 4
    web["https://a.example/talks"] = httpx2.Response(
        200, text=f"<html><body><h1>A hall</h1>{words}</body></html>"
    )
    args = ("watch", feeds, "--ledger", tmp_path / "news.db", "--delay", 0)
    done = call(*args, "--once")
    assert done.exit_code == 1
    assert "A: 1 new" in done.stdout
    assert "B: failed, HTTP error: 404 Not Found" in done.stderr
    status = call(*args, "--status").stdout
    assert "B: FAILING since" in status
    assert "(1 time): HTTP error: 404 Not Found" in status
    assert call(*args, "--once").stdout == ""  # nothing is due
    lines = call(*args, "--once", "--all", "--json").stdout.splitlines()
    assert [json.loads(line)["new"] for line in lines] == [0, 0]


def test_watch_of_a_ledger_on_a_server_needs_a_place_for_its_state(tmp_path: Path) -> None:
    feeds = tmp_path / "feeds.txt"
    feeds.write_text("https://a.example/feed\n")
    done = call("watch", feeds, "--ledger", "postgresql://localhost/none", "--once")
    assert done.exit_code == 2
    assert "--state FILE" in done.stderr
