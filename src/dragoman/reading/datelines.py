"""The words before a report's first sentence: "ASMARA, July 9 (Wire) —". They are read for the place alone."""

from __future__ import annotations

import re
from functools import lru_cache

from dragoman.knowledge import NameKind, knowledge

_DAY = r"(?:[A-Z][A-Za-z]{2,8}\.? \d{1,2}(?:, \d{4})?|\d{1,2} [A-Z][A-Za-z]{2,8}\.?(?:,? \d{4})?)"
_DATELINE = re.compile(
    r"(?:(?!(?:On|In|At|By|From|Since|Until|After|Before|The|This)\b)"
    rf"(?P<city>[A-ZÀ-Þ][^\W\d_]+(?:[ '’-]+[^\W\d_]+){{0,3}}),? {_DAY}"
    r"(?:(?: ?\([A-Z][A-Za-z .&/-]{1,30}\))?(?::| ?[—–]| -{1,2}) |, [A-Z]{3,20}\. | \([A-Z]{2,8}\) (?=[A-Z])"
    r"|\. /[A-Z]{3,12}/\. |\. (?=[A-Z]))"
    r"|(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ'’./ -]{1,29}[A-ZÀ-Þ.])(?:,? [^—–\n]{1,30})?(?: \([A-Za-z /]+\))? ?(?:[—–]|-{1,2} )\s*"
    r"|(?P<town>[A-ZÀ-Þ][A-ZÀ-Þ'’ -]{3,30}), [A-Z][A-Za-z .]{2,24}\. (?=[A-Z]))"
)
# "DHAKA: " and "Harare - " are datelines, "UPDATE: " and "MR. HALE: " are none: the name must be one of a capital.
_CAPITAL = re.compile(
    r"(?P<place>[A-ZÀ-Þ][^\W\d_]+(?:[ '’.-]{1,2}[^\W\d_]+){0,3})(?:: | [-–—] |\. (?:[A-Z]{4,12}[.,]? )?)(?=[A-ZÀ-Þ\"“])"
)
_LEAST_BLOCK = 120  # characters; "Moscow: no talks" is a headline
_BACK = 90  # characters before a sentence in which its dateline must begin


def after_dateline(text: str, start: int, end: int) -> int:
    """Where the first sentence of a block begins: behind the dateline, at `start` where there is none."""
    match = _match(text, start, end)
    return start if match is None or match.end() >= end else match.end()


def with_dateline(text: str, start: int) -> int:
    """Where a sentence begins with the dateline that stands before it."""
    block = max(text.rfind("\n", 0, start) + 1, start - _BACK)
    return block if after_dateline(text, block, start + 1) == start else start


def dateline_place(text: str, start: int) -> tuple[int, int] | None:
    """The characters of the place in the dateline before a sentence, None for no dateline."""
    match = _match(text, with_dateline(text, start), len(text))
    if match is None or match.end() != start:
        return None
    return match.span(next(group for group, name in match.groupdict().items() if name))


def _match(text: str, start: int, end: int) -> re.Match[str] | None:
    match = _DATELINE.match(text, start, end)
    if match is not None:
        return match
    match = _CAPITAL.match(text, start, end)
    if match is None or not _is_capital(match["place"]):
        return None
    stop = text.find("\n", start)
    is_long = (len(text) if stop < 0 else stop) - start >= _LEAST_BLOCK
    return match if is_long or match["place"].isupper() else None


@lru_cache(maxsize=256)
def _is_capital(name: str) -> bool:
    """Whether a name in capitals is that of a capital and of nothing else."""
    hits = knowledge().find_names(name.title() if name.isupper() else name)
    return len(hits) == 1 and hits[0].kind is NameKind.CAPITAL and hits[0].end == len(name)
