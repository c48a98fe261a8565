"""Menus, footers and other regions beside the article, taken whole."""

from __future__ import annotations

import pytest

from dragoman.article.layout import without_short_links
from dragoman.article.regions import words_of_region
from dragoman.article.scan import Scan, scan_page
from dragoman.article.section import find_menu_words

MENU = '<nav><ul><li><a href="/world/">World &amp; people</a></li><li><a href="/sport/">Sport</a></li></ul></nav>'


def scan_of(source: str) -> Scan:
    scan = scan_page(source)
    assert scan is not None
    return scan


def test_a_menu_is_one_block_that_nobody_judges() -> None:
    layout = scan_of(f"<p>Before</p>{MENU}<p>After</p>").layout

    assert [block.text for block in layout.blocks] == ["Before", "World & people Sport", "After"]
    assert layout.tags[layout.blocks[1].container] == "nav"
    assert [block.text for block in without_short_links(layout)[0].blocks] == ["Before", "After"]


def test_a_region_knows_where_it_stood() -> None:
    source = f"<p>Before</p>{MENU}"
    block = scan_of(source).layout.blocks[1]

    assert source[block.start : block.end] == MENU.removeprefix("<nav>").removesuffix("</nav>")


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("nav", "<nav>inner</nav>"),
        ("header", "<p>The head of an article</p><time>3 May</time>"),
        ("header", "<h1>Title</h1><nav>menu</nav>"),
        ("aside", "<article>a story</article>"),
        ("footer", '<script type="application/ld+json">{}</script>'),
        ("nav", '<ol class="breadcrumb"><li>Home</li></ol>'),
        ("form", "<p>A whole page inside one form.</p>" * 200),
    ],
)
def test_a_region_that_may_hold_what_the_article_needs_is_read(name: str, region: str) -> None:
    assert words_of_region(name, region) is None


def test_what_nobody_sees_of_a_region_is_no_word_of_it() -> None:
    region = "<p>one</p><script>if (a > b) no()</script> two <!-- <b>no</b> --> three<style>p > b {}</style>"

    assert (words_of_region("footer", region) or "").split() == ["one", "two", "three"]


def test_text_right_behind_the_tag_of_a_region_that_is_read_stays() -> None:
    layout = scan_of("<aside>One <article>two</article></aside>").layout

    assert [block.text for block in layout.blocks] == ["One", "two"]


def test_a_region_that_never_ends_is_read() -> None:
    layout = scan_of("<footer>One<p>two").layout

    assert [block.text for block in layout.blocks] == ["One", "two"]


def test_the_words_of_a_menu_name_the_section() -> None:
    elements = scan_of(MENU).elements

    assert find_menu_words(elements, "world") == "World & people"
    assert find_menu_words(elements, "culture") is None


@pytest.mark.parametrize(
    "region",
    [
        "<p>one</p><!-- a <select> or a <script> left open --><p>two</p>",
        "<p>one</p><script>var begin = '<!--'</script><p>two</p>",
        "<p>one</p><textarea><!-- <svg></textarea><p>two</p>",
    ],
)
def test_what_nobody_sees_ends_by_what_began_first(region: str) -> None:
    assert (words_of_region("footer", region) or "").split() == ["one", "two"]
