"""Statements: what persons, offices and governments said, with the speaker resolved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dragoman.article import Article
from dragoman.language import Analysis
from dragoman.reading.cast import Cast
from dragoman.reading.record import Statement


def read_statements(article: Article, analysis: Analysis, cast: Cast, times: Sequence[Any]) -> list[Statement]:
    """What the article reports that somebody said, in order of the text."""
    return []
