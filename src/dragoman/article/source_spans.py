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

_UNSEEN = (("<script", "</script"), ("<style", "</style"), ("<!--", "-->"), ("<noscript", "</noscript"))
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
    masked = _masked(source)
    spans: dict[int, tuple[int, int]] = {}
    last = max(wanted, default=-1)
    cursor = 0
    for place, block in enumerate(blocks[: last + 1]):
        # Long blocks before and between move the cursor on; short ones tell little of the place.
        if place not in wanted and len(block.text) < 120:
            continue
        start = _find_start(masked, block.text, cursor)
        end = _find_end(masked, block.text, start) if start is not None else None
        if start is None or end is None:
            continue
        if place in wanted:
            spans[place] = (start, end)
        cursor = end
    return spans


def _masked(source: str) -> str:
    """The source with what nobody sees blanked out, at equal length."""
    for opening, closing in _UNSEEN:
        pieces: list[str] = []
        done = 0
        start = source.find(opening)
        while start >= 0:
            end = source.find(closing, start + len(opening))
            if end < 0:
                break
            pieces += (source[done:start], " " * (end - start))
            done = end
            start = source.find(opening, end)
        if done:
            source = "".join([*pieces, source[done:]])
    return source


def _find_start(source: str, text: str, cursor: int) -> int | None:
    words = [_escaped(word) for word in text.split(" ", _N_WORDS)[:_N_WORDS]]
    limit = cursor + _REACH
    start = source.find(words[0], cursor, limit)
    while start >= 0:
        if _follow(source, words, start) and _is_text(source, start):
            return start
        start = source.find(words[0], start + 1, limit)
    return None


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


def _find_end(source: str, text: str, start: int) -> int | None:
    last = text.rsplit(" ", 1)[-1]
    word = _escaped(last)
    limit = start + 6 * len(text) + 4000
    at = source.find(word, start + len(text) - len(last), limit)
    while at >= 0 and not _is_text(source, at):
        at = source.find(word, at + 1, limit)
    return at + len(word) if at >= 0 else None


def _escaped(word: str) -> str:
    """A word as sources write it: its ampersands and angle brackets as entities."""
    if "&" in word or "<" in word or ">" in word:
        return word.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return word
