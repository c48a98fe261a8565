"""Where searched words stand in a snippet."""

from __future__ import annotations

import re

from dragoman.errors import UsageError
from dragoman.ledger.search import parse_terms


def pieces(text: str, words: str) -> list[tuple[str, bool]]:
    """A text cut where searched words begin: (characters, whether they were searched for).

    A word is found where the text has it with the same accents; the index is less strict,
    so that a hit may show no mark.
    """
    try:
        starts = [(re.escape(term.words[0]), term.is_prefix) for term in parse_terms(words)]
    except UsageError:
        return [(text, False)]
    if not starts:
        return [(text, False)]
    wanted = "|".join(start + (r"\w*" if is_prefix else r"(?!\w)") for start, is_prefix in starts)
    parts = re.split(rf"((?<!\w)(?:{wanted}))", text, flags=re.IGNORECASE)
    return [(part, at % 2 == 1) for at, part in enumerate(parts) if part]
