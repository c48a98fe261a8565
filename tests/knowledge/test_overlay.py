"""A user's own rows win over the shipped ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import BadRow, UsageError
from dragoman.knowledge import Knowledge, Verdict
from dragoman.knowledge.overlay import changes_of, merge_tenures
from dragoman.knowledge.own_rows import NewTenure, add_tenure, check_own_rows
from dragoman.knowledge.tables import load_tenures
from tests.knowledge.factory import day, make_tenure, write_persons, write_table, write_tenures

NEW = NewTenure(
    "Jane Example", "Foreign Secretary", "GBR", "2026-10-01", "", ("J. Example",), "own row", "2026-11-01"
)


def test_successor_ends_an_open_tenure() -> None:
    old, new = (
        make_tenure("a", "Prime Minister", "2020-01-01"),
        make_tenure("b", "Prime Minister", "2024-03-01"),
    )
    first, second = merge_tenures([old], [new])
    assert first.end == day("2024-03-01")
    assert second == new


def test_own_row_replaces_the_same_tenure() -> None:
    old = make_tenure("a", "Prime Minister", "2020-01-01", "2022-01-01")
    new = make_tenure("a", "Prime Minister", "2020-02-01", "2022-01-01")
    assert merge_tenures([old], [new]) == [new]
    assert [each.kind for each in changes_of([old], [new])] == ["replaced"]


def test_spokespersons_end_nobody() -> None:
    old = make_tenure("a", "Spokesman", "2020-01-01", office_class="spokesperson")
    new = make_tenure("b", "Spokesman", "2024-03-01", office_class="spokesperson")
    assert merge_tenures([old], [new]) == [old, new]


def test_added_holder_is_found_and_her_predecessor_is_not(tables: Knowledge, tmp_path: Path) -> None:
    add_tenure(tables, tmp_path, NEW)
    mine = Knowledge(overlay=tmp_path)
    best = mine.who("British foreign secretary", day("2026-10-20"))
    assert [each.person.name for each in best if each.person is not None] == ["Jane Example"]
    assert (
        mine.who("Foreign Secretary Yvette Cooper", day("2026-10-31"), "GBR")[0].verdict is Verdict.NOT_HELD
    )
    assert mine.version != tables.version
    assert check_own_rows(tmp_path) == []


def test_known_person_keeps_her_id(tables: Knowledge, tmp_path: Path) -> None:
    known = NewTenure(
        "Fumio Kishida", "Prime Minister", "Japan", "2026-10-01", "", (), "own row", "2026-11-01"
    )
    tenure = add_tenure(tables, tmp_path, known)
    assert tenure.person_id == tables.who("Fumio Kishida")[0].person.id  # type: ignore[union-attr]
    assert not (tmp_path / "persons.tsv").exists()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("country", "Ruritania", "no country"),
        ("title", "Grand Panjandrum", "no office word"),
        ("start", "2026-13-01", "not a date"),
        ("start", "", "start"),
    ],
)
def test_what_cannot_be_added_says_why(
    tables: Knowledge, tmp_path: Path, field: str, value: str, words: str
) -> None:
    from dataclasses import replace

    with pytest.raises(UsageError, match=words):
        add_tenure(tables, tmp_path, replace(NEW, **{field: value}))  # type: ignore[arg-type]
    assert not (tmp_path / "tenures.tsv").exists()


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("a|XXA|head_of_government|PM|2020-13|||  |me", "not a date"),
        ("a|XXA|head_of_government|PM|||||me", "start"),
        ("a|XXA|head_of_government|PM|2020|2019|||me", "before it begins"),
        ("a|XXA", "2 cells, not 9"),
        ("|XXA|head_of_government|PM|2020||||me", "person"),
    ],
)
def test_bad_row_names_file_and_line(tmp_path: Path, row: str, words: str) -> None:
    path = write_tenures(tmp_path, "a|XXA|head_of_government|PM|2001|2002|||me", row)
    with pytest.raises(BadRow, match=words) as caught:
        load_tenures(path)
    assert "ine 3 of" in str(caught.value)
    assert str(path) in str(caught.value)


def test_wrong_header_is_told(tmp_path: Path) -> None:
    path = tmp_path / "tenures.tsv"
    path.write_text("who\twhat\n", "utf-8")
    with pytest.raises(BadRow, match="header"):
        load_tenures(path)


def test_check_finds_strangers_and_overlaps(tmp_path: Path) -> None:
    write_tenures(
        tmp_path,
        "own:nobody|GBR|head_of_government|Prime Minister|2010-01-01|2012-01-01|||me",
        "own:jane|ZZZ|head_of_government|Prime Minister|2010-01-01|2012-01-01|||me",
    )
    write_persons(tmp_path, "own:jane|Jane|||GBR|me")
    write_table(tmp_path / "ministers.tsv", ("a",), ())
    found = "\n".join(check_own_rows(tmp_path))
    assert "own:nobody" in found
    assert '"ZZZ"' in found
    assert "overlaps with Gordon Brown" in found
    assert "ministers.tsv" in found
