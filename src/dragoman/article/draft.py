"""An article while it is being read, and how it becomes an `Article`.

A reader of HTML, Markdown or plain text fills a `Draft` with blocks; `finish`
lays the blocks out as one text with spans. Offsets inside a block count its own
characters until then.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.article.article import Article, ArticleKind, Furniture, PageDate, Part, PartKind, Repair
from dragoman.interval import Interval
from dragoman.pages import Page

_SEPARATOR = "\n\n"


@dataclass(slots=True)
class Block:
    """One block of the page: its words, what it is, and where it stood.

    `source_start`, `source_end`: code points in the decoded page. `repairs`: kind,
    start and end in `text`, and the words as they came.
    """

    text: str
    kind: PartKind = PartKind.PARAGRAPH
    source_start: int | None = None
    source_end: int | None = None
    repairs: list[tuple[str, int, int, str]] = field(default_factory=list)


@dataclass(slots=True)
class Draft:
    """What is known of an article so far."""

    headline: Block | None = None
    standfirst: Block | None = None
    byline: Block | None = None
    blocks: list[Block] = field(default_factory=list)
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
    captions: list[str] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)
    confidence: float = 1.0

    def remove(self, text: str, reason: str, language: str | None = None) -> None:
        """Keep a block of the page as furniture, with the reason why it is no part of the article."""
        self.furniture.append(Furniture(text, reason, language))


def finish(draft: Draft, page: Page) -> Article:
    """The article of a draft: one text, each part with its span."""
    pieces: list[str] = []
    parts: list[Part] = []
    repairs: list[Repair] = []
    length = 0

    def lay(block: Block) -> None:
        nonlocal length
        if pieces:
            pieces.append(_SEPARATOR)
            length += len(_SEPARATOR)
        pieces.append(block.text)
        parts.append(Part(block.kind, length, length + len(block.text), block.source_start, block.source_end))
        repairs.extend(
            Repair(kind, length + start, length + end, before) for kind, start, end, before in block.repairs
        )
        length += len(block.text)

    for block in (draft.headline, draft.standfirst, draft.byline):
        if block is not None and block.text:
            lay(block)
    body_start = length + (len(_SEPARATOR) if pieces and draft.blocks else 0)
    for block in draft.blocks:
        lay(block)
    return Article(
        id=page.id,
        text="".join(pieces),
        parts=tuple(parts),
        body_start=body_start,
        kind=draft.kind,
        section=draft.section,
        authors=draft.authors,
        published=draft.published,
        updated=draft.updated,
        dateline_place=draft.dateline_place,
        dateline_on=draft.dateline_on,
        language=draft.language,
        url=draft.url,
        outlet=draft.outlet,
        captions=tuple(draft.captions),
        furniture=tuple(draft.furniture),
        repairs=tuple(repairs),
        confidence=draft.confidence,
        origin=page.origin,
        format=page.format,
    )
