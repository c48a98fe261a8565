"""Whether an article is about diplomacy at all: a cheap test before the model is run.

A logistic score over seven shares of the text: office words beside names, how many
countries, how much the second country is named, words of diplomacy, words of
sport, business and home politics, organisations, names. The words are in
data/words.tsv; the weights in data/relevance.tsv are written by train/relevance.py.
Its threshold is set for recall: a page that is let through costs time, a page that
is dropped is lost.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from functools import cache
from importlib import resources
from itertools import pairwise
from math import exp

from dragoman.article import Article
from dragoman.knowledge import Knowledge, NameHit, NameKind, TitleHit
from dragoman.reading.thresholds import LEAST_RELEVANCE
from dragoman.reading.wordlists import words

FEATURES = ("offices", "countries", "second", "diplomacy", "elsewhere", "bodies", "names")
_MAX_CHARACTERS = 20_000  # the beginning decides; a long page is not scanned whole
_LEAST_HUNDREDS = 0.3
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)?")


def is_relevant(article: Article, facts: Knowledge) -> bool:
    """Whether the article should be read for values."""
    return relevance(article.text, facts) >= LEAST_RELEVANCE


def relevance(text: str, facts: Knowledge) -> float:
    """How likely a text is about diplomacy, 0 to 1."""
    weights = _weights()
    score = weights["bias"]
    for name, value in zip(FEATURES, relevance_features(text, facts), strict=True):
        score += weights[name] * value
    return 1 / (1 + exp(-score))


def relevance_features(text: str, facts: Knowledge) -> list[float]:
    """The shares that the score is made of, in the order of FEATURES; each between 0 and 5."""
    text = text[:_MAX_CHARACTERS]
    found = _WORD.findall(text.lower())
    hundreds = max(len(found) / 100, _LEAST_HUNDREDS)
    hits = facts.find_names(text)
    codes = Counter(hit.code for hit in hits).most_common()
    n_bodies = sum(hit.kind in (NameKind.GROUP, NameKind.ORGANISATION) for hit in hits)
    diplomacy, elsewhere = words("diplomacy"), words("elsewhere")
    pairs = (f"{left} {right}" for left, right in pairwise(found))
    n_diplomacy = sum(map(diplomacy.__contains__, found)) + sum(map(diplomacy.__contains__, pairs))
    return [
        min(len(places_of_offices(hits, facts.find_titles(text))) / hundreds, 4.0),
        min(len(codes), 6) / 6,
        min((codes[1][1] if len(codes) > 1 else 0) / hundreds, 3.0),
        min(n_diplomacy / hundreds, 5.0),
        min(sum(map(elsewhere.__contains__, found)) / hundreds, 5.0),
        min(n_bodies / hundreds, 3.0),
        min(len(hits) / hundreds, 8.0) / 2,
    ]


def places_of_offices(hits: list[NameHit], titles: list[TitleHit]) -> list[int]:
    """Where words for high offices begin that stand beside a name of the tables.

    Args:
        hits: The names of a text, sorted, none overlapping another.
        titles: Its words for offices.
    """
    starts, ends = [hit.start for hit in hits], [hit.end for hit in hits]
    high, places = words("high_offices"), []
    for title in titles:
        if title.office_class not in high:
            continue
        after, before = bisect_left(starts, title.end - 5), bisect_right(ends, title.start - 30)
        is_before_name = after < len(starts) and starts[after] < title.end + 30
        if is_before_name or (before < len(ends) and ends[before] <= title.start + 5):
            places.append(title.start)
    return places


@cache
def _weights() -> dict[str, float]:
    text = resources.files("dragoman.reading").joinpath("data/relevance.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {row[0]: float(row[1]) for row in rows}
