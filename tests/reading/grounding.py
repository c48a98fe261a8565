"""Finds every piece of evidence in a record, wherever it hangs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from dragoman.article import Article, Evidence
from dragoman.reading import Record


def iter_evidence(value: object) -> Iterator[Evidence]:
    """All evidence in a value, its parts and their parts; the article itself is passed over."""
    if isinstance(value, Evidence):
        yield value
    elif isinstance(value, tuple | list):
        for part in value:
            yield from iter_evidence(part)
    elif is_dataclass(value) and not isinstance(value, Article):
        for field in fields(value):
            yield from iter_evidence(getattr(value, field.name))


def assert_grounded(record: Record) -> int:
    """Every evidence slices back to words of the article; gives how many there are."""
    text, count = record.article.text, 0
    for evidence in iter_evidence(record):
        words = text[evidence.start : evidence.end]
        assert evidence.document_id == record.article.id
        assert len(words) == evidence.end - evidence.start, evidence
        assert words.strip(), evidence
        count += 1
    return count
