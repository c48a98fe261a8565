"""A clean article for people: on a terminal, as Markdown, as HTML."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape

from rich.console import Console
from rich.text import Text

from dragoman.article import Article, Part, PartKind

_HEAD_KINDS = frozenset({PartKind.HEADLINE, PartKind.STANDFIRST, PartKind.BYLINE})
_TAGS = {
    PartKind.HEADLINE: "h1",
    PartKind.STANDFIRST: "p",
    PartKind.BYLINE: "p",
    PartKind.HEADING: "h2",
    PartKind.QUOTE: "blockquote",
    PartKind.TABLE: "pre",
}
_MARKS = {PartKind.HEADLINE: "# ", PartKind.HEADING: "## ", PartKind.LIST_ITEM: "- ", PartKind.QUOTE: "> "}
_INLINE = re.compile(r"([\\`*_\[\]<>])")
_AT_START = re.compile(r"^(\s*)([#+\-]|\d+(?=[.)]))")


def print_article(article: Article, console: Console, is_verbose: bool = False) -> None:
    """Prints the article; with what was removed and mended if verbose.

    Into a file or pipe each block goes as one line.
    """
    styles = {
        PartKind.HEADLINE: "bold",
        PartKind.STANDFIRST: "italic",
        PartKind.BYLINE: "dim",
        PartKind.HEADING: "bold",
    }
    for part in article.parts:
        words = ("• " if part.kind is PartKind.LIST_ITEM else "") + article.words(part.start, part.end)
        console.print(Text(words, style=styles.get(part.kind, "")), soft_wrap=not console.is_terminal)
        console.print()
    for note in _notes(article) if is_verbose else ():
        console.print(Text(note, style="dim"), soft_wrap=not console.is_terminal)


def _notes(article: Article) -> Iterator[str]:
    for repair in article.repairs:
        yield f"mended: {repair.kind}: {' '.join(repair.before.split())}"
    for piece in article.furniture:
        yield f"removed: {piece.reason}: {' '.join(piece.text.split())}"


def article_markdown(article: Article) -> str:
    """The article as Markdown, what the page says of itself as front matter."""
    facts = {
        "title": article.headline,
        "section": article.section,
        "authors": list(article.authors) or None,
        "published": article.published.value if article.published is not None else None,
        "updated": article.updated.value if article.updated is not None else None,
        "language": article.language,
        "url": article.url,
    }
    # A JSON value is a YAML value, and quotes what YAML would misread.
    front = [
        f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in facts.items() if value is not None
    ]
    blocks = [_markdown_block(article, part) for part in article.parts]
    return "\n".join(["---", *front, "---", "", "\n\n".join(blocks), ""])


def _markdown_block(article: Article, part: Part) -> str:
    words = _INLINE.sub(r"\\\1", article.words(part.start, part.end))
    if part.kind is PartKind.STANDFIRST:
        return f"*{words}*"
    mark = _MARKS.get(part.kind, "")
    lines = words.split("\n")
    if part.kind is PartKind.QUOTE:
        return "\n".join(mark + line for line in lines)
    return mark + "\n".join(_AT_START.sub(r"\1\\\2", line) for line in lines)


def article_html(article: Article) -> str:
    """The article as a small HTML page: headings, paragraphs, lists, nothing else."""
    language = f' lang="{escape(article.language)}"' if article.language is not None else ""
    body = "\n".join(_html_blocks(article))
    title = escape(article.headline or article.id)
    return (
        f'<!doctype html>\n<html{language}>\n<head><meta charset="utf-8"><title>{title}</title></head>\n'
        f"<body>\n<article>\n{body}\n</article>\n</body>\n</html>"
    )


def _html_blocks(article: Article) -> Iterator[str]:
    is_in_list = False
    for part in article.parts:
        if (part.kind is PartKind.LIST_ITEM) is not is_in_list:
            yield "</ul>" if is_in_list else "<ul>"
            is_in_list = not is_in_list
        tag = "li" if is_in_list else _TAGS.get(part.kind, "p")
        kind = f' class="{part.kind}"' if part.kind in _HEAD_KINDS else ""
        yield f"<{tag}{kind}>{escape(article.words(part.start, part.end))}</{tag}>"
    if is_in_list:
        yield "</ul>"
