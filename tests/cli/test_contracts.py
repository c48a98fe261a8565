"""The commands for single pages and for outside scorers, from end to end."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from dragoman.cli.jsonl import serve_lines
from dragoman.cli.program import app

TEXT = (
    "Swedish Prime Minister Ulf Kristersson met Jonas Gahr Støre in Oslo on Tuesday. "
    "“We will not leave the north to chance,” Støre said after the talks."
)
LINES = [
    {"id": "first", "date": "2024-11-06", "text": TEXT},
    {"id": 2, "date": None, "text": "Nothing of note happened."},
    {"id": "no text"},
    {"id": "empty", "text": ""},
]


def run(*args: str, stdin: str | bytes = "") -> Result:
    return CliRunner().invoke(app, list(args), input=stdin)


def served(*args: str, lines: list[dict[str, Any]] | None = None) -> list[dict[str, Any]]:
    stdin = "".join(json.dumps(line) + "\n" for line in lines or LINES)
    done = run(*args, stdin=stdin)
    assert done.exit_code == 0
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("command", ["article", "events", "quotes"])
def test_ids_and_order_are_kept_and_bad_lines_answered(command: str) -> None:
    answers = served(command, "--jsonl")
    assert [answer["id"] for answer in answers] == ["first", 2, "no text", "empty"]
    assert set(answers[2]["error"]) == {"type", "message"}
    assert "error" not in answers[0]


def test_article_gives_the_fields_of_the_contract(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(f"<html><body><h1>Talks in Oslo</h1><p>{TEXT}</p></body></html>", encoding="utf-8")
    (answer,) = served("article", "--jsonl", lines=[{"id": "p", "path": str(path)}])
    fields = (
        "id headline section standfirst authors published updated language text paragraphs furniture kind"
    )
    assert set(fields.split()) <= set(answer)
    assert "Ulf Kristersson" in answer["text"]


def test_quotes_give_offsets_of_the_text() -> None:
    answer = served("quotes", "--jsonl")[0]
    assert answer["quotes"]
    for quote in answer["quotes"]:
        start, end = quote["quote"]
        assert "leave the north to chance" in TEXT[start:end]


def test_events_have_codes_and_evidence() -> None:
    answer = served("events", "--jsonl")[0]
    for event in answer["events"]:
        start, end = event["evidence"]
        assert 0 <= start < end <= len(TEXT)
        assert isinstance(event["source"], list)


def test_parse_gives_a_document_for_each_line_with_offsets() -> None:
    done = run("parse", "--jsonl", stdin="".join(json.dumps(line) + "\n" for line in LINES) + "{\n")
    assert done.exit_code == 0
    documents = done.stdout.split("# newdoc id = ")[1:]
    assert [document.splitlines()[0] for document in documents] == ["first", "2", "no text", "empty", ""]
    assert "# error = BadItem" in documents[2]
    assert "# error = BadJSON" in documents[4]
    for row in (line.split("\t") for line in documents[0].splitlines() if "\t" in line):
        places = dict(pair.split("=", 1) for pair in row[9].split("|"))
        assert TEXT[int(places["Start"]) : int(places["End"])] == row[1]


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "talks.txt"
    path.write_text(f"Talks in Oslo\n\n{TEXT}\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["article"], "Kristersson met Jonas Gahr Støre"),
        (["article", "--md"], "# Talks in Oslo"),
        (["article", "--html"], "<article>"),
        (["article", "--json"], '"doc_id": "talks"'),
        (["quotes"], "Speaker"),
        (["quotes", "--json"], '"statements"'),
        (["events", "--json"], '"events"'),
        (["parse"], "# newdoc id = talks"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_page_is_served_to_people_too(page: Path, args: list[str], words: str) -> None:
    done = run(*args, str(page))
    assert done.exit_code == 0, done.output
    assert words in done.stdout


@pytest.mark.parametrize("command", ["article", "events", "quotes", "parse"])
def test_command_without_a_page_says_what_to_give(command: str) -> None:
    done = run(command)
    assert done.exit_code == 2
    assert "No page was named" in done.stderr


@pytest.mark.parametrize("command", ["article", "events", "quotes", "parse"])
def test_page_that_cannot_be_read_gives_its_reason(command: str, tmp_path: Path) -> None:
    path = tmp_path / "empty.html"
    path.write_bytes(b"")
    done = run(command, str(path))
    assert done.exit_code == 3
    assert "empty: no content" in done.stderr


def test_line_that_takes_for_ever_is_answered_and_the_next_one_served(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def answer(item: dict[str, Any]) -> dict[str, Any]:
        while item["id"] == "first":
            pass
        return {"id": item["id"]}

    monkeypatch.setattr("dragoman.cli.jsonl.LINE_S", 0.05)
    out = io.BytesIO()
    serve_lines([b'{"id": "first"}', b'{"id": "next"}'], out, answer)
    stuck, served_next = map(json.loads, out.getvalue().splitlines())
    assert (stuck["id"], stuck["error"]["type"]) == ("first", "PageTimeout")
    assert served_next == {"id": "next"}


def test_lines_can_come_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "lines.jsonl"
    path.write_text(json.dumps(LINES[1]) + "\n", encoding="utf-8")
    assert json.loads(run("quotes", "--jsonl", str(path)).stdout)["id"] == 2
    missing = run("quotes", "--jsonl", str(tmp_path / "gone.jsonl"))
    assert missing.exit_code == 2
    assert "cannot be read" in missing.stderr


def test_two_forms_at_once_are_wrong_usage(page: Path) -> None:
    assert run("article", str(page), "--md", "--html").exit_code == 2
