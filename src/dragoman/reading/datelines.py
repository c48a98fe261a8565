"""The words before a report's first sentence: "ASMARA, July 9 (Wire) —". They are read for the place alone."""

from __future__ import annotations

import re

_DAY = r"(?:[A-Z][A-Za-z]{2,8}\.? \d{1,2}(?:, \d{4})?|\d{1,2} [A-Z][A-Za-z]{2,8}\.?(?:,? \d{4})?)"
_DATELINE = re.compile(
    r"(?:(?!(?:On|In|At|By|From|Since|Until|After|Before|The|This)\b)"
    rf"(?P<city>[A-ZÀ-Þ][^\W\d_]+(?:[ '’-]+[^\W\d_]+){{0,3}}),? {_DAY}"
    r"(?:(?: ?\([A-Z][A-Za-z .&/-]{1,30}\))?(?::| ?[—–]| -{1,2}) |, [A-Z]{3,20}\. )"
    r"|(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ'’. -]{2,30})(?:,? [^—–\n]{1,30})?(?: \([A-Za-z /]+\))? ?(?:[—–]|-{1,2} )\s*"
    r"|(?P<town>[A-ZÀ-Þ][A-ZÀ-Þ'’ -]{3,30}), [A-Z][A-Za-z .]{2,24}\. (?=[A-Z]))"
)
_BACK = 90  # characters before a sentence in which its dateline must begin


def after_dateline(text: str, start: int, end: int) -> int:
    """Where the first sentence of a block begins: behind the dateline, at `start` where there is none."""
    match = _DATELINE.match(text, start, end)
    return start if match is None or match.end() >= end else match.end()


def with_dateline(text: str, start: int) -> int:
    """Where a sentence begins with the dateline that stands before it."""
    block = max(text.rfind("\n", 0, start) + 1, start - _BACK)
    return block if after_dateline(text, block, start + 1) == start else start


def dateline_place(text: str, start: int) -> tuple[int, int] | None:
    """The characters of the place in the dateline before a sentence, None for no dateline."""
    match = _DATELINE.match(text, with_dateline(text, start))
    if match is None or match.end() != start:
        return None
    return match.span(next(group for group in ("city", "place", "town") if match[group]))
