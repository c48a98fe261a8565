"""Where each block stood in the page source, as code points of the decoded page.

The parser keeps no offsets. The blocks come in the order of the source, though, so
one pass with a cursor finds them all: the first words of a block from the cursor on,
then its last word not nearer than the block is long (a character of text takes at
least one of source). Scripts, styles and comments are passed over. A block
whose words are written as entities stays without a span rather than with a wrong one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator

from dragoman.article.layout import TextBlock

_UNSEEN = (("<script", "</script"), ("<!--", "-->"))
# How far beyond the cursor a block is looked for; markup between two blocks can be long.
_REACH = 60_000
_N_WORDS = 4
_PREFIX = 24
_WORD_GAP = 400
_TAG = re.compile(r"<[^<>]*>")


class _Source:
    """A page source in which what nobody sees is passed over."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.hidden = sorted(_hidden_ranges(text))
        self.starts = [start for start, _ in self.hidden]

    def find(self, words: str, start: int, limit: int) -> int:
        """The first place of some words that is seen and outside a tag, or -1."""
        at = self.text.find(words, start, limit)
        while at >= 0:
            place = bisect_right(self.starts, at) - 1
            if place >= 0 and at < self.hidden[place][1]:
                at = self.text.find(words, self.hidden[place][1], limit)
            elif _is_text(self.text, at):
                return at
            else:
                at = self.text.find(words, at + 1, limit)
        return -1


def find_spans(source: str, blocks: list[TextBlock], wanted: Collection[int]) -> dict[int, tuple[int, int]]:
    """The span in the source of each wanted block that could be found.

    Args:
        source: The decoded page.
        blocks: All blocks of the page in order.
        wanted: The places in `blocks` of those that need a span.
    """
    page = _Source(source)
    spans: dict[int, tuple[int, int]] = {}
    last = max(wanted, default=-1)
    cursor = 0
    for place, block in enumerate(blocks[: last + 1]):
        # Long blocks before and between move the cursor on; short ones tell little of the place.
        if place not in wanted and len(block.text) < 120:
            continue
        start = _find_start(page, block.text, cursor)
        end = _find_end(page, block.text, start) if start >= 0 else -1
        if end < 0:
            continue
        if place in wanted:
            spans[place] = (start, end)
        cursor = end
    return spans


def _hidden_ranges(source: str) -> Iterator[tuple[int, int]]:
    for opening, closing in _UNSEEN:
        start = source.find(opening)
        while start >= 0:
            end = source.find(closing, start + len(opening))
            if end < 0:
                break
            yield start, end
            start = source.find(opening, end)


def _find_start(page: _Source, text: str, cursor: int) -> int:
    limit = cursor + _REACH
    # Most blocks stand there as they are for some words: one search of the interpreter's own.
    start = page.find(_escaped(text[:_PREFIX]), cursor, limit)
    if start >= 0:
        return start
    words = [_escaped(word) for word in text.split(" ", _N_WORDS)[:_N_WORDS]]
    start = page.find(words[0], cursor, limit)
    while start >= 0 and not _follow(page.text, words, start):
        start = page.find(words[0], start + 1, limit)
    return start


def _follow(source: str, words: list[str], start: int) -> bool:
    """Whether the next words stand there too, with only blanks and tags between."""
    place = start + len(words[0])
    for word in words[1:]:
        if source.startswith(word, place + 1) and source[place].isspace():
            place += 1 + len(word)
            continue
        following = source.find(word, place, place + _WORD_GAP)
        if following < 0 or _TAG.sub("", source[place:following]).replace("&nbsp;", " ").strip():
            return False
        place = following + len(word)
    return True


def _is_text(source: str, place: int) -> bool:
    """Whether a place is outside a tag."""
    opening = source.rfind("<", max(0, place - 2000), place)
    return opening < 0 or source.find(">", opening, place) >= 0


def _find_end(page: _Source, text: str, start: int) -> int:
    last = text.rsplit(" ", 1)[-1]
    word = _escaped(last)
    at = page.find(word, start + len(text) - len(last), start + 6 * len(text) + 4000)
    return at + len(word) if at >= 0 else -1


def _escaped(word: str) -> str:
    """A word as sources write it: its ampersands and angle brackets as entities."""
    if "&" in word or "<" in word or ">" in word:
        return word.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return word
