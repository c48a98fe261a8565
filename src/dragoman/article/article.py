"""The types of the article stage: a clean article, its parts, what was removed and mended.

`Article.text` is the whole article: headline, standfirst, byline and body blocks
joined by blank lines. All offsets are code points into it, half-open.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dragoman.errors import MissingEvidence
from dragoman.interval import Interval
from dragoman.pages import PageFormat


class PartKind(StrEnum):
    """What a block of an article is."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    TABLE = "table"
    QUOTE = "quote"


class ArticleKind(StrEnum):
    """What the page is; only an ARTICLE is read further."""

    ARTICLE = "article"
    LIST_PAGE = "list_page"
    PAYWALL = "paywall"
    ERROR_PAGE = "error_page"
    COOKIE_WALL = "cookie_wall"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words of one article that a value came from.

    `document_id` is the article's id; `start` is the first character in
    `Article.text`, `end` one past the last, and `end > start`.
    """

    document_id: str
    start: int
    end: int

    def __post_init__(self) -> None:
        if self.start < 0 or self.end <= self.start:
            raise MissingEvidence(
                f"Evidence [{self.start}, {self.end}) of document {self.document_id!r} holds no words."
            )


@dataclass(frozen=True, slots=True)
class Part:
    """One block of the article.

    `start`, `end`: code points in `Article.text`. `source_start`, `source_end`:
    code points in the decoded page source, or None where they are not known.
    """

    kind: PartKind
    start: int
    end: int
    source_start: int | None = None
    source_end: int | None = None


@dataclass(frozen=True, slots=True)
class Furniture:
    """A block of the page that is not the article: its words and why it was taken out.

    `language` is a BCP 47 tag where it could be told.
    """

    text: str
    reason: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """Something that was mended in the article's text.

    `kind`: "rejoined" (a paragraph cut in mid-sentence), "encoding" (characters
    encoded twice), "duplicate" (a block that stood there twice). `start`, `end`:
    the mended place in `Article.text`; `before`: the words as they came.
    """

    kind: str
    start: int
    end: int
    before: str


@dataclass(frozen=True, slots=True)
class PageDate:
    """A date that the page states of itself.

    `value` is ISO 8601, with time and zone as far as the page gives them;
    `origin` says where it stood ("json-ld datePublished", "front matter", "text").
    """

    value: str
    interval: Interval
    origin: str


@dataclass(frozen=True, slots=True)
class Article:
    """A clean article with its parts, and what was removed and mended on the way.

    `format`: what the page was that it was read from, None where no page was.
    """

    id: str
    text: str
    parts: tuple[Part, ...]
    body_start: int
    kind: ArticleKind = ArticleKind.ARTICLE
    section: str | None = None
    authors: tuple[str, ...] = ()
    published: PageDate | None = None
    updated: PageDate | None = None
    dateline_place: str | None = None
    dateline_on: Interval | None = None
    language: str | None = None
    url: str | None = None
    outlet: str | None = None
    captions: tuple[str, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    repairs: tuple[Repair, ...] = ()
    confidence: float = 1.0
    origin: str = ""
    format: PageFormat | None = None

    def words(self, start: int, end: int) -> str:
        """The words between two offsets of `text`."""
        return self.text[start:end]

    def first(self, kind: PartKind) -> str | None:
        """The words of the first part of a kind, or None where there is none."""
        return next((self.text[part.start : part.end] for part in self.parts if part.kind is kind), None)

    @property
    def headline(self) -> str | None:
        """The headline, or None where the page has none."""
        return self.first(PartKind.HEADLINE)

    @property
    def standfirst(self) -> str | None:
        """The standfirst (summary under the headline), or None."""
        return self.first(PartKind.STANDFIRST)

    @property
    def body(self) -> str:
        """The body blocks joined by blank lines: the article without its head."""
        return self.text[self.body_start :]

    @property
    def body_parts(self) -> tuple[Part, ...]:
        """The parts of the body, in order."""
        return tuple(part for part in self.parts if part.start >= self.body_start)

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The words of each body block, in order."""
        return tuple(self.text[part.start : part.end] for part in self.body_parts)
