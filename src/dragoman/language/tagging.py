"""Attributions, events, commitments and meetings as the model's own heads find them.

The rules of the reading stage do not need these tags; they are a second, learned
opinion on the same sentences, from the same pass of the encoder.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dragoman.language.analyse import Span, assemble, divide, written
from dragoman.language.analysis import (
    Analysis,
    Stretch,
    TaggedAttribution,
    TaggedCommitment,
    TaggedEvent,
    TaggedMeeting,
    Tags,
)
from dragoman.language.encoder import load_model
from dragoman.language.mentions import mentions_of
from dragoman.language.passes import Window, run_pass
from dragoman.language.tag_scores import Carrier, Tree, WindowTags, tag_heads_of


def analyse_and_tag(text: str, spans: Sequence[Span] | None = None) -> tuple[Analysis, Tags]:
    """The analysis of a text, as `analyse` gives it, and the tags from the same pass.

    Args:
        text: Any text; it may be empty.
        spans: The parts that are divided on their own, as in `analyse`.
    """
    sentences = divide(text, spans)
    windows = run_pass(written(text, sentences), states=True)
    analysis = assemble(text, sentences, windows)
    return analysis, _tags(analysis, windows)


def tag(analysis: Analysis) -> Tags:
    """The tags of a text that was analysed before; the encoder reads it once more."""
    sentences = [
        [token.text for token in analysis.tokens[sentence.first : sentence.last]]
        for sentence in analysis.sentences
    ]
    return _tags(analysis, run_pass(sentences, states=True))


def _tags(analysis: Analysis, windows: Sequence[Window]) -> Tags:
    """The tags of all windows, placed in the text."""
    if not windows:
        return Tags((), (), (), (), ())
    read = tag_heads_of(load_model()).read(windows, [_tree(analysis, window) for window in windows])
    attributions: list[TaggedAttribution] = []
    events: list[TaggedEvent] = []
    commitments: list[TaggedCommitment] = []
    meetings: list[TaggedMeeting] = []
    for window, tags in zip(windows, read, strict=True):
        first = analysis.sentences[window.sentence].first + window.first
        for carrier in sorted(tags.carriers, key=_order):
            placed = _Placed(analysis, first, carrier)
            match carrier.kind:
                case "attribution":
                    if placed.of("CONTENT"):
                        attributions.append(placed.attribution())
                case "event":
                    events.append(placed.event())
                case "commitment":
                    commitments.append(placed.commitment())
                case "meeting":
                    meetings.append(placed.meeting())
    vectors = _vectors(len(analysis.sentences), windows, read)
    return Tags(
        tuple(attributions),
        tuple(events),
        tuple(commitments),
        tuple(meetings),
        vectors,
        mentions_of(analysis, windows),
    )


def _order(carrier: Carrier) -> tuple[int, int]:
    """By the first word of anything that the carrier has."""
    words = [first for _, first, _ in carrier.roles] + ([] if carrier.words is None else [carrier.words[0]])
    return min(words), -1 if carrier.words is None else carrier.words[0]


def _tree(analysis: Analysis, window: Window) -> Tree:
    """The syntax of a window; what hangs on a word outside of it counts as a root."""
    first = analysis.sentences[window.sentence].first + window.first
    tokens = analysis.tokens[first : first + len(window.words)]
    heads = [token.head - first for token in tokens]
    return Tree(
        [head if 0 <= head < len(tokens) else -1 for head in heads], [token.deprel for token in tokens]
    )


def _vectors(
    n_sentences: int, windows: Sequence[Window], read: Sequence[WindowTags]
) -> tuple[tuple[float, ...], ...]:
    """One vector a sentence: that of its windows, weighted by their words."""
    sums = np.zeros((n_sentences, len(read[0].vector)), np.float64)
    for window, tags in zip(windows, read, strict=True):
        sums[window.sentence] += tags.vector * len(window.words)
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    return tuple(tuple(row) for row in np.round(sums / np.maximum(lengths, 1e-9), 5).tolist())


class _Placed:
    """A carrier of a window whose first word is the given token."""

    def __init__(self, analysis: Analysis, first: int, carrier: Carrier) -> None:
        self._analysis, self._first, self._carrier = analysis, first, carrier

    def of(self, role: str) -> tuple[Stretch, ...]:
        """The stretches that have a role."""
        return tuple(self._stretch(a, b) for name, a, b in self._carrier.roles if name == role)

    def _stretch(self, first: int, last: int) -> Stretch:
        tokens = self._analysis.tokens
        first, last = first + self._first, last + self._first
        return Stretch(tokens[first].start, tokens[last - 1].end, first, last)

    def _words(self) -> Stretch:
        words = self._carrier.words
        if words is None:
            raise ValueError(
                f"The {self._carrier.kind} has no carrying words; only attributions may lack them."
            )
        return self._stretch(*words)

    def attribution(self) -> TaggedAttribution:
        cue = None if self._carrier.words is None else self._words()
        source = next(iter(self.of("SOURCE")), None)
        return TaggedAttribution(cue, source, self.of("CONTENT"), self._carrier.confidence)

    def event(self) -> TaggedEvent:
        return TaggedEvent(
            self._words(),
            self._carrier.label,
            self._carrier.classes["realis"],
            self.of("SOURCE"),
            self.of("TARGET"),
            self.of("PLACE"),
            self.of("TIME"),
            self._carrier.confidence,
        )

    def commitment(self) -> TaggedCommitment:
        who, content = self.of("SOURCE"), self.of("CONTENT")
        return TaggedCommitment(
            self._words(), who, content, self._carrier.classes["act"], self._carrier.confidence
        )

    def meeting(self) -> TaggedMeeting:
        classes = self._carrier.classes
        return TaggedMeeting(
            self._words(), self.of("PARTY"), classes["state"], classes["mode"], self._carrier.confidence
        )
