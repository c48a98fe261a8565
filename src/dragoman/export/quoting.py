"""The sentences that stand round the words of an evidence.

A record points at words or at whole sentences; people and scorers want the
sentence. Sentences are split here again by the rules of the language stage, which
costs nothing beside the reading, so that a record needs no analysis beside it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

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
        self._starts = [part.start for part in article.parts]
        self._known: dict[int, list[Span]] = {}

    def around(self, start: int, end: int) -> Span:
        """The span from the first sentence that the words touch to the last; the words if there is none."""
        first, last = self._at(start), self._at(end - 1)
        return (
            min(start, first[0]) if first is not None else start,
            max(end, last[1]) if last is not None else end,
        )

    def sentences(self, evidence: Iterable[Evidence]) -> list[Span]:
        """The places of an evidence, each widened to its sentence, in the order of the text."""
        return widest(self.around(start, end) for start, end in spans_of(evidence))

    def texts(self, evidence: Iterable[Evidence]) -> list[str]:
        """The words of `sentences`, on one line each."""
        return [" ".join(self._text[start:end].split()) for start, end in self.sentences(evidence)]

    def _at(self, offset: int) -> Span | None:
        """The sentence of a character; only parts that are asked about are split."""
        number = bisect_right(self._starts, offset) - 1
        if number < 0:
            return None
        if number not in self._known:
            part = self._parts[number]
            self._known[number] = _sentences(self._text, part.start, part.end)
        sentences = self._known[number]
        index = bisect_right(sentences, offset, key=lambda span: span[0]) - 1
        return sentences[index] if index >= 0 and offset < sentences[index][1] else None


def _sentences(text: str, start: int, end: int) -> list[Span]:
    words = tokenize(text, start, end)
    return [(words[first][0], words[after - 1][1]) for first, after in split_sentences(text, words)]
