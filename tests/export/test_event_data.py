"""Events in the manner of POLECAT and ICEWS: what a script written for those sets relies on."""

from __future__ import annotations

import csv
from typing import Any

import pytest

from dragoman.export.event_data import polecat_lines
from dragoman.reading.event_tables import table_rows


def make_row(**changes: Any) -> dict[str, Any]:
    """An event of the ledger's list, as its columns are named there."""
    texts = dict.fromkeys(("headline", "published", "outlet", "url", "words", "cameo"), "")
    row = {
        "id": "e1",
        "day": "2022-05-27",
        "type": "CONSULT",
        "realis": "happened",
        "modes": [],
        "contexts": [],
    }
    return {**texts, **row, "source": ["AUS"], "target": ["FJI"], **changes}


def _polecat(row: dict[str, Any]) -> list[dict[str, str]]:
    return list(csv.DictReader(polecat_lines([row]), delimiter="\t"))


@pytest.mark.parametrize("kind", sorted({row[0] for row in table_rows("events.tsv")}))
def test_every_type_that_is_read_has_its_quadrant(kind: str) -> None:
    (event,) = _polecat(make_row(type=kind))

    assert event["Quad Code"][:2] in {"Q1", "Q2", "Q3", "Q4"}


@pytest.mark.parametrize(("kind", "quadrant"), [("CONCEDE", "Q1"), ("RETREAT", "Q2"), ("ACCUSE", "Q3")])
def test_words_and_deeds_stand_in_different_quadrants(kind: str, quadrant: str) -> None:
    (event,) = _polecat(make_row(type=kind))

    assert event["Quad Code"].startswith(f"{quadrant}: ")


def test_what_did_not_happen_is_no_row() -> None:
    assert _polecat(make_row(realis="denied")) == []
