"""Doubtful pairs in the queue of `dragoman review`, judged by single keys."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.cli.program import app
from dragoman.ledger import Ledger
from tests.ledger.simulator import meetings, reports


@pytest.fixture
def target(tmp_path: Path) -> str:
    path = str(tmp_path / "my.db")
    with Ledger.open(path, create=True) as ledger:
        ledger.add_all([one.record for one in reports(3, meetings(3, 20), most=4)])
    return path


def run(*words: str, keys: str = "") -> str:
    result = CliRunner().invoke(app, ["review", *words, "--as", "ayse"], input=keys)
    assert result.exit_code == 0, result.output
    return result.output


def test_pair_is_shown_with_both_sentences_and_the_likeness_of_its_fields(target: str) -> None:
    with Ledger.open(target) as ledger:
        pair = ledger.doubtful_pairs("ayse", limit=1)[0]

    said = run("--pairs", "--limit", "1", "--ledger", target, keys="q")

    assert pair.left["words"] in said
    assert pair.right["words"] in said
    assert f"likeness {pair.total:.2f}" in said
    assert "participants" in said
    assert "s same   d different   u unsure" in said


def test_keys_judge_pairs(target: str) -> None:
    with Ledger.open(target) as ledger:
        first, second = ledger.doubtful_pairs("ayse", limit=2)

    said = run("--pairs", "--limit", "3", "--ledger", target, keys="sdq")

    assert "2 judged by ayse" in said
    with Ledger.open(target) as ledger:
        for pair, verdict in ((first, "same"), (second, "different")):
            words = [row for row in ledger.merges(pair.left["id"]) if row["made_by"] == "ayse"]
            assert [row["verdict"] for row in words] == [verdict]


def test_queue_mixes_things_and_pairs_by_worth_times_doubt(target: str) -> None:
    lines = run("--queue", "--limit", "500", "--ledger", target).splitlines()

    assert any("likeness" in line for line in lines)
    assert any("likeness" not in line for line in lines)


def test_json_of_the_queue_holds_things_alone_and_of_pairs_pairs(target: str) -> None:
    things = json.loads(run("--queue", "--json", "--ledger", target))
    pairs = json.loads(run("--pairs", "--json", "--ledger", target))

    assert {row["list"] for row in things} == {"meetings"}
    assert {row["list"] for row in pairs} == {"pairs"}
    assert pairs[0].keys() >= {"left", "right", "likeness", "total", "are_joined", "worth", "doubt"}
