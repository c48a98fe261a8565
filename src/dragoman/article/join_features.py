"""What tells whether a sentence runs on over the gap between two lines of damaged text.

One row for each gap: the end of the line before, the beginning of the line after and
the lines around them. The second look adds the habit of the whole text: does it break
at single line breaks, at blank lines, or not at all? The first look must not see
that, or it learns texts by heart.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.article.block_features import shifted
from dragoman.article.words import function_words, share_of_function_words

Matrix = NDArray[np.float32]
_SENTENCE = re.compile(r"[.!?…。！？؟।][\"'”’»)\]]*\s+\S")
_CLOSING = "\"'”’»)] "
_ENDS = (".", "!?…。！？؟।", ":", ";", ",", "-–—", "|/»›>")
_STARTS = (",;:.!?)]}%”’", "\"“„«'‘([", "-–—•*·|/")
_REACH = 3
_LONG_WORDS = 8
_STRIP = ".,;:!?\"'”’»)“„«‘([…-–—"


def join_features(texts: list[str], gaps: list[int]) -> Matrix:
    """The features of the gap before each line but the first: (n_lines - 1, n_features).

    Args:
        texts: The lines that hold words.
        gaps: The gap before each line: 1 a line break, 2 blank lines.
    """
    lines = np.array([_line_columns(text) for text in texts], dtype=np.float32)
    gap = np.array(gaps[1:], dtype=np.float32) - 1
    left, right = lines[:-1], lines[1:]
    around = [shifted(lines, -2)[:-1], shifted(lines, -1)[:-1], shifted(lines, 1)[1:], shifted(lines, 2)[1:]]
    gap_before = np.concatenate([[-1], gap[:-1]]) if len(gap) else gap
    gap_after = np.concatenate([gap[1:], [-1]]) if len(gap) else gap
    columns = [left, right, *around, gap[:, None], gap_before[:, None], gap_after[:, None]]
    columns.append(_pair_columns(texts))
    return np.hstack(columns).astype(np.float32)


def _line_columns(text: str) -> tuple[float, ...]:
    words = text.split()
    first, last = words[0].strip(_STRIP), words[-1].strip(_STRIP)
    bare_end = text.rstrip(_CLOSING)[-1:] or text[-1]
    known = function_words()
    n_words = len(words)
    return (
        min(n_words, 60) / 60,
        float(n_words <= 3),
        np.log1p(len(text)) / 6,
        *(float(bare_end in marks) for marks in _ENDS),
        float(last.casefold() in known),
        float(last[:1].isupper()),
        *(float(text[0] in marks) for marks in _STARTS),
        float(text[0].islower()),
        float(first[:1].isupper()),
        float(text[0].isdigit()),
        float(first.casefold() in known),
        float(_SENTENCE.search(text) is not None),
        share_of_function_words(text),
        float(text.count("(") > text.count(")")),
        float(
            text.count("“") > text.count("”") or text.count("„") > text.count("“") or text.count('"') % 2 == 1
        ),
        sum(word[:1].isupper() for word in words[:12]) / min(n_words, 12),
    )


def _pair_columns(texts: list[str]) -> Matrix:
    """What only both lines together tell: (n_lines - 1, 3)."""
    rows = []
    for left, right in pairwise(texts):
        both = len(left) + len(right)
        rows.append(
            (
                float(left == right),
                min(both, 1000) / 1000,
                float(len(left) > 30 and len(right) > 30 and left[:1].isupper() and right[:1].isupper()),
            )
        )
    return np.array(rows, dtype=np.float32).reshape(len(rows), 3)


def second_join_features(inputs: Matrix, gaps: list[int], shares: Matrix) -> Matrix:
    """The features of the second look at each gap: (n_lines - 1, n_features).

    Beside the first look's features: its probabilities of the three gaps before and
    after, and how the text as a whole is broken (how many gaps of each size after
    running text it took for cuts).
    """
    n_gaps = len(shares)
    padded = np.concatenate([np.full(_REACH, -0.2), shares, np.full(_REACH, -0.2)])
    window = np.column_stack([padded[i : i + n_gaps] for i in range(2 * _REACH + 1)])
    habit = _habit(inputs, np.array(gaps[1:]), shares)
    return np.hstack([inputs, window, np.repeat(habit[None, :], n_gaps, axis=0)]).astype(np.float32)


def _habit(inputs: Matrix, gap: NDArray[Any], shares: Matrix) -> Matrix:
    """How the text as a whole is broken, seen at the gaps after running text: (9,)."""
    is_long = inputs[:, 0] > _LONG_WORDS / 60
    ended = (inputs[:, 3] + inputs[:, 4]) > 0
    values: list[float] = []
    for size in (1, 2):
        for where in (is_long & (gap == size) & ~ended, is_long & (gap == size) & ended):
            count = int(where.sum())
            values += [(float(shares[where].sum()) + 0.05) / (count + 0.5), min(count, 20) / 20]
    values.append(float((gap == 1)[is_long].mean()) if is_long.any() else -0.2)
    return np.array(values, dtype=np.float32)
