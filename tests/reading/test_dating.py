"""An undated article is dated from what it says, as an interval with its reasons."""

from __future__ import annotations

from tests.reading.factory import brief_of


def test_office_holders_bound_the_date() -> None:
    text = (
        "US President Joe Biden and Japanese Prime Minister Fumio Kishida spoke by video link. "
        "White House Press Secretary Jen Psaki called the talks useful."
    )
    estimate = brief_of(text, published=None).estimate
    assert estimate is not None
    assert estimate.interval.isoformat() == "2021-10-04/2022-05-13"
    assert len(estimate.reasons) == 3
    assert estimate.evidence


def test_plans_lie_ahead_of_the_article() -> None:
    text = (
        "US President Joe Biden and Japanese Prime Minister Fumio Kishida spoke by video link. "
        "White House Press Secretary Jen Psaki called the talks useful. "
        "Japan will host a summit in the first half of this year."
    )
    brief = brief_of(text, published=None)
    assert brief.anchor is not None
    assert brief.anchor.earliest.isoformat() == "2022-01-01"
    assert [each.interval.isoformat() for each in brief.times if each.interval is not None] == [
        "2022-01/2022-06"
    ]


def test_a_text_that_says_nothing_of_its_date_has_none() -> None:
    assert brief_of("The minister spoke to reporters.", published=None).anchor is None
