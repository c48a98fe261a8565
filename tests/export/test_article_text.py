"""A clean article as Markdown and as HTML."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from dragoman.article import Article, Part, PartKind
from dragoman.export.article_text import article_html, article_markdown, print_article
from dragoman.export.json_text import json_text

from .factory import FIRST, HEADLINE, build_article


def build_listed() -> Article:
    blocks = [
        (PartKind.HEADLINE, "Talks [live]"),
        (PartKind.HEADING, "Results"),
        (PartKind.LIST_ITEM, "one & two"),
        (PartKind.LIST_ITEM, "<three>"),
        (PartKind.PARAGRAPH, "# not a heading"),
        (PartKind.QUOTE, "first\nsecond"),
    ]
    parts, text = [], ""
    for kind, words in blocks:
        parts.append(Part(kind, len(text), len(text) + len(words)))
        text += words + "\n\n"
    return Article("talks", text.rstrip(), tuple(parts), parts[1].start)


def test_markdown_has_the_head_as_front_matter() -> None:
    lines = article_markdown(build_article()).splitlines()
    assert lines[:3] == ["---", f'title: "{HEADLINE}"', 'section: "World"']
    assert 'published: "2025-11-05T08:00:00+01:00"' in lines
    assert f"# {HEADLINE}" in lines
    assert FIRST in lines


def test_markdown_keeps_signs_of_the_text_as_text() -> None:
    body = article_markdown(build_listed()).split("---\n\n", 1)[1]
    assert body == (
        "# Talks \\[live\\]\n\n## Results\n\n- one & two\n\n- \\<three\\>\n\n\\# not a heading\n\n"
        "> first\n> second\n"
    )


def test_html_has_lists_and_escapes_the_words() -> None:
    html = article_html(build_listed())
    assert "<ul>\n<li>one &amp; two</li>\n<li>&lt;three&gt;</li>\n</ul>" in html
    assert '<h1 class="headline">Talks [live]</h1>' in html


@pytest.mark.parametrize(("is_verbose", "n_notes"), [(False, 0), (True, 3)])
def test_article_is_printed_a_line_a_block_into_a_pipe(is_verbose: bool, n_notes: int) -> None:
    out = io.StringIO()
    print_article(build_article(), Console(file=out, width=40), is_verbose)
    lines = out.getvalue().splitlines()
    assert FIRST in lines
    assert sum(line.startswith(("removed: ", "mended: ")) for line in lines) == n_notes


def test_half_a_character_is_written_as_an_escape() -> None:
    assert json_text({"text": "é"}) == '{"text": "é"}'
    assert json_text({"text": "\ud800"}) == '{"text": "\\ud800"}'
