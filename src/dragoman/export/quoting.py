"""The sentences that stand round the words of an evidence.

A record points at words or at whole sentences; people and scorers want the
sentence. Sentences are split here again by the rules of the language stage, which
costs nothing beside the reading, so that a record needs no analysis beside it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property

from dragoman.article import Article, Evidence
from dragoman.language.sentences import split_sentences
from dragoman.language.tokens import tokenize

Span = tuple[int, int]


def spans_of(evidence: Iterable[Evidence]) -> list[Span]:
    """The places of an evidence, each once, in the order given."""
    return list(dict.fromkeys((place.start, place.end) for place in evidence))


def widest(spans: Iterable[Span]) -> list[Span]:
    """The spans that lie within no other one, in the order of the text."""
    kept: list[Span] = []
    for start, end in sorted(set(spans), key=lambda span: (span[0], -span[1])):
        if not kept or end > kept[-1][1]:
            kept.append((start, end))
    return kept


class Quoting:
    """Gives the sentences of one article round any of its words."""

    def __init__(self, article: Article) -> None:
        self._text, self._parts = article.text, article.parts

    @cached_property  # most pages of a crawl have no evidence
    def _sentences(self) -> list[Span]:
        return [span for part in self._parts for span in _sentences(self._text, part.start, part.end)]

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self._sentences]

    def around(self, start: int, end: int) -> Span:
        """The span from the first sentence that the words touch to the last; the words if there is none."""
        first, last = self._at(start), self._at(end - 1)
        return (
            min(start, self._sentences[first][0]) if first is not None else start,
            max(end, self._sentences[last][1]) if last is not None else end,
        )

    def sentences(self, evidence: Iterable[Evidence]) -> list[Span]:
        """The places of an evidence, each widened to its sentence, in the order of the text."""
        return widest(self.around(start, end) for start, end in spans_of(evidence))

    def texts(self, evidence: Iterable[Evidence]) -> list[str]:
        """The words of `sentences`, on one line each."""
        return [" ".join(self._text[start:end].split()) for start, end in self.sentences(evidence)]

    def _at(self, offset: int) -> int | None:
        index = bisect_right(self._starts, offset) - 1
        return index if index >= 0 and offset < self._sentences[index][1] else None


def _sentences(text: str, start: int, end: int) -> list[Span]:
    words = tokenize(text, start, end)
    return [(words[first][0], words[after - 1][1]) for first, after in split_sentences(text, words)]
