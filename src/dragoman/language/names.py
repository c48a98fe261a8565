"""BIO scores to names: one name, one kind.

The model reads sentence by sentence and may take the same words for a person here, for
a place there, and for nothing a third time. Within a text a name nearly always means the
same (Gale, Church and Yarowsky 1992, of senses of words), so each occurrence is judged by
its own scores and by the mean of all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dragoman.language.analysis import NameKind
from dragoman.language.bio import decode_bio

Scores = npt.NDArray[np.float32]
Stretch = tuple[int, int, str]

# How much the mean of all occurrences counts beside the own scores of each; of 0.3-0.9 among the best on EWT and GUM dev.
SHARED = 0.5
# How much worse than the best one a kind may look in one place: no single sentence outvotes the others.
_WORST = 8.0
_KINDS = ("PER", "ORG", "LOC")
_NOTHING = len(_KINDS)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the words of a name stand."""

    sentence: int
    first: int
    last: int


def decode_names(
    scores: Sequence[Scores], sentences: Sequence[Sequence[str]], tags: Sequence[str]
) -> list[list[tuple[int, int, NameKind]]]:
    """The names of each sentence of a text as half-open ranges of words with their kinds.

    Args:
        scores: (n, len(tags)) for each sentence.
        sentences: Their words.
        tags: "O", "B-PER", "I-PER" and so on.
    """
    found = [list(decode_bio(each, tags)) for each in scores]
    logs: dict[int, Scores] = {}
    for places in _occurrences(found, sentences).values():
        if len(places) > 1:
            asked = {each.sentence for each in places} - logs.keys()
            logs |= {number: _log_shares(scores[number]) for number in asked}
            _agree(found, places, [_fit(logs[each.sentence], each, tags) for each in places])
    return [[(first, last, NameKind(kind)) for first, last, kind in names] for names in found]


def _agree(found: list[list[Stretch]], places: Sequence[_Place], fits: Sequence[Sequence[float]]) -> None:
    """Give the words of a name the kind that fits in each place; changes the stretches of the sentences."""
    own = np.array(fits)
    own = np.maximum(own - own.max(1, keepdims=True), -_WORST)
    best = ((1 - SHARED) * own + SHARED * own.mean(0)).argmax(1).tolist()
    for place, kind in zip(places, best, strict=True):
        names = found[place.sentence]
        kept = [each for each in names if each[1] <= place.first or place.last <= each[0]]
        new = [] if kind == _NOTHING else [(place.first, place.last, _KINDS[kind])]
        names[:] = sorted([*kept, *new])


def _occurrences(
    found: Sequence[Sequence[Stretch]], sentences: Sequence[Sequence[str]]
) -> dict[tuple[str, ...], list[_Place]]:
    """Where the words of each found name stand, as a name or not; not inside of a longer stretch."""
    names = {
        tuple(words[first:last])
        for stretches, words in zip(found, sentences, strict=True)
        for first, last, kind in stretches
        if kind in _KINDS and not words[first].islower()
    }
    by_first: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for name in sorted(names, key=lambda name: (-len(name), name)):
        by_first[name[0]].append(name)
    places: dict[tuple[str, ...], list[_Place]] = defaultdict(list)
    for number, (stretches, words) in enumerate(zip(found, sentences, strict=True)):
        for first, name in _names_in(stretches, words, by_first):
            places[name].append(_Place(number, first, first + len(name)))
    return places


def _names_in(
    stretches: Sequence[Stretch], words: Sequence[str], by_first: dict[str, list[tuple[str, ...]]]
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The known names in a sentence from left to right, the longest first, none overlapping another."""
    free = 0
    for first, word in enumerate(words):
        if first < free or word not in by_first:
            continue
        for name in by_first[word]:
            last = first + len(name)
            if tuple(words[first:last]) == name and _is_open(stretches, first, last):
                yield first, name
                free = last
                break


def _is_open(stretches: Sequence[Stretch], first: int, last: int) -> bool:
    """Whether all stretches that touch the words are names within them."""
    return all(
        (first <= a and b <= last and kind in _KINDS) for a, b, kind in stretches if a < last and first < b
    )


def _log_shares(scores: Scores) -> Scores:
    """The logarithm of each tag's share."""
    logs: Scores = scores - scores.max(1, keepdims=True)
    logs -= np.log(np.exp(logs).sum(1, keepdims=True))
    return logs


def _fit(logs: Scores, place: _Place, tags: Sequence[str]) -> list[float]:
    """How well each kind fits the words, and last how well no name does."""
    found = []
    for kind in _KINDS:
        begin, inside = tags.index(f"B-{kind}"), tags.index(f"I-{kind}")
        score = logs[place.first, begin] + logs[place.first + 1 : place.last, inside].sum()
        if place.last < len(logs):
            score += np.log1p(-min(np.exp(logs[place.last, inside]), 0.999999))
        found.append(float(score))
    return [*found, float(logs[place.first : place.last, tags.index("O")].sum())]
