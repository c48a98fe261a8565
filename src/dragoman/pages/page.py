"""What reaches dragoman: a page as it came, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class PageFormat(StrEnum):
    """The form of a page's content, by what it is, not by its file name alone."""

    HTML = "html"
    TEXT = "text"
    MARKDOWN = "markdown"


class SkipReason(StrEnum):
    """Why a page gave no record; the detail beside it says where and what."""

    EMPTY = "empty"
    BINARY = "binary"
    TOO_LARGE = "too large"
    UNREADABLE = "unreadable"
    BAD_JSON = "bad JSON"
    BAD_ITEM = "bad item"
    UNDECODABLE = "undecodable"
    NO_ARTICLE = "no article"
    LANGUAGE = "language not yet read"
    IRRELEVANT = "not about diplomacy"
    TIMEOUT = "time limit"
    FAILED = "stage failed"
    HIDDEN = "hidden file"
    NOT_A_PAGE = "not a page"
    BAD_ADDRESS = "bad address"
    PRIVATE_ADDRESS = "private address"
    ROBOTS = "forbidden by robots.txt"
    HTTP_ERROR = "HTTP error"
    TOLD_TO_WAIT = "told to wait"
    REDIRECTS = "too many redirects"
    NETWORK = "network failure"
    NOT_MODIFIED = "not modified"
    KNOWN = "read before"


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it reached us, not yet read.

    `id` names its record file and is unique within one run (the stem of its
    source, or the `id` of its JSON line). `content` is bytes where the encoding
    is still to be found out. `origin` is where it came from, for people: a path,
    or "pages.jsonl, line 3". `published` is a date that came with the page, not in
    it (the `published` of its JSON line), ISO 8601; it goes before a date in the page.
    `listed_on` is the date under which a feed lists the page, for a page that has none.
    `charset` is what the server declared. `outlet` is who published it, where that came
    with the page (the `outlet` of its JSON line); it goes before what the page says.
    """

    id: str
    content: bytes | str
    format: PageFormat
    origin: str
    url: str | None = None
    fetched_at: datetime | None = None
    published: str | None = None
    listed_on: str | None = None
    charset: str | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A page that gave no record, and why: kept, counted, listed at the end."""

    id: str
    origin: str
    reason: SkipReason
    detail: str

    @property
    def is_loss(self) -> bool:
        """Whether a page was lost: not for what lies beside pages, was fetched before, or reports no diplomacy."""
        return self.reason not in (
            SkipReason.HIDDEN,
            SkipReason.NOT_A_PAGE,
            SkipReason.NOT_MODIFIED,
            SkipReason.KNOWN,
            SkipReason.IRRELEVANT,
        )
