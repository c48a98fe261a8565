"""Where each block stood in the page source, as code points of the decoded page."""

from __future__ import annotations

from dragoman.article.layout import TextBlock


def span_of(source: str, block: TextBlock) -> tuple[int, int]:
    """The span of a block in the source, without the blanks around.

    The source between the two ends, without its tags and what nobody sees of it, and with its
    entities read, is the block.
    """
    start, end = block.start, block.end
    while start < end and source[start].isspace():
        start += 1
    while end > start and source[end - 1].isspace():
        end -= 1
    return start, end
