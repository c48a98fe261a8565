"""The pages that a feed or site map lists: fetched one after another, or taken out of the feed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Protocol

from dragoman.pages.feeds import Feed, FeedEntry, is_feed_content, parse_feed
from dragoman.pages.naming import name_of_url, safe_id
from dragoman.pages.opening import Fault
from dragoman.pages.options import SourceOptions
from dragoman.pages.page import Page, PageFormat, Skipped, SkipReason

_MAX_MAPS = 50
_MAX_DEPTH = 2
# Less than this is a teaser, not an article: the opening sentences that feeds quote have 30 to 80 words.
_MIN_WORDS = 150
# Without "<" inside, so that a long row of them is passed over once and not from each of them.
_TAG = re.compile(r"<[^<>]*>")


class Fetches(Protocol):
    """What fetches pages and bodies; `dragoman.pages.fetch.Fetcher` does."""

    def page(self, url: str) -> Page | Skipped: ...

    def fetch(self, url: str) -> object: ...


def iter_listed(
    content: bytes, url: str, fetcher: Fetches, options: SourceOptions, depth: int = 0
) -> Iterator[Page | Skipped]:
    """The pages of a feed or site map, and of the site maps that an index names.

    Raises:
        Fault: The feed cannot be read, or lists nothing.
    """
    feed = parse_feed(content, url)
    if not feed.entries and not feed.maps:
        raise Fault(SkipReason.NO_ARTICLE, "a feed without entries")
    yield from iter_entries(wanted_entries(feed, options), fetcher)
    if (skipped := _excess(feed, url, options)) is not None:
        yield skipped
    if depth < _MAX_DEPTH:
        for one in feed.maps[:_MAX_MAPS]:
            yield from _of_map(one, fetcher, options, depth + 1)


def wanted_entries(feed: Feed, options: SourceOptions) -> list[FeedEntry]:
    """The entries that the options ask for, at most as many as they allow."""
    wanted = [one for one in feed.entries if options.wants(one.url, one.published)]
    return wanted[: options.max_entries]


def iter_entries(entries: Iterable[FeedEntry], fetcher: Fetches) -> Iterator[Page | Skipped]:
    """The page of each entry."""
    return (page_of_entry(one, fetcher) for one in entries)


def page_of_entry(entry: FeedEntry, fetcher: Fetches) -> Page | Skipped:
    """The page of an entry as its outlet shows it; what the feed holds of it, where that cannot be had."""
    if entry.url is None:
        missing = Skipped("entry", entry.key, SkipReason.BAD_ADDRESS, "an entry without a link")
        return _page_in_feed(entry) or missing
    found = fetcher.page(entry.url)
    if isinstance(found, Page):
        return replace(found, listed_on=entry.published)
    if found.reason is SkipReason.NOT_MODIFIED:
        return found
    return _page_in_feed(entry) or found


def _page_in_feed(entry: FeedEntry) -> Page | None:
    if entry.content is None or len(_TAG.sub(" ", entry.content).split()) < _MIN_WORDS:
        return None
    title = f"<h1>{_TAG.sub(' ', entry.title)}</h1>\n" if entry.title else ""
    content = f"<!doctype html>\n<article>{title}{entry.content}</article>"
    name = safe_id(name_of_url(entry.url or entry.key))
    return Page(
        name, content, PageFormat.HTML, entry.url or entry.key, url=entry.url, listed_on=entry.published
    )


def _of_map(url: str, fetcher: Fetches, options: SourceOptions, depth: int) -> Iterator[Page | Skipped]:
    from dragoman.pages.fetch import Fetched

    fetched = fetcher.fetch(url)
    if isinstance(fetched, Skipped):
        yield fetched
        return
    if not isinstance(fetched, Fetched):
        return
    name = safe_id(name_of_url(url))
    if not is_feed_content(fetched.content):
        yield Skipped(name, url, SkipReason.NOT_A_PAGE, "no site map, though an index names it")
        return
    try:
        yield from iter_listed(fetched.content, fetched.url, fetcher, options, depth)
    except Fault as fault:
        yield Skipped(name, url, fault.reason, fault.detail)


def _excess(feed: Feed, url: str, options: SourceOptions) -> Skipped | None:
    n_entries = sum(options.wants(one.url, one.published) for one in feed.entries)
    if n_entries <= options.max_entries and len(feed.maps) <= _MAX_MAPS:
        return None
    detail = f"lists {n_entries:,} pages and {len(feed.maps):,} site maps"
    return Skipped(
        safe_id(name_of_url(url)),
        url,
        SkipReason.TOO_LARGE,
        f"{detail}; the first {options.max_entries:,} and {_MAX_MAPS} are read",
    )
