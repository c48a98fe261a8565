"""Pages made for the tests of the article stage."""

from __future__ import annotations

from dragoman.article import Article, read_article
from dragoman.pages import Page, PageFormat


def read(content: str | bytes, form: PageFormat = PageFormat.TEXT, url: str | None = None) -> Article:
    """The article of a page, which has to have one."""
    article = read_article(Page("p1", content, form, "a test", url))
    assert isinstance(article, Article), article
    return article
