"""When two texts under one name are one page."""

from __future__ import annotations

import pytest

from dragoman.ledger.rereading import is_same_page

FIRST = "Lavrov met Fidan in Ankara."
SECOND = "They spoke about grain."
THIRD = "A further round is planned."


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("\n\n".join([FIRST, SECOND]), "\n\n".join([FIRST, SECOND, "Reklam"]), True),
        ("\n\n".join([FIRST, SECOND, THIRD]), "\n\n".join([FIRST + " " + SECOND, THIRD]), True),
        ("\n\n".join([FIRST, SECOND]), THIRD, False),
        ("\n\n".join([FIRST, SECOND, THIRD]), "\n\n".join([FIRST, "a", "b"]), False),
        ("", "", False),
    ],
    ids=["furniture gone", "paragraph rejoined", "another text", "one line in common", "two empty texts"],
)
def test_two_cleanings_of_a_page_share_half_of_their_lines(left: str, right: str, same: bool) -> None:
    assert is_same_page(left, right) is same
    assert is_same_page(right, left) is same
