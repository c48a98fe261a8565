"""One pass over a page: its blocks, their containers, its elements."""

from __future__ import annotations

import pytest

from dragoman.article.opening_tags import attribute_of, attributes_of
from dragoman.article.scan import Scan, scan_page
from dragoman.article.source_spans import span_of


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


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ("<p title='a > b' id=\"c>d\">one</p>", ["one"]),
        ("<p title='a < b'>one<p>two", ["one", "two"]),
        ('<p title="it\'s">one</p><p>two</p>', ["one", "two"]),
        ("<P CLASS=x>one</P><p\nclass='y'>two", ["one", "two"]),
        ("<p>one<!-- <p>no</p> -->two<!doctype x><?php no ?>", ["onetwo"]),
        ("<p\ntitle='a>b'>one</p><>two", ["one", "<>two"]),
        ("<p>3 < 4 and 5 <6</p>", ["3 < 4 and 5 <6"]),
        ("<ul><li>one<li>two</ul>three", ["one", "two", "three"]),
        ("<table><tr><td>one<td>two<tr><td>three</table>", ["one", "two", "three"]),
        ("<div><b>one</div><p>two", ["one", "two"]),
        ("<SCRIPT>no</SCRIPT><p>one</p><script>no</script>", ["one"]),
        ("<script><!-- <script>no</script> --></script><p>one</p>", ["one"]),
        ("<svg><svg></svg>no</svg><p>one</p>", ["one"]),
        ("<p>one</p><video><p>no", ["one"]),
        ("<p>one<a href=/x/>two</a>", ["onetwo"]),
    ],
)
def test_tags_are_read_as_browsers_read_them(source: str, texts: list[str]) -> None:
    assert texts_of(source) == texts


def test_a_quotation_mark_that_stays_open_hides_no_page() -> None:
    assert texts_of("<p>one</p><p title='>two</p>") == ["one", "two"]


def test_the_body_begins_where_a_page_leaves_it_out() -> None:
    layout = scan_of("<title>T</title><meta name=x><p>one</p><body class=y><p>two").layout

    assert layout.tags == ["html", "body", "p", "p"]
    assert layout.parents == [-1, 0, 1, 1]


def test_every_block_knows_where_it_stood() -> None:
    source = "<div>\n <p> Two &amp; <b>three</b>\n<!-- c --> four </p>\n five<br><br>six</div>"
    shown = [source[slice(*span_of(source, block))] for block in scan_of(source).layout.blocks]

    assert shown == ["Two &amp; <b>three</b>\n<!-- c --> four", "five", "six"]


@pytest.mark.parametrize(
    ("written", "attributes"),
    [
        ('a class="b c" id="d"', {"class": "b c", "id": "d"}),
        ("a class='b' hidden id=d", {"class": "b", "hidden": "", "id": "d"}),
        ('A HREF="x?a=1&copy=2&amp;b"', {"href": "x?a=1&copy=2&b"}),
        ('a\nid="x" id="y"/', {"id": "x"}),
        ("a", {}),
    ],
)
def test_attributes_are_read_in_every_spelling(written: str, attributes: dict[str, str]) -> None:
    assert attributes_of(written) == attributes
    assert all(attribute_of(written, name) == value for name, value in attributes.items())
    assert attribute_of(written, "title") is None
