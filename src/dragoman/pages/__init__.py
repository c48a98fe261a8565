"""The pages stage: every way a page reaches dragoman, one at a time.

`iter_pages(source)` gives a `Page` or, where none could be had, a `Skipped` with
the reason.
"""

from dragoman.pages.page import Page, PageFormat, Skipped, SkipReason

__all__ = ["Page", "PageFormat", "SkipReason", "Skipped"]
