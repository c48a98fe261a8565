"""Feeds and site maps as lists of pages: RSS, Atom, JSON Feed, news site maps and their indexes.

Only the list is read here; `dragoman.pages.feed_pages` fetches what it names.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin

from dragoman.pages.opening import Fault
from dragoman.pages.page import SkipReason
from dragoman.pages.sniffing import HEAD_BYTES, head_text

MAX_FEED_BYTES = 10_000_000
# sitemaps.org allows 50 MB; a news site map may have 1,000 entries.
MAX_MAP_BYTES = 50_000_000
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF)[\s>]")
_MAP = re.compile(r"<(?:\w+:)?(urlset|sitemapindex)[\s>]")
_JSON_FEED = re.compile(r'"version"\s*:\s*"https?:(?:\\?/){2}jsonfeed\.org')
_MAX_DEPTH_NAMES = ("loc", "publication_date", "lastmod", "title")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """What a feed says of one page.

    `key` tells entries apart over time. `published` keeps the offset in which the feed
    wrote it, so that its first ten characters are the outlet's own day. `content` is the
    HTML that the feed brings along.
    """

    key: str
    url: str | None
    title: str | None = None
    published: str | None = None
    content: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """The entries of a feed, and the further site maps that an index names."""

    entries: tuple[FeedEntry, ...] = ()
    maps: tuple[str, ...] = ()


def is_feed_content(content: bytes) -> bool:
    """Whether a content is a feed or a site map."""
    text = head_text(content[:HEAD_BYTES]).lstrip()
    if text.startswith("{"):
        return _JSON_FEED.search(text) is not None
    return (
        text.startswith("<")
        and (_FEED.search(text[:4096]) or _MAP.search(text[:4096])) is not None
        and ("<html" not in text[:1024].lower())
    )


def parse_feed(content: bytes, url: str) -> Feed:
    """What a feed or site map lists, in its order, each page once.

    Args:
        content: Its bytes.
        url: Where it came from; relative addresses are seen from there.

    Raises:
        Fault: It is too large, or cannot be read.
    """
    text = head_text(content[:HEAD_BYTES]).lstrip()
    is_map = not text.startswith("{") and _MAP.search(text[:4096]) is not None
    if len(content) > (MAX_MAP_BYTES if is_map else MAX_FEED_BYTES):
        raise Fault(SkipReason.TOO_LARGE, f"a feed of {len(content):,} bytes")
    if is_map:
        return _parse_map(content, url)
    entries = _json_entries(content, url) if text.startswith("{") else _xml_entries(content, url)
    return Feed(_once(entries))


def _once(entries: Iterable[FeedEntry]) -> tuple[FeedEntry, ...]:
    return tuple({one.key: one for one in entries if one.key}.values())


def _xml_entries(content: bytes, url: str) -> Iterator[FeedEntry]:
    import feedparser

    # Sanitising and resolving links are most of its cost; the article stage does both.
    # Bytes alone would be tried as the name of a file first.
    feed = feedparser.parse(io.BytesIO(content), sanitize_html=False, resolve_relative_uris=False)
    if not feed.entries and feed.bozo and not feed.version:
        raise Fault(SkipReason.UNREADABLE, f"a broken feed: {str(feed.get('bozo_exception', ''))[:150]}")
    for entry in feed.entries:
        link = _joined(url, entry.get("link") or _first_link(entry))
        contents = [one.get("value") or "" for one in entry.get("content") or ()]
        best = max([*contents, entry.get("summary") or ""], key=len)
        yield FeedEntry(
            entry.get("id") or link or "",
            link,
            entry.get("title") or None,
            iso_date(entry.get("published") or entry.get("issued")),
            best or None,
        )


def _first_link(entry: Any) -> str | None:
    links = entry.get("links") or ()
    return next((one.get("href") for one in links if one.get("rel") in ("alternate", None)), None)


def _json_entries(content: bytes, url: str) -> Iterator[FeedEntry]:
    try:
        feed = json.loads(content.decode("utf-8-sig"))
        items = feed.get("items")
    except (ValueError, RecursionError, AttributeError) as error:
        raise Fault(SkipReason.UNREADABLE, f"a broken feed: {error}") from error
    for item in items if isinstance(items, list) else ():
        if not isinstance(item, dict):
            continue
        values = {key: value for key, value in item.items() if isinstance(value, str)}
        link = _joined(url, values.get("url") or values.get("external_url"))
        yield FeedEntry(
            str(item.get("id") or link or ""),
            link,
            values.get("title"),
            iso_date(values.get("date_published")),
            values.get("content_html") or values.get("content_text"),
        )


def _parse_map(content: bytes, url: str) -> Feed:
    from lxml import etree

    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Fault(SkipReason.UNREADABLE, f"a broken site map: {error}") from error
    if root is None:
        raise Fault(SkipReason.UNREADABLE, "a broken site map")
    entries, maps = [], []
    for element in root:
        found = _texts_of(element)
        link = _joined(url, found.get("loc"))
        if link is None:
            continue
        if _local_name(element) == "sitemap":
            maps.append(link)
        else:
            day = iso_date(found.get("publication_date"))
            entries.append(FeedEntry(link, link, found.get("title"), day))
    return Feed(_once(entries), tuple(dict.fromkeys(maps)))


def _texts_of(element: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in element.iter():
        name = _local_name(part)
        if name in _MAX_DEPTH_NAMES and part.text:
            found.setdefault(name, part.text.strip())
    return found


def _local_name(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def iso_date(text: str | None) -> str | None:
    """A date as feeds write it (RFC 822 or ISO 8601) in ISO 8601, with its own offset; None for none."""
    text = (text or "").strip()
    if not text:
        return None
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return parse(text).isoformat()
        except (ValueError, TypeError, OverflowError):
            continue
    return None


def _joined(base: str, link: str | None) -> str | None:
    if not link or not link.strip():
        return None
    try:
        return urljoin(base, link.strip())
    except ValueError:
        return None
