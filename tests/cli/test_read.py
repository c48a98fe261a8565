"""`dragoman read`: what is printed, what is stored, how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dragoman.cli.program import app
from dragoman.ledger import Ledger

PAGE = (
    "<!doctype html><html lang='en'><head><title>Sweden and Norway agree on Arctic patrols</title></head>"
    "<body><article>"
    "<h1>Sweden and Norway agree on Arctic patrols</h1>"
    "<p>Swedish Prime Minister Ulf Kristersson met Norwegian Prime Minister Jonas Gahr Støre in Oslo "
    "on Tuesday, 5 November 2024. They agreed to hold joint patrols in the Arctic by June 2026.</p>"
    "<p>“We will not leave the north to chance,” Støre said after the talks in the Norwegian capital.</p>"
    "</article></body></html>"
)
TURKISH = (
    "Bakanlar Ankara'da görüştü\n\nDışişleri Bakanı Hakan Fidan, Rus mevkidaşı Sergey Lavrov ile Ankara'da "
    "bir araya geldi. Görüşmede ikili ilişkiler ve bölgesel gelişmeler ele alındı. Bakanlar ortak basın "
    "toplantısı düzenledi ve gazetecilerin sorularını yanıtladı.\n"
)


def read(*args: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, ["read", *map(str, args)], input=stdin)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "in/patrols.html"
    path.parent.mkdir()
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_page_is_printed_for_people(page: Path) -> None:
    done = read(page)
    assert done.exit_code == 0
    assert "Sweden and Norway agree on Arctic patrols" in done.stdout
    assert "\x1b" not in done.stdout
    assert done.stderr == ""


def test_half_of_a_character_is_shown_as_missing(tmp_path: Path) -> None:
    path = tmp_path / "pages.jsonl"
    text = "Paris talks end\n\nFrench President Emmanuel Macron met Olaf Scholz in Paris \ud800 on Tuesday.\n"
    path.write_text(json.dumps({"id": "half", "text": text, "url": "https://a.example/\udfff"}) + "\n")

    done = read(path)

    assert done.exit_code == 0
    assert "Olaf Scholz" in done.stdout
    assert "\ud800" not in done.stdout


def test_one_page_is_one_object_and_several_are_an_array(page: Path) -> None:
    one = json.loads(read(page, "--json").stdout)
    assert (one["doc_id"], one["schema"]) == ("patrols", "dragoman-record/1")
    several = json.loads(read(page, page, page, "--json").stdout)
    assert [each["doc_id"] for each in several] == ["patrols", "patrols-2", "patrols-3"]


def test_lines_come_one_for_each_page_with_skipped_ones_among_them(page: Path) -> None:
    (page.parent / "empty.txt").write_bytes(b"")
    done = read(page.parent, "--jsonl")
    skipped, record = map(json.loads, done.stdout.splitlines())
    assert skipped["skipped"] == {"reason": "empty", "detail": "no content"}
    assert record["doc_id"] == "patrols"
    assert done.exit_code == 3


def test_folder_gets_a_file_for_each_page(page: Path, tmp_path: Path) -> None:
    (page.parent / "turkish.txt").write_text(TURKISH, encoding="utf-8")
    done = read(page.parent, "--json", "--out", tmp_path / "out")
    assert done.stdout == ""
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["patrols.json"]
    assert "1 page read into" in done.stderr
    assert "language not yet read: tr: only English is read so far" in done.stderr
    assert done.exit_code == 3


@pytest.mark.parametrize(("max_skips", "exit_code"), [("0", 3), ("3", 3), ("4", 0)])
def test_bad_inputs_are_listed_counted_and_never_a_traceback(
    page: Path, max_skips: str, exit_code: int
) -> None:
    folder = page.parent
    (folder / "empty.html").write_bytes(b"")
    (folder / "photo.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (folder / "pages.jsonl").write_text('{"id": "x", "text": \n{"id": "y"}\n', encoding="utf-8")
    done = read(folder, "--max-skips", max_skips)
    assert "4 pages skipped: " in done.stderr
    for words in ("photo.txt: binary: a PNG picture", "pages.jsonl, line 1: bad JSON", "line 2: bad item"):
        assert words in done.stderr
    assert "Traceback" not in done.output
    assert "Arctic patrols" in done.stdout
    assert done.exit_code == exit_code


def test_page_of_50_megabytes_is_skipped(page: Path) -> None:
    with (page.parent / "huge.html").open("wb") as file:
        file.write(PAGE.encode() + b" " * 100_000)
        file.truncate(50_000_000)
    done = read(page.parent / "huge.html")
    assert "too large: 50 MB; a page may have 20 MB" in done.stderr
    assert done.exit_code == 3


def test_wrong_encoding_is_no_reason_to_lose_a_page(page: Path) -> None:
    page.write_bytes(PAGE.replace("lang='en'", "").encode("cp1252", "replace"))
    assert "Jonas Gahr Støre" in json.loads(read(page, "--json").stdout)["article"]["text"]


def test_files_beside_pages_do_not_count_as_lost(page: Path) -> None:
    for name in ("style.css", ".DS_Store"):
        (page.parent / name).write_bytes(b"x")
    done = read(page.parent)
    assert "2 files passed over" in done.stderr
    assert done.exit_code == 0


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["nowhere.html"], 'No file or folder at "nowhere.html"'),
        ([], "Missing argument 'SOURCE...'"),
        (["-", "--json", "--jsonl"], "leave out --json and --out"),
        (["-", "--max-skips", "-1"], "Invalid value for '--max-skips'"),
    ],
)
def test_wrong_usage_says_what_to_do(args: list[str], words: str) -> None:
    done = read(*args)
    assert done.exit_code == 2
    assert words in done.stderr
    assert done.stdout == ""


def test_folder_that_cannot_be_made_is_wrong_usage(page: Path) -> None:
    done = read(page, "--out", page / "out")
    assert done.exit_code == 2
    assert "cannot be made" in done.stderr


def test_standard_input_is_read(page: Path) -> None:
    assert json.loads(read("-", "--json", stdin=PAGE.encode()).stdout)["doc_id"] == "stdin"


def test_quiet_prints_nothing_but_skipped_pages(page: Path) -> None:
    assert read(page, "--quiet").output == ""


def test_ledger_is_made_and_keeps_records_and_skipped_pages(page: Path, tmp_path: Path) -> None:
    (page.parent / "empty.txt").write_bytes(b"")
    ledger = tmp_path / "talks.db"
    assert read(page.parent, "--ledger", ledger, "--max-skips", "1").exit_code == 0
    again = read(page.parent, "--ledger", ledger, "--max-skips", "1")
    assert "1 of them known before" in again.stderr
    with Ledger.open(ledger) as opened:
        assert opened.record("patrols").record.article.headline == "Sweden and Norway agree on Arctic patrols"
        assert len(list(opened.records())) == 1


def test_file_that_is_no_ledger_is_left_alone(page: Path) -> None:
    done = read(page, "--ledger", page)
    assert done.exit_code == 2
    assert page.read_text(encoding="utf-8") == PAGE
    assert "Traceback" not in done.output


def test_same_pages_give_the_same_bytes(page: Path) -> None:
    assert read(page, "--json").stdout == read(page, "--json").stdout


def test_progress_bar_goes_to_the_terminal_and_results_into_the_pipe(page: Path) -> None:
    terminal, stderr = os.openpty()
    code = "from dragoman.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "read", str(page), "--json"], stdout=subprocess.PIPE, stderr=stderr
    )
    os.close(stderr)
    assert b"pages" in os.read(terminal, 100_000)
    os.close(terminal)
    assert json.loads(done.stdout)["doc_id"] == "patrols"


@pytest.mark.slow
def test_killed_run_leaves_no_half_file(page: Path, tmp_path: Path) -> None:
    code = "from dragoman.cli import main; main()"
    for number in range(40):
        (page.parent / f"copy{number}.html").write_text(PAGE, encoding="utf-8")
    out = tmp_path / "out"
    with subprocess.Popen(
        [sys.executable, "-c", code, "read", str(page.parent), "--out", str(out)], stderr=subprocess.DEVNULL
    ) as process:
        while not (out.exists() and len(list(out.glob("*.json"))) > 3) and process.poll() is None:
            pass
        process.kill()
    for path in out.glob("*.json"):
        json.loads(path.read_text(encoding="utf-8"))
