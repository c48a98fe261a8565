"""The pages stage: every way a page reaches dragoman, one at a time.

`iter_pages(sources)` gives a `Page` or, where none could be had, a `Skipped` with
the reason. `read_item(item)` does the same for one line of JSON, `fetch_page(url)`
for an address.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman.pages.fetch_rules import FetchRules
from dragoman.pages.items import read_item
from dragoman.pages.limits import DEFAULT_MAX_BYTES, Limits
from dragoman.pages.page import Page, PageFormat, Skipped, SkipReason
from dragoman.pages.sources import count_sources, iter_pages

if TYPE_CHECKING:
    from dragoman.pages.fetch import Fetcher, fetch_page

__all__ = [
    "DEFAULT_MAX_BYTES",
    "FetchRules",
    "Fetcher",
    "Limits",
    "Page",
    "PageFormat",
    "SkipReason",
    "Skipped",
    "count_sources",
    "fetch_page",
    "iter_pages",
    "read_item",
]


def __getattr__(name: str) -> Any:
    """What needs the network is loaded when it is first asked for."""
    if name in ("Fetcher", "fetch_page"):
        from dragoman.pages import fetch

        return getattr(fetch, name)
    raise AttributeError(f"module 'dragoman.pages' has no attribute {name!r}")
