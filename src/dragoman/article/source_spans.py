"""Where each block stood in the page source, as code points of the decoded page.

The parser keeps no offsets. The blocks come in the order of the source, though, so
one pass with a cursor finds them all: the first words of a block from the cursor on,
then its last word not nearer than the block is long (a character of text takes at
least one of source). Scripts, styles and comments are blanked out before. A block
whose words are written as entities stays without a span rather than with a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from dragoman.article.layout import TextBlock

_UNSEEN = re.compile(
    r"<(script|style|noscript|svg|template|textarea|head)\b.*?</\1\s*>|<!--.*?-->", re.S | re.I
)
# How far beyond the cursor a block is looked for; markup between two blocks can be long.
_REACH = 60_000
_N_WORDS = 4
_WORD_GAP = 400
_TAG = re.compile(r"<[^<>]*>")


def find_spans(source: str, blocks: list[TextBlock], wanted: Collection[int]) -> dict[int, tuple[int, int]]:
    """The span in the source of each wanted block that could be found.

    Args:
        source: The decoded page.
        blocks: All blocks of the page in order.
        wanted: The places in `blocks` of those that need a span.
    """
    masked = _UNSEEN.sub(lambda match: " " * len(match[0]), source)
    spans: dict[int, tuple[int, int]] = {}
    last = max(wanted, default=-1)
    cursor = 0
    for place, block in enumerate(blocks[: last + 1]):
        start = _find_start(masked, block.text, cursor)
        if start is None:
            continue
        end = _find_end(masked, block.text, start)
        if end is None:
            continue
        if place in wanted:
            spans[place] = (start, end)
        cursor = end
    return spans


def _find_start(source: str, text: str, cursor: int) -> int | None:
    words = [_escaped(word) for word in text.split(" ", _N_WORDS)[:_N_WORDS]]
    limit = cursor + _REACH
    start = source.find(words[0], cursor, limit)
    while start >= 0:
        if _is_text(source, start) and _follow(source, words, start):
            return start
        start = source.find(words[0], start + 1, limit)
    return None


def _follow(source: str, words: list[str], start: int) -> bool:
    """Whether the next words stand there too, with only blanks and tags between."""
    place = start + len(words[0])
    for word in words[1:]:
        following = source.find(word, place, place + _WORD_GAP)
        if following < 0 or _TAG.sub("", source[place:following]).replace("&nbsp;", " ").strip():
            return False
        place = following + len(word)
    return True


def _is_text(source: str, place: int) -> bool:
    """Whether a place is outside a tag."""
    opening = source.rfind("<", max(0, place - 2000), place)
    return opening < 0 or source.find(">", opening, place) >= 0


def _find_end(source: str, text: str, start: int) -> int | None:
    word = _escaped(text.rsplit(" ", 1)[-1])
    at = source.find(word, start + len(text) - len(text.rsplit(" ", 1)[-1]), start + 6 * len(text) + 4000)
    while at >= 0 and not _is_text(source, at):
        at = source.find(word, at + 1, start + 6 * len(text) + 4000)
    return at + len(word) if at >= 0 else None


def _escaped(word: str) -> str:
    """A word as sources write it: its ampersands and angle brackets as entities."""
    if "&" in word or "<" in word or ">" in word:
        return word.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return word
