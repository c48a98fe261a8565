"""Named events ("the Munich Security Conference") from BIO scores: a layer of its own over the names.

An event is often called after a place or a body, which stays a name: "NATO" in "NATO
summit" is an organisation, and the whole is an event. So the names are read as if there
were no events, and the events beside them.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from dragoman.language.analysis import NameKind
from dragoman.language.bio import decode_bio

Scores = npt.NDArray[np.float32]

_TAGS = (f"B-{NameKind.EVENT}", f"I-{NameKind.EVENT}")
# An event is told where its tags have this share of all tags, on the mean of its words.
FLOOR = 0.7


def find_events(scores: Scores, tags: Sequence[str]) -> list[tuple[int, int, NameKind]]:
    """The named events of a sentence as half-open ranges of words, those that are sure enough.

    Args:
        scores: (n, len(tags)).
        tags: "O", "B-PER", "I-PER" and so on; without tags for events nothing is found.
    """
    if _TAGS[0] not in tags or not (scores.argmax(1) == tags.index(_TAGS[0])).any():
        return []
    begin, inside = map(tags.index, _TAGS)
    shares = np.exp(scores - scores.max(1, keepdims=True))
    shares /= shares.sum(1, keepdims=True)
    return [
        (first, last, NameKind.EVENT)
        for first, last, kind in decode_bio(scores, tags)
        if kind == NameKind.EVENT
        and (shares[first, begin] + shares[first + 1 : last, inside].sum()) / (last - first) >= FLOOR
    ]


def without_events(scores: Sequence[Scores], tags: Sequence[str]) -> tuple[list[Scores], list[str]]:
    """The scores of sentences and the tags of their columns, less those of events."""
    kept = [i for i, tag in enumerate(tags) if tag not in _TAGS]
    return [each[:, kept] for each in scores], [tags[i] for i in kept]
