"""Ids that follow from content, so that two runs agree and nothing is stored twice.

An article is its page's name, its URL and its words. Two pages with the same words
stay two articles (`text_key` shows that they agree); joining copies is a decision
of its own. A value is its article, its kind and what it says, without confidence
and order, so that a person's decision on it survives a re-reading by a better
model. A reading is everything that it says, so that the same record changes nothing.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from dragoman.article import Article
from dragoman.ledger.schema import ID_LENGTH
from dragoman.ledger.serial import canonical
from dragoman.pages import Skipped

# What a reading judges of a value, and what may change without the value being another.
JUDGEMENTS = ("confidence", "salience")


def content_id(*parts: Any) -> str:
    """24 hexadecimal digits (96 bits of SHA-256) of plain JSON values."""
    return _short(canonical(parts))


def _short(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:ID_LENGTH]


def article_id(article: Article) -> str:
    """The id of an article: its page's name, URL and words."""
    return content_id("article", article.id, article.url, article.text)


def page_key(article: Article) -> str:
    """The key that all texts of one page share, whatever was cleaned away."""
    return content_id("page", article.id, article.url)


def value_id(of_article: str, kind: str, body: str) -> str:
    """The id of a value, given its canonical JSON without the judgements."""
    # Put together by hand, so that the body is written once; the same text as `content_id` gives.
    return _short(f'["value","{of_article}","{kind}",{body}]')


def reading_id(of_article: str, record: dict[str, Any]) -> str:
    """The id of a reading, given the record's JSON; the path that it came by does not count."""
    article = {key: item for key, item in record["article"].items() if key not in ("text", "origin")}
    return content_id("reading", of_article, {**record, "article": article})


def skipped_id(skipped: Skipped) -> str:
    """The id of a page that gave no record: its name, place and reason."""
    return content_id("skipped", skipped.id, skipped.origin, str(skipped.reason), skipped.detail)
