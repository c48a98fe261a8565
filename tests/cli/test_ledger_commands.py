"""`show`, `list`, `stats` and `ledger`: what they print and how they end."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from dragoman.cli.program import app
from dragoman.ledger import Ledger
from dragoman.ledger.migrating import KNOWN_SCHEMAS
from dragoman.pages import Skipped, SkipReason
from tests.factory import make_record

KINDS = ("articles", "meetings", "commitments", "statements", "events", "findings", "skipped")


def run(*arguments: str) -> Result:
    return CliRunner(env={"COLUMNS": "200", "DRAGOMAN_LEDGER": ""}).invoke(app, list(arguments))


def rows_of(*arguments: str) -> Any:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.fixture
def held(tmp_path: Path) -> str:
    """A ledger with three articles and a skipped page."""
    path = tmp_path / "my.db"
    with Ledger.open(path, create=True) as ledger:
        for name, day in (("canberra", "2022-10-22"), ("tokyo", "2022-10-23"), ("perth", None)):
            ledger.add(make_record(doc_id=name, published=day))
        ledger.add_skipped(Skipped("broken", "pages/broken.html", SkipReason.EMPTY, "0 bytes"))
    return str(path)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_listed_as_table_and_as_json(held: str, kind: str) -> None:
    rows = rows_of("list", "--ledger", held, "--kind", kind)
    table = run("list", "--ledger", held, "--kind", kind)

    assert len(rows) == (1 if kind == "skipped" else 3)
    assert table.exit_code == 0
    assert all(row["doc_id"] in table.stdout for row in rows)


def test_articles_come_newest_first_and_undated_ones_last(held: str) -> None:
    assert [row["doc_id"] for row in rows_of("list", "--ledger", held)] == ["tokyo", "canberra", "perth"]


def test_list_by_country_holds_what_the_country_has_a_part_in(held: str) -> None:
    assert len(rows_of("list", "--ledger", held, "--kind", "events", "--country", "jpn")) == 3
    assert rows_of("list", "--ledger", held, "--kind", "events", "--country", "CHN") == []
    assert len(rows_of("list", "--ledger", held, "--country", "AUS")) == 3


def test_limit_cuts_the_list_and_says_so(held: str) -> None:
    assert len(rows_of("list", "--ledger", held, "--limit", "2")) == 2
    assert "The first 2. Show all with: --limit 0" in run("list", "--ledger", held, "--limit", "2").stderr


def test_ledger_comes_from_the_environment(held: str) -> None:
    result = CliRunner(env={"DRAGOMAN_LEDGER": held}).invoke(app, ["stats", "--json"])

    assert json.loads(result.stdout)["counts"]["articles"] == 3


@pytest.mark.parametrize("command", [["list"], ["show", "canberra"], ["stats"]])
def test_command_without_ledger_says_how_to_name_one(command: list[str]) -> None:
    result = run(*command)

    assert result.exit_code == 2
    assert "Give one with --ledger FILE" in result.stderr


@pytest.mark.parametrize(
    "command",
    [
        ["list", "--ledger", "minsk.db"],
        ["show", "x", "--ledger", "minsk.db"],
        ["stats", "--ledger", "minsk.db"],
        ["ledger", "check", "minsk.db"],
        ["ledger", "upgrade", "minsk.db"],
    ],
)
def test_missing_ledger_says_how_to_make_one(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    result = run(*command)

    assert result.exit_code == 2
    assert result.stderr == (
        'No ledger at "minsk.db". Create it with: dragoman ledger init minsk.db   '
        "(read --ledger makes one by itself)\n"
    )
    assert not (tmp_path / "minsk.db").exists()


def test_unknown_kind_names_the_known_ones(held: str) -> None:
    result = run("list", "--ledger", held, "--kind", "treaties")

    assert result.exit_code == 2
    assert '"treaties" cannot be listed' in result.stderr


def test_show_prints_the_reading_again(held: str) -> None:
    from dragoman.export.record_json import record_json

    shown = rows_of("show", "tokyo", "--ledger", held)

    assert shown == json.loads(json.dumps(record_json(make_record(doc_id="tokyo", published="2022-10-23"))))
    assert "Fumio Kishida" in run("show", "tokyo", "--ledger", held).stdout


def test_stats_give_the_same_figures_to_people_and_programs(held: str) -> None:
    figures = rows_of("stats", "--ledger", held)
    said = run("stats", "--ledger", held).stdout

    assert figures["counts"]["articles"] == 3
    assert figures["by_month"] == {"": 1, "2022-10": 2}
    assert figures["top_pairs"][0] == {"countries": ["AUS", "JPN"], "n_values": 5}
    assert figures["skipped_by_reason"] == {"empty": 1}
    assert "3 articles, published 2022-10-22 to 2022-10-23" in said
    assert "AUS – JPN" in said


def test_init_makes_a_ledger_once(tmp_path: Path) -> None:
    path = str(tmp_path / "new.db")

    assert run("ledger", "init", path).stdout.startswith(f'Made the ledger "{path}"')
    assert "was there already (0 articles)" in run("ledger", "init", path).stdout


def test_check_counts_what_is_whole(held: str) -> None:
    result = run("ledger", "check", held)

    assert result.exit_code == 0
    assert "is whole: 3 articles" in result.stdout


def test_check_fails_when_a_word_was_changed(held: str) -> None:
    import sqlite3

    connection = sqlite3.connect(held)
    connection.execute("UPDATE articles SET text = replace(text, 'Japan', 'China')")
    connection.commit()
    connection.close()

    result = run("ledger", "check", held)

    assert result.exit_code == 1
    assert "does not hold the words that its id was made from" in result.stdout


def test_upgrade_of_a_current_ledger_changes_nothing(held: str) -> None:
    assert f"is up to date (schema {KNOWN_SCHEMAS[-1]})" in run("ledger", "upgrade", held).stdout


def test_escape_sequences_of_an_article_do_not_reach_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "odd.db"
    with Ledger.open(path, create=True) as ledger:
        ledger.add(make_record(headline="\x1b[31mRed\x07 [bold]alert[/bold]"))

    table = run("list", "--ledger", str(path)).stdout

    assert "\x1b[31m" not in table
    assert "[bold]alert[/bold]" in table


def test_forget_asks_before_it_removes_an_article(held: str) -> None:
    refused = CliRunner().invoke(app, ["ledger", "forget", held, "tokyo"], input="n\n")
    kept = len(rows_of("list", "--ledger", held))

    agreed = CliRunner().invoke(app, ["ledger", "forget", held, "tokyo"], input="y\n")

    assert refused.exit_code == 1
    assert "The Canberra Courier, 2022-10-23, tokyo" in refused.stdout
    assert kept == 3
    assert agreed.exit_code == 0
    assert [row["doc_id"] for row in rows_of("list", "--ledger", held)] == ["canberra", "perth"]
    assert run("ledger", "check", held).exit_code == 0


def test_forget_gives_programs_what_went(held: str) -> None:
    article = rows_of("list", "--ledger", held)[0]["id"]

    gone = rows_of("ledger", "forget", held, article[:8], "--yes")["forgotten"]

    assert gone["article_id"] == article
    assert gone["readings"] == 1
    assert gone["values"] > 0
    assert run("ledger", "forget", held, article, "--yes").exit_code == 2
