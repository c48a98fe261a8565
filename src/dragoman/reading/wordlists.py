"""The word lists of the reading rules, read once from data/words.tsv."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def _table() -> dict[str, frozenset[str]]:
    text = resources.files("dragoman.reading").joinpath("data/words.tsv").read_text(encoding="utf-8")
    lists: dict[str, set[str]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            kind, word = line.split("\t")[:2]
            lists.setdefault(kind, set()).add(word)
    return {kind: frozenset(found) for kind, found in lists.items()}


def words(kind: str) -> frozenset[str]:
    """All words of one list, lower case; KeyError for a list that does not exist."""
    return _table()[kind]
