"""Mentions of persons, places and things, and which of them are of the same: the mention heads.

The fourth and fifth file of the model. `mentions.onnx` goes from the states of a
batch of sentences to the type of each word that heads a mention and to a short vector
of every word; `pairs.onnx` says of two mentions whether they are of the same. Both are
loaded on the first use. The words of a mention come from the tree (`mention_spans`).

"The two leaders" are of several: such a mention is of an entity of its own, whose
parts are the persons, named last before it, that it counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import numpy as np

from dragoman.language.analysis import Analysis, Mention
from dragoman.language.encoder import Array, Model, UnfitModel, group_by_length, load_model
from dragoman.language.mention_pairs import (
    FORMS,
    Candidate,
    Numbers,
    Word,
    candidate_of,
    children_of,
    pairs_of,
)
from dragoman.language.mention_spans import span_of
from dragoman.language.passes import Window, run_pass
from dragoman.language.tag_scores import inputs_of

# Words, and pairs, that are scored at once.
_WORDS, _PAIRS = 256, 4096
_COUNTS = {"two": 2, "both": 2, "three": 3, "four": 4}


def find_mentions(analysis: Analysis) -> tuple[Mention, ...]:
    """The mentions of a text that was analysed before; the encoder reads it once more.

    In the order of their head words; a mention may lie inside another.
    """
    sentences = [
        [token.text for token in analysis.tokens[sentence.first : sentence.last]]
        for sentence in analysis.sentences
    ]
    return mentions_of(analysis, run_pass(sentences, states=True))


def mentions_of(analysis: Analysis, windows: Sequence[Window]) -> tuple[Mention, ...]:
    """The mentions of a text whose windows were read with their states."""
    if not windows:
        return ()
    heads = _heads_of(load_model())
    words = words_of(analysis)
    children = children_of(words)
    candidates: list[Candidate] = []
    vectors: list[Array] = []
    for at, kind, vector in heads.read(analysis, windows):
        candidates.append(candidate_of(words, at, children, kind))
        vectors.append(vector)
    entities = heads.entities(candidates, vectors)
    counts = (_counted(words, candidate, children) for candidate in candidates)
    parts = _parts(candidates, entities, counts, heads.kinds)
    found = []
    for candidate, entity, of in zip(candidates, entities, parts, strict=True):
        first, last = span_of(words, candidate.word, children)
        start, end = analysis.tokens[first].start, analysis.tokens[last - 1].end
        name, form = heads.kinds[candidate.kind], FORMS[candidate.form]
        found.append(Mention(start, end, first, last, candidate.word, name, form, entity, of))
    return tuple(found)


def words_of(analysis: Analysis) -> list[Word]:
    """The tokens of an analysis as mentions see them."""
    return [
        Word(t.text, t.lemma, t.upos, t.head, t.deprel, number)
        for number, sentence in enumerate(analysis.sentences)
        for t in analysis.tokens[sentence.first : sentence.last]
    ]


class MentionHeads:
    """The two networks with their label set."""

    def __init__(self, model: Model) -> None:
        about = model.about.get("mentions")
        if about is None:
            raise UnfitModel("The model has no mention heads: its model.json says nothing of them.")
        self.kinds: list[str] = about["types"]
        self._mentions = model.open("mentions.onnx", ["types", "vectors"])
        self._pairs = model.open("pairs.onnx", ["scores"])

    def read(self, analysis: Analysis, windows: Sequence[Window]) -> Iterator[tuple[int, int, Array]]:
        """(token, index of its kind, vector) of each word that heads a mention, in order."""
        lengths = [len(window.words) for window in windows]
        found: dict[int, tuple[Array, Array]] = {}
        for group in group_by_length(lengths, _WORDS):
            types, vectors = self._mentions.run(None, inputs_of([windows[i] for i in group]))
            cuts = np.cumsum([lengths[i] for i in group])[:-1]
            parts = zip(np.split(types.argmax(-1), cuts), np.split(vectors, cuts), strict=True)
            found.update(zip(group, parts, strict=True))
        for i, window in enumerate(windows):
            first = analysis.sentences[window.sentence].first + window.first
            best, vectors = found[i]
            for word in best.nonzero()[0].tolist():
                yield first + word, int(best[word]), vectors[word]

    def entities(self, candidates: Sequence[Candidate], vectors: Sequence[Array]) -> list[int]:
        """The entity of each mention, numbered in the order of their first mentions."""
        which, figures = pairs_of(candidates)
        if not len(which):
            return numbered([-1] * len(candidates))
        all_vectors = np.stack(vectors)
        scores = []
        for start in range(0, len(which), _PAIRS):
            stop = start + _PAIRS
            inputs = {"vectors": all_vectors, "pairs": which[start:stop], "figures": figures[start:stop]}
            scores.append(self._pairs.run(None, inputs)[0])
        return numbered(best_earlier(which, np.concatenate(scores), len(candidates)))


def best_earlier(which: Numbers, scores: Array, n: int) -> list[int]:
    """The best earlier mention of each of n, the nearest of equals; -1 where none is above 0.

    which: (m, 2), later and earlier, the later ones together and in order; scores: (m,).
    """
    later = which[:, 0]
    starts = np.flatnonzero(np.diff(later, prepend=-1))
    tops = np.maximum.reduceat(scores, starts)
    lengths = np.diff(starts, append=len(later))
    is_best = (scores == np.repeat(tops, lengths)) & (scores > 0)
    found = np.full(n, -1, np.int64)
    found[later[is_best]] = which[is_best, 1]
    best: list[int] = found.tolist()
    return best


def numbered(earlier: Iterable[int]) -> list[int]:
    """Entities from the chosen earlier mention of each, -1 for none."""
    entities: list[int] = []
    n_entities = 0
    for at in earlier:
        entities.append(entities[at] if at >= 0 else n_entities)
        n_entities += at < 0
    return entities


def _parts(
    candidates: Sequence[Candidate], entities: Sequence[int], counts: Iterable[int], kinds: Sequence[str]
) -> Iterator[tuple[int, ...]]:
    """For each mention the entities that it counts: "the two leaders" are the last two persons before them."""
    named: list[int] = []
    for candidate, entity, n in zip(candidates, entities, counts, strict=True):
        is_person = kinds[candidate.kind] == "person"
        found = tuple(sorted(named[-n:])) if n and is_person and len(named) >= n else ()
        yield found
        if is_person and candidate.form == FORMS.index("name") and candidate.number == 1:
            named = [e for e in named if e != entity] + [entity]


def _counted(words: Sequence[Word], candidate: Candidate, children: Sequence[Sequence[int]]) -> int:
    """How many a noun counts by a number word: "the two leaders", "both ministers"; 0 for none."""
    if candidate.form != FORMS.index("noun") or candidate.number != 2:
        return 0
    found = (_COUNTS.get(words[child].text.lower(), 0) for child in children[candidate.word])
    return max(found, default=0)


@lru_cache(maxsize=2)
def _heads_of(model: Model) -> MentionHeads:
    """The mention heads of a model, opened once in a process."""
    return MentionHeads(model)
