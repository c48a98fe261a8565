"""HTML pages made for these tests: the article out, furniture and captions apart."""

from __future__ import annotations

import pytest

from dragoman.article import Article, ArticleKind, PartKind, read_article
from dragoman.pages import Page, PageFormat, Skipped

from .factory import read

PARAGRAPHS = (
    "The foreign ministers of Norway and Finland met in Oslo on Tuesday and agreed to open a joint border post.",
    "“We have waited ten years for this,” the Norwegian minister told reporters after the talks, which lasted an hour.",
    "The post is to open in the spring of 2024, the ministers said in a statement that both governments published.",
    "Officials from the two countries will meet again in Helsinki in January to settle the costs & the staff.",
    "Finland shares a border of more than seven hundred kilometres with Norway, most of it in empty country.",
)
MENU = "".join(
    f'<li><a href="/{name}/">{name}</a></li>' for name in ("News", "World", "Sport", "Culture", "Weather")
)
TEASERS = "".join(
    f'<div class="teaser"><h3><a href="/a{i}">Ten things to know about winter holidays, part {i}</a></h3></div>'
    for i in range(6)
)
JSON_LD = """<script type="application/ld+json">
{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Norway and Finland agree on a border post",
 "datePublished": "2023-10-24T18:05:00+02:00", "dateModified": "2023-10-24T20:10:00+02:00",
 "author": [{"@type": "Person", "name": "Kari Lie"}, {"@type": "Person", "name": "Matti Salo"}],
 "articleSection": "Europe", "publisher": {"@type": "Organization", "name": "The Test Gazette"}}
</script>"""
PAGE = f"""<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Norway and Finland agree on a border post - The Test Gazette</title>{JSON_LD}
<style>p {{ color: red }}</style></head><body>
<nav class="menu"><ul>{MENU}</ul></nav>
<main><article class="article-content">
<h1>Norway and Finland agree on a border post</h1>
<p class="standfirst">Ministers sign the accord in Oslo after ten years of talks about the northern road.</p>
<p class="byline">By Kari Lie and Matti Salo</p>
<figure><img src="x.jpg"><figcaption>The ministers in Oslo. Photo: Test Agency</figcaption></figure>
<div class="article-body">{"".join(f"<p>{paragraph.replace('&', '&amp;')}</p>" for paragraph in PARAGRAPHS[:3])}
<p>Read also: <a href="/b">Ferries to Iceland get dearer this winter</a></p>
{"".join(f"<p>{paragraph.replace('&', '&amp;')}</p>" for paragraph in PARAGRAPHS[3:])}</div>
</article></main>
<aside class="related"><h2>More stories</h2>{TEASERS}</aside>
<footer><p>© 2023 The Test Gazette. All rights reserved. <a href="/privacy">Privacy policy</a></p></footer>
</body></html>"""


@pytest.fixture(scope="module")
def article() -> Article:
    return read(PAGE, PageFormat.HTML, "https://gazette.example/europe/2023/10/24/border-post")


def test_the_body_is_the_article_and_nothing_else(article: Article) -> None:
    assert article.paragraphs == PARAGRAPHS


def test_head_and_metadata_come_from_what_the_page_states(article: Article) -> None:
    assert article.headline == "Norway and Finland agree on a border post"
    assert article.authors == ("Kari Lie", "Matti Salo")
    assert article.section == "Europe"
    assert article.outlet == "The Test Gazette"
    assert article.language == "en"


def test_published_and_updated_are_kept_apart_with_their_zone_and_place(article: Article) -> None:
    assert article.published is not None
    assert article.updated is not None
    assert article.published.value == "2023-10-24T18:05:00+02:00"
    assert article.published.origin == "json-ld datePublished"
    assert article.updated.value == "2023-10-24T20:10:00+02:00"


def test_standfirst_and_captions_are_no_part_of_the_body(article: Article) -> None:
    assert article.standfirst is not None
    assert article.standfirst.startswith("Ministers sign the accord")
    assert article.captions == ("The ministers in Oslo. Photo: Test Agency",)


def test_every_removed_block_has_a_reason(article: Article) -> None:
    reasons = {piece.text: piece.reason for piece in article.furniture}

    assert reasons["Read also: Ferries to Iceland get dearer this winter"] == "related"
    assert reasons["News World Sport Culture Weather"] == "navigation"
    assert all(reasons.values())


def test_each_paragraph_says_where_it_stood_in_the_source(article: Article) -> None:
    for part in article.body_parts:
        assert part.source_start is not None
        assert part.source_end is not None
        words = PAGE[part.source_start : part.source_end].replace("&amp;", "&")
        assert words == article.words(part.start, part.end)


def test_the_same_page_gives_the_same_article(article: Article) -> None:
    again = read(PAGE, PageFormat.HTML, "https://gazette.example/europe/2023/10/24/border-post")

    assert again == article


def test_metadata_is_found_without_json_ld() -> None:
    article = read(
        PAGE.replace(JSON_LD, ""), PageFormat.HTML, "https://gazette.example/europe/2023/10/24/post"
    )

    assert article.authors == ("Kari Lie", "Matti Salo")
    assert article.published is not None
    assert (article.published.value, article.published.origin) == ("2023-10-24", "address")
    assert article.section == "europe"


def test_text_after_an_early_end_of_the_page_is_read() -> None:
    broken = PAGE.replace('<div class="article-body">', '</body></html><div class="article-body">')

    assert read(broken, PageFormat.HTML).paragraphs == PARAGRAPHS


def test_a_body_stated_only_in_json_ld_is_taken() -> None:
    body = "\\n\\n".join(PARAGRAPHS * 2)
    script = JSON_LD.replace('"articleSection"', f'"articleBody": "{body}", "articleSection"')
    page = f"<html><head>{script}</head><body><div id=app>Loading</div></body></html>"

    assert read(page, PageFormat.HTML).paragraphs[:5] == PARAGRAPHS


def test_an_error_page_is_called_one() -> None:
    title = "404 Page not found"
    words = "<p>Sorry, the page that you asked for is not here any more.</p>"
    page = f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{words}</body></html>"
    outcome = read_article(Page("p", page, PageFormat.HTML, "a test"))

    assert isinstance(outcome, Skipped) or outcome.kind is ArticleKind.ERROR_PAGE


def test_a_paywall_is_called_one() -> None:
    script = JSON_LD.replace('"articleSection"', '"isAccessibleForFree": false, "articleSection"')
    story = f"<h1>Norway and Finland agree on a border post</h1><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>"
    page = f"<html><head>{script}</head><body><article>{story}</article></body></html>"

    assert read(page, PageFormat.HTML).kind is ArticleKind.PAYWALL


def test_headings_lists_and_tables_keep_their_kind() -> None:
    extra = (
        "<h2>What was agreed between the two countries</h2>"
        "<ul><li>A joint post on the northern road will open in 2024.</li><li>Both countries pay half of it.</li></ul>"
        "<p>The accord has to pass both parliaments before the summer, the ministers said on Tuesday.</p>"
    )
    article = read(PAGE.replace("<p>Read also", extra + "<p>Read also"), PageFormat.HTML)
    kinds = {article.words(part.start, part.end): part.kind for part in article.body_parts}

    assert kinds["What was agreed between the two countries"] is PartKind.HEADING
    assert kinds["Both countries pay half of it."] is PartKind.LIST_ITEM


@pytest.mark.parametrize(
    ("types", "published"),
    [('"WebPage"', "2023-10-24"), ('"ProfilePage"', None), ('["ItemPage"]', "2023-10-24")],
)
def test_the_page_has_a_date_where_it_describes_no_article(types: str, published: str | None) -> None:
    stated = f'{{"@type": {types}, "datePublished": "2023-10-24"}}'
    page = PAGE.replace(JSON_LD, f'<script type="application/ld+json">{stated}</script>')
    found = read(page, PageFormat.HTML).published
    assert (found and found.value) == published


def test_the_address_may_write_its_day_in_one_number() -> None:
    found = read(
        PAGE.replace(JSON_LD, ""), PageFormat.HTML, "https://gazette.example/20231024/border"
    ).published
    assert found is not None
    assert (found.value, found.origin) == ("2023-10-24", "address")
