"""Where a sentence looks, to the past or the future, at one of its words.

The nearest cue before the expression decides ("said on Thursday that he will meet
on Monday" looks back at Thursday and ahead at Monday); where none stands before
it, the first one after it. Cues are words of ``data/times.json``: of the future,
of requests and promises (they look ahead, and lie behind), of the past, and of
reporting. The last leave the direction open unless the expression follows at once,
because what is reported may lie ahead. Without any, other words in -ed count.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from dragoman.language._times_grammar import lexicon
from dragoman.language._times_readings import Direction

_BOUNDARY = re.compile(r"(?<=[a-z0-9)%”\"’][.!?])[”\"’)]{0,2}\s+(?=[A-Z“\"‘])|\n[ \t\r]*\n")
_BLOCK = 400  # in a sentence without end, cues are looked for in three such blocks of characters
_ADJACENT = 14  # a reporting verb so near ("said late on ") is dated by the expression itself
_AHEAD = re.compile(
    r"\b(?:until|till|by|pending|before|starting|beginning)\s+(?:the\s+|early\s+|late\s+|mid-?|next\s+)*$",
    re.IGNORECASE,
)


@cache
def _cue_kinds() -> dict[str, str]:
    return {phrase: kind for kind, phrases in lexicon().cues.items() for phrase in phrases}


@cache
def _cue_pattern() -> re.Pattern[str]:
    longest_first = sorted(_cue_kinds(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))}|[a-z]{{2,}}ed)(?![\w-])")


class Tense:
    """The direction at each place of one text; the cues of a sentence are looked up once."""

    def __init__(self, text: str, sentences: Sequence[tuple[int, int]] = ()) -> None:
        self._text = text
        if sentences:
            self._starts = sorted({0, *(start for start, _ in sentences)})
        else:
            self._starts = [0, *(match.end() for match in _BOUNDARY.finditer(text))]
        self._cues: dict[int, list[tuple[int, int, str]]] = {}

    def at(self, start: int) -> Direction:
        """The direction at an expression that begins there."""
        cues = self._cues_around(start)
        before = [cue for cue in cues if cue[1] <= start]
        strong = [cue for cue in before if cue[2] not in ("infinitive", "weak")]
        if strong:
            return self._after_cue(strong[-1], start)
        if before:
            return Direction.FUTURE if before[0][2] == "infinitive" else Direction.NEUTRAL
        after = [cue for cue in cues if cue[0] > start and cue[2] != "infinitive"]
        if after:
            return Direction.FUTURE if after[0][2] == "future" else Direction.PAST
        return Direction.FUTURE if self._looks_ahead(start) else Direction.NEUTRAL

    def _after_cue(self, cue: tuple[int, int, str], start: int) -> Direction:
        _, end, kind = cue
        if kind in ("future", "request"):
            return Direction.FUTURE
        if kind == "past":
            return Direction.PAST
        if self._looks_ahead(start):
            return Direction.FUTURE
        return Direction.PAST if start - end <= _ADJACENT else Direction.NEUTRAL

    def _looks_ahead(self, start: int) -> bool:
        return _AHEAD.search(self._text[max(start - 24, 0) : start]) is not None

    def _cues_around(self, position: int) -> list[tuple[int, int, str]]:
        """The cues of the sentence, of a long one those of its blocks nearest to the place."""
        index = bisect_right(self._starts, position)
        first = self._starts[index - 1]
        last = self._starts[index] if index < len(self._starts) else len(self._text)
        block = max(first, position // _BLOCK * _BLOCK - _BLOCK)
        if block not in self._cues:
            self._cues[block] = self._find_cues(block, min(last, block + 3 * _BLOCK))
        return self._cues[block]

    def _find_cues(self, first: int, last: int) -> list[tuple[int, int, str]]:
        """The cues in order; participles after "be" ("will be held") say nothing of their own."""
        kinds = _cue_kinds()
        return [
            (match.start(), match.end(), kinds.get(match[0], "weak"))
            for match in _cue_pattern().finditer(self._text, first, last)
            if not self._text.endswith(("be ", "been ", "being "), first, match.start())
        ]
