"""One pass over a page: its blocks, their containers, its elements."""

from __future__ import annotations

import pytest

from dragoman.article.scan import Scan, scan_page


def scan_of(source: str) -> Scan:
    scan = scan_page(source)
    assert scan is not None
    return scan


def texts_of(source: str) -> list[str]:
    return [block.text for block in scan_of(source).layout.blocks]


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ("<p>One<br>two<br><br>three</p>", ["One two", "three"]),
        ("<p>One <b>two<br></b><br>three</p>", ["One two three"]),
        ("<div>One<p>two</p>three</div>", ["One", "two", "three"]),
        ("<p>AT &amp; T</p>", ["AT & T"]),
        ("<p>seen<script>var a = '<p>no</p>'</script><noscript><p>no</p></noscript> too</p>", ["seen too"]),
        ("<body><p>one</p></body></html><p>two</p>" + " " * 50, ["one", "two"]),
        ("<html /><p>one</p>", ["one"]),
    ],
)
def test_blocks_are_runs_of_text_between_block_level_tags(source: str, texts: list[str]) -> None:
    assert texts_of(source) == texts


def test_letters_in_links_and_bold_are_counted_without_the_blanks_around() -> None:
    (block,) = scan_of("<p>Go <a href=x> to <b>AT &amp; T</b></a></p>").layout.blocks

    assert (block.n_words, block.n_link, block.n_links, block.n_bold) == (5, 8, 1, 6)


def test_text_of_an_element_ends_where_the_element_ends() -> None:
    elements = scan_of("<div>a<p>b<i>c</i></p>d<ul><li>e</li></ul></div><p>f</p>").elements
    shown = {
        tag: elements.text(element) for element, tag in enumerate(elements.tags) if tag in ("p", "div", "i")
    }

    assert shown == {"div": "abcde", "p": "f", "i": "c"}
    assert [elements.text(element) for element in elements.of_tag("p")] == ["bc", "f"]
    assert elements.n_children(next(elements.of_tag("div"))) == 2


def test_json_ld_and_title_keep_their_words_and_other_scripts_do_not() -> None:
    elements = scan_of(
        "<title>T</title><script type='application/ld+json'>{}</script><script>var a</script><p>x</p>"
    ).elements

    assert [elements.text(element) for element in elements.of_tag("script")] == ["{}", ""]
    assert elements.text(next(elements.of_tag("title"))) == "T"


def test_a_page_without_an_element_gives_nothing() -> None:
    assert scan_page("") is None


def test_a_long_run_of_text_has_all_its_words() -> None:
    words = "river  treaty\tsigned\nby\u00a0both " * 12_000
    scan = scan_page(f"<html><body><p>{words}<p>Another paragraph.</body></html>")
    assert scan is not None
    first, second = scan.layout.blocks
    assert first.text == " ".join(words.split())
    assert first.n_words == 5 * 12_000
    assert second.text == "Another paragraph."


def test_a_large_page_is_read_like_a_small_one() -> None:
    page = "<html><body><div>" + "<p>Two rivals <b>mét</b> &amp; talked.</p>\n" * 300
    small = scan_page(page)
    large = scan_page(page + " " * 2_000_000)
    assert small is not None
    assert large is not None
    assert large.layout.blocks == small.layout.blocks
    assert large.elements.tags == small.elements.tags
