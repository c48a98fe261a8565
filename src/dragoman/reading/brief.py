"""Everything that is known of an article before it is read for values.

The brief is what each extractor of this stage gets: text, tree, times, cast, the
days on which the article can have been written, and the tables.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.article import Article, Evidence
from dragoman.interval import Interval, Resolution
from dragoman.knowledge import Knowledge, knowledge
from dragoman.language import Analysis, SentenceVectors, analyse_with_vectors
from dragoman.language.times import TimeExpression, TimeKind, find_times
from dragoman.reading.cast import Cast
from dragoman.reading.casting import Setting, cast_article
from dragoman.reading.datelines import after_dateline, with_dateline
from dragoman.reading.dating import estimate_date, narrow_by_plans
from dragoman.reading.homes import home_of
from dragoman.reading.people import Figure
from dragoman.reading.prose import is_prose
from dragoman.reading.record import DateEstimate, When
from dragoman.reading.sightings import find_sightings
from dragoman.reading.syntax import Syntax
from dragoman.reading.tree_repairs import mended

_VAGUE_DAYS = 31  # an article dated no better says nothing by "on Thursday"


@dataclass(frozen=True, slots=True)
class Brief:
    """An article made ready for reading. Token numbers are those of `analysis.tokens`."""

    article: Article
    analysis: Analysis
    vectors: SentenceVectors
    syntax: Syntax
    facts: Knowledge
    cast: Cast
    people: tuple[Figure, ...]
    times: tuple[TimeExpression, ...]
    anchor: Interval | None
    estimate: DateEstimate | None

    def evidence(self, start: int, end: int) -> Evidence:
        """The words between two offsets as evidence."""
        return Evidence(self.article.id, start, end)

    def sentence_evidence(self, token: int) -> Evidence:
        """The sentence of a token as evidence."""
        sentence = self.syntax.sentence(token)
        return self.evidence(with_dateline(self.article.text, sentence.start), sentence.end)

    def times_within(self, start: int, end: int) -> list[TimeExpression]:
        """The time expressions that lie wholly within a stretch of text."""
        return [each for each in self.times if start <= each.start and each.end <= end]

    def when(self, expressions: Iterable[TimeExpression]) -> When | None:
        """The most exact date among some expressions with its words, or None."""
        dated = [
            (each.interval.n_days, each.start, each.end, each.interval)
            for each in expressions
            if each.interval is not None and self._says_when(each, each.interval)
        ]
        if not dated:
            return None
        _, start, end, interval = min(dated, key=lambda each: each[:2])
        return When((self.evidence(start, end),), interval)

    def _says_when(self, expression: TimeExpression, interval: Interval) -> bool:
        """Whether an expression tells more than the days on which the article can have been written."""
        if expression.kind not in (TimeKind.DATE, TimeKind.TIME):
            return False
        if self.anchor is None or self.anchor.n_days <= _VAGUE_DAYS or not expression.anchored:
            return True
        is_unit = interval.resolution not in (Resolution.DAY, Resolution.WEEK, Resolution.RANGE)
        return is_unit or interval.n_days < 0.8 * self.anchor.n_days

    def telling_times(self) -> tuple[TimeExpression, ...]:
        """The time expressions without dates that only repeat when the article was written."""
        dates = (TimeKind.DATE, TimeKind.TIME)
        return tuple(
            each
            for each in self.times
            if each.kind not in dates or each.interval is None or self._says_when(each, each.interval)
        )


def make_brief(article: Article) -> Brief:
    """Analyses an article and casts it.

    An article without a date of its own is dated from its content where that says
    enough; its relative dates are then resolved against that interval.
    """
    facts = knowledge()
    analysis, vectors = analyse_with_vectors(article.text, read_spans(article))
    analysis = mended(analysis)
    syntax = Syntax(analysis)
    sightings = find_sightings(analysis, syntax, facts)
    stated = stated_date(article)
    estimate = None if stated is not None else estimate_date(article, sightings, facts)
    if estimate is not None:
        estimate = narrow_by_plans(article.text, estimate, syntax)
    anchor = stated or (estimate.interval if estimate is not None else None)
    setting = Setting(anchor, home_of(article, facts))
    cast, people = cast_article(article.id, analysis, syntax, facts, sightings, setting)
    sentences = [(sentence.start, sentence.end) for sentence in analysis.sentences]
    times = tuple(find_times(article.text, anchor, sentences))
    return Brief(article, analysis, vectors, syntax, facts, cast, tuple(people), times, anchor, estimate)


def read_spans(article: Article) -> list[tuple[int, int]]:
    """The parts of an article that are read: all but the byline and datelines, and of tables only prose.

    Old pages set their paragraphs in layout tables; rows of data are not sentences.
    """
    return [
        (after_dateline(article.text, part.start, part.end), part.end)
        for part in article.parts
        if is_prose(article.text, part)
    ]


def stated_date(article: Article) -> Interval | None:
    """The day that the article gives itself: dateline first, then publication."""
    if article.dateline_on is not None:
        return article.dateline_on
    return article.published.interval if article.published is not None else None
