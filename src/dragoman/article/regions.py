"""Regions beside the article - menus, footers, boxes, forms - taken whole, without reading their tags one by one.

A third of what a reader sees of a page stands in them, and none of it in the article. One is
read like the rest of the page all the same where it holds what the article may need.
"""

from __future__ import annotations

import re
from html import unescape

_NAMES = re.compile(r"<([A-Za-z!]\w*)")
# What an article begins with, or what pages put around one.
_OF_ARTICLE = frozenset(("h1", "H1", "main", "article", "MAIN", "ARTICLE"))
# Statements of the page on itself, and what leads to its section.
_STATEMENTS = ("ld+json", "crumb", 'itemprop="date', 'itemprop="author')
# Pages put a whole article into a form, never into one as short as this.
_MAX_FORM = 5_000
# What nobody sees: how it begins, and its end by that.
_UNSEEN = re.compile("<(?:!|script|style|svg|select|noscript|template|iframe|textarea)")
_ENDS = {"<!": "-->"}
_UNSEEN_NAMES = frozenset(
    ("!", "script", "style", "svg", "select", "noscript", "template", "iframe", "textarea")
)


def words_of_region(name: str, region: str) -> str | None:
    """What a reader sees of a region, or None where it has to be read like the rest of the page.

    Args:
        name: The element that it stands in.
        region: The source between the beginning of that element and the next end of one of its name.
    """
    if name == "form" and len(region) > _MAX_FORM:
        return None
    names = set(_NAMES.findall(region))
    if name in names or not _OF_ARTICLE.isdisjoint(names):
        return None
    # The head of an article is such an element as well; that of a site has a menu.
    if name == "header" and ("nav" not in names or "time" in names):
        return None
    if any(map(region.__contains__, _STATEMENTS)):
        return None
    if not _UNSEEN_NAMES.isdisjoint(names):
        region = _without_unseen(region)
    text = " ".join([piece.partition("<")[0] for piece in region.split(">")])
    return unescape(text) if "&" in text else text


def _without_unseen(region: str) -> str:
    """A region without what nobody sees, each as it comes: a comment may speak of a script, and a script of a comment."""
    kept, place = [], 0
    while (found := _UNSEEN.search(region, place)) is not None:
        kept.append(region[place : found.start()])
        begin = found[0]
        place = region.find(_ENDS.get(begin) or f"</{begin[1:]}", found.start())
        if place < 0:
            return "".join(kept)
        # Of what ends a comment the last sign stays, as that of an end tag does.
        place += 2 if begin in _ENDS else 0
    kept.append(region[place:])
    return "".join(kept)
