"""One line of `dragoman article --jsonl`: a page in, its article out, as plain JSON values."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dragoman.article.article import Article
from dragoman.article.read import read_article
from dragoman.errors import BadItem
from dragoman.pages import Page, PageFormat, Skipped

_FORMATS = {".md": PageFormat.MARKDOWN, ".markdown": PageFormat.MARKDOWN, ".txt": PageFormat.TEXT}


def article_line(item: dict[str, Any]) -> dict[str, Any]:
    """The article of one item as the contract prints it.

    Args:
        item: `id`, one of `path`, `html` and `text`, and optionally `url`.

    Raises:
        BadItem: The item names no page, or its page gives no article.
    """
    article = read_article(_page_of(item))
    if isinstance(article, Skipped):
        raise BadItem(f"No article in item {item.get('id')!r}: {article.reason}, {article.detail}.")
    return article_values(article)


def article_values(article: Article) -> dict[str, Any]:
    """The fields of the contract for an article."""
    return {
        "id": article.id,
        "headline": article.headline,
        "section": article.section,
        "standfirst": article.standfirst,
        "authors": list(article.authors),
        "published": article.published.value if article.published else None,
        "updated": article.updated.value if article.updated else None,
        "language": article.language,
        "text": article.body,
        "paragraphs": list(article.paragraphs),
        "furniture": [
            {"text": f.text, "reason": f.reason, "language": f.language} for f in article.furniture
        ],
        "kind": article.kind.value,
    }


def _page_of(item: dict[str, Any]) -> Page:
    name, url = str(item.get("id", "")), item.get("url")
    url = url if isinstance(url, str) else None
    for key, form in (("html", PageFormat.HTML), ("text", PageFormat.TEXT)):
        if isinstance(item.get(key), str):
            return Page(name, item[key], form, f"item {name!r}", url)
    if not isinstance(item.get("path"), str):
        raise BadItem(f"Item {name!r} names no page. Give one of: path, html, text.")
    path = Path(item["path"])
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BadItem(f'Item {name!r}: the file "{path}" cannot be read ({error.strerror}).') from error
    return Page(name, content, _FORMATS.get(path.suffix.lower(), PageFormat.HTML), str(path), url)
