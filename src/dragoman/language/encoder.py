"""The trained model: words of sentences to arrays of scores.

The only module that knows the runtime. The weights are loaded on the first use
and stay; one thread, so that a process takes one core and gives the same
figures on every machine with the same instructions. Sentences are batched by
length inside one call only: the caller passes the sentences of one article, and
no other article can change its result by a rounding.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from dragoman.errors import UsageError
from dragoman.language.pieces import Pieces, shape_of
from dragoman.language.word_lists import COLUMNS, WordLists

MODEL_FOLDER = Path(__file__).parent / "model"

# Longest sentence that is read whole; training saw up to 300 pieces, the encoder has 512 places.
MAX_WORDS = 160
MAX_PIECES = 400
# Pieces in a batch. From 128 to 256 all are as quick on whole articles and read as well; fewer pay more
# often for the start of a run.
BATCH_PIECES = 160
# Words whose labels are scored at once; bounds the memory of a long text.
LABEL_ROWS = 512

Array = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Scores:
    """What the heads say about one sentence of n words, float32, not normalised.

    upos: (n, tags). arcs: (n, 1 + n), column 0 is the root. dependents: (n, width)
    and governors: (1 + n, width), to score the labels of the chosen heads.
    entities: (n, BIO tags): names, times, events and nationality words. states: (n, width),
    what the other heads stand on; empty unless they were asked for.
    """

    upos: Array
    arcs: Array
    dependents: Array
    governors: Array
    entities: Array
    states: Array


class UnfitModel(UsageError):
    """The files of a model are missing, damaged, or made for another version; says which and what to do."""


class Model:
    """The network with its label sets."""

    def __init__(self, folder: Path = MODEL_FOLDER) -> None:
        """Opens the files of a folder.

        Raises:
            UnfitModel: A file is missing or no model, or has other inputs or
                outputs than this version reads.
        """
        import onnxruntime

        self.about: dict[str, Any] = _description(folder)
        self.upos: tuple[str, ...] = tuple(self.about["upos"])
        self.deprel: tuple[str, ...] = tuple(self.about["deprel"])
        self.entities: tuple[str, ...] = tuple(self.about["entities"])
        self.pieces = Pieces(folder / "tokenizer.json")
        self._lists = WordLists(folder / "word_lists.txt")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # The runtime keeps what its largest batch took, and a plan for each shape of one, of which
        # sentences have thousands: without them it is as quick, and memory stays flat.
        options.enable_cpu_mem_arena = options.enable_mem_pattern = False
        # The smooth step by tanh: three digits, in half the time of the exact one.
        options.add_session_config_entry("optimization.enable_gelu_approximation", "1")
        self._folder, self._options = folder, options
        self._session = self.open("model.onnx", [*_OUTPUTS, "states"])
        self._labels = self.open("labels.onnx", ["labels"])

    def open(self, file: str, outputs: Sequence[str]) -> Any:
        """A session of one of the model's files, which gives at least these outputs."""
        import onnxruntime

        path = self._folder / file
        try:
            session = onnxruntime.InferenceSession(
                str(path), self._options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOWER
            )
        except Exception as error:  # the runtime has a class of its own for every fault
            raise UnfitModel(f'"{path}" cannot be opened as a model: {error}. {_REMEDY}') from error
        missing = sorted(set(outputs) - {each.name for each in session.get_outputs()})
        wanted = {each.name for each in session.get_inputs()} - _INPUTS[file]
        if missing or wanted:
            fault = f"lacks {', '.join(missing)}" if missing else f"asks for {', '.join(sorted(wanted))}"
            raise UnfitModel(f'"{path}" was made for another version of dragoman: it {fault}. {_REMEDY}')
        return session

    def read(self, sentences: Sequence[Sequence[str]], *, states: bool = False) -> list[Scores]:
        """The scores of each sentence, in order.

        Args:
            sentences: The words of each; none may be empty, and none may be
                longer than ``windows`` allows.
            states: Whether the states for the tag heads are wanted as well.
        """
        encoded = [self.pieces.sentence(words) for words in sentences]
        wanted = [*_OUTPUTS, "states"] if states else _OUTPUTS
        found: dict[int, Scores] = {}
        for group in group_by_length([len(ids) for ids, _ in encoded], BATCH_PIECES):
            tensors = _tensors([(*encoded[i], sentences[i]) for i in group], self._lists)
            outputs = self._session.run(wanted, tensors)
            found.update(zip(group, _scores_of(outputs, [len(sentences[i]) for i in group]), strict=True))
        return [found[i] for i in range(len(sentences))]

    def label_scores(self, sentences: Sequence[Scores], heads: Sequence[Sequence[int]]) -> list[Array]:
        """(n, labels) for each sentence: the scores of the labels for the chosen heads.

        Heads count from 1, 0 is the root. All sentences are scored together, at
        most LABEL_ROWS words at once.
        """
        if not sentences:
            return []
        dependents = np.concatenate([scores.dependents for scores in sentences])
        governors = np.concatenate([s.governors[list(h)] for s, h in zip(sentences, heads, strict=True)])
        rows = np.concatenate(
            [
                self._labels.run(
                    None,
                    {
                        "dependents": dependents[a : a + LABEL_ROWS],
                        "governors": governors[a : a + LABEL_ROWS],
                    },
                )[0]
                for a in range(0, len(dependents), LABEL_ROWS)
            ]
        )
        return np.split(rows, np.cumsum([len(scores.dependents) for scores in sentences])[:-1])

    def windows(self, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        """The sentence as half-open ranges that the model can read: one, unless it is too long.

        A long one is cut behind the last mark of the second half of the window,
        or at its end where there is none.
        """
        if len(words) <= MAX_WORDS and sum(map(len, map(self.pieces.of, words))) <= MAX_PIECES - 2:
            yield 0, len(words)
            return
        first, n_pieces, i = 0, 2, 0
        while i < len(words):
            n_pieces += len(self.pieces.of(words[i]))
            if i - first < MAX_WORDS and n_pieces <= MAX_PIECES:
                i += 1
                continue
            cut = next((k + 1 for k in range(i - 1, (first + i) // 2, -1) if words[k] in _CUTS), i)
            yield first, cut
            first, n_pieces, i = cut, 2, cut
        if first < len(words):
            yield first, len(words)


# The runtime's joint step of sum and norm takes longer than the two one after the other.
_SLOWER = {"SkipLayerNormFusion"}
_chosen = MODEL_FOLDER
_OUTPUTS = ["upos", "arcs", "dependents", "governors", "entities"]
_INPUTS = {
    "model.onnx": {"pieces", "n_pieces", "first", "n_words", "shapes", "lists"},
    "labels.onnx": {"dependents", "governors"},
    "tags.onnx": {"states", "n_words", "shapes"},
    "roles.onnx": {"words", "n_words", "seen", "at", "kinds", "places"},
    "mentions.onnx": {"states", "n_words", "shapes"},
    "pairs.onnx": {"vectors", "pairs", "figures"},
}
_REMEDY = "Install the package again, or see train/README.md on putting another model in its place."
_KEYS = ("name", "version", "format", "upos", "deprel", "entities")
# The form of the files that this version reads; it rises when an input, an output or a meaning changes.
FORMAT = 4
_NO_STATES = np.zeros((0, 0), np.float32)
_CUTS = frozenset({",", ";", ":", "-", "–", "—", "|", ")", "/"})


def _scores_of(outputs: Sequence[Array], counts: Sequence[int]) -> Iterator[Scores]:
    """The outputs of one batch as those of its sentences, of so many words each."""
    upos, arcs, dependents, governors, entities = outputs[: len(_OUTPUTS)]
    states = outputs[-1] if len(outputs) > len(_OUTPUTS) else _NO_STATES
    root, first = governors[:1], 0
    for row, n in enumerate(counts):
        last = first + n
        yield Scores(
            upos[first:last],
            arcs[row, :n, : n + 1],
            dependents[first:last],
            np.concatenate([root, governors[first + 1 : last + 1]]),
            entities[first:last],
            states[first:last],
        )
        first = last


def group_by_length(lengths: Sequence[int], most: int) -> Iterator[list[int]]:
    """Indices of sentences of like length, together at most ``most`` long, or one that is longer."""
    group: list[int] = []
    total = 0
    for i in sorted(range(len(lengths)), key=lambda i: (lengths[i], i)):
        if group and total + lengths[i] > most:
            yield group
            group, total = [], 0
        group.append(i)
        total += lengths[i]
    if group:
        yield group


def _description(folder: Path) -> dict[str, Any]:
    """The content of model.json, where it describes a model that this version reads."""
    path = folder / "model.json"
    try:
        about: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UnfitModel(
            f'"{path}" cannot be read as the description of a model: {error}. {_REMEDY}'
        ) from error
    if about.get("format") != FORMAT:
        found = about.get("format", "none")
        raise UnfitModel(f'"{path}" says format {found}, this version reads format {FORMAT}. {_REMEDY}')
    missing = [key for key in _KEYS if key not in about]
    if missing:
        raise UnfitModel(f'"{path}" lacks {", ".join(missing)}. {_REMEDY}')
    return about


def _tensors(
    rows: Sequence[tuple[list[int], list[int], Sequence[str]]], lists: WordLists
) -> dict[str, npt.NDArray[np.generic]]:
    """The input arrays of one batch: the sentences one after another."""
    words = [word for _, _, sentence in rows for word in sentence]
    n_pieces = [len(ids) for ids, _, _ in rows]
    n_words = [len(first) for _, first, _ in rows]
    starts = accumulate(n_pieces, initial=0)
    columns = np.zeros((len(words), len(COLUMNS)), np.float32)
    for start, (_, _, sentence) in zip(accumulate(n_words, initial=0), rows, strict=False):
        for word, column in lists.columns(sentence):
            columns[start + word, column] = 1.0
    first = [start + place for start, (_, places, _) in zip(starts, rows, strict=False) for place in places]
    return {
        "pieces": np.array([number for ids, _, _ in rows for number in ids], np.int64),
        "n_pieces": np.array(n_pieces, np.int64),
        "first": np.array(first, np.int64),
        "n_words": np.array(n_words, np.int64),
        "shapes": np.array([shape_of(word) for word in words], np.int64),
        "lists": columns,
    }


@lru_cache(maxsize=2)
def _opened(folder: Path) -> Model:
    return Model(folder)


def load_model() -> Model:
    """The model of this process, opened once: the package's, unless ``use_model`` chose another."""
    return _opened(_chosen)


def use_model(folder: Path) -> None:
    """Read with another model from now on, in this process alone.

    Args:
        folder: Files as in the package's own folder; train/README.md says what they hold.

    Raises:
        UnfitModel: The files are no model that this version reads; the one before stays.
    """
    global _chosen
    _opened(folder)
    _chosen = folder


def model_info() -> dict[str, Any]:
    """What the model is: version, labels, scores, data hashes and licences."""
    return dict(_described(_chosen))


# Each record names its model, and each sentence that is compared with topics asks for it.
_described = lru_cache(maxsize=2)(_description)
