"""The commands that list, find, follow up, judge, export, copy and unite."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.cli.program import app
from dragoman.ledger import Ledger
from tests.ledger.test_telling import told_by

runner = CliRunner()


@pytest.fixture
def book(tmp_path: Path) -> str:
    path = str(tmp_path / "book.db")
    with Ledger.open(path, create=True) as ledger:
        ledger.add_all([told_by("Courier", 90), told_by("Herald", 45)])
    return path


def run(*words: str, keys: str | None = None, code: int = 0) -> str:
    result = runner.invoke(app, list(words), input=keys)
    assert result.exit_code == code, result.output
    return result.stdout


@pytest.mark.parametrize("kind", ["meetings", "commitments", "statements", "events", "findings"])
def test_things_as_table_json_and_csv(book: str, kind: str) -> None:
    assert "reports" in run(kind, "--ledger", book)
    (row,) = json.loads(run(kind, "--ledger", book, "--json"))
    assert row["n_reports"] == 2
    (line,) = csv.DictReader(io.StringIO(run(kind, "--ledger", book, "--csv")))
    assert line["id"] == row["id"]


def test_filters_narrow_and_wrong_ones_say_what_to_do(book: str) -> None:
    wanted = (
        "meetings",
        "--ledger",
        book,
        "--json",
        "--country",
        "jpn",
        "--pair",
        "jpn-aus",
        "--topic",
        "energy",
    )
    assert len(json.loads(run(*wanted, "--since", "2022-10", "--until", "2022"))) == 1
    assert json.loads(run(*wanted, "--since", "2022-11")) == []
    assert "is not a date" in runner.invoke(app, ["meetings", "--ledger", book, "--since", "soon"]).output
    run("meetings", "--ledger", book, "--pair", "Japan", code=2)


@pytest.mark.parametrize("narrowed", [("--country", "japan"), ("--pair", "Australia-Japan")])
def test_countries_may_be_asked_for_by_name(book: str, narrowed: tuple[str, str]) -> None:
    (row,) = json.loads(run("meetings", "--ledger", book, "--json", *narrowed))

    assert {"AUS", "JPN"} <= {person["country"] for person in row["participants"]}
    assert "Kishida" in run("list", "--kind", "meetings", "--ledger", book, "--country", "Japan")
    assert json.loads(run("meetings", "--ledger", book, "--json", "--country", "NATO")) == []


@pytest.mark.parametrize("wrong", [("--mode", "by sea"), ("--state", "over")])
def test_word_that_no_meeting_can_have_is_answered_with_those_it_can(
    book: str, wrong: tuple[str, str]
) -> None:
    result = runner.invoke(app, ["meetings", "--ledger", book, *wrong])

    assert result.exit_code == 2
    assert f'"{wrong[1]}" is no {wrong[0][2:]}. Give one of: ' in result.output


def test_family_name_alone_finds_too(book: str) -> None:
    by_full_name = json.loads(run("meetings", "--ledger", book, "--json", "--actor", "fumio kishida"))
    assert by_full_name != []
    assert json.loads(run("meetings", "--ledger", book, "--json", "--actor", "Kishida")) == by_full_name

    result = runner.invoke(app, ["meetings", "--ledger", book, "--actor", "Kishi"])
    assert "No meetings. --actor takes a person's full name or family name" in result.output


def test_one_thing_is_shown_with_where_its_reports_differ(book: str) -> None:
    (row,) = json.loads(run("meetings", "--ledger", book, "--json"))

    said = run("meetings", row["id"], "--ledger", book)

    assert "duration minutes" in said
    assert "90: Courier" in said
    assert "45: Herald" in said


def test_search_finds_articles(book: str) -> None:
    found = json.loads(
        run("search", "kishida", "indo-pacific", "--ledger", book, "--json", "--outlet", "Herald")
    )
    assert [row["outlet"] for row in found["rows"]] == ["Herald"]
    assert "country: AUS 2, JPN 2" in run("search", "kishida", "--ledger", book, "--facets")


def test_follow_up_says_how_far_it_knows(book: str) -> None:
    (one,) = json.loads(run("follow-up", "commitments", "--ledger", book, "--as-of", "2024-01-01", "--json"))
    assert (one["state"], one["known"]) == ("overdue", "as far as the ledger knows")
    run("follow-up", "commitments", "--ledger", book, "--as-of", "soon", code=2)


def test_reports_can_be_parted_only_where_there_are_several(book: str, tmp_path: Path) -> None:
    alone = str(tmp_path / "alone.db")
    with Ledger.open(alone, create=True) as ledger:
        ledger.add(told_by("Courier", 90))

    assert "s same (its reports)" in run("review", "--ledger", book, "--as", "Ada", keys="nnnnnnq")
    assert "s same (its reports)" not in run("review", "--ledger", alone, "--as", "Ada", keys="nnnnnnq")


def test_nobody_judges_without_a_name(book: str) -> None:
    result = runner.invoke(app, ["review", "--ledger", book, "--as", ""], input="a")

    assert result.exit_code == 2
    assert "--as NAME" in result.output


def test_review_with_single_keys(book: str) -> None:
    queue = json.loads(run("review", "--ledger", book, "--as", "Ada", "--json"))
    mixed = run("review", "--ledger", book, "--as", "Ada", "--queue").splitlines()
    judged = iter(("a?", "r", "c45 minutes\n", "q"))
    # Pairs stand between the things; they are left for later here.
    keys = "".join("n" if " likeness " in line else next(judged, "") for line in mixed)
    said = run("review", "--ledger", book, "--as", "Ada", keys=keys)

    assert "a accept" in said
    figures = json.loads(run("review", "--ledger", book, "--figures", "--json"))
    assert figures["by_reviewer"] == {"Ada": 3}
    assert figures["by_verdict"] == {"accept": 1, "correct": 1, "reject": 1}
    assert len(json.loads(run("review", "--ledger", book, "--as", "Ada", "--json"))) == len(queue) - 3


@pytest.mark.parametrize(
    "form", ["csv", "jsonl", "polecat", "icews", "jsonld", "atom", "ics", "graphml", "parquet"]
)
def test_export_writes_each_format(book: str, form: str, tmp_path: Path) -> None:
    out = tmp_path / f"table.{form}"

    run("export", "meetings", "--ledger", book, "--format", form, "--out", str(out))

    assert out.stat().st_size > 100
    assert list(tmp_path.glob(".*.part")) == []
    if form != "parquet":
        assert run("export", "meetings", "--ledger", book, "--format", form)


def test_export_refuses_what_it_cannot_write(book: str, tmp_path: Path) -> None:
    run("export", "meetings", "--ledger", book, "--format", "parquet", code=2)
    run("export", "meetings", "--ledger", book, "--format", "word", code=2)
    run("export", "people", "--ledger", book, code=2)
    run("export", "meetings", "--ledger", book, "--out", str(tmp_path / "none" / "x.csv"), code=2)
    assert "# Codebook" in run("export", "--codebook")


def test_ledger_backup_and_merge(book: str, tmp_path: Path) -> None:
    copy, both = str(tmp_path / "copy.db"), str(tmp_path / "both.db")

    run("ledger", "backup", book, copy)
    answer = json.loads(run("ledger", "merge", both, book, copy, "--json"))

    assert [(one["new"], one["known"]) for one in answer["taken"]] == [(2, 0), (0, 2)]
    run("ledger", "rejoin", both)
    run("ledger", "check", both)
