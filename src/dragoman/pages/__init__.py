"""The pages stage: every way a page reaches dragoman, one at a time.

`iter_pages(sources)` gives a `Page` or, where none could be had, a `Skipped` with
the reason. `read_item(item)` does the same for one line of JSON.
"""

from dragoman.pages.items import read_item
from dragoman.pages.limits import DEFAULT_MAX_BYTES, Limits
from dragoman.pages.page import Page, PageFormat, Skipped, SkipReason
from dragoman.pages.sources import count_sources, iter_pages

__all__ = [
    "DEFAULT_MAX_BYTES",
    "Limits",
    "Page",
    "PageFormat",
    "SkipReason",
    "Skipped",
    "count_sources",
    "iter_pages",
    "read_item",
]
