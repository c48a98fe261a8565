"""An article as pages show it: blocks of numbered sentences, the words behind values marked.

Where marks overlap, the shortest gives the colour and the link, and all are named.
A value whose words are whole sentences and nothing more precise is marked by them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from dragoman.article import Article, Part, PartKind
from dragoman.language.sentences import split_sentences
from dragoman.language.tokens import tokenize
from dragoman.ledger import PlacedValue

_SINGULAR = {
    "meetings": "meeting",
    "commitments": "commitment",
    "statements": "statement",
    "events": "event",
    "findings": "finding",
}
# The field that holds the sentences of a value as a whole.
_WHOLE = "evidence"
_FAINT = frozenset({"topics"})
_ID_LENGTH = 10

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that a value came from: offsets in the article's text, half-open.

    `is_faint`: they name a topic, which many words do; such marks must not crowd the others.
    """

    start: int
    end: int
    kind: str
    value_id: str
    is_faint: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Characters with the same marks; `mark` is the one that shows, `others` the ids of further values."""

    text: str
    mark: Mark | None = None
    others: tuple[str, ...] = ()
    is_first: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its number in the article (from 1, headline first)."""

    number: int
    runs: tuple[Run, ...]
    after: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the article with its sentences."""

    kind: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """Blocks by the place that they have on a page, and where each sentence begins."""

    headline: tuple[Block, ...]
    standfirst: tuple[Block, ...]
    byline: tuple[Block, ...]
    body: tuple[tuple[str, tuple[Block, ...]], ...]
    starts: tuple[int, ...] = field(repr=False)

    def numbers(self, spans: Iterable[Span]) -> list[int]:
        """The numbers of the sentences that some spans touch, in order."""
        found: set[int] = set()
        for start, end in spans:
            first = max(1, bisect_right(self.starts, start))
            last = max(first, bisect_right(self.starts, end - 1))
            found.update(range(first, last + 1))
        return sorted(found)


def card_id(value_id: str) -> str:
    """The name of a value's card on the page of its article."""
    return f"v-{value_id[:_ID_LENGTH]}"


def mark_article(article: Article, values: Iterable[PlacedValue]) -> MarkedArticle:
    """The article with the words of all values marked."""
    marks = sorted(_marks(values), key=lambda mark: (mark.start, -mark.end))
    writer = _Writer(article.text, marks)
    blocks = [writer.block(part) for part in article.parts]
    placed = list(zip(article.parts, blocks, strict=True))
    body = [block for part, block in placed if part.start >= article.body_start]
    return MarkedArticle(
        tuple(block for part, block in placed if part.kind is PartKind.HEADLINE)[:1],
        tuple(block for part, block in placed if part.kind is PartKind.STANDFIRST),
        tuple(block for part, block in placed if part.kind is PartKind.BYLINE),
        tuple((kind, tuple(those)) for kind, those in groupby(body, key=lambda block: block.kind)),
        tuple(writer.starts),
    )


def _marks(values: Iterable[PlacedValue]) -> Iterator[Mark]:
    for value in values:
        sentences = {(place.start, place.end) for place in value.places if place.field == _WHOLE}
        fields: dict[Span, set[str]] = {}
        for place in value.places:
            fields.setdefault((place.start, place.end), set()).add(place.field)
        precise = [span for span in fields if span not in sentences]
        kind = _SINGULAR[value.row["list"]]
        for start, end in precise or sorted(sentences):
            yield Mark(start, end, kind, value.row["id"], fields[start, end] <= _FAINT)


class _Writer:
    """Cuts the parts of one article into sentences and runs, in their order."""

    def __init__(self, text: str, marks: list[Mark]) -> None:
        self._text = text
        self._marks = marks
        self._seen: set[tuple[str, int]] = set()
        self.starts: list[int] = []

    def block(self, part: Part) -> Block:
        spans = _sentences(self._text, part.start, part.end) or [(part.start, part.end)]
        ends = [*(start for start, _ in spans[1:]), part.end]
        sentences = [self._sentence(span, end) for span, end in zip(spans, ends, strict=True)]
        return Block(str(part.kind), tuple(sentences))

    def _sentence(self, span: Span, following: int) -> Sentence:
        start, end = span
        self.starts.append(start)
        return Sentence(len(self.starts), tuple(self._runs(start, end)), self._text[end:following])

    def _runs(self, start: int, end: int) -> Iterator[Run]:
        inside = [mark for mark in self._marks if mark.start < end and mark.end > start]
        edges = sorted({start, end, *(edge for mark in inside for edge in (mark.start, mark.end))})
        cuts = [edge for edge in edges if start <= edge <= end]
        for left, right in pairwise(cuts):
            here = [mark for mark in inside if mark.start <= left and mark.end >= right]
            yield self._run(self._text[left:right], here)

    def _run(self, text: str, here: list[Mark]) -> Run:
        if not here:
            return Run(text)
        shown = min(here, key=lambda mark: (mark.end - mark.start, mark.start))
        others = tuple(dict.fromkeys(mark.value_id for mark in here if mark.value_id != shown.value_id))
        key = (shown.value_id, shown.start)
        is_first = key not in self._seen
        self._seen.add(key)
        return Run(text, shown, others, is_first)


def _sentences(text: str, start: int, end: int) -> list[Span]:
    words = tokenize(text, start, end)
    return [(words[first][0], words[after - 1][1]) for first, after in split_sentences(text, words)]
