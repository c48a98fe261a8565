"""Feeds and site maps: what they list, and the pages that are fetched for them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.pages import FetchRules, Page, PageFormat, Skipped, SkipReason, iter_pages
from dragoman.pages.clock import Clock
from dragoman.pages.feed_pages import page_of_entry
from dragoman.pages.feeds import FeedEntry, is_feed_content, iso_date, parse_feed
from dragoman.pages.fetch import Fetcher
from dragoman.pages.opening import Fault
from dragoman.pages.options import SourceOptions

LONG = "<p>" + "The ministers spoke about trade and security in the region for hours. " * 20 + "</p>"
RSS = f"""<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Talks</title>
<item><title>Lavrov in Ankara</title><link>https://a.example/lavrov</link><guid>urn:1</guid>
<pubDate>Fri, 01 Mar 2024 23:30:00 -0500</pubDate><description>Short.</description></item>
<item><title>Fidan &amp; Blinken</title><link>/fidan</link><description>Short.</description>
<content:encoded><![CDATA[{LONG}]]></content:encoded></item>
<item><title>Fidan again</title><link>/fidan</link><guid isPermaLink="false">urn:1</guid></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Talks</title>
<entry><id>tag:a.example,2024:1</id><title>Görüşme</title><link rel="alternate" href="https://a.example/gorusme"/>
<published>2024-03-01T09:00:00+03:00</published><updated>2024-03-05T09:00:00Z</updated></entry></feed>"""
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [
            {
                "id": 7,
                "url": "https://a.example/7",
                "title": "Talks",
                "date_published": "2024-03-01T09:00:00Z",
            },
            "rubbish",
            {"id": "8", "content_html": LONG},
        ],
    }
)
NEWS_MAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://a.example/m</loc><news:news>
<news:publication><news:name>A</news:name></news:publication><news:publication_date>2024-03-01</news:publication_date>
<news:title>Talks</news:title></news:news></url></urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://a.example/news.xml</loc></sitemap><sitemap><loc>https://a.example/gone.xml</loc></sitemap>
</sitemapindex>"""
PAGE = "<!doctype html><html><body><p>Lavrov met Fidan.</p></body></html>"


class NoWait(Clock):
    def seconds(self) -> float:
        return 0.0

    def wait(self, wait_s: float) -> None:
        """Waits for nothing."""


def fetcher_of(**answers: str | httpx2.Response) -> Fetcher:
    """A fetcher for https://a.example whose pages are named by keyword ("." is written "_")."""

    def handle(request: httpx2.Request) -> httpx2.Response:
        found = answers.get(request.url.path.strip("/").replace(".", "_"), httpx2.Response(404))
        return httpx2.Response(200, text=found) if isinstance(found, str) else found

    client = httpx2.Client(transport=httpx2.MockTransport(handle))
    return Fetcher(FetchRules(delay_s=0), client, clock=NoWait())


def test_rss_lists_each_entry_once() -> None:
    first, second = parse_feed(RSS.encode(), "https://a.example/feed").entries
    assert (first.key, first.url, second.url) == (
        "urn:1",
        "https://a.example/fidan",
        "https://a.example/fidan",
    )
    assert second.title == "Fidan & Blinken"


def test_atom_json_feed_and_news_map_are_read_alike() -> None:
    assert parse_feed(ATOM.encode(), "").entries == (
        FeedEntry(
            "tag:a.example,2024:1", "https://a.example/gorusme", "Görüşme", "2024-03-01T09:00:00+03:00"
        ),
    )
    seven, eight = parse_feed(JSON_FEED.encode(), "").entries
    assert (seven.key, seven.url, seven.published) == (
        "7",
        "https://a.example/7",
        "2024-03-01T09:00:00+00:00",
    )
    assert (eight.url, eight.content) == (None, LONG)
    assert parse_feed(NEWS_MAP.encode(), "").entries == (
        FeedEntry("https://a.example/m", "https://a.example/m", "Talks", "2024-03-01T00:00:00"),
    )
    assert parse_feed(INDEX.encode(), "").maps == ("https://a.example/news.xml", "https://a.example/gone.xml")


@pytest.mark.parametrize("content", [RSS, ATOM, JSON_FEED, NEWS_MAP, INDEX])
def test_feeds_are_told_from_pages(content: str) -> None:
    assert is_feed_content(content.encode())
    assert not is_feed_content(f"<!doctype html><html><body><pre>{content}</pre></body></html>".encode())


@pytest.mark.parametrize(
    "content", [b'{"version": "https://jsonfeed.org/version/1", "items"', b"<rss><item", b"<urlset"]
)
def test_broken_feed_lists_nothing_or_is_called_broken(content: bytes) -> None:
    try:
        n_entries = len(parse_feed(content, "").entries)
    except Fault as fault:
        assert fault.reason is SkipReason.UNREADABLE  # noqa: PT017
        n_entries = 0
    assert n_entries == 0


def test_feed_is_not_taken_for_the_name_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "<rss >").write_text(RSS, encoding="utf-8")

    assert parse_feed(b"<rss >", "").entries == ()


def test_row_of_tags_that_never_end_is_passed_over_once() -> None:
    entry = FeedEntry("urn:1", None, "Talks", None, "<" * 1_000_000 + LONG)

    with Fetcher() as fetcher:
        page = page_of_entry(entry, fetcher)

    assert isinstance(page, Page)
    assert str(page.content).startswith("<!doctype html>\n<article><h1>Talks</h1>\n<<<")


def test_entities_of_a_feed_do_not_grow() -> None:
    names = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE urlset [<!ENTITY a0 "ha">{names}]><urlset><url><loc>https://a.example/&a9;</loc></url></urlset>'
    try:
        entries = parse_feed(bomb.encode(), "").entries
    except Fault:
        entries = ()
    assert all(len(one.key) < 1000 for one in entries)


def test_address_of_a_feed_gives_the_pages_it_lists_with_its_dates() -> None:
    feed = RSS.replace("<guid>urn:1</guid>", "")
    fetcher = fetcher_of(feed=feed, lavrov=PAGE)
    first, second, third = iter_pages("https://a.example/feed", fetcher=fetcher)
    assert isinstance(first, Page)
    assert (first.id, first.content, first.published) == ("lavrov", PAGE.encode(), None)
    assert first.listed_on == "2024-03-01T23:30:00-05:00"
    assert isinstance(second, Page)
    assert (second.format, second.url) == (PageFormat.HTML, "https://a.example/fidan")
    assert "trade and security" in str(second.content)
    assert isinstance(third, Skipped)
    assert third.reason is SkipReason.HTTP_ERROR


def test_site_maps_of_an_index_are_followed_and_a_missing_one_is_listed() -> None:
    fetcher = fetcher_of(index_xml=INDEX, news_xml=NEWS_MAP, m=PAGE)
    page, missing = iter_pages("https://a.example/index.xml", fetcher=fetcher)
    assert isinstance(page, Page)
    assert (page.id, page.listed_on) == ("m", "2024-03-01T00:00:00")
    assert isinstance(missing, Skipped)
    assert missing.origin == "https://a.example/gone.xml"


def test_index_that_names_itself_ends() -> None:
    loop = INDEX.replace("gone.xml", "index.xml")
    found = list(
        iter_pages(
            "https://a.example/index.xml", fetcher=fetcher_of(index_xml=loop, news_xml=NEWS_MAP, m=PAGE)
        )
    )
    assert len(found) <= 4


def test_feed_in_a_file_is_read_when_it_is_named_and_passed_over_in_a_folder(tmp_path: Path) -> None:
    path = tmp_path / "talks.xml"
    path.write_text(ATOM, encoding="utf-8")
    named = list(iter_pages(path, fetcher=fetcher_of(gorusme=PAGE)))
    assert [one.id for one in named if isinstance(one, Page)] == ["gorusme"]
    assert [one.reason for one in iter_pages(tmp_path) if isinstance(one, Skipped)] == [SkipReason.NOT_A_PAGE]


def test_only_new_entries_and_no_more_than_allowed_are_fetched() -> None:
    options = SourceOptions(since=date(2024, 3, 2))
    assert list(iter_pages("https://a.example/feed", options=options, fetcher=fetcher_of(feed=ATOM))) == []
    two = SourceOptions(max_entries=1)
    found = list(iter_pages("https://a.example/feed", options=two, fetcher=fetcher_of(feed=JSON_FEED)))
    assert [one.reason for one in found if isinstance(one, Skipped)] == [
        SkipReason.HTTP_ERROR,
        SkipReason.TOO_LARGE,
    ]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Fri, 01 Mar 2024 23:30:00 -0500", "2024-03-01T23:30:00-05:00"),
        ("2024-03-01", "2024-03-01T00:00:00"),
        ("2024-03-01T09:00:00Z", "2024-03-01T09:00:00+00:00"),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_dates_of_feeds_keep_their_own_day(text: str | None, date: str | None) -> None:
    assert iso_date(text) == date


@given(st.text(max_size=300) | st.sampled_from([RSS, ATOM, NEWS_MAP, JSON_FEED]).flatmap(
    lambda feed: st.integers(0, len(feed)).map(lambda at: feed[:at])))  # fmt: skip
def test_any_content_is_a_list_or_a_fault(content: str) -> None:
    try:
        keys = [
            one.key for one in parse_feed(content.encode("utf-8", "replace"), "https://a.example/").entries
        ]
    except Fault as fault:
        keys = [fault.detail]
    assert all(keys)
