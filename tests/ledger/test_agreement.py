"""Krippendorff's alpha on the examples that its author published."""

from __future__ import annotations

import pytest

from dragoman.ledger.agreement import krippendorff_alpha

# K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011): example A (two observers,
# binary) and example C (four observers, missing labels), both for nominal data.
TWO = ("0100000010", "1110010000")
FOUR = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")


def units(rows: tuple[str, ...]) -> list[dict[str, str]]:
    columns = zip(*rows, strict=True)
    return [{str(who): label for who, label in enumerate(column) if label != "."} for column in columns]


@pytest.mark.parametrize(("rows", "alpha"), [(TWO, 0.095), (FOUR, 0.743)], ids=["two", "four"])
def test_published_examples(rows: tuple[str, ...], alpha: float) -> None:
    assert krippendorff_alpha(units(rows)) == pytest.approx(alpha, abs=0.0005)


def test_nothing_can_be_said_of_one_reviewer_or_one_label() -> None:
    assert krippendorff_alpha([{"a": "accept"}]) is None
    assert krippendorff_alpha([{"a": "accept", "b": "accept"}]) is None
