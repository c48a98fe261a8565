"""Reads an article out of an HTML page."""

from __future__ import annotations

from dragoman.article._trafilatura import read_body
from dragoman.article.article import PartKind
from dragoman.article.dateline import read_dateline
from dragoman.article.draft import Block, Draft
from dragoman.article.furniture import find_reason, fold
from dragoman.article.metadata import Statements, read_statements
from dragoman.article.text_page import drop_duplicates, is_running_text, mended
from dragoman.article.tree import parse_tree


def read_html(source: str, url: str | None = None) -> Draft | None:
    """The draft of an HTML page, or None where it holds no element."""
    tree = parse_tree(source)
    if tree is None:
        return None
    stated = read_statements(tree, url)
    draft = draft_of(stated)
    for block in read_body(source):
        reason = None if is_running_text(block.text) else find_reason(block.text)
        if reason is None:
            draft.blocks.append(mended(block))
        else:
            draft.remove(block.text, reason.reason, reason.language)
    drop_duplicates(draft)
    drop_told_standfirst(draft)
    if draft.blocks:
        draft.dateline_place, draft.dateline_on = read_dateline(draft.blocks[0].text, draft.published)
    return draft


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
    if stated.description and stated.description != stated.headline:
        draft.standfirst = mended(Block(stated.description, PartKind.STANDFIRST))
    return draft


def drop_told_standfirst(draft: Draft) -> None:
    """No standfirst where it is only the beginning of the body, as summaries made by machines are."""
    if draft.standfirst is None:
        return
    words = fold(draft.standfirst.text.rstrip(".… ")).removesuffix(" hellip")
    story = fold(" ".join(block.text for block in draft.blocks[:6]))
    if words[: max(30, int(0.9 * len(words)))] in story or draft.standfirst.text.endswith(
        ("...", "…", "[...]")
    ):
        draft.standfirst = None
