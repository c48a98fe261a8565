"""What was talked about: topic codes and countries in a stretch of text.

The words for each code are in data/topics.tsv. A country counts as a topic when
it is named and is no party to the talks.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from functools import cache
from importlib import resources

from dragoman.article import Evidence
from dragoman.reading.brief import Brief
from dragoman.reading.cast import MentionKind
from dragoman.reading.issues import find_issues
from dragoman.reading.record import Topic
from dragoman.reading.word_patterns import WordPattern


@cache
def _patterns() -> tuple[tuple[str, WordPattern], ...]:
    text = resources.files("dragoman.reading").joinpath("data/topics.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple((code, WordPattern(words)) for code, words in rows)


def find_topics(brief: Brief, spans: Iterable[tuple[int, int]], parties: Container[str]) -> tuple[Topic, ...]:
    """Topics of some stretches of text, in order of first mention.

    Args:
        spans: Character spans that speak of what was talked about.
        parties: Codes of those who talked; their own countries are no topics.
    """
    found: dict[str, Evidence] = {}
    under: dict[str, list[str]] = {}
    for start, end in spans:
        for code, pattern in _patterns():
            match = pattern.search(brief.article.text, start, end)
            if match is not None:
                found.setdefault(code, brief.evidence(match.start(), match.end()))
        for issue, words in find_issues(brief, start, end, parties):
            found.setdefault(issue.topic, words)
            under.setdefault(issue.topic, []).append(issue.code)
        for code, words in _countries(brief, start, end, parties):
            found.setdefault(code, words)
    return tuple(
        Topic((evidence,), code, tuple(dict.fromkeys(under.get(code, ()))))
        for code, evidence in sorted(found.items(), key=lambda item: item[1].start)
    )


def _countries(brief: Brief, start: int, end: int, parties: Container[str]) -> Iterator[tuple[str, Evidence]]:
    for mention in brief.cast.within(start, end):
        if mention.kind in (MentionKind.COUNTRY, MentionKind.DEMONYM):
            for code in mention.countries:
                if code not in parties:
                    yield code, brief.evidence(mention.start, mention.end)
