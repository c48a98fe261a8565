"""`dragoman who` and `dragoman knowledge`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.cli.program import app


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's folder of its own."""
    monkeypatch.setenv("DRAGOMAN_KNOWLEDGE", str(tmp_path / "own"))
    return tmp_path / "own"


def run(*arguments: str, text: str | None = None) -> str:
    result = CliRunner().invoke(app, list(arguments), input=text)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.usefixtures("folder")
def test_who_names_the_holder_with_reasons() -> None:
    printed = run("who", "Kishida", "--on", "2022-01-21")
    assert printed.startswith("Fumio Kishida, Japan (JPN): Prime Minister — held the office (")
    assert "2021-10-04" in printed


@pytest.mark.usefixtures("folder")
def test_who_by_office_in_a_month() -> None:
    assert "Yohei Kono" in run("who", "Japanese foreign minister", "--on", "1995-06")


@pytest.mark.usefixtures("folder")
def test_who_prints_json() -> None:
    found = json.loads(run("who", "Japanese President Fumio Kishida", "--on", "2022-01-21", "--json"))
    assert found[0]["verdict"] == "not_held"
    assert found[0]["tenure"]["title"] == "Prime Minister"


@pytest.mark.usefixtures("folder")
def test_who_answers_lines_in_order() -> None:
    lines = [
        {"id": 1, "date": "2022-01-21", "mention": "President Biden", "country_name": ""},
        {"id": 2, "date": "nonsense", "mention": "President Biden"},
    ]
    answers = [
        json.loads(line)
        for line in run("who", "--jsonl", text="\n".join(map(json.dumps, lines))).splitlines()
    ]
    assert [answer["id"] for answer in answers] == [1, 2]
    assert answers[0]["current"] is True
    assert "error" in answers[1]


@pytest.mark.usefixtures("folder")
def test_who_without_a_mention_says_what_to_do() -> None:
    result = CliRunner().invoke(app, ["who"])
    assert result.exit_code == 2
    assert 'dragoman who "' in result.output


def test_added_row_shows_in_the_difference(folder: Path) -> None:
    run(
        "knowledge",
        "add",
        "Jane Example",
        "--office",
        "Foreign Secretary",
        "--country",
        "GBR",
        "--from",
        "2026-10-01",
    )
    assert (folder / "tenures.tsv").exists()
    printed = run("knowledge", "diff")
    assert "added: GBR Foreign Secretary: Jane Example" in printed
    assert "ended: GBR" in printed
    assert "in order" in run("knowledge", "check")


def test_bad_row_ends_with_its_place(folder: Path) -> None:
    folder.mkdir()
    (folder / "tenures.tsv").write_text("nonsense\n", "utf-8")
    result = CliRunner().invoke(app, ["knowledge", "check"])
    assert result.exit_code == 2
    assert "tenures.tsv" in result.output


@pytest.mark.usefixtures("folder")
def test_show_lists_members_and_holders() -> None:
    assert "AUS, IND, JPN, USA" in run("knowledge", "show", "Quad")
    assert "Fumio Kishida" in run("knowledge", "show", "JPN", "--on", "2022-01-21")
