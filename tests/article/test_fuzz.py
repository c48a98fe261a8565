"""The reader never raises and ends in bounded time, whatever the page is."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.article import Article, read_article
from dragoman.article.scan import scan_page
from dragoman.pages import Page, PageFormat, Skipped, SkipReason

TAGS = (
    "p",
    "div",
    "a",
    "b",
    "li",
    "ul",
    "table",
    "td",
    "script",
    "style",
    "article",
    "h1",
    "br",
    "svg",
    "time",
    "meta",
)
WORDS = st.text(max_size=80)


@st.composite
def tag_soup(draw: st.DrawFn) -> str:
    """Tags in any order, opened and closed at random, with text and attributes between."""
    pieces = []
    for _ in range(draw(st.integers(0, 40))):
        tag = draw(st.sampled_from(TAGS))
        form = draw(
            st.sampled_from(
                ("<{0}>", "</{0}>", "<{0} class='{1}'>", "<{0} {1}>", "{1}", "<!-- {1}", "<{0}/>")
            )
        )
        pieces.append(form.format(tag, draw(WORDS)))
    return "".join(pieces)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    content=st.one_of(st.text(max_size=2000), st.binary(max_size=2000), tag_soup()),
    form=st.sampled_from(PageFormat),
)
def test_any_content_gives_an_article_or_a_reason(content: str | bytes, form: PageFormat) -> None:
    outcome = read_article(Page("p", content, form, "fuzz"))

    assert isinstance(outcome, (Article, Skipped))
    if isinstance(outcome, Article):
        assert outcome.text[outcome.body_start :] == outcome.body == "\n\n".join(outcome.paragraphs)
        assert all(0 <= part.start < part.end <= len(outcome.text) for part in outcome.parts)
        assert all(0 <= repair.start <= repair.end <= len(outcome.text) for repair in outcome.repairs)
        outcome.text.encode("utf-8")


STORY = "<p>The ministers of both countries met on Tuesday and agreed on a plan for the river, officials said.</p>"
PAGES = {
    "deeply nested": "<div>" * 100_000 + STORY * 5,
    "unclosed everything": "<a href=x><b><i><p><table><tr><td><ul><li>" * 20_000 + STORY,
    "a script that is the page": "<script>" + "var a = '<p>no</p>';" * 100_000,
    "many short blocks": "<p>word</p>" * 50_000 + STORY * 3,
    "one long line": "<p>" + "The minister said that the talks went well. " * 50_000 + "</p>",
    "many attributes": "<div " + " ".join(f"data-a{i}='x'" for i in range(50_000)) + ">" + STORY * 4,
    "broken JSON-LD": "<script type='application/ld+json'>" + '{"a":[' * 50_000 + "</script>" + STORY * 4,
    "an open quotation mark in every tag": '<a href="' * 200_000 + STORY,
    "unseen elements left open": "<video>" * 200_000 + STORY,
    "ends of what is not open": "<div>" * 600 + "<p></b>" * 90_000 + STORY,
    "NUL bytes": "\x00" * 100_000 + STORY * 4,
}


TEXTS = ("a\n\n", "> ", "[", "- x\n", "The minister said so. ", "\n", "`", "---\n", "<b>")
# A page has five seconds; twice as many leave room for a slow machine.
LIMIT_S = 10


@pytest.mark.parametrize("name", PAGES)
def test_bad_pages_give_an_article_or_a_reason(name: str) -> None:
    outcome = read_article(Page("p", PAGES[name], PageFormat.HTML, name))

    assert isinstance(outcome, (Article, Skipped))


@pytest.mark.parametrize("name", ["deeply nested", "many short blocks", "unclosed everything"])
def test_a_page_without_measure_is_kept_in_bounds(name: str) -> None:
    scan = scan_page(PAGES[name])

    assert scan is not None
    assert len(scan.elements.tags) <= 16_000
    assert len(scan.layout.tags) <= len(scan.elements.tags)
    assert len(scan.layout.blocks) <= 4_000


@pytest.mark.parametrize("form", [PageFormat.TEXT, PageFormat.MARKDOWN])
@pytest.mark.parametrize("piece", TEXTS)
def test_bad_texts_give_an_article_or_a_reason(piece: str, form: PageFormat) -> None:
    outcome = read_article(Page("p", piece * 15_000, form, "a test"))

    assert isinstance(outcome, (Article, Skipped))


@pytest.mark.slow
def test_bad_pages_and_texts_end_within_the_limit() -> None:
    pages = [Page(name, content, PageFormat.HTML, name) for name, content in PAGES.items()]
    forms = (PageFormat.TEXT, PageFormat.MARKDOWN)
    pages += [Page("p", piece * 15_000, form, "a test") for piece in TEXTS for form in forms]

    for page in pages:
        started = time.process_time()
        read_article(page)
        assert time.process_time() - started < LIMIT_S, page.id


def test_pages_beyond_the_limit_are_skipped_unread() -> None:
    outcome = read_article(Page("p", b"<p>x</p>" * 7_000_000, PageFormat.HTML, "a test"))

    assert isinstance(outcome, Skipped)
    assert outcome.reason is SkipReason.TOO_LARGE
