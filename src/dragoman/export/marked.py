"""Evidence sentences with the decisive words marked, shortened round them where they are long."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.article import Evidence
from dragoman.export.quoting import Quoting, Span, spans_of, widest
from dragoman.reading.record import (
    Commitment,
    Event,
    Finding,
    Grounded,
    Meeting,
    Record,
    Statement,
)

# A sentence longer than this is cut round its decisive words, unless all is asked for.
_LONG_SENTENCE = 280
_CONTEXT = 90


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters of a quoted sentence; `is_decisive` where a value came from it."""

    text: str
    is_decisive: bool


def quoted(record: Record, quoting: Quoting, value: Grounded, is_whole: bool = False) -> list[list[Piece]]:
    """The sentences of a value's evidence, each as its pieces, in the order of the text."""
    sentences = quoting.sentences(value.evidence)
    words = [span for span in _decisive(value) if span not in sentences]
    return [_pieces(record.article.text, sentence, words, is_whole) for sentence in sentences]


def _decisive(value: Grounded) -> list[Span]:
    return spans_of([*value.evidence, *_more_evidence(value)])


def _more_evidence(value: Grounded) -> Iterable[Evidence]:
    """The words of the single values in a meeting, commitment, statement or event."""
    if isinstance(value, Meeting):
        for part in (value.when, value.duration, value.place, *value.participants):
            yield from part.evidence if part is not None else ()
    elif isinstance(value, Commitment):
        yield value.what_evidence
        yield from value.due.evidence if value.due is not None else ()
    elif isinstance(value, Statement):
        yield from value.content
        yield from (value.cue,) if value.cue is not None else ()
    elif isinstance(value, Event):
        yield value.trigger
    elif isinstance(value, Finding):
        yield from value.evidence


def _pieces(text: str, sentence: Span, words: list[Span], is_whole: bool) -> list[Piece]:
    start, end = sentence
    inside = widest(
        (max(first, start), min(last, end)) for first, last in words if first < end and last > start
    )
    inside = [span for span in inside if span != sentence]
    pieces: list[Piece] = []
    at = start
    for first, last in inside:
        first = max(first, at)
        if last <= first:
            continue
        pieces += [Piece(_line(text[at:first]), False), Piece(_line(text[first:last]), True)]
        at = last
    pieces.append(Piece(_line(text[at:end]), False))
    kept = [piece for piece in pieces if piece.text]
    return kept if is_whole or end - start <= _LONG_SENTENCE else _shortened(kept)


def _line(text: str) -> str:
    words = " ".join(text.split())
    return (" " if text[:1].isspace() else "") + words + (" " if text[-1:].isspace() and words else "")


def _shortened(pieces: list[Piece]) -> list[Piece]:
    if len(pieces) == 1:
        return [Piece(_head(pieces[0].text, _LONG_SENTENCE), pieces[0].is_decisive)]
    last = len(pieces) - 1
    return [
        piece if piece.is_decisive else Piece(_cut(piece.text, index == 0, index == last), False)
        for index, piece in enumerate(pieces)
    ]


def _cut(text: str, is_first: bool, is_last: bool) -> str:
    if is_first:
        return text if len(text) <= _CONTEXT else "… " + text[-_CONTEXT:].partition(" ")[2]
    if is_last:
        return _head(text, _CONTEXT)
    if len(text) <= 2 * _CONTEXT:
        return text
    return _head(text, _CONTEXT) + " " + text[-_CONTEXT:].partition(" ")[2]


def _head(text: str, length: int) -> str:
    return text if len(text) <= length else text[:length].rpartition(" ")[0] + " …"
