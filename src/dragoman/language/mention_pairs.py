"""What the model is told of two mentions that may be of the same.

A mention is known by its head word. Each later one is asked about the mentions
before it: the nearest ones, and those that share a word with it however far they
are. The same figures serve training and reading.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]

# Words and syntax of one text: index of each word's head in the text, -1 for a root.
FORMS = ("name", "noun", "pronoun")
PRONOUNS = {
    form: number
    for number, forms in enumerate(
        (
            "i me my mine myself", "we us our ours ourselves", "you your yours yourself yourselves",
            "he him his himself", "she her hers herself", "it its itself",
            "they them their theirs themselves themself", "who whom whose which that what",
            "this these those", "one another each both all none some",
        ),
        start=1,
    )
    for form in forms.split()
}  # fmt: skip
N_PRONOUNS = 12
OTHER_PRONOUN = N_PRONOUNS - 1

# How many mentions back a mention is asked about, and how many more that share a word.
NEAREST, SHARING = 40, 12
_STEPS = (0, 1, 2, 3, 5, 8, 13, 21)
# The number of values of each figure of a pair, see ``pairs_of``.
SIZES = (len(_STEPS) + 1, len(_STEPS) + 1, len(FORMS) ** 2, 5, 2, 9, N_PRONOUNS, N_PRONOUNS, 2)
_NAME_PARTS = frozenset({"flat", "compound", "nmod:desc", "appos"})


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text as mentions see it; ``head`` is an index into the text, -1 for a root."""

    text: str
    lemma: str
    upos: str
    head: int
    deprel: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention by its head word; ``names``: its proper names in lower case."""

    word: int
    sentence: int
    form: int
    pronoun: int
    number: int
    lemma: str
    names: tuple[str, ...]
    kind: int


def form_of(word: Word) -> int:
    """The index in FORMS."""
    if word.text.lower() in PRONOUNS and word.upos in ("PRON", "DET", "ADV"):
        return 2
    return 0 if word.upos == "PROPN" else 2 if word.upos == "PRON" else 1


def candidate_of(words: Sequence[Word], at: int, children: Sequence[Sequence[int]], kind: int) -> Candidate:
    """The mention whose head is a word; ``children``: the dependents of each word, in order."""
    word = words[at]
    form = form_of(word)
    pronoun = PRONOUNS.get(word.text.lower(), OTHER_PRONOUN) if form == 2 else 0
    names: tuple[str, ...] = ()
    if form == 0:
        parts = [
            at,
            *(c for c in children[at] if words[c].upos == "PROPN" and words[c].deprel in _NAME_PARTS),
        ]
        names = tuple(words[i].text.lower() for i in sorted(parts))
    is_plural = word.upos in ("NOUN", "PROPN") and word.lemma.lower() != word.text.lower()
    number = 0 if form == 2 else 2 if is_plural and word.text.lower().endswith("s") else 1
    if pronoun in (PRONOUNS["we"], PRONOUNS["they"]):
        number = 2
    elif pronoun in (PRONOUNS["i"], PRONOUNS["he"], PRONOUNS["she"], PRONOUNS["it"]):
        number = 1
    return Candidate(at, word.sentence, form, pronoun, number, word.lemma.lower(), names, kind)


def children_of(words: Sequence[Word]) -> list[list[int]]:
    """The dependents of each word, in order."""
    found: list[list[int]] = [[] for _ in words]
    for i, word in enumerate(words):
        if word.head >= 0:
            found[word.head].append(i)
    return found


def shared_words(candidates: Sequence[Candidate]) -> list[list[int]]:
    """For each mention the places of those before it that share a name with it, or the noun, in order."""
    by_word: dict[tuple[int, str], list[int]] = {}
    found: list[list[int]] = []
    for place, candidate in enumerate(candidates):
        if candidate.form == 2:
            found.append([])
            continue
        words = candidate.names or (candidate.lemma,)
        keys = [(candidate.form, word) for word in dict.fromkeys(words)]
        before = [by_word.setdefault(key, []) for key in keys]
        found.append(sorted(set().union(*before)) if len(before) > 1 else list(before[0]))
        for places in before:
            places.append(place)
    return found


def match_of(a: Candidate, b: Candidate) -> int:
    """Of two that share a word, 1: the noun (or pronoun); 2: some name; 3: the last name; 4: all names."""
    if not a.names:
        return 1
    return 4 if a.names == b.names else 3 if a.names[-1] == b.names[-1] else 2


def pairs_of(candidates: Sequence[Candidate]) -> tuple[Numbers, Numbers]:
    """All pairs that are asked about.

    Returns:
        (m, 2): the places of the later and the earlier one, later ones together and
        in order. (m, len(SIZES)): distances in sentences and mentions, forms, match,
        same kind, numbers, both pronouns, same sentence.
    """
    n = len(candidates)
    far: list[tuple[int, int]] = []
    matches: dict[tuple[int, int], int] = {}
    for place, sharing in enumerate(shared_words(candidates)):
        cut = bisect_left(sharing, place - NEAREST)
        far += [(place, other) for other in sharing[max(0, cut - SHARING) : cut]]
        for other in sharing[max(0, cut - SHARING) :]:
            matches[place, other] = match_of(candidates[place], candidates[other])
    which = _nearest(n)
    if far:
        which = np.concatenate([which, np.array(far, np.int64)])
        which = which[np.lexsort((which[:, 1], which[:, 0]))]
    return which, _figures(candidates, which, matches, n)


def _nearest(n: int) -> Numbers:
    """(m, 2): each of n places with the NEAREST before it, in order."""
    places = np.arange(n)
    counts = np.minimum(places, NEAREST)
    later = np.repeat(places, counts)
    within = np.arange(len(later)) - np.repeat(np.cumsum(counts) - counts, counts)
    return np.stack([later, np.repeat(places - counts, counts) + within], 1)


def _figures(
    candidates: Sequence[Candidate], which: Numbers, matches: dict[tuple[int, int], int], n: int
) -> Numbers:
    """The figures of pairs, see ``pairs_of``."""
    columns = [(c.sentence, c.form, c.kind, c.number, c.pronoun) for c in candidates]
    sentence, form, kind, number, pronoun = np.array(columns, np.int64).reshape(n, 5).T
    later, earlier = which.T
    match = np.zeros(len(which), np.int64)
    if matches:
        found = np.array(list(matches), np.int64)
        # The pairs stand in order, so that the number of a pair finds its place.
        places = np.searchsorted(later * n + earlier, found[:, 0] * n + found[:, 1])
        match[places] = list(matches.values())
    lemmas = {lemma: at for at, lemma in enumerate(dict.fromkeys(c.lemma for c in candidates))}
    lemma = np.array([lemmas[c.lemma] for c in candidates], np.int64)
    match[(form[later] == 2) & (form[earlier] == 2) & (lemma[later] == lemma[earlier])] = 1
    return np.stack(
        [
            np.searchsorted(_STEPS, sentence[later] - sentence[earlier], side="left"),
            np.searchsorted(_STEPS, later - earlier - 1, side="left"),
            form[later] * len(FORMS) + form[earlier],
            match,
            kind[later] == kind[earlier],
            number[later] * 3 + number[earlier],
            pronoun[later],
            pronoun[earlier],
            sentence[later] == sentence[earlier],
        ],
        1,
    ).astype(np.int64)
