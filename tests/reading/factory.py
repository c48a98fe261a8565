"""Articles and briefs of short texts, for tests of this stage."""

from __future__ import annotations

from dragoman.article import Article, PageDate, Part, PartKind
from dragoman.interval import Interval
from dragoman.reading.brief import Brief, make_brief
from dragoman.reading.reader import read_brief
from dragoman.reading.record import Record


def article_of(text: str, published: str | None = "2022-03-10", headline: str | None = None) -> Article:
    """An article whose paragraphs are parted by blank lines."""
    blocks = [(PartKind.PARAGRAPH, block) for block in text.split("\n\n")]
    if headline is not None:
        blocks.insert(0, (PartKind.HEADLINE, headline))
    parts, position = [], 0
    for kind, block in blocks:
        parts.append(Part(kind, position, position + len(block)))
        position += len(block) + 2
    date = None if published is None else PageDate(published, Interval.parse(published), "test")
    body_start = parts[1].start if headline is not None else 0
    whole = "\n\n".join(block for _, block in blocks)
    return Article("test", whole, tuple(parts), body_start, published=date, language="en")


def brief_of(text: str, published: str | None = "2022-03-10", headline: str | None = None) -> Brief:
    """A text made ready for reading."""
    return make_brief(article_of(text, published, headline))


def record_of(text: str, published: str | None = "2022-03-10", headline: str | None = None) -> Record:
    """The record of a text, whatever it is about."""
    return read_brief(brief_of(text, published, headline))
