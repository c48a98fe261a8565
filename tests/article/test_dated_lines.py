"""Dates that stand in a line before or after the body."""

import pytest

from dragoman.article.dated_lines import find_dated_line
from dragoman.article.layout import Layout, TextBlock


def _layout(*texts: str) -> Layout:
    blocks = [TextBlock(text, len(text.split()), 0, 0, 0, 0, 0) for text in texts]
    return Layout(blocks, [-1], ["div"], ["div"])


@pytest.mark.parametrize(
    "lines",
    [
        ("The body of it.", "Posted on 3 May 2013 at 11:51"),
        ("The body of it.", "Von Christian am 03.05.2013, 11:51"),
        ("The body of it.", "Datum", "03.05.2013"),
        ("The body of it.", "Date: May 3, 2013"),
    ],
)
def test_finds_the_day_behind_the_body(lines: tuple[str, ...]) -> None:
    found = find_dated_line(_layout(*lines), [0])
    assert found is not None
    assert found.value[:10] == "2013-05-03"
    assert found.origin == "text"


@pytest.mark.parametrize(
    "lines",
    [
        ("The body of it.", "Conference in Rome, 3 May 2013"),
        ("The body, published on 3 May 2013.", "Share"),
        ("The body of it.", *["Link"] * 9, "Posted on 3 May 2013"),
    ],
)
def test_believes_no_other_day(lines: tuple[str, ...]) -> None:
    assert find_dated_line(_layout(*lines), [0]) is None


def test_has_no_day_without_a_body() -> None:
    assert find_dated_line(_layout("Posted on 3 May 2013"), []) is None
