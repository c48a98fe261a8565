"""Words under a speaker's label: turns of a transcript, and headlines that name who says so.

"MR PRICE: We are watching that closely." is a turn where labels in capitals come
again and again; "Zelensky: no talks without guarantees" is a headline that begins
with a name and a colon.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from dragoman.language import Analysis
from dragoman.reading._attribution_types import Attribution, Span
from dragoman.reading.record import Manner

_BLOCK = re.compile(r"[^\n]+")
_LABEL = re.compile(r"\s*[\"“]?(?P<who>[A-Z][A-Z.'’\- ]+[A-Z.]|Q|A)(?P<colon>:)\s+(?=\S)")
_EDGE = " \t\u00a0"

# Labels of this many blocks make a text a transcript; one could be a rubric ("ANALYSIS: ...").
_LEAST_TURNS = 2


def find_turns(analysis: Analysis) -> list[Attribution]:
    """The turns of transcripts, with the unlabelled paragraphs that follow them, and a labelled headline."""
    blocks = [(match.start(), match.end()) for match in _BLOCK.finditer(analysis.text)]
    labels = {start: _LABEL.match(analysis.text, start, end) for start, end in blocks}
    found = list(_headline(analysis, blocks[0])) if blocks else []
    if sum(label is not None for label in labels.values()) < _LEAST_TURNS:
        return found
    turn: list[Span] = []
    who: Span | None = None
    colon: Span | None = None
    for start, end in [*blocks, (len(analysis.text), len(analysis.text))]:
        label = labels.get(start)
        goes_on = label is None and turn and analysis.text[start : start + 1] in ('"', "“")
        if goes_on:
            turn.append(_trimmed(analysis.text, start, end))
            continue
        if turn and who is not None and colon is not None:
            found.append(_turn(analysis, who, colon, turn, Manner.DIRECT))
        turn = []
        if label is not None:
            who, colon = label.span("who"), label.span("colon")
            turn = [_trimmed(analysis.text, label.end(), end)]
    return found


def _headline(analysis: Analysis, block: Span) -> Iterator[Attribution]:
    for name in analysis.names:
        after = analysis.text[name.end : name.end + 2]
        if name.start == block[0] and after == ": " and name.end + 3 < block[1]:
            content = [_trimmed(analysis.text, name.end + 2, block[1])]
            colon = name.end, name.end + 1
            yield _turn(analysis, (name.start, name.end), colon, content, Manner.INDIRECT)


def _turn(analysis: Analysis, who: Span, colon: Span, content: list[Span], manner: Manner) -> Attribution:
    starts = [token.start for token in analysis.tokens]
    first, cue = bisect_left(starts, who[0]), bisect_left(starts, colon[0])
    has_tokens = first < len(starts) and cue < len(starts)
    return Attribution(
        content=tuple(content),
        source=who,
        cue=colon,
        manner=manner,
        kind="said",
        confidence=0.97 if manner is Manner.DIRECT else 0.8,
        source_token=max(first, cue - 1) if has_tokens else None,
        cue_token=cue if has_tokens else None,
    )


def _trimmed(text: str, start: int, end: int) -> Span:
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return start, end
