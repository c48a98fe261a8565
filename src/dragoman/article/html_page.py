"""Reads an article out of an HTML page."""

from __future__ import annotations

import re

from dragoman.article.article import PartKind
from dragoman.article.authors import is_person
from dragoman.article.block_classifier import classify_blocks
from dragoman.article.dated_lines import find_dated_line
from dragoman.article.dateline import read_dateline
from dragoman.article.draft import Block, Draft
from dragoman.article.furniture import fold
from dragoman.article.head_blocks import HeadStatements, is_marked_standfirst, read_head
from dragoman.article.html_body import Selection, select_body
from dragoman.article.layout import Layout
from dragoman.article.metadata import Statements, read_statements
from dragoman.article.page_kind import tell_kind
from dragoman.article.scan import scan_page
from dragoman.article.source_spans import span_of
from dragoman.article.text_page import mended
from dragoman.article.word_features import Hints

# A stated body is taken where the page itself shows less than this share of it (pages built by scripts).
_SHOWN_SHARE = 0.35
_MIN_STATED = 600
_TITLE_PIECES = re.compile(r"\s+[-–—|»·:]\s+")


def read_html(source: str, url: str | None = None) -> Draft | None:
    """The draft of an HTML page, or None where it holds no element."""
    scan = scan_page(source)
    if scan is None:
        return None
    layout = scan.layout
    stated = read_statements(scan.elements, url)
    stated.headline = _shown_headline(layout, stated.headline)
    hints = Hints(stated.headline or "", stated.description or "", stated.body or "")
    chosen = select_body(layout, classify_blocks(layout, hints).tolist(), stated.headline)
    marked = chosen.kept[0][0] if len(chosen.kept) > 2 else None
    if marked is not None and is_marked_standfirst(layout, layout.blocks[marked]):
        del chosen.kept[0]
    draft = draft_of(stated)
    for place, kind in chosen.kept:
        block = layout.blocks[place]
        draft.blocks.append(mended(Block(block.text, kind, *span_of(source, block))))
    draft.captions, draft.furniture, draft.confidence = chosen.captions, chosen.furniture, chosen.confidence
    _take_head(draft, stated, _head_of(layout, chosen, stated))
    if draft.published is None:
        draft.published = find_dated_line(layout, [place for place, _ in chosen.kept])
    _take_stated_body(draft, stated)
    drop_told_standfirst(draft)
    draft.kind = tell_kind(draft, stated.is_article, stated.is_free)
    if draft.blocks:
        draft.dateline_place, draft.dateline_on = read_dateline(draft.blocks[0].text, draft.published)
    return draft


def _shown_headline(layout: Layout, title: str | None) -> str | None:
    """The part of a page title that the page shows as a block: "Courier - World - Two rivals meet" -> "Two rivals meet"."""
    if title is None or len(_TITLE_PIECES.split(title)) < 2:
        return title
    for block in layout.blocks:
        text = block.text.strip()
        if (
            len(text.split()) >= 3
            and len(text) < len(title)
            and (title.endswith(text) or title.startswith(text))
        ):
            return text
    return title


def draft_of(stated: Statements) -> Draft:
    """A draft with what the page states of itself, still without a body."""
    draft = Draft(
        section=stated.section,
        authors=stated.authors,
        published=stated.published,
        updated=stated.updated,
        outlet=stated.outlet,
        url=stated.url,
        language=stated.language,
    )
    if stated.headline:
        draft.headline = mended(Block(stated.headline, PartKind.HEADLINE))
    return draft


def _head_of(layout: Layout, chosen: Selection, stated: Statements) -> HeadStatements:
    kept = [False] * len(layout.blocks)
    for place, _ in chosen.kept:
        kept[place] = True
    return read_head(layout, kept, stated.headline, stated.description)


def _take_head(draft: Draft, stated: Statements, shown: HeadStatements) -> None:
    """Complete the head by what stands around the headline."""
    if shown.authors and not any(is_person(name) for name in draft.authors):
        draft.authors = shown.authors
    draft.published = draft.published or shown.published
    draft.updated = draft.updated or shown.updated
    if shown.byline is not None and set(map(fold, shown.authors)) & set(map(fold, draft.authors)):
        draft.byline = mended(Block(shown.byline.text, PartKind.BYLINE))
    if shown.standfirst is not None:
        draft.standfirst = mended(Block(shown.standfirst.text, PartKind.STANDFIRST))
    elif (
        stated.description
        and stated.description != stated.headline
        and _is_of_story(stated.description, draft)
    ):
        draft.standfirst = mended(Block(stated.description, PartKind.STANDFIRST))


def _is_of_story(description: str, draft: Draft) -> bool:
    """Whether a description speaks of this article, and not of the site."""
    told = {word for word in fold(description).split() if len(word) > 4}
    missing = set(told)
    if len(told) < 4:
        return False
    for block in draft.blocks:
        missing.difference_update(fold(block.text).split())
        if len(missing) <= 0.5 * len(told):
            return True
    return False


def _take_stated_body(draft: Draft, stated: Statements) -> None:
    """Take the body from JSON-LD where the page shows next to nothing of it."""
    if stated.body is None or len(stated.body) < _MIN_STATED:
        return
    if sum(len(block.text) for block in draft.blocks) >= _SHOWN_SHARE * len(stated.body):
        return
    text = re.sub(r"<br\s*/?>|</p>", "\n\n", stated.body)
    lines = [" ".join(re.sub(r"<[^<>]+>", " ", line).split()) for line in re.split(r"\n\s*\n|\r\n|\n", text)]
    draft.blocks = [mended(Block(line)) for line in lines if line]


def drop_told_standfirst(draft: Draft) -> None:
    """No standfirst where it is only the beginning of the body, as summaries made by machines are."""
    if draft.standfirst is None:
        return
    words = fold(draft.standfirst.text.rstrip(".… ")).removesuffix(" hellip")
    story = fold(" ".join(block.text for block in draft.blocks[:6]))
    cut = draft.standfirst.text.endswith(("...", "…", "[...]"))
    if cut or words[: max(30, int(0.9 * len(words)))] in story:
        draft.standfirst = None
