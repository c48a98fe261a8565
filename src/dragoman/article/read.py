"""`read_article`: from a page as it came to a clean article, or the reason why there is none."""

from __future__ import annotations

import re

from dragoman.article.article import Article
from dragoman.article.collection import collection_paused
from dragoman.article.decoding import decode, is_binary, plain
from dragoman.article.draft import Draft, finish
from dragoman.article.foreign_blocks import drop_foreign
from dragoman.article.html_page import read_html
from dragoman.article.language import primary_tag, tell_language
from dragoman.article.markdown_page import read_markdown
from dragoman.article.text_page import read_text
from dragoman.pages import Page, PageFormat, Skipped, SkipReason

# Larger pages are dumps, not articles; the largest page of 622 development pages has 3 MB.
_MAX_CHARACTERS = 16_000_000
_MAX_TAGS = 300_000
_MAX_LINES = 20_000
_MIN_LETTERS = 20
_READABLE = re.compile(r"[^\s�\ufeff]")


def read_article(page: Page) -> Article | Skipped:
    """The article of a page: its parts, what was removed and mended, and what the page says of itself.

    A page without an article, or without text, is `Skipped` with the reason; no
    content raises.
    """
    if len(page.content) > _MAX_CHARACTERS:
        return _skip(
            page, SkipReason.TOO_LARGE, f"{len(page.content):,} characters; the limit is {_MAX_CHARACTERS:,}"
        )
    if not page.content or page.content.isspace():
        return _skip(page, SkipReason.EMPTY, "the page holds no characters")
    if isinstance(page.content, bytes) and is_binary(page.content):
        return _skip(page, SkipReason.BINARY, "the bytes are no text")
    source = decode(page.content, page.charset) if isinstance(page.content, bytes) else page.content
    source = plain(source) if isinstance(page.content, str) else source.replace("\x00", "�")
    if _READABLE.search(source) is None:
        return _skip(page, SkipReason.EMPTY, "the page holds no characters that can be read")
    if (excess := _excess(source, page.format)) is not None:
        return _skip(page, SkipReason.TOO_LARGE, excess)
    with collection_paused():
        return _read_sound(source, page)


def _read_sound(source: str, page: Page) -> Article | Skipped:
    """The article of a page that is no larger than can be read."""
    draft = _read(source, page)
    if draft is None or sum(len(block.text) for block in draft.blocks) < _MIN_LETTERS:
        return _skip(page, SkipReason.NO_ARTICLE, "no running text was found")
    draft.language = tell_language(_sample(draft), draft.language) or primary_tag(draft.language)
    drop_foreign(draft)
    return finish(draft, page)


def _excess(source: str, form: PageFormat) -> str | None:
    """What a page has too much of to be read within the limit of five seconds, or None."""
    if len(source) <= _MAX_LINES:
        return None
    if form is PageFormat.HTML:
        n_tags = source.count("<") if len(source) > _MAX_TAGS else 0
        return f"{n_tags:,} tags; the limit is {_MAX_TAGS:,}" if n_tags > _MAX_TAGS else None
    n_lines = source.count("\n")
    return f"{n_lines:,} lines; the limit is {_MAX_LINES:,}" if n_lines > _MAX_LINES else None


def _read(source: str, page: Page) -> Draft | None:
    if page.format is PageFormat.HTML:
        return read_html(source, page.url)
    # Line ends of any system, one character for one, so that offsets stay.
    source = source.replace("\r\n", " \n").replace("\r", "\n")
    if page.format is PageFormat.MARKDOWN:
        return read_markdown(source, page.url)
    return read_text(source, page.url)


def _sample(draft: Draft) -> str:
    blocks = [block.text for block in draft.blocks[:12]]
    if draft.headline is not None:
        blocks.append(draft.headline.text)
    return "\n".join(blocks)


def _skip(page: Page, reason: SkipReason, detail: str) -> Skipped:
    return Skipped(page.id, page.origin, reason, detail)
