"""Whether a page is worth reading at all, told from its source before its article is made.

Of an archive most pages are sport, weather and shops. A skim looks at the running
text of a page (`page_prose`), scores every stretch of it by what it names (offices
beside names, countries, words of diplomacy, words of sport and business), and takes
the best one, so that a short report among many teasers counts as much as a long
one. The weights in data/skim.tsv are written by train/skim.py; the threshold is set
for recall: a page that is let through costs time, a page that is passed over is lost.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from importlib import resources
from math import exp, log1p
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from dragoman.article.language import tell_language
from dragoman.article.words import words_by_language
from dragoman.knowledge import Knowledge, NameKind
from dragoman.pages import Page, Skipped, SkipReason
from dragoman.reading.page_prose import prose_of
from dragoman.reading.relevance import FEATURES, places_of_offices
from dragoman.reading.thresholds import LEAST_SKIM
from dragoman.reading.wordlists import words

# Characters of a stretch: a paragraph, so that its neighbours do not count, and a short report.
_STRETCHES = (300, 900)
# Stretches that begin nearer to each other see the same.
_STEP = 150
# With less text the source does not tell, and the article is read.
LEAST_PROSE = 300
_N_KINDS = 5
_OFFICE, _NAME, _BODY, _DIPLOMACY, _ELSEWHERE = range(_N_KINDS)
_WORD = re.compile(r"[^\W\d_]+")
# As in `dragoman.article.language`: every fifth word.
_ENGLISH_SHARE = 0.2
_SAMPLE = 600


class _Mark(NamedTuple):
    """Something that tells: where it stands, what it is, and of which country or body."""

    start: int
    kind: int
    code: str = ""


def skim(page: Page, facts: Knowledge) -> Skipped | None:
    """Why a page is not worth reading, or None where it may be.

    A page is passed over only if its source shows running text, all of it in a
    language that is not read, or none of it near to diplomacy.
    """
    prose = prose_of(page)
    if len(prose) < LEAST_PROSE:
        return None
    if (language := _foreign_language(prose)) is not None:
        detail = f"{language}: only English is read so far"
        return Skipped(page.id, page.origin, SkipReason.LANGUAGE, detail)
    if skim_score(prose, facts) >= LEAST_SKIM:
        return None
    return Skipped(page.id, page.origin, SkipReason.IRRELEVANT, "nothing in its text is near to diplomacy")


def skim_score(prose: str, facts: Knowledge) -> float:
    """How likely the best stretch of a text is worth reading, 0 to 1."""
    weights = _weights()
    best = max(
        (sum(map(float.__mul__, weights, stretch)) for stretch in skim_features(prose, facts)),
        default=-100.0,
    )
    return 1 / (1 + exp(-best - weights[-1]))


def skim_features(prose: str, facts: Knowledge) -> list[list[float]]:
    """What is named in each stretch of a text: (n_stretches, 7), in the order of FEATURES, 0 and up."""
    marks = _marks(prose, facts)
    starts = [mark.start for mark in marks]
    stretches: list[list[float]] = []
    begun_at = -_STEP
    for first, mark in enumerate(marks):
        if mark.kind == _ELSEWHERE or mark.start < begun_at + _STEP:
            continue
        begun_at = mark.start
        ends = {bisect_left(starts, begun_at + length, first) for length in _STRETCHES}
        stretches += [_features(marks[first:end]) for end in ends]
    return stretches


def _features(marks: list[_Mark]) -> list[float]:
    counts = [0] * _N_KINDS
    codes: dict[str, int] = {}
    for _, kind, code in marks:
        counts[kind] += 1
        if code:
            codes[code] = codes.get(code, 0) + 1
    return [
        log1p(counts[_OFFICE]),
        float(min(len(codes), 6)),
        log1p(sorted(codes.values())[-2] if len(codes) > 1 else 0),
        log1p(counts[_DIPLOMACY]),
        log1p(counts[_ELSEWHERE]),
        log1p(counts[_BODY]),
        log1p(counts[_NAME] + counts[_BODY]),
    ]


def _marks(prose: str, facts: Knowledge) -> list[_Mark]:
    """All that tells in a text, in its order."""
    hits = facts.find_names(prose)
    marks = [_Mark(start, _OFFICE) for start in places_of_offices(hits, facts.find_titles(prose))]
    bodies = (NameKind.GROUP, NameKind.ORGANISATION)
    marks += [_Mark(hit.start, _BODY if hit.kind in bodies else _NAME, hit.code) for hit in hits]
    marks += _word_marks(prose.lower().replace("\n", " "))
    marks.sort()
    return marks


def _word_marks(lowered: str) -> list[_Mark]:
    automaton, kinds = _telling_words()
    padded = f" {lowered} "
    return [
        _Mark(start, kinds[index])
        for index, start, end in automaton.find_matches_as_indexes(lowered)
        if not padded[start].isalnum() and not padded[end + 1].isalnum()
    ]


@cache
def _telling_words() -> tuple[AhoCorasick, list[int]]:
    """What finds the words of diplomacy and of other things, and which of both each pattern is."""
    kinds = dict.fromkeys(sorted(words("elsewhere")), _ELSEWHERE) | dict.fromkeys(
        sorted(words("diplomacy")), _DIPLOMACY
    )
    automaton = AhoCorasick(
        list(kinds),
        matchkind=MatchKind.LeftmostLongest,
        store_patterns=False,
        implementation=Implementation.ContiguousNFA,
    )
    return automaton, list(kinds.values())


def _foreign_language(prose: str) -> str | None:
    """The language of a text of which no stretch is English; None where that is not sure."""
    language = tell_language(prose)
    if language is None or language == "en":
        return None
    known = words_by_language()["en"]
    for start in range(_SAMPLE, len(prose), _SAMPLE):
        found = _WORD.findall(prose[start : start + _SAMPLE].casefold())
        if sum(map(known.__contains__, found)) >= _ENGLISH_SHARE * max(len(found), 1):
            return None
    return language


@cache
def _weights() -> list[float]:
    """In the order of FEATURES, the bias last."""
    text = resources.files("dragoman.reading").joinpath("data/skim.tsv").read_text(encoding="utf-8")
    rows = dict(line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return [float(rows[name]) for name in (*FEATURES, "bias")]
