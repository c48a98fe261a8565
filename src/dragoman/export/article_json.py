"""An article, and a page that gave none, as plain JSON values."""

from __future__ import annotations

from typing import Any

from dragoman.article import Article, PageDate
from dragoman.pages import Skipped

Json = dict[str, Any]


def article_json(article: Article) -> Json:
    """The article as the record schema has it: `text` the body, `full_text` the whole.

    Offsets of parts and repairs are code points of `full_text`.
    """
    return {
        "headline": article.headline,
        "section": article.section,
        "standfirst": article.standfirst,
        "authors": list(article.authors),
        "published": _stated(article.published),
        "updated": _stated(article.updated),
        "dateline": {
            "place": article.dateline_place,
            "date": article.dateline_on.isoformat() if article.dateline_on is not None else None,
        },
        "language": article.language,
        "kind": str(article.kind),
        "url": article.url,
        "outlet": article.outlet,
        "text": article.body,
        "full_text": article.text,
        "paragraphs": list(article.paragraphs),
        "parts": [{"kind": str(part.kind), "start": part.start, "end": part.end} for part in article.parts],
        "captions": list(article.captions),
        "furniture": [
            {"text": piece.text, "reason": piece.reason, "language": piece.language}
            for piece in article.furniture
        ],
        "repairs": [
            {"kind": repair.kind, "start": repair.start, "end": repair.end, "before": repair.before}
            for repair in article.repairs
        ],
        "confidence": round(article.confidence, 4),
        "origin": article.origin,
    }


def skipped_json(skipped: Skipped) -> Json:
    """A page that gave no record: its name, where it came from, and why."""
    return {
        "doc_id": skipped.id,
        "origin": skipped.origin,
        "skipped": {"reason": str(skipped.reason), "detail": skipped.detail},
    }


def _stated(stated: PageDate | None) -> str | None:
    return stated.value if stated is not None else None
