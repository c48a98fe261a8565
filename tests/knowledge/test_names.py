"""Names in running text."""

from __future__ import annotations

from itertools import pairwise

import pytest

from dragoman.knowledge import Knowledge


def found(tables: Knowledge, text: str) -> list[tuple[str, str, str]]:
    return [(hit.text, hit.kind.value, hit.code) for hit in tables.find_names(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Turkey said", [("Turkey", "country", "TUR")]),
        ("a turkey for dinner", []),
        ("The US told us", [("US", "country", "USA")]),
        ("china’s moves", [("china", "country", "CHN")]),
        ("fine china", []),
        ("Michael Jordan played in Jordan", [("Jordan", "country", "JOR")]),
        ("Jordan Foreign Minister", [("Jordan", "country", "JOR")]),
        ("from New Mexico to Mexico", [("Mexico", "country", "MEX")]),
        ("Romanian Nigerians", [("Romanian", "demonym", "ROU"), ("Nigerians", "demonym", "NGA")]),
        ("the Kremlin said", [("the Kremlin", "seat", "RUS")]),
        ("Tokyo and Foggy Bottom", [("Tokyo", "capital", "JPN"), ("Foggy Bottom", "seat", "USA")]),
        (
            "Xi Jinping met Kishida Fumio",
            [("Xi Jinping", "person", "CHN"), ("Kishida Fumio", "person", "JPN")],
        ),
        ("in the South China Sea", []),
        (
            "North Korean and South\nKorean troops",
            [("North Korean", "demonym", "PRK"), ("South\nKorean", "demonym", "KOR")],
        ),
    ],
)
def test_names_mean_what_case_and_neighbours_say(
    tables: Knowledge, text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert found(tables, text) == expected


def test_hits_slice_back_to_their_text(tables: Knowledge) -> None:
    text = "Türkiye’s Hakan Fidan, Côte d’Ivoire’s Alassane Ouattara and the EU’s Kaja Kallas met in Malé."
    hits = tables.find_names(text)
    assert len(hits) >= 6
    assert all(text[hit.start : hit.end] == hit.text for hit in hits)
    assert all(left.end <= right.start for left, right in pairwise(hits))
