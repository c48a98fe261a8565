"""Furniture by its words, and lines without measure."""

from __future__ import annotations

import pytest

from dragoman.article.authors import split_authors
from dragoman.article.furniture import find_reason


@pytest.mark.parametrize("text", ["###", "- 30 -", "ENDS", "* * *", "----------", "- END -"])
def test_lines_that_end_an_article_are_end_marks(text: str) -> None:
    reason = find_reason(text)

    assert reason is not None
    assert reason.reason == "end mark"


@pytest.mark.parametrize("text", ["30", "- 30 people -", "-" * 390 + "x", "ENDSIEG", "= =" * 130 + "x"])
def test_other_lines_are_none(text: str) -> None:
    reason = find_reason(text)

    assert reason is None or reason.reason != "end mark"


def test_a_byline_is_read_no_further_than_bylines_go() -> None:
    assert split_authors("By Ann Lee" + " " * 100_000 + "; Bob Ray") == ("Ann Lee",)
    assert split_authors("By Ann Lee; Bob Ray") == ("Ann Lee", "Bob Ray")
