"""Bytes that came over the web, or out of an archive, as a page."""

from __future__ import annotations

from dragoman.pages.opening import Fault
from dragoman.pages.page import Page, SkipReason
from dragoman.pages.sniffing import HEAD_BYTES, find_binary, head_text, is_feed, sniff_format


def page_of_bytes(content: bytes, name: str, url: str | None, origin: str) -> Page:
    """The page that a body is, by its content.

    Args:
        content: The body, unpacked.
        name: The page's id.
        url: Where it was published.
        origin: Where it came from, for people.

    Raises:
        Fault: The body is empty, binary, a feed, or JSON.
    """
    head = content[:HEAD_BYTES]
    if not head.strip():
        raise Fault(SkipReason.EMPTY, "no content" if not head else "nothing but white space")
    if (what := find_binary(head)) is not None:
        raise Fault(SkipReason.BINARY, what)
    text = head_text(head)
    if is_feed(text):
        raise Fault(SkipReason.NO_ARTICLE, "a feed or a site map; give the pages that it lists")
    if text.lstrip().startswith(("{", "[{")):
        raise Fault(SkipReason.NOT_A_PAGE, "JSON, not a page")
    return Page(name, content, sniff_format(text), origin, url=url)
