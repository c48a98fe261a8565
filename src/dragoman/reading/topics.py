"""What was talked about: topic codes and countries in a stretch of text.

The words for each code are in data/topics.tsv. A country counts as a topic when
it is named and is no party to the talks.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from functools import cache
from importlib import resources

from dragoman.article import Evidence
from dragoman.reading.brief import Brief
from dragoman.reading.cast import Mention, MentionKind
from dragoman.reading.issues import find_issues
from dragoman.reading.meeting_words import is_meeting_word
from dragoman.reading.record import Topic
from dragoman.reading.topic_prototypes import topics_near
from dragoman.reading.word_patterns import WordPattern, beginnings_in
from dragoman.reading.wordlists import words

_OCCASION = re.compile(r"\bon the (?:sidelines|margins|fringes) of [^,.;]*", re.IGNORECASE)


@cache
def topic_patterns() -> tuple[tuple[str, WordPattern], ...]:
    """The topic codes with their phrases, in the order of data/topics.tsv."""
    text = resources.files("dragoman.reading").joinpath("data/topics.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple((code, WordPattern(alternatives)) for code, alternatives in rows)


def find_topics(brief: Brief, spans: Iterable[tuple[int, int]], parties: Container[str]) -> tuple[Topic, ...]:
    """Topics of some stretches of text, in order of first mention.

    Args:
        spans: Character spans that speak of what was talked about.
        parties: Codes of those who talked; their own countries are no topics.
    """
    found: dict[str, Evidence] = {}
    under: dict[str, list[str]] = {}
    for start, end in spans:
        names = _names(brief, start, end)
        beginnings = beginnings_in(brief.article.text, start, end)
        for code, pattern in topic_patterns():
            if not pattern.may_stand_among(beginnings):
                continue
            words_of_code = _first_outside(pattern, brief.article.text, (start, end), names)
            if words_of_code is not None:
                found.setdefault(code, brief.evidence(*words_of_code))
        for issue, said in find_issues(brief, start, end, parties):
            if _is_within(names, said.start, said.end):
                continue
            found.setdefault(issue.topic, said)
            under.setdefault(issue.topic, []).append(issue.code)
        for code, said in _countries(brief, start, end, parties):
            found.setdefault(code, said)
        for code, said in _by_vector(brief, start, end):
            found.setdefault(code, said)
    return tuple(
        Topic((evidence,), code, tuple(dict.fromkeys(under.get(code, ()))))
        for code, evidence in sorted(found.items(), key=lambda item: item[1].start)
    )


def _by_vector(brief: Brief, start: int, end: int) -> Iterator[tuple[str, Evidence]]:
    """The topics that the sentences of a stretch are near to, each with its sentence."""
    for number, sentence in enumerate(brief.analysis.sentences):
        if start <= sentence.start < end:
            for code in topics_near(brief.vectors, number):
                yield code, brief.evidence(sentence.start, sentence.end)


def _names(brief: Brief, start: int, end: int) -> list[tuple[int, int]]:
    """The names of people, offices, bodies and occasions, whose words are no topics.

    "National Security Advisor", "the Security Council", "on the margins of the
    Conference on Climate Change".
    """
    kinds = (MentionKind.PERSON, MentionKind.OFFICE, MentionKind.ORGANISATION)
    found = [(each.start, each.end) for each in brief.cast.within(start, end) if each.kind in kinds]
    found += [match.span() for match in _OCCASION.finditer(brief.article.text, start, end)]
    return found


def _is_within(names: list[tuple[int, int]], first: int, last: int) -> bool:
    """Whether a stretch is a part of a longer name."""
    return any(left <= first and last <= right and (left, right) != (first, last) for left, right in names)


def _first_outside(
    pattern: WordPattern, text: str, span: tuple[int, int], names: list[tuple[int, int]]
) -> tuple[int, int] | None:
    """The first match of a pattern that is no part of a longer name."""
    start, end = span
    while (match := pattern.search(text, start, end)) is not None:
        first, last = match.span()
        if not _is_within(names, first, last):
            return first, last
        start = last
    return None


def _countries(brief: Brief, start: int, end: int, parties: Container[str]) -> Iterator[tuple[str, Evidence]]:
    for mention in brief.cast.within(start, end):
        if mention.kind in (MentionKind.COUNTRY, MentionKind.DEMONYM) and not _is_beside(brief, mention):
            for code in mention.countries:
                if code not in parties:
                    yield code, brief.evidence(mention.start, mention.end)


def _is_beside(brief: Brief, mention: Mention) -> bool:
    """Whether a country is where they met, or the home of somebody who came: "attended by leaders from X and Y"."""
    syntax, token = brief.syntax, mention.head
    while syntax.relation(token) in ("conj", "appos") and syntax.tokens[token].head >= 0:
        token = syntax.tokens[token].head
    above = syntax.tokens[token].head
    if above < 0:
        return False
    cases = {syntax.tokens[each].text.lower() for each in syntax.children(token, "case")}
    is_place = bool(cases & {"in", "at"}) and is_meeting_word(syntax.tokens[above])
    is_home = bool(cases & {"of", "from"}) and syntax.tokens[above].lemma.lower() in words("partner_nouns")
    return is_place or is_home
