"""Where each block stood in the page source, as code points of the decoded page.

The parser keeps no offsets. The blocks come in the order of the source, though, so
one cursor finds them: the first letters of a block from the cursor on, then an end
such that the source between, read as a browser reads it, is the block. Scripts and
comments are passed over. A block whose words cannot be found so stays without a span
rather than with a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from html import escape, unescape

from dragoman.article.layout import TextBlock

_UNSEEN = (("<script", "</script"), ("<!--", "-->"))
_PREFIX = 24
# How many places that begin or end alike are tried for one block.
_N_STARTS, _N_TRIES = 60, 6
# Characters looked through after which the search is given up: about a second.
_MAX_SEARCHED = 2_000_000_000
# How far behind its first letters the next word of a block may stand, markup between.
_NEAR = 300
_TAG = re.compile(r"<[^<>]*>")


class _Source:
    """A page source in which scripts and comments are passed over.

    Only what stands between the last place that was seen and the next one is looked
    at, so that all searches together go through the page about once.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        # A place that is seen; whatever hides a later place begins behind it.
        self.seen = 0
        # Characters looked through so far.
        self.n_searched = 0

    def find(self, words: str, start: int) -> int:
        """The first place of some words that is seen and outside a tag, or -1."""
        at = self.text.find(words, start)
        self.n_searched += (at if at >= 0 else len(self.text)) - start
        while at >= 0:
            hidden = self._end_of_hidden(at)
            if hidden > at:
                at = self.text.find(words, hidden)
            elif _is_text(self.text, at):
                self.seen = at
                return at
            else:
                at = self.text.find(words, at + 1)
        return -1

    def _end_of_hidden(self, place: int) -> int:
        """Where the hidden range ends that a place stands in, or the place itself."""
        since = self.seen if self.seen <= place else 0
        for opening, closing in _UNSEEN:
            start = self.text.rfind(opening, since, place)
            if start >= 0:
                closed = self.text.find(closing, start + len(opening))
                if closed > place:
                    return closed
        return place


def find_spans(source: str, blocks: list[TextBlock], wanted: Collection[int]) -> dict[int, tuple[int, int]]:
    """The span in the source of each wanted block that could be found.

    The source between the two ends, without its tags and with its entities read, is
    the block.

    Args:
        source: The decoded page.
        blocks: All blocks of the page in order.
        wanted: The places in `blocks` of those that need a span.
    """
    page = _Source(source)
    spans: dict[int, tuple[int, int]] = {}
    cursor = 0
    for place in sorted(wanted):
        if page.n_searched > _MAX_SEARCHED:
            break
        text = blocks[place].text
        span = _find_span(page, text, cursor) or _find_by_tags(page, text, cursor)
        if span is not None:
            spans[place] = span
            cursor = span[1]
    return spans


def _find_span(page: _Source, text: str, cursor: int) -> tuple[int, int] | None:
    """The first span from the cursor on that holds exactly the words of a text."""
    first, second = escape(text[:_PREFIX].split("&")[0], quote=False), ""
    start = page.find(first, cursor)
    if start < 0:
        # A tag, an entity or a line break stands among the first letters: go by the first two words.
        words = [escape(word, quote=False) for word in text.split(" ", 2)[:2]]
        first, second = words[0], words[-1] if len(words) > 1 else ""
        start = page.find(first, cursor)
    for _ in range(_N_STARTS):
        if start < 0:
            return None
        near = start + len(first)
        if page.text.find(second, near, near + _NEAR) >= 0:
            end = _find_end(page.text, text, start)
            if end is not None:
                return start, end
        start = page.find(first, start + 1)
    return None


def _find_by_tags(page: _Source, text: str, cursor: int) -> tuple[int, int] | None:
    """The span between two tags around a plain word of a text whose other letters are written as entities."""
    anchor = next(
        (word for word in text[:200].split() if len(word) > 5 and word.isascii() and word.isalpha()), None
    )
    at = page.find(anchor, cursor) if anchor is not None else -1
    for _ in range(_N_TRIES):
        if at < 0 or anchor is None:
            return None
        start = page.text.rfind(">", 0, at) + 1
        start += len(page.text[start:at]) - len(page.text[start:at].lstrip())
        end = page.text.find("<", at)
        for _ in range(_N_TRIES):
            if end < 0:
                break
            if end - start >= len(text) and _reads_as(page.text[start:end], text):
                return start, start + len(page.text[start:end].rstrip())
            end = page.text.find("<", end + 1)
        at = page.find(anchor, at + 1)
    return None


def _find_end(source: str, text: str, start: int) -> int | None:
    """Where a text ends that begins at a place, or None where other words stand there."""
    if source.startswith(text, start):
        return start + len(text)
    last = escape(text.rsplit(" ", 1)[-1], quote=False)
    limit = start + 8 * len(text) + 4000
    at = source.find(last, start + len(text) - len(last), limit)
    for _ in range(_N_TRIES):
        if at < 0:
            return None
        end = at + len(last)
        if _reads_as(source[start:end], text):
            return end
        at = source.find(last, at + 1, limit)
    return None


def _reads_as(markup: str, text: str) -> bool:
    """Whether a piece of source shows a text: its tags taken out, its entities read, blanks aside."""
    shown = unescape(_TAG.sub("", markup))
    return "".join(shown.split()) == "".join(text.split())


def _is_text(source: str, place: int) -> bool:
    """Whether a place is outside a tag."""
    opening = source.rfind("<", 0, place)
    return opening < 0 or source.find(">", opening, place) >= 0
