"""A clean article for people: Markdown, or one HTML page without anything from elsewhere."""

from __future__ import annotations

import re
from html import escape
from itertools import groupby

from dragoman.article.article import Article, Part, PartKind

_MARKUP = re.compile(r"([\\`*_\[\]<>#|])")
_LINE_START = re.compile(r"^(\d+)([.)])|^([-+=~])")
_STYLE = (
    "body{max-width:40em;margin:2em auto;padding:0 1em;font:1.05em/1.6 Georgia,serif;color-scheme:light dark}"
    "header p{color:GrayText}.standfirst{font-size:1.15em}"
)


def to_markdown(article: Article) -> str:
    """The article as Markdown: head, body blocks in order; characters that mean markup are escaped."""
    lines = [f"# {_plain(article.headline)}"] if article.headline else []
    if article.standfirst:
        lines.append(f"*{_plain(article.standfirst)}*")
    if about := _about(article):
        lines.append(_plain(about))
    for kind, parts in groupby(article.body_parts, key=lambda part: part.kind):
        lines += _markdown_blocks(article, kind, list(parts))
    return "\n\n".join(lines) + "\n"


def _markdown_blocks(article: Article, kind: PartKind, parts: list[Part]) -> list[str]:
    words = [_plain(article.words(part.start, part.end)) for part in parts]
    match kind:
        case PartKind.HEADING:
            return [f"## {text}" for text in words]
        case PartKind.LIST_ITEM:
            return ["\n".join(f"- {text}" for text in words)]
        case PartKind.QUOTE:
            return [f"> {text}" for text in words]
        case _:
            return words


def _plain(text: str) -> str:
    escaped = _MARKUP.sub(r"\\\1", " ".join(text.split()))
    return _LINE_START.sub(lambda match: f"{match[1]}\\{match[2]}" if match[1] else f"\\{match[3]}", escaped)


def to_html(article: Article) -> str:
    """The article as one HTML page; all words are escaped, nothing is loaded from another place."""
    language = f' lang="{escape(article.language)}"' if article.language else ""
    title = escape(article.headline or article.id)
    head = [f"<h1>{escape(article.headline)}</h1>"] if article.headline else []
    if article.standfirst:
        head.append(f'<p class="standfirst">{escape(article.standfirst)}</p>')
    if about := _about(article):
        head.append(f"<p>{escape(about)}</p>")
    body = []
    for kind, parts in groupby(article.body_parts, key=lambda part: part.kind):
        body.append(_html_blocks([escape(article.words(part.start, part.end)) for part in parts], kind))
    if article.url and article.url.startswith(("http://", "https://")):
        body.append(f'<p><a href="{escape(article.url)}" rel="noreferrer">{escape(article.url)}</a></p>')
    return (
        f'<!doctype html>\n<html{language}>\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<article>\n<header>\n"
        + "\n".join(head)
        + "\n</header>\n"
        + "\n".join(body)
        + "\n</article>\n</body>\n</html>\n"
    )


def _html_blocks(words: list[str], kind: PartKind) -> str:
    match kind:
        case PartKind.HEADING:
            return "\n".join(f"<h2>{text}</h2>" for text in words)
        case PartKind.LIST_ITEM:
            return "<ul>\n" + "\n".join(f"<li>{text}</li>" for text in words) + "\n</ul>"
        case PartKind.QUOTE:
            return "\n".join(f"<blockquote><p>{text}</p></blockquote>" for text in words)
        case PartKind.TABLE:
            return "<table>\n" + "\n".join(f"<tr><td>{text}</td></tr>" for text in words) + "\n</table>"
        case _:
            return "\n".join(f"<p>{text}</p>" for text in words)


def _about(article: Article) -> str:
    """Section, authors, dates and outlet in one line."""
    pieces = [article.section, ", ".join(article.authors), article.outlet]
    if article.published is not None:
        pieces.append(article.published.value)
    if (
        article.updated is not None
        and article.published is not None
        and article.updated.value != article.published.value
    ):
        pieces.append(f"updated {article.updated.value}")
    return " · ".join(piece for piece in pieces if piece)
