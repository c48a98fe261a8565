"""Reads an article out of Markdown: front matter is what the page states, the rest is its body.

Front matter may be YAML or JSON between "---" lines. HTML inside Markdown is read as
such. Lists of sources and of related pages at the end are furniture.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from dragoman.article.article import PageDate, PartKind
from dragoman.article.authors import split_authors
from dragoman.article.dateline import read_dateline
from dragoman.article.draft import Block, Draft
from dragoman.article.furniture import find_reason, fold
from dragoman.article.html_page import drop_told_standfirst
from dragoman.article.page_date import parse_page_date
from dragoman.article.text_page import drop_duplicates, is_running_text, mended
from dragoman.article.tree import parse_tree, text_of

_FRONT = re.compile(r"\s*---[ \t]*(json|yaml|toml)?[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|$)", re.S)
_PUBLISHED = (
    "published_time",
    "datepublished",
    "date_published",
    "published",
    "publishdate",
    "publish_date",
    "date",
    "pubdate",
    "created",
    "datum",
    "fecha",
    "data",
)
_UPDATED = ("modified_time", "datemodified", "modified", "updated", "lastmod", "last_modified", "update_date")
_AUTHORS = (
    "authors",
    "author",
    "byline",
    "by",
    "creator",
    "autor",
    "autores",
    "auteur",
    "auteurs",
    "tacgia",
    "verfasser",
)
_STANDFIRST = (
    "standfirst",
    "excerpt",
    "description",
    "summary",
    "subtitle",
    "lead",
    "dek",
    "teaser",
    "abstract",
)
_SECTIONS = ("section", "category", "categories", "rubric", "ressort")
_URLS = ("source_url", "canonical_url", "canonical", "original_url", "link", "url", "permalink")
_BLOCK_TAGS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "td", "figcaption", "div")
_CONTROLS = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]"
)  # lxml takes none of them back
_NOT_PROSE = ("script", "style", "ins", "iframe", "noscript", "template")
_SYNTHETIC_KEY = re.compile(r"[a-z_]+\.[a-z_]+")


def read_markdown(source: str, url: str | None = None) -> Draft:
    """The draft of a Markdown page."""
    draft = Draft(url=url)
    front, start = read_front_matter(source)
    _from_front_matter(draft, front)
    blocks = list(_blocks(source[start:], start))
    blocks = _take_head(draft, blocks)
    draft.blocks = [mended(block) for block in _take_furniture(draft, blocks)]
    drop_duplicates(draft)
    drop_told_standfirst(draft)
    if draft.blocks:
        draft.dateline_place, draft.dateline_on = read_dateline(draft.blocks[0].text, draft.published)
    return draft


def read_front_matter(source: str) -> tuple[dict[str, Any], int]:
    """The fields of the front matter, keys in lower case, and the offset where the body begins."""
    match = _FRONT.match(source)
    if match is None:
        return {}, 0
    try:
        if match[1] == "json" or match[2].lstrip().startswith("{"):
            loaded = json.loads(match[2])
        else:
            loaded = yaml.load(match[2], Loader=yaml.BaseLoader)  # strings only: dates stay as printed
    except (ValueError, yaml.YAMLError, RecursionError):
        loaded = _loose_fields(match[2])
    if not isinstance(loaded, dict):
        return {}, 0 if loaded is None else match.end()
    return {str(key).lower(): value for key, value in loaded.items()}, match.end()


def _loose_fields(text: str) -> dict[str, str]:
    """Fields of front matter that is no sound YAML: one "key: value" a line."""
    found = re.findall(r"^([A-Za-z_][\w \-]*):[ \t]*(.*?)[ \t]*$", text, re.M)
    return {key: value.strip("\"'") for key, value in found}


def _from_front_matter(draft: Draft, front: dict[str, Any]) -> None:
    headline = _first(front, ("title", "headline", "titel", "titulo", "titre"))
    if headline:
        draft.headline = mended(Block(headline, PartKind.HEADLINE))
    draft.published = _first_date(front, _PUBLISHED)
    draft.updated = _first_date(front, _UPDATED)
    authors = next((front[key] for key in _AUTHORS if front.get(key)), None)
    if isinstance(authors, (str, list)):
        draft.authors = split_authors(_texts(authors))
    section = _first(front, _SECTIONS)
    if section and not _SYNTHETIC_KEY.fullmatch(section):
        draft.section = section
    address = _first(front, _URLS)
    draft.url = address if address and address.startswith("http") else draft.url
    draft.outlet = _first(front, ("outlet", "publisher", "site_name"))
    draft.language = _first(front, ("lang", "language", "locale"))
    standfirst = _first(front, _STANDFIRST) or _unnamed_standfirst(front, headline)
    if standfirst and standfirst != headline:
        draft.standfirst = mended(Block(standfirst, PartKind.STANDFIRST))


def _texts(value: Any) -> list[str]:
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    if isinstance(value, dict):
        return _texts(value.get("name", ""))
    return [" ".join(value.split())] if isinstance(value, str) else []


def _first(front: dict[str, Any], keys: tuple[str, ...]) -> str | None:
    return next((text for key in keys for text in _texts(front.get(key)) if text), None)


def _first_date(front: dict[str, Any], keys: tuple[str, ...]) -> PageDate | None:
    for key in keys:
        text = _first(front, (key,))
        stated = parse_page_date(text, f"front matter {key}") if text else None
        if stated is not None:
            return stated
    return None


def _unnamed_standfirst(front: dict[str, Any], headline: str | None) -> str | None:
    """A field of any other name that holds a sentence: sites name their summary in their own language."""
    for value in front.values():
        text = " ".join(value.split()) if isinstance(value, str) else ""
        if text != headline and 12 <= len(text.split()) <= 80 and text.endswith((".", "!", "?", "”", '"')):
            return text
    return None


def _blocks(source: str, shift: int) -> Iterator[Block]:
    """The blocks of the body; `shift` is where it begins in the page."""
    starts = [0]
    for line in source.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(source)
    context: list[str] = []
    for token in tokens:
        if token.type in ("list_item_open", "blockquote_open", "heading_open", "td_open", "th_open"):
            context.append(token.tag)
        elif token.type in ("list_item_close", "blockquote_close", "heading_close", "td_close", "th_close"):
            context.pop()
        first, last = token.map or (0, 0)
        span = (
            shift + starts[min(first, len(starts) - 1)],
            shift + min(starts[min(last, len(starts) - 1)], len(source)),
        )
        if token.type == "inline":
            yield from _of_text(_inline_text(token), _kind(context), span)
        elif token.type in ("code_block", "fence"):
            yield from _of_text(" ".join(token.content.split()), PartKind.PARAGRAPH, span)
        elif token.type == "html_block":
            yield from _of_html(token.content, span)


def _of_text(text: str, kind: PartKind, span: tuple[int, int]) -> Iterator[Block]:
    if text:
        yield Block(text, kind, *span)


def _of_html(content: str, span: tuple[int, int]) -> Iterator[Block]:
    tree = parse_tree(content)
    if tree is None:
        return
    for element in list(tree.elements(*_NOT_PROSE)):
        element.text = None
        for child in list(element):
            element.remove(child)
    for line_break in tree.elements("br"):
        line_break.tail = " " + _CONTROLS.sub(" ", line_break.tail or "")
    blocks = [
        element for element in tree.elements(*_BLOCK_TAGS) if next(element.iter(*_BLOCK_TAGS)) is element
    ]
    inner = [
        element for element in blocks if not any(child is not element for child in element.iter(*_BLOCK_TAGS))
    ]
    if not inner:
        yield from _of_text(text_of(tree.root), PartKind.PARAGRAPH, span)
    for element in inner:
        kind = {"li": PartKind.LIST_ITEM, "blockquote": PartKind.QUOTE, "td": PartKind.TABLE}.get(
            str(element.tag)
        )
        if kind is None:
            kind = PartKind.HEADING if str(element.tag).startswith("h") else PartKind.PARAGRAPH
        yield from _of_text(text_of(element), kind, span)


def _kind(context: list[str]) -> PartKind:
    for tag in reversed(context):
        if tag.startswith("h") and len(tag) == 2:
            return PartKind.HEADING
        if tag in ("li", "td", "th", "blockquote"):
            return {"li": PartKind.LIST_ITEM, "blockquote": PartKind.QUOTE}.get(tag, PartKind.TABLE)
    return PartKind.PARAGRAPH


def _inline_text(token: Token) -> str:
    pieces: list[str] = []
    links, words, open_link = 0, 0, False
    for child in token.children or ():
        if child.type == "link_open":
            open_link = True
        elif child.type == "link_close":
            open_link = False
        elif child.type in ("softbreak", "hardbreak"):
            pieces.append(" ")
        elif child.type in ("text", "code_inline", "text_special"):
            pieces.append(child.content)
            links += len(child.content) if open_link else 0
            words += len(child.content.strip())
        elif child.type == "html_inline" and child.content.lower().startswith("<br"):
            pieces.append(" ")
    text = " ".join("".join(pieces).split())
    token.meta["link_share"] = links / max(1, words)
    return text


def _take_head(draft: Draft, blocks: list[Block]) -> list[Block]:
    """Take the headline out of the body; what stands before it is section, date or furniture."""
    place = next((i for i, block in enumerate(blocks) if block.kind is PartKind.HEADING), None)
    if draft.headline is not None or place is None:
        return blocks
    prose = next((i for i, block in enumerate(blocks) if is_running_text(block.text)), len(blocks))
    headings = [i for i in range(prose) if blocks[i].kind is PartKind.HEADING]
    if not headings:
        return blocks
    best = max(headings, key=lambda i: (len(blocks[i].text.split()) > 3, i))
    for i, block in enumerate(blocks[:best]):
        stated = parse_page_date(block.text, "text") if len(block.text) < 60 else None
        if stated is not None and draft.published is None:
            draft.published = stated
            draft.remove(block.text, "date line")
        elif block.kind is PartKind.HEADING and draft.section is None and i == best - 1:
            draft.section = block.text
        else:
            draft.remove(block.text, "before the headline")
    blocks[best].kind = PartKind.HEADLINE
    draft.headline = mended(blocks[best])
    return blocks[best + 1 :]


def _take_furniture(draft: Draft, blocks: list[Block]) -> Iterator[Block]:
    """The blocks of the article; sections that list other pages are taken out whole."""
    closing: str | None = None
    for block in blocks:
        reason = None if is_running_text(block.text) and len(block.text) > 200 else find_reason(block.text)
        if block.kind is PartKind.HEADING:
            closing = reason.reason if reason is not None else None
        if closing is not None:
            draft.remove(block.text, closing)
        elif reason is not None:
            draft.remove(block.text, reason.reason, reason.language)
        elif fold(block.text):
            yield block
