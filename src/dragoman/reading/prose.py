"""Which parts of an article are prose: old pages set their paragraphs in layout tables."""

from __future__ import annotations

from dragoman.article import Part, PartKind

_LEAST_WORDS = 8
_SENTENCE_ENDS = (".", "?", "!", "”", '"', "’")


def is_prose(text: str, part: Part) -> bool:
    """Whether a part is read: no byline, and of tables what is as long as a sentence and ends as one."""
    if part.kind is PartKind.TABLE:
        words = text[part.start : part.end].split()
        return len(words) >= _LEAST_WORDS and words[-1].endswith(_SENTENCE_ENDS)
    return part.kind is not PartKind.BYLINE
