"""The page of known errors shows errors that are there."""

from __future__ import annotations

from pathlib import Path

import pytest
from tools.docs.readings import Shown, iter_shown, outcome, with_outcomes

PAGE = Path(__file__).parent.parent.parent / "docs" / "explanation" / "known-errors.md"
MENDED = (
    "no longer comes out so. Take the example out if the error is mended; otherwise write what comes out today: "
    "python -m tools.docs.readings docs/explanation/known-errors.md"
)
FENCE = "A class:\n\n```reading-meetings-events\nOne.\n\nTwo.\n->\nnothing\n```\n"


@pytest.mark.parametrize(
    "shown", list(iter_shown(PAGE.read_text("utf-8"))), ids=lambda shown: f"line-{shown.line}"
)
def test_example_comes_out_as_the_page_says(shown: Shown) -> None:
    assert shown.outcome == outcome(shown.text, shown.kinds), f"{PAGE.name}, line {shown.line}: {MENDED}"


def test_texts_are_found_with_their_kinds_and_outcomes() -> None:
    assert list(iter_shown(FENCE)) == [Shown(3, ("meetings", "events"), "One.\n\nTwo.", ["nothing"])]


def test_outcomes_are_written_beside_their_texts() -> None:
    text = (
        "Japanese Foreign Minister Yoko Kamikawa met Italian Foreign Minister Antonio Tajani on 3 March 2024."
    )
    page = FENCE.replace("One.\n\nTwo.", text).replace("meetings-events", "meetings")

    (shown,) = iter_shown(with_outcomes(page))

    assert shown.text == text
    assert shown.outcome == ["held meeting: Yoko Kamikawa (JPN), Antonio Tajani (ITA); in_person; 2024-03-03"]
    assert with_outcomes(page).replace(shown.outcome[0], "nothing") == page
