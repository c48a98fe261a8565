"""Function words of some twenty-five languages: running text is full of them, labels are not."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib import resources

# Scripts that part words by no blanks have no words to count.
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
_MAX_WORDS = 60


def share_of_function_words(text: str) -> float:
    """Share of function words among the first sixty words, 0 to 1; 0.4 for scripts without blanks."""
    words = text[:600].casefold().split()[:_MAX_WORDS]
    if len(words) < 4 and _UNSPACED.search(text):
        return 0.4
    known = function_words()
    return sum(word in known for word in words) / len(words) if words else 0.0


@cache
def words_by_language() -> dict[str, frozenset[str]]:
    """The function words of each language in the table, case folded."""
    raw = resources.files("dragoman.article").joinpath("data/function_words.json").read_text(encoding="utf-8")
    return {tag: frozenset(words.split()) for tag, words in json.loads(raw).items()}


@cache
def function_words() -> frozenset[str]:
    """The function words of all languages."""
    return frozenset[str]().union(*words_by_language().values())
