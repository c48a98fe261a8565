"""`dragoman article`: the clean article of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.options import AsJson, ServeLines, SomeSources, Verbose
from dragoman.cli.pages import report_skipped, require_sources
from dragoman.errors import UsageError
from dragoman.pages import Skipped

if TYPE_CHECKING:
    from dragoman.article import Article


def article(
    sources: SomeSources = None,
    serve_lines: ServeLines = False,
    as_json: AsJson = False,
    as_markdown: Annotated[bool, typer.Option("--md", help="Print Markdown with front matter.")] = False,
    as_html: Annotated[bool, typer.Option("--html", help="Print clean HTML.")] = False,
    is_verbose: Verbose = False,
) -> None:
    """Take the clean article out of a page, in any language.

    With --jsonl: {"id", "path" or "html" or "text", "url"?} in; {"id", "headline",
    "section", "standfirst", "authors", "published", "updated", "language", "text",
    "paragraphs", "furniture", "kind"} out.
    """
    if serve_lines:
        from dragoman.article import article_line
        from dragoman.cli.jsonl import serve

        serve(article_line, sources or ())
        return
    if as_json + as_markdown + as_html > 1:
        raise UsageError("Give one of --json, --md and --html.")
    wanted = require_sources(sources)
    if as_json:
        _print_json(wanted)
    else:
        _print_each(wanted, "md" if as_markdown else "html" if as_html else "text", is_verbose)


def _print_json(sources: list[str]) -> None:
    from dragoman.api import article_of
    from dragoman.cli.results import JsonResults
    from dragoman.pages import iter_pages

    results = JsonResults(_json)
    skipped = []
    for page in iter_pages(sources):
        found = article_of(page)
        skipped += [found] if isinstance(found, Skipped) else []
        results.put(found)
    results.close()
    report_skipped(skipped)


def _json(found: Article | Skipped) -> dict[str, Any]:
    from dragoman.export import article_json, skipped_json

    return skipped_json(found) if isinstance(found, Skipped) else {"doc_id": found.id, **article_json(found)}


def _print_each(sources: list[str], form: str, is_verbose: bool) -> None:
    from dragoman.api import article_of
    from dragoman.export import article_text
    from dragoman.pages import iter_pages

    skipped = []
    for page in iter_pages(sources):
        found = article_of(page)
        if isinstance(found, Skipped):
            skipped.append(found)
        elif form == "md":
            print(article_text.article_markdown(found))
        elif form == "html":
            print(article_text.article_html(found))
        else:
            from rich.console import Console

            article_text.print_article(found, Console(highlight=False), is_verbose)
    report_skipped(skipped)
