"""The tag heads: states of the encoder to carriers, roles and classes.

The second and third file of the model. `tags.onnx` goes from the states of a
batch of sentences to word vectors, to the scores of carriers (words that carry an
attribution, an event, a commitment or a meeting) and to one vector a sentence;
`roles.onnx` from word vectors and carriers to the roles of all words. Both are
loaded on the first use, so that who does not ask for tags does not pay.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from dragoman.language.bio import decode_bio
from dragoman.language.encoder import Array, Model, UnfitModel, group_by_length
from dragoman.language.passes import Window
from dragoman.language.paths import NO_DISTANCE, NO_WAY, distance_of, mark_states, ways_from
from dragoman.language.pieces import shape_of

# Words that are tagged at once, and words whose roles are scored at once, each once for every carrier.
_WORDS, _SEEN = 256, 768


@dataclass(frozen=True, slots=True)
class Tree:
    """The syntax of one window: index of each word's head, -1 for the root, and its relation."""

    heads: Sequence[int]
    deprel: Sequence[str]


@dataclass(frozen=True, slots=True)
class Carrier:
    """What one carrier brings along; all ranges are half-open, of words of its window.

    kind: attribution, event, commitment or meeting. label: the PLOVER type of an
    event. words: None for speech without a verb. roles: (name, first, end).
    """

    kind: str
    label: str
    words: tuple[int, int] | None
    confidence: float
    roles: tuple[tuple[str, int, int], ...]
    classes: dict[str, str]


@dataclass(frozen=True, slots=True)
class WindowTags:
    """The carriers of one window and its vector, (width,), of length 1."""

    carriers: list[Carrier]
    vector: Array


@dataclass(frozen=True, slots=True)
class _Asked:
    """A carrier whose roles are still to be found; first: the number of its window's first word in the batch."""

    window: int
    first: int
    kind: str
    label: str
    words: tuple[int, int] | None
    confidence: float


class TagHeads:
    """The two networks with their label sets."""

    def __init__(self, model: Model) -> None:
        about = model.about.get("tags")
        if about is None:
            raise UnfitModel("The model has no tag heads: its model.json says nothing of them.")
        self.carriers: dict[str, list[str]] = about["carriers"]
        self.roles: list[str] = about["roles"]
        self.classes: dict[str, list[str]] = about["classes"]
        self._kinds = list(self.carriers)
        self._relation = {name: number for number, name in enumerate(model.deprel)}
        self._tags = model.open("tags.onnx", ["words", "vectors", *self._kinds])
        self._roles = model.open("roles.onnx", ["roles", "classes"])

    def read(self, windows: Sequence[Window], trees: Sequence[Tree]) -> list[WindowTags]:
        """The tags of each window, in order; the windows were read with their states."""
        found: dict[int, WindowTags] = {}
        lengths = [len(window.words) for window in windows]
        for group in group_by_length(lengths, _WORDS):
            words, vectors, *scores = self._tags.run(None, inputs_of([windows[i] for i in group]))
            found.update((i, WindowTags([], vector)) for i, vector in zip(group, vectors, strict=True))
            asked = self._asked(group, windows, scores)
            for part in group_by_length([lengths[each.window] for each in asked], _SEEN):
                self._fill(found, [asked[k] for k in part], words, windows, trees)
        return [found[i] for i in range(len(windows))]

    def _asked(
        self, group: Sequence[int], windows: Sequence[Window], scores: Sequence[Array]
    ) -> list[_Asked]:
        """The carriers of a batch; each sentence is also asked for speech without a verb."""
        asked, start = [], 0
        for i in group:
            n_words = len(windows[i].words)
            asked.append(_Asked(i, start, "attribution", "", None, 0.0))
            for kind, part in zip(self._kinds, scores, strict=True):
                mine = part[start : start + n_words]
                for first, end, label in decode_bio(mine, self.carriers[kind]):
                    share = _share(mine[first], self.carriers[kind].index("O"))
                    asked.append(_Asked(i, start, kind, label, (first, end), share))
            start += n_words
        return asked

    def _fill(
        self, found: dict[int, WindowTags], asked: Sequence[_Asked], words: Array,
        windows: Sequence[Window], trees: Sequence[Tree],
    ) -> None:  # fmt: skip
        """Add the carriers with the roles that they bring."""
        roles, classes = self._roles.run(None, self._role_inputs(asked, words, windows, trees))
        start = 0
        for each, class_row in zip(asked, classes, strict=True):
            last = start + len(windows[each.window].words)
            mine = tuple((name, a, b) for a, b, name in decode_bio(roles[start:last], self.roles))
            start = last
            if each.words is not None or any(name == "CONTENT" for name, _, _ in mine):
                carrier = Carrier(
                    each.kind, each.label, each.words, each.confidence, mine, self._classes_of(class_row)
                )
                found[each.window].carriers.append(carrier)

    def _role_inputs(
        self, asked: Sequence[_Asked], words: Array, windows: Sequence[Window], trees: Sequence[Tree]
    ) -> dict[str, npt.NDArray[np.generic]]:
        places: list[tuple[int, ...]] = []
        for each in asked:
            at = None if each.words is None else each.words[0]
            places += self._places(at, windows[each.window].words, trees[each.window])
        n_words = [len(windows[each.window].words) for each in asked]
        seen = [np.arange(each.first, each.first + n) for each, n in zip(asked, n_words, strict=True)]
        carrying = [-1 if each.words is None else each.first + each.words[0] for each in asked]
        return {
            "words": words,
            "n_words": np.array(n_words, np.int64),
            "seen": np.concatenate(seen),
            "at": np.array(carrying, np.int64),
            "kinds": np.array([self._kinds.index(each.kind) for each in asked], np.int64),
            "places": np.array(places, np.int64),
        }

    def _places(self, at: int | None, words: Sequence[str], tree: Tree) -> list[tuple[int, ...]]:
        """How each word stands to a carrier: distance, way, relations on it, quotation marks."""
        marks, none = mark_states(words), len(self._relation)
        if at is None:
            return [(NO_DISTANCE, NO_WAY, none, none, mark) for mark in marks]
        relations = [self._relation.get(name, none) for name in tree.deprel]
        ways = ways_from(at, tree.heads, relations, none)
        return [
            (distance_of(i - at), *way, mark) for i, (way, mark) in enumerate(zip(ways, marks, strict=True))
        ]

    def _classes_of(self, row: Array) -> dict[str, str]:
        found, start = {}, 0
        for name, values in self.classes.items():
            found[name] = values[int(row[start : start + len(values)].argmax())]
            start += len(values)
        return found


def _share(scores: Array, outside: int) -> float:
    """How sure it is that a word carries something, 0 to 1, to four places."""
    shares = np.exp(scores - scores.max())
    return round(1.0 - float(shares[outside] / shares.sum()), 4)


def inputs_of(windows: Sequence[Window]) -> dict[str, npt.NDArray[np.generic]]:
    """The input arrays of one batch: the windows one after another."""
    return {
        "states": np.concatenate([window.scores.states for window in windows]),
        "n_words": np.array([len(window.words) for window in windows], np.int64),
        "shapes": np.array([shape_of(word) for window in windows for word in window.words], np.int64),
    }


@lru_cache(maxsize=2)
def tag_heads_of(model: Model) -> TagHeads:
    """The tag heads of a model, opened once in a process."""
    return TagHeads(model)
