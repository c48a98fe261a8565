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

__all__ = ["Article", "ArticleKind", "Evidence", "Furniture", "PageDate", "Part", "PartKind", "Repair"]
