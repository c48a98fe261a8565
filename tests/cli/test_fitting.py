"""Tables at the width of a terminal: columns are left out before a word is cut."""

from __future__ import annotations

import pytest

from dragoman.cli.fitting import Column, days, fitting, print_rows, widths

ROWS = [
    {
        "id": "abcdef12",
        "who": "Abdelfatah Elsisi (EGY)",
        "mode": "in person",
        "words": "They met again. " * 5,
    },
    {"id": "abcdef13", "who": "Kishida (JPN)", "mode": "phone", "words": "A call was held on Monday."},
]


def shown(width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    monkeypatch.setenv("COLUMNS", str(width))
    print_rows([Column(key, lambda row, key=key: row[key]) for key in ROWS[0]], ROWS)
    return capsys.readouterr()


@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_word_is_cut_and_no_line_is_too_long(
    width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out, _ = shown(width, monkeypatch, capsys)

    assert max(len(line.rstrip()) for line in out.splitlines()) <= width
    assert set(out.split()) >= {"Abdelfatah", "Elsisi", "(EGY)", "Kishida", "abcdef12", "again.", "Monday."}


def test_least_important_column_goes_first_and_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out, said = shown(50, monkeypatch, capsys)

    assert "mode" not in out
    assert said == "Left out for lack of width: mode. All: --json\n"


def test_columns_that_matter_stay_whatever_the_width() -> None:
    assert fitting({"id": 8, "mode": 9, "who": 10, "words": 24}, width=10) == ["id", "who", "words"]


def test_what_a_short_column_leaves_goes_to_a_long_one() -> None:
    assert widths({"id": (8, 8), "words": (24, 90)}, width=60) == {"id": 8, "words": 48}


def test_range_may_be_wrapped_between_its_days() -> None:
    assert days("2023-12-15/2024-03-15") == "2023-12-15 – 2024-03-15"
    assert days(None) == ""


def test_names_get_room_rather_than_many_lines() -> None:
    assert widths({"who": (8, 48), "words": (24, 96)}, width=60) == {"who": 24, "words": 32}


def test_word_that_lacks_little_is_not_wrapped() -> None:
    assert widths({"who": (4, 7), "what": (24, 90)}, width=60) == {"who": 7, "what": 49}
