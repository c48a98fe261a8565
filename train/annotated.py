"""The annotated sentences as training examples: words, tree, carriers and their roles.

Words and trees come from the shipped parser, as they will when an article is
read. A line that the splitter divides becomes several examples, and what
crosses the border is cut there.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dragoman.language import Analysis, analyse
from dragoman.language.analysis import Sentence
from labels import CARRIERS, CLASSES, DEPREL, IGNORED, KINDS, ROLES

Line = dict[str, Any]
Span = tuple[int, int]

# Share of sentences, by the hash of the id, that never train.
DEV_SHARE = 0.10
# Which key of an annotation is which role, and which is the carrier.
LAYERS = {
    "attribution": ("attributions", "cue", {"source": "SOURCE", "content": "CONTENT"}),
    "event": (
        "events",
        "trigger",
        {"source": "SOURCE", "target": "TARGET", "place": "PLACE", "time": "TIME"},
    ),
    "commitment": ("commitments", "cue", {"content": "CONTENT", "who": "SOURCE"}),
    "meeting": ("meetings", "trigger", {"participants": "PARTY"}),
}


@dataclass(frozen=True, slots=True)
class Carrier:
    """A word that carries something, with the roles and classes that hang on it.

    ``word`` is the first of the carrying words, -1 for what has none (continued
    speech, headlines with a colon). ``roles``: one index in ROLES for each word.
    """

    kind: str
    word: int
    roles: tuple[int, ...]
    classes: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence; heads are indices, -1 for the root."""

    id: str
    words: tuple[str, ...]
    heads: tuple[int, ...]
    deprel: tuple[int, ...]
    tags: dict[str, tuple[int, ...]]
    carriers: tuple[Carrier, ...]


def is_dev(identifier: str) -> bool:
    """Whether a line measures instead of training, fixed by its id."""
    return int(hashlib.sha256(identifier.encode()).hexdigest()[:8], 16) < DEV_SHARE * 2**32


def read_lines(path: Path) -> list[Line]:
    """The lines of a built annotation file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def make_examples(lines: Iterable[Line]) -> Iterator[Example]:
    """The examples of some lines, in their order."""
    for line in lines:
        analysis = analyse(line["text"], [(0, len(line["text"]))])
        for number, sentence in enumerate(analysis.sentences):
            yield _example(f"{line['id']}/{number}", line, analysis, sentence)


def _example(identifier: str, line: Line, analysis: Analysis, sentence: Sentence) -> Example:
    tokens = analysis.tokens[sentence.first : sentence.last]
    places = [(token.start, token.end) for token in tokens]
    tags = {kind: [0] * len(tokens) for kind in KINDS}
    carriers: list[Carrier] = []
    for kind in KINDS:
        key, carrier, roles = LAYERS[kind]
        for item in line[key]:
            words = words_of(item[carrier], places)
            if words:
                _tag(tags[kind], words, kind, item)
            if words or (item[carrier] is None and kind == "attribution"):
                marked = _roles(item, roles, places)
                carriers.append(Carrier(kind, words[0] if words else -1, marked, _classes(item, kind)))
    return Example(
        identifier,
        tuple(token.text for token in tokens),
        tuple(token.head - sentence.first if token.head >= 0 else -1 for token in tokens),
        tuple(DEPREL.index(token.deprel) for token in tokens),
        {kind: tuple(row) for kind, row in tags.items()},
        (*[c for c in carriers if c.word >= 0], _without_word(carriers, len(tokens))),
    )


def words_of(span: list[int] | None, places: list[Span]) -> list[int]:
    """The words that a span of characters touches."""
    if span is None:
        return []
    return [i for i, (start, end) in enumerate(places) if start < span[1] and span[0] < end]


def _tag(row: list[int], words: list[int], kind: str, item: Line) -> None:
    """Mark a carrier, unless another one has its first word."""
    if row[words[0]]:
        return
    names = CARRIERS[kind]
    row[words[0]] = names.index(f"B-{item['type']}") if kind == "event" else names.index("B-CUE")
    for i in words[1:]:
        if not row[i]:
            row[i] = len(names) - 1


def _roles(item: Line, keys: dict[str, str], places: list[Span]) -> tuple[int, ...]:
    """The role of each word; where spans overlap the later key of ``keys`` stays."""
    row = [0] * len(places)
    for key, role in keys.items():
        for span in _spans(item[key]):
            words = words_of(span, places)
            for i in words:
                row[i] = ROLES.index(f"{'B' if i == words[0] else 'I'}-{role}")
    return tuple(row)


def _spans(value: Any) -> list[list[int]]:
    """One span, several or none as a list."""
    if not value:
        return []
    return [value] if isinstance(value[0], int) else list(value)


def _classes(item: Line, kind: str) -> dict[str, int]:
    """The indices of what is said of the whole: realis, act, state, mode."""
    names = {"event": ("realis",), "commitment": ("act",), "meeting": ("state", "mode")}.get(kind, ())
    return {
        name: CLASSES[name].index(item[name]) if item[name] in CLASSES[name] else IGNORED for name in names
    }


def _without_word(carriers: list[Carrier], n_words: int) -> Carrier:
    """The attributions without a cue as one; every sentence has it, mostly empty."""
    row = [0] * n_words
    for carrier in carriers:
        if carrier.word < 0:
            row = [new or old for new, old in zip(carrier.roles, row, strict=True)]
    return Carrier("attribution", -1, tuple(row))
