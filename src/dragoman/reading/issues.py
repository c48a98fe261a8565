"""Standing issues under the topics: North Korea's missiles, Taiwan, the war in Ukraine, tariffs.

A small dated list (data/issues.tsv): the words of an issue, the countries without
which the words mean something else, the years in which it is one, the topic that it
stands under and the PLOVER contexts that it gives an event.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from functools import cache
from importlib import resources

from dragoman.article import Evidence
from dragoman.interval import Interval
from dragoman.reading.brief import Brief
from dragoman.reading.word_patterns import WordPattern, beginnings_in


@dataclass(frozen=True, slots=True)
class Issue:
    """One row of the list; `first`, `last` are years, None for open; `needs` is empty for none."""

    code: str
    topic: str
    first: int | None
    last: int | None
    contexts: tuple[str, ...]
    needs: frozenset[str]
    words: WordPattern

    def is_of(self, written: Interval | None) -> bool:
        """Whether a text written in these days can mean it; an undated one can."""
        if written is None:
            return True
        is_late_enough = self.first is None or written.latest.year >= self.first
        return is_late_enough and (self.last is None or written.earliest.year <= self.last)


@cache
def issues() -> tuple[Issue, ...]:
    """All issues of the list, in its order."""
    text = resources.files("dragoman.reading").joinpath("data/issues.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(_issue(row) for row in rows)


def _issue(row: list[str]) -> Issue:
    code, topic, first, last, contexts, needs, words = row
    return Issue(
        code=code,
        topic=topic,
        first=None if first == "-" else int(first),
        last=None if last == "-" else int(last),
        contexts=tuple(contexts.split(",")),
        needs=frozenset() if needs == "-" else frozenset(needs.split(",")),
        words=WordPattern(words),
    )


def find_issues(
    brief: Brief, start: int, end: int, parties: Container[str] = ()
) -> list[tuple[Issue, Evidence]]:
    """The issues that a stretch of text speaks of, with the words that say so.

    Args:
        parties: Codes of those who talk or act, who count as named.
    """
    named = {code for mention in brief.cast.within(start, end) for code in mention.countries}
    beginnings = beginnings_in(brief.article.text, start, end)
    found = []
    for issue in issues():
        if not issue.words.may_stand_among(beginnings) or not issue.is_of(brief.anchor):
            continue
        if issue.needs and not named & issue.needs and not any(code in parties for code in issue.needs):
            continue
        match = issue.words.search(brief.article.text, start, end)
        if match is not None:
            found.append((issue, brief.evidence(match.start(), match.end())))
    return found
