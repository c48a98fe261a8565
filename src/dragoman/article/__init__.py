"""The article stage: from a page as it came to a clean article.

`read_article(page)` decides what is article and what is furniture, repairs damaged
text, and keeps the reason for everything it takes out.
"""

from dragoman.article.article import (
    Article,
    ArticleKind,
    Evidence,
    Furniture,
    PageDate,
    Part,
    PartKind,
    Repair,
)
from dragoman.article.contract import article_line, article_values
from dragoman.article.read import read_article

__all__ = [
    "Article",
    "ArticleKind",
    "Evidence",
    "Furniture",
    "PageDate",
    "Part",
    "PartKind",
    "Repair",
    "article_line",
    "article_values",
    "read_article",
]
