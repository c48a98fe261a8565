"""The running text of a page, out of its source."""

from __future__ import annotations

import pytest

from dragoman.pages import Page, PageFormat
from dragoman.reading.page_prose import prose_of

_TOLD = "The two ministers spoke for an hour about the border and agreed to meet again in May."


def prose(source: str | bytes, form: PageFormat = PageFormat.HTML, charset: str | None = None) -> str:
    return prose_of(Page("a", source, form, "a", charset=charset))


def test_paragraph_is_whole_across_links_emphasis_and_line_breaks() -> None:
    source = "<p>The two ministers spoke for an hour about <a href='/x?a>'>the <b>border</b></a><br>and\n agreed.</p>"
    assert (
        prose(source.replace("?a>", "")) == "The two ministers spoke for an hour about the border and agreed."
    )


def test_menus_headlines_of_other_stories_scripts_and_styles_are_no_prose() -> None:
    source = (
        "<ul><li><a href='/'>World</a><li>Business</ul><h3>Rovers come from behind to beat Milton at home again</h3>"
        f"<script>var text = '<p>{_TOLD}</p>';</script><STYLE>p {{ color: red }} /* {_TOLD} */</style>"
    )
    assert prose(source) == ""


def test_script_that_never_ends_hides_nothing() -> None:
    assert prose(f"<script>var a = 1;<p>{_TOLD}</p>") == _TOLD


def test_title_description_and_stated_body_are_taken() -> None:
    source = (
        "<html><head><title>Talks &amp; more</title><meta property='og:description' content='On the border.'>"
        '<script type="application/ld+json">{"articleBody": "He said: \\"No.\\"\\nThen he left."}</script></head>'
    )
    assert prose(source) == 'Talks & more\nOn the border.\nHe said: "No."\nThen he left.'


@pytest.mark.parametrize(
    ("content", "charset"),
    [
        (f"<p>{_TOLD} Genève.</p>".encode("latin-1"), None),
        (f"\ufeff<p>{_TOLD} Genève.</p>".encode("utf-16-le"), None),
        (f"<p>{_TOLD} Gen&egrave;ve.</p>".encode(), "utf-8"),
    ],
    ids=["latin-1", "utf-16", "entity"],
)
def test_characters_are_those_of_the_article(content: bytes, charset: str | None) -> None:
    assert prose(content, charset=charset) == f"{_TOLD} Genève."


def test_text_in_a_script_without_blanks_is_prose() -> None:
    assert prose("<p>" + "外交部长星期二在北京举行会谈讨论边境问题" * 3 + "</p>") != ""


@pytest.mark.parametrize("form", [PageFormat.TEXT, PageFormat.MARKDOWN])
def test_plain_text_is_taken_as_it_is(form: PageFormat) -> None:
    assert prose(f"# Talks\n\n{_TOLD}", form) == f"# Talks\n\n{_TOLD}"


@pytest.mark.parametrize(
    "source",
    [
        "<script>" * 20_000,
        "<script><style>" * 10_000 + "</style>",
        ">" + "<a b" * 50_000,
        "<meta description " * 20_000,
        "<script>a</SCRIPT>" * 20_000,
    ],
    ids=["scripts", "unended", "links", "metas", "mixed"],
)
def test_time_grows_with_the_length_alone(source: str) -> None:
    """A source in which everything is open is looked through once, and not once a tag."""
    assert len(prose(source)) <= len(source)
