"""BIO scores to names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from dragoman.language.analysis import NameKind
from dragoman.language.bio import decode_bio


def decode_names(scores: npt.NDArray[np.float32], tags: Sequence[str]) -> Iterator[tuple[int, int, NameKind]]:
    """The names of a sentence as half-open ranges of words with their kinds.

    Args:
        scores: (n, len(tags)).
        tags: "O", "B-PER", "I-PER" and so on.
    """
    for first, end, kind in decode_bio(scores, tags):
        yield first, end, NameKind(kind)
