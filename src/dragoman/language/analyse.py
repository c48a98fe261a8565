"""A text to its analysis: words, sentences, tags, trees and names.

Rules divide the text, the model reads the sentences, and what it says is
decoded to well-formed trees and names. Every position is one of the text as it
was given.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from dragoman.language.analysis import Analysis, Name, NameKind, Sentence, Token
from dragoman.language.encoder import Array, Model, Scores, load_model
from dragoman.language.lemmas import lemma_of
from dragoman.language.name_trees import attach_names
from dragoman.language.named_events import find_events, without_events
from dragoman.language.names import decode_names
from dragoman.language.passes import Window, run_pass
from dragoman.language.sentences import find_blocks, split_sentences
from dragoman.language.tokens import tokenize
from dragoman.language.trees import decode_tree

Span = tuple[int, int]

_PROPER = (NameKind.PERSON, NameKind.ORGANISATION, NameKind.PLACE)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the model says of one stretch of a sentence; heads within it, -1 for its root."""

    upos: list[str]
    heads: list[int]
    deprel: list[str]
    names: list[Name]


def analyse(text: str, spans: Sequence[Span] | None = None) -> Analysis:
    """The sentences, words with syntax, and names of a text.

    The same text and spans give the same analysis, whatever was read before.

    Args:
        text: Any text; it may be empty.
        spans: The parts that are divided on their own (headline, paragraphs),
            half-open, in order, not overlapping. None takes the stretches
            between blank lines.

    Returns:
        The analysis. Heads are indices into its tokens, -1 for the root of a
        sentence. White space and invisible characters belong to no token.
    """
    sentences = divide(text, spans)
    return assemble(text, sentences, run_pass(written(text, sentences)))


def divide(text: str, spans: Sequence[Span] | None) -> list[list[Span]]:
    """The sentences of a text, each as the spans of its words."""
    parts = find_blocks(text) if spans is None else spans
    return [words for span in parts for words in _sentences(text, span)]


def written(text: str, sentences: Sequence[Sequence[Span]]) -> list[list[str]]:
    """The words of each sentence as they stand in the text."""
    return [[text[start:end] for start, end in words] for words in sentences]


def assemble(text: str, sentences: Sequence[Sequence[Span]], windows: Sequence[Window]) -> Analysis:
    """The analysis that the model's scores amount to."""
    tokens: list[Token] = []
    found: list[Sentence] = []
    names: list[Name] = []
    for words, reading in zip(sentences, _readings(windows), strict=True):
        first = len(tokens)
        tokens.extend(_tokens(text, words, reading, first))
        found.append(Sentence(words[0][0], words[-1][1], first, len(tokens)))
        names.extend(_placed(name, first, words) for name in reading.names)
    proper = tuple(name for name in names if name.kind in _PROPER)
    terms = tuple(name for name in names if name.kind not in _PROPER)
    return Analysis(text, tuple(tokens), tuple(found), proper, terms)


def _sentences(text: str, span: Span) -> Iterator[list[Span]]:
    """The sentences of a part of the text, each as the spans of its words."""
    start, end = span
    for block_start, block_end in find_blocks(text[start:end]):
        words = tokenize(text, start + block_start, start + block_end)
        for first, last in split_sentences(text, words):
            yield words[first:last]


def _readings(windows: Sequence[Window]) -> Iterator[_Reading]:
    """The reading of each sentence; those of its windows are joined."""
    if not windows:
        return
    model = load_model()
    scores = [window.scores for window in windows]
    heads = [decode_tree(s.arcs) for s in scores]
    labels = model.label_scores(scores, heads)
    names = _names([s.entities for s in scores], [window.words for window in windows], model.entities)
    readings = [_decode(model, *parts) for parts in zip(scores, heads, labels, names, strict=True)]
    both = zip(windows, readings, strict=True)
    for _, group in groupby(both, key=lambda pair: pair[0].sentence):
        yield _joined([(window.first, reading) for window, reading in group])


def _names(
    scores: Sequence[Array], sentences: Sequence[Sequence[str]], tags: Sequence[str]
) -> list[list[tuple[int, int, NameKind]]]:
    """The names and terms of each sentence from left to right; an event stands before the names in it."""
    plain, known = without_events(scores, tags)
    names = decode_names(plain, sentences, known)
    events = (find_events(each, tags) for each in scores)
    both = zip(names, events, strict=True)
    return [sorted([*found, *more], key=lambda name: (name[0], -name[1])) for found, more in both]


def _decode(
    model: Model, scores: Scores, heads: list[int], labels: Array, names: Sequence[tuple[int, int, NameKind]]
) -> _Reading:
    """Scores to tags and to labels that fit the tree, in which each name is one piece."""
    root = model.deprel.index("root")
    labels[:, root] = -1e9
    best = labels.argmax(1).tolist()
    best[heads.index(0)] = root
    reading = _Reading(
        upos=[model.upos[i] for i in scores.upos.argmax(1).tolist()],
        heads=[head - 1 for head in heads],
        deprel=[model.deprel[i] for i in best],
        names=[Name(0, 0, kind, first, last) for first, last, kind in names],
    )
    proper = [(name.first, name.last) for name in reading.names if name.kind in _PROPER]
    attach_names(reading.heads, reading.deprel, proper)
    return reading


def _joined(parts: Sequence[tuple[int, _Reading]]) -> _Reading:
    """The readings of the windows of one sentence as one: later roots hang on the first."""
    if len(parts) == 1:
        return parts[0][1]
    top = parts[0][1].heads.index(-1)
    whole = _Reading([], [], [], [])
    for first, part in parts:
        whole.upos.extend(part.upos)
        whole.names.extend(Name(0, 0, n.kind, n.first + first, n.last + first) for n in part.names)
        for head, deprel in zip(part.heads, part.deprel, strict=True):
            is_later_root = head < 0 and first > 0
            whole.heads.append(top if is_later_root else head if head < 0 else head + first)
            whole.deprel.append("parataxis" if is_later_root else deprel)
    return whole


def _tokens(text: str, words: Sequence[Span], reading: _Reading, first: int) -> Iterator[Token]:
    """The tokens of one sentence that begins at token ``first``."""
    parts = zip(words, reading.upos, reading.heads, reading.deprel, strict=True)
    for (start, end), upos, head, deprel in parts:
        word = text[start:end]
        yield Token(start, end, word, lemma_of(word, upos), upos, head if head < 0 else head + first, deprel)


def _placed(name: Name, first: int, words: Sequence[Span]) -> Name:
    """A name of one sentence with its place in the text."""
    start, end = words[name.first][0], words[name.last - 1][1]
    return Name(start, end, name.kind, first + name.first, first + name.last)
